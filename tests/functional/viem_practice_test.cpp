#include "tests/functional/practice_server.h"

#include <QFileInfo>
#include <QStandardPaths>
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

    void crosses_data()
    {
        QTest::addColumn<QString>("generation");
        for (const char* generation : {"current", "permissionless", "classic"})
            QTest::newRow(generation) << QString::fromLatin1(generation);
    }
    void crosses()
    {
        QFETCH(const QString, generation);
        const auto server = tests::PracticeServer::start(QStringLiteral(POSTERN_CLI), generation);
        QVERIFY(server);
        QProcess script;
        script.start(QStringLiteral("node"),
            {QStringLiteral(POSTERN_VIEM_SCRIPT), QStringLiteral(POSTERN_NODE_MODULES),
                QString::fromUtf8(server->printed())});
        const bool ended = script.waitForFinished(600'000);
        const QByteArray said = script.readAllStandardOutput() + script.readAllStandardError();
        QVERIFY2(ended && script.exitCode() == 0, said.constData());
        QVERIFY2(said.contains("ether arrived on L2"), said.constData());
        QVERIFY2(said.contains("tokens arrived on L2"), said.constData());
        QVERIFY2(said.contains("the forced transaction ran"), said.constData());
        QVERIFY2(said.contains("the withdrawal is paid out"), said.constData());
    }
};

QTEST_GUILESS_MAIN(ViemPracticeTest)
#include "viem_practice_test.moc"
