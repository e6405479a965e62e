#include "tests/cli/cli_process.h"
#include "tests/support/patience.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

using tests::CliResult;

/// The practice network with nothing configured and nothing else running.
class PracticeCrossingTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QJsonObject run(QStringList words, int code = 0) const
    {
        words += {QStringLiteral("--json"), QStringLiteral("--data-dir"), m_folder.path()};
        const CliResult result =
            tests::runCli(words, {.in = {}, .secrets = {{3, "practice\n"}}, .receive = {}, .closed = {}});
        if (result.code != code) qWarning() << result.error;
        return QJsonDocument::fromJson(result.out).object();
    }
    QString l2Balance() const
    {
        return run({QStringLiteral("balance")})[QStringLiteral("l2")]
            .toObject()[QStringLiteral("eth")]
            .toString();
    }
    QString stage(const QStringList& more = {}) const
    {
        const QJsonArray all =
            run(QStringList{QStringLiteral("activity")} + more)[QStringLiteral("activities")].toArray();
        return all.size() == 1 ? all[0].toObject()[QStringLiteral("stage")].toString() : QString();
    }

private Q_SLOTS:
    void aDepositCrossesFromOneCommandToTheNext()
    {
        QCOMPARE(l2Balance(), QStringLiteral("10000"));
        const QJsonObject sent =
            run({QStringLiteral("deposit"), QStringLiteral("--amount"), QStringLiteral("0.5"),
                QStringLiteral("--yes"), QStringLiteral("--password-fd"), QStringLiteral("3")});
        QCOMPARE(sent[QStringLiteral("stage")].toString(), QStringLiteral("sent"));
        QCOMPARE(stage({QStringLiteral("--offline")}), QStringLiteral("sent"));
        QCOMPARE(stage(), QStringLiteral("arrived"));
        QCOMPARE(stage({QStringLiteral("--offline")}), QStringLiteral("arrived"));
        QCOMPARE(l2Balance(), QStringLiteral("10000.5"));
    }
    void itArrivesWhileTheCommandWaits()
    {
        const QJsonObject sent = run({QStringLiteral("deposit"), QStringLiteral("--amount"),
            QStringLiteral("1"), QStringLiteral("--yes"), QStringLiteral("--wait"),
            QStringLiteral("--password-fd"), QStringLiteral("3")});
        QCOMPARE(sent[QStringLiteral("stage")].toString(), QStringLiteral("arrived"));
        QCOMPARE(l2Balance(), QStringLiteral("10001.5"));
    }
    void theWorldIsSteeredByCommands()
    {
        const auto now = [&] {
            return run({QStringLiteral("practice"), QStringLiteral("status")})[QStringLiteral("now")]
                .toInteger();
        };
        const qint64 before = now();
        run({QStringLiteral("practice"), QStringLiteral("leap"), QStringLiteral("2h")});
        QCOMPARE(now(), before + 7200);
        const QStringList fault{QStringLiteral("practice"), QStringLiteral("fault")};
        QCOMPARE(run(fault + QStringList{QStringLiteral("proposer-stops"),
                                 QStringLiteral("on")})[QStringLiteral("proposer-stops")]
                     .toString(),
            QStringLiteral("on"));
        QCOMPARE(run(fault)[QStringLiteral("proposer-stops")].toString(), QStringLiteral("on"));
        QVERIFY(run({QStringLiteral("practice"), QStringLiteral("reorg"), QStringLiteral("2")})
                .contains(QStringLiteral("now")));
        QVERIFY(run({QStringLiteral("practice"), QStringLiteral("guardian"), QStringLiteral("pause")})
                .contains(QStringLiteral("transaction")));
        QVERIFY(run({QStringLiteral("practice"), QStringLiteral("reorg"), QStringLiteral("100000")}, 1)
                .contains(QStringLiteral("error")));
    }
    /// What was last on the disk opens, with both chains at the same time, and goes on.
    void aKilledServerLeavesAWorldThatOpens()
    {
        const QString file = m_folder.filePath(QStringLiteral("killed.db"));
        qint64 last = 0;
        for (int round = 0; round < 6; ++round) {
            QProcess server;
            server.start(QStringLiteral(POSTERN_CLI),
                {QStringLiteral("practice"), QStringLiteral("serve"), QStringLiteral("--port"),
                    QStringLiteral("0"), QStringLiteral("--speed"), QStringLiteral("3600"),
                    QStringLiteral("--json"), QStringLiteral("--file"), file});
            while (!server.canReadLine())
                QVERIFY(server.waitForReadyRead(tests::kPatience));
            const QJsonObject told = QJsonDocument::fromJson(server.readLine()).object();
            const qint64 now = told[QStringLiteral("now")].toInteger();
            QVERIFY2(now > 0, server.readAllStandardError().constData());
            QVERIFY(now >= last);
            const QJsonObject l1 = told[QStringLiteral("l1")].toObject(),
                              l2 = told[QStringLiteral("l2")].toObject();
            QVERIFY(round == 0 || l2[QStringLiteral("latest")].toInteger() > 0);
            QVERIFY(qAbs(l2[QStringLiteral("latest")].toInteger() / 6 -
                         l1[QStringLiteral("latest")].toInteger()) <= 2);
            last = now;
            // Killed at another moment of its work each time: when so much more of it is on the disk.
            const QString log = file + QStringLiteral("-wal");
            auto written = [&, last = std::pair<qint64, QDateTime>(), changes = 0]() mutable {
                const std::pair seen{
                    QFileInfo(log).size() + QFileInfo(file).size(), QFileInfo(log).lastModified()};
                if (seen != last) ++changes;
                last = seen;
                return changes;
            };
            EVENTUALLY(written() > 1 + round % 3);
            ::kill(static_cast<pid_t>(server.processId()), SIGKILL);
            QVERIFY(server.waitForFinished());
        }
        QVERIFY(last > 0);
    }
};

QTEST_GUILESS_MAIN(PracticeCrossingTest)
#include "practice_crossing_test.moc"
