#include "tests/functional/practice_server.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

/// viem's actions for the OP Stack, as they come from npm, against `postern-cli practice serve`.
class ViemPracticeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty()) QSKIP("no node here");
        if (!QFileInfo::exists(QStringLiteral(POSTERN_NODE_MODULES "/viem")))
            QSKIP("no viem here: run npm ci in packaging/npm");
    }

    void crosses_data() { generations(); }
    void crosses()
    {
        QFETCH(const QString, generation);
        const QByteArray said = run("crossings.mjs", generation, {});
        QVERIFY2(said.contains("ether arrived on L2"), said.constData());
        QVERIFY2(said.contains("tokens arrived on L2"), said.constData());
        QVERIFY2(said.contains("the forced transaction ran"), said.constData());
        QVERIFY2(said.contains("the withdrawal is paid out"), said.constData());
    }
    /// Both say the same of a withdrawal at every stage, but for what viem is known not to see.
    void leadsWithdrawalsHomeTogetherWithPostern_data() { generations(); }
    void leadsWithdrawalsHomeTogetherWithPostern()
    {
        QFETCH(const QString, generation);
        const QTemporaryDir folder;
        const QByteArray said =
            run("withdrawals.mjs", generation, {QStringLiteral(POSTERN_CLI), folder.path()});
        QVERIFY2(said.contains("what Postern began viem has ended"), said.constData());
        QVERIFY2(said.contains("what viem began Postern has ended"), said.constData());
    }

private:
    static void generations()
    {
        QTest::addColumn<QString>("generation");
        for (const char* generation : {"current", "permissionless", "classic"})
            QTest::newRow(generation) << QString::fromLatin1(generation);
    }
    /// What the script printed, whether it ended well or not.
    static QByteArray run(const char* name, const QString& generation, const QStringList& more)
    {
        const auto server = tests::PracticeServer::start(QStringLiteral(POSTERN_CLI), generation);
        if (!server) return "the practice world did not come up";
        QProcess script;
        script.setProcessChannelMode(QProcess::MergedChannels);
        script.start(QStringLiteral("node"),
            QStringList{QStringLiteral(POSTERN_VIEM_SCRIPTS "/") + QLatin1String(name),
                QStringLiteral(POSTERN_NODE_MODULES), QString::fromUtf8(server->printed())} +
                more);
        script.waitForFinished(600'000);
        return script.readAll();
    }
};

QTEST_GUILESS_MAIN(ViemPracticeTest)
#include "viem_practice_test.moc"
