#include "core/base/file.h"
#include "core/base/log.h"

#include <QTemporaryDir>
#include <QTest>

class LogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatLooksLikeASecretIsNotLogged_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("logged");
        const auto row = [](const char* name, const QByteArray& message, const QByteArray& logged) {
            QTest::newRow(name) << message << logged;
        };
        const QByteArray key(64, 'a');
        row("plain", "block 17 is missing", "block 17 is missing");
        row("key", "key " + key, "key [64 hex digits]");
        row("key with prefix", "key 0x" + key + ".", "key [64 hex digits].");
        row("key in brackets", "{" + key + "}", "{[64 hex digits]}");
        row("longer run", key + key, "[128 hex digits]");
        row("address", "0x" + key.left(40), "0x" + key.left(40));
        row("public hash", "hash #" + key, "hash #" + key);
        row("words", "seed " + QByteArray("test ").repeated(11) + "junk", "[13 words]");
        row("words after a colon", "Seed: " + QByteArray("test ").repeated(11) + "junk", "Seed: [12 words]");
        row("sentence", "a short line of words", "a short line of words");
        row("control", "a\nb\x1b[2J", "a\\x0ab\\x1b[2J");
    }
    void whatLooksLikeASecretIsNotLogged()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, logged);
        QCOMPARE(QByteArray::fromStdString(base::redacted(message.toStdString())), logged);
    }

    void publicHashesAreMarked()
    {
        const std::string digits(64, '1');
        QVERIFY(base::redacted(base::publicHash(digits)).find(digits) != std::string::npos);
    }

    void aLineGoesToTheFileWhenItsLevelIsHighEnough()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("log")).toStdString();
        base::setLogFile(file);
        base::setLogLevel(base::LogLevel::Warning);
        base::log(base::LogLevel::Debug, "test", "too quiet");
        base::log(base::LogLevel::Error, "test", "key " + std::string(64, 'f'));
        const auto bytes = base::readFile(file, 10'000);
        QVERIFY(bytes.has_value());
        const std::string text(base::asText(*bytes));
        QVERIFY(text.find("error test: key [64 hex digits]\n") != std::string::npos);
        QVERIFY(text.find("too quiet") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(LogTest)
#include "log_test.moc"
