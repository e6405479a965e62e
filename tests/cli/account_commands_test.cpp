#include "tests/cli/cli_process.h"
#include "tests/support/vectors.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using tests::CliInput;
using tests::CliResult;
using tests::runCli;

namespace {

constexpr const char* kJunk = "test test test test test test test test test test test junk\n";

QJsonObject jsonOf(const CliResult& result)
{
    return QJsonDocument::fromJson(result.out).object();
}

} // namespace

/// The life of accounts through the program itself; every use of a password takes about a second.
class AccountCommandsTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QStringList line(const char* text) const
    {
        return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts)
               << QStringLiteral("--data-dir") << m_folder.filePath(QStringLiteral("data"));
    }
    CliInput secrets(std::map<int, QByteArray> given) const { return {{}, std::move(given), {}, {}}; }
    QString path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)); }
    QByteArray contentOf(const char* name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// `account import` of what stands in the descriptor: the address, or the end of the error.
    QString imported(const char* arguments, const QByteArray& secret)
    {
        static int number = 0;
        const QString folder = m_folder.filePath(QStringLiteral("import%1").arg(++number));
        const QStringList words = QString::fromUtf8(arguments).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        const CliResult result = runCli(
            QStringList{QStringLiteral("account"), QStringLiteral("import"), QStringLiteral("--json"),
                QStringLiteral("--data-dir"), folder, QStringLiteral("--password-fd"), QStringLiteral("6")} +
                words,
            secrets({{5, secret + "\n"}, {6, "pw\n"}}));
        return result.code == 0 ? jsonOf(result)[QStringLiteral("address")].toString()
                                : QString::fromUtf8(result.error);
    }

private Q_SLOTS:
    void wordsAreImported()
    {
        const CliResult result =
            runCli(line("account import --json --words-fd 5 --password-fd 6 --name Junk"),
                secrets({{5, kJunk}, {6, "pw\n"}}));
        QVERIFY2(result.code == 0, result.error.constData());
        QCOMPARE(jsonOf(result)[QStringLiteral("address")].toString(),
            QStringLiteral("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
        QCOMPARE(jsonOf(result)[QStringLiteral("path")].toString(), QStringLiteral("m/44'/60'/0'/0/0"));
    }

    void oneDescriptorGivesSeveralLines()
    {
        const CliResult result = runCli(line("account import --json --key-fd 5 --password-fd 5 --name Key"),
            secrets({{5, "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d\npw\n"}}));
        QVERIFY2(result.code == 0, result.error.constData());
        QCOMPARE(jsonOf(result)[QStringLiteral("kind")].toString(), QStringLiteral("key"));
    }

    void newWordsGoToADescriptorAndBack()
    {
        CliInput input = secrets({{5, "pw\n"}});
        input.receive = {7};
        const CliResult made =
            runCli(line("account new --json --words 24 --password-fd 5 --words-fd 7 --name Fresh"), input);
        QVERIFY2(made.code == 0, made.error.constData());
        const QByteArray words = made.written.at(7);
        QCOMPARE(words.trimmed().split(' ').size(), 24);
        QVERIFY(!made.out.contains(words.trimmed()) && !made.error.contains(words.trimmed()));
        const CliResult next =
            runCli(line("account new --json --seed-of Fresh --password-fd 5"), secrets({{5, "pw\n"}}));
        QCOMPARE(jsonOf(next)[QStringLiteral("path")].toString(), QStringLiteral("m/44'/60'/0'/0/1"));

        const CliResult exported =
            runCli(line("account export Fresh --what words --reveal --password-fd 5 --out") << path("words"),
                secrets({{5, "pw\n"}}));
        QVERIFY2(exported.code == 0 || exported.code == 2, exported.error.constData());
    }

    void secretsAreExportedToPrivateFiles()
    {
        QStringList arguments = line("account export Junk --what words --reveal --password-fd 5");
        arguments << QStringLiteral("--out") << path("junk");
        const CliResult words = runCli(arguments, secrets({{5, "pw\n"}}));
        QVERIFY2(words.code == 0, words.error.constData());
        QCOMPARE(contentOf("junk"), QByteArray(kJunk).trimmed());
        QVERIFY(QFile::permissions(path("junk")) ==
                (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser));
        QVERIFY(!words.out.contains("junk junk") && !words.error.contains("test test"));
        QCOMPARE(runCli(arguments, secrets({{5, "pw\n"}})).code, 1); // the file is there already

        arguments = line("account export Junk --json --password-fd 5");
        arguments << QStringLiteral("--out") << path("junk.json");
        QCOMPARE(runCli(arguments, secrets({{5, "wrong\n"}})).code, 1);
        QCOMPARE(runCli(arguments, secrets({{5, "pw\n"}})).code, 0);
        QCOMPARE(QJsonDocument::fromJson(contentOf("junk.json"))[QStringLiteral("version")].toInt(), 3);
    }

    void aKeystoreFileIsImportedWithItsPassword()
    {
        QStringList arguments = line("account import --json --file-password-fd 5");
        arguments << QStringLiteral("--data-dir=") + path("other") << QStringLiteral("--keystore")
                  << path("junk.json");
        arguments.removeAll(QStringLiteral("--data-dir"));
        arguments.removeAll(path("data"));
        QCOMPARE(runCli(arguments, secrets({{5, "no\n"}})).code, 1);
        const CliResult result = runCli(arguments, secrets({{5, "pw\n"}}));
        QVERIFY2(result.code == 0, result.error.constData());
        QCOMPARE(jsonOf(result)[QStringLiteral("name")].toString(), QStringLiteral("Junk"));
    }

    void anAccountIsWatchedAndRenamed()
    {
        const CliResult watched =
            runCli(line("account import --watch 0x71C7656EC7ab88b098defB751B7401B5f6d8976F --name Cold"));
        QVERIFY2(watched.code == 0, watched.error.constData());
        QCOMPARE(runCli(line("account rename Cold Ice")).code, 0);
        QVERIFY(runCli(line("account show Ice")).out.contains("watch-only"));
        QCOMPARE(runCli(line("account show Cold")).code, 1);
        const CliResult list = runCli(line("account list --json"));
        QCOMPARE(jsonOf(list)[QStringLiteral("accounts")].toArray().size(), 5);
    }

    void aTransactionIsSignedAsTheVectorSays()
    {
        // Checked with another wallet's library: account 1 of the public test words.
        QStringList arguments =
            line("tx sign --account Key --json --yes --password-fd 5 --chain-id 10 --nonce 3 --gas 21000");
        arguments << QString::fromUtf8(
            "--max-fee 0.1 --max-tip 0.001 --to 0x71C7656EC7ab88b098defB751B7401B5f6d8976F --value 0.25")
                         .split(QLatin1Char(' '));
        const CliResult result = runCli(arguments, secrets({{5, "pw\n"}}));
        QVERIFY2(result.code == 0, result.error.constData());
        QVERIFY(result.error.contains("Value:      0.25 ETH"));
        const QString raw = jsonOf(result)[QStringLiteral("raw")].toString();
        const QJsonObject back =
            jsonOf(runCli({QStringLiteral("tx"), QStringLiteral("decode"), raw, QStringLiteral("--json")}));
        QCOMPARE(back[QStringLiteral("from")].toString(),
            QStringLiteral("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"));
        QCOMPARE(back[QStringLiteral("hash")], jsonOf(result)[QStringLiteral("hash")]);
        QCOMPARE(back[QStringLiteral("nonce")].toString(), QStringLiteral("0x3"));
        QCOMPARE(runCli(arguments, secrets({{5, "wrong\n"}})).code, 1);
        arguments.removeAll(QStringLiteral("--yes"));
        QCOMPARE(runCli(arguments, secrets({{5, "pw\n"}})).code, 2); // nobody to ask
    }

    void everyTransactionVectorIsTakenApart()
    {
        const auto file = tests::vectorFile("wallet/tx-signing.json");
        if (!file) QSKIP(tests::noVectors());
        int passed = 0;
        const nlohmann::json set = tests::readJson(*file);
        for (const nlohmann::json& vector : set["vectors"]) {
            const auto decoded = [&](const char* form) {
                const std::string raw = vector[form];
                return jsonOf(runCli(QString::fromUtf8("tx decode --json -").split(QLatin1Char(' ')),
                    {QByteArray::fromStdString(raw), {}, {}, {}}));
            };
            const QJsonObject whole = decoded("signed_raw"), bare = decoded("unsigned_serialized");
            QCOMPARE(
                whole[QStringLiteral("from")].toString().toStdString(), vector["from"].get<std::string>());
            QCOMPARE(
                whole[QStringLiteral("hash")].toString().toStdString(), vector["tx_hash"].get<std::string>());
            for (auto field = bare.begin(); field != bare.end(); ++field)
                QCOMPARE(whole[field.key()], field.value());
            QVERIFY(bare.contains(QStringLiteral("nonce")));
            ++passed;
        }
        qInfo("%d transactions, signed and unsigned: %d passed, 0 failed", passed, passed);
        QVERIFY(passed > 0);
    }

    void aPasswordThatIsNotThereIsAnError()
    {
        QCOMPARE(runCli(line("account export Junk --password-fd 99")).code, 1);
        QCOMPARE(runCli(line("account export Junk --password-fd 5"), secrets({{5, ""}})).code, 1);
        QCOMPARE(
            runCli(line("account export Junk --password-fd 5"), secrets({{5, QByteArray(9000, 'a')}})).code,
            1);
        QCOMPARE(
            runCli(line("account import --key-fd 5 --password-fd 6"), secrets({{5, "00\n"}, {6, "pw\n"}}))
                .code,
            1);
    }

    void hostileFilesAreErrorsAtOnce()
    {
        const std::pair<const char*, QByteArray> hostile[] = {
            {"deep", QByteArray(60'000, '[')},
            {"empty", ""},
            {"large", QByteArray(1'000'000, ' ')},
            {"scrypt",
                R"({"version":3,"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"00"},"ciphertext":"00","mac":"00",)"
                R"("kdf":"scrypt","kdfparams":{"n":1073741824,"r":8,"p":1,"dklen":32,"salt":"00"}}})"},
        };
        for (const auto& [name, content] : hostile) {
            QFile file(path(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
            file.close();
            const CliResult result =
                runCli(line("account import --file-password-fd 5 --keystore") << file.fileName(),
                    secrets({{5, "pw\n"}}));
            QVERIFY2(result.code == 1 || result.code == 2, name);
            QVERIFY(!result.error.isEmpty());
        }
    }

    void keysAndWordsAreReadAsPasted()
    {
        const QString key = QStringLiteral("0xCeA5D1499662b72329ead921052a744A72e78B20");
        QCOMPARE(imported("--key-fd 5",
                     "\xef\xbb\xbf 01b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff01\t"),
            key);
        QVERIFY(imported("--key-fd 5", "1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff01")
                .contains(key));
        QByteArray words;
        for (int number = 1; number <= 12; ++number)
            words += QByteArray::number(number) + (number < 12 ? ". ABANDON " : ". About");
        QCOMPARE(
            imported("--words-fd 5", words), QStringLiteral("0x9858EfFD232B4033E47d90003D41EC34EcaEda94"));
        QCOMPARE(imported("--words-fd 5 --path 44H/60\u2019/0h/0/1", kJunk),
            QStringLiteral("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"));
    }

    void aDamagedListIsRepaired()
    {
        const QByteArray before = runCli(line("account list --json")).out;
        QFile list(path("data/keystore/accounts.json"));
        QVERIFY(list.resize(20));
        const CliResult listed = runCli(line("account list"));
        QCOMPARE(listed.code, 1);
        QVERIFY(listed.error.contains("account repair"));
        const CliResult repaired = runCli(line("account repair"));
        QVERIFY2(repaired.code == 0, repaired.error.constData());
        QVERIFY(
            repaired.out.contains("every account has the name that it had") && repaired.out.contains("Ice"));
        QCOMPARE(runCli(line("account list --json")).out, before);

        QFile::remove(path("data/keystore/accounts.json.copy"));
        QVERIFY(list.resize(20));
        const QJsonObject lost = jsonOf(runCli(line("account repair --json")));
        QVERIFY(lost[QStringLiteral("repaired")].toBool() && !lost[QStringLiteral("fromCopy")].toBool());
        QCOMPARE(lost[QStringLiteral("warnings")].toArray().size(), 3); // names, watch-only, further accounts
        QCOMPARE(runCli(line("account show Junk")).code, 1);
        QCOMPARE(runCli(line("account rename 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266 Junk")).code, 0);
    }

    void aFileInPlaceOfTheFolderIsNoEmptyFolder()
    {
        QFile file(path("file"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const CliResult listed = runCli(
            {QStringLiteral("account"), QStringLiteral("list"), QStringLiteral("--data-dir"), path("file")});
        QCOMPARE(listed.code, 1);
        QVERIFY(listed.error.contains("is not a folder"));
    }

    void aCutKeyFileIsNamed()
    {
        const QStringList keys =
            QDir(path("data/keystore")).entryList({QStringLiteral("key-*.json")}, QDir::Files, QDir::Name);
        QVERIFY(!keys.isEmpty());
        const QString file = path("data/keystore/") + keys.front();
        QFile::copy(file, path("kept"));
        QVERIFY(QFile::resize(file, 40));
        const CliResult exported =
            runCli(line("account export 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --password-fd 5"),
                secrets({{5, "pw\n"}}));
        QFile::remove(file);
        QFile::rename(path("kept"), file);
        QCOMPARE(exported.code, 1);
        QVERIFY2(exported.error.contains(keys.front().toUtf8()), exported.error.constData());
    }

    void aPersonAtTheTerminalIsAskedAndTaught()
    {
        if (!QFile::exists(QStringLiteral("/dev/pts/ptmx")))
            QSKIP("no pseudo-terminals here: /dev/pts is not mounted");
        QList<QByteArray> words;
        int asked = 0;
        const auto answer = [&](const QByteArray& shown) -> QByteArray {
            if (shown.contains("Press Enter")) {
                for (int number = 1; number <= 12; ++number) {
                    const QByteArray mark = " " + QByteArray::number(number) + ". ";
                    const QByteArray rest = shown.mid(shown.indexOf(mark) + mark.size());
                    words.append(
                        rest.left(rest.indexOf(rest.contains(' ') ? ' ' : '\r')).split('\r')[0].trimmed());
                }
                return "";
            }
            const qsizetype at = shown.lastIndexOf("Word ");
            if (at < 0) return "secret";
            ++asked;
            return words.value(shown.mid(at + 5).split(':')[0].toInt() - 1);
        };
        const CliResult result = tests::runCliAtTerminal(line("account new --name Typed"), answer);
        QVERIFY2(result.code == 0, result.out.constData());
        QCOMPARE(asked, 3);
        QVERIFY(!result.out.contains("secret\r\n")); // no echo
        QVERIFY(result.out.contains("Name:     Typed"));

        const CliResult wrong = tests::runCliAtTerminal(
            line("account export Typed --what key"), [](const QByteArray&) { return QByteArray("no"); });
        QCOMPARE(wrong.code, 1);
        const CliResult key =
            tests::runCliAtTerminal(line("account export Typed --what key"), [](const QByteArray& shown) {
                return QByteArray(shown.contains("Password") ? "secret" : "reveal");
            });
        QVERIFY2(key.code == 0, key.out.constData());
        QVERIFY(key.out.contains("0x"));
    }
};

QTEST_GUILESS_MAIN(AccountCommandsTest)
#include "account_commands_test.moc"
