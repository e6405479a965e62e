#include "tests/cli/cli_process.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using tests::CliInput;
using tests::CliResult;
using tests::runCli;

namespace {

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QJsonObject jsonOf(const CliResult& result)
{
    return QJsonDocument::fromJson(result.out).object();
}

} // namespace

/// What needs no account: help, wrong use, hashes, ABI, transactions.
class UsageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCommandTeaches()
    {
        const CliResult help = runCli({QStringLiteral("--help")});
        QCOMPARE(help.code, 0);
        const QByteArray list = help.out.mid(help.out.indexOf("Commands:\n") + 10);
        int commands = 0, examples = 0;
        for (const QByteArray& line : list.split('\n')) {
            const QByteArray name =
                line.trimmed().split('\n')[0].mid(0, line.trimmed().indexOf("  ")).trimmed();
            if (name.isEmpty()) continue;
            const CliResult manual = runCli(words(name.constData()) << QStringLiteral("--help"));
            QCOMPARE(manual.code, 0);
            QVERIFY2(manual.out.startsWith("Usage: postern-cli " + name), name.constData());
            QVERIFY2(manual.out.contains("Options:"), name.constData());
            QVERIFY2(manual.out.contains("--json"), name.constData());
            examples += manual.out.contains("Example") ? 1 : 0;
            ++commands;
        }
        qInfo("%d commands, %d with an example", commands, examples);
        QVERIFY(examples >= 13);
    }

    /// A file that is not what it should be is told in our words, not in those of a library.
    void aFileOfNoFormatIsToldInOurWords_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("no JSON") << QByteArray("hello") << QByteArray("the file is not JSON");
        QTest::newRow("empty") << QByteArray() << QByteArray("the file is not JSON");
        QTest::newRow("cut off") << QByteArray("{\"rollup\": [1,") << QByteArray("the file is not JSON");
        QTest::newRow("another file") << QByteArray("{\"a\": 1}") << QByteArray("it lacks the member \"");
        QTest::newRow("a list") << QByteArray("[]") << QByteArray("of another kind than is due there");
    }
    void aFileOfNoFormatIsToldInOurWords()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, told);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("file.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        for (const char* command : {"verify --recording", "block replay"}) {
            const CliResult result = runCli(words(command) << path);
            QCOMPARE(result.code, 1);
            QVERIFY2(result.out.contains(told), result.out.constData());
            QVERIFY2(!result.out.contains("json.exception"), result.out.constData());
        }
    }

    void wrongUseExitsWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const char* line, const char* told) {
            QTest::newRow(line) << words(line) << QByteArray(told);
        };
        row("", "no command");
        row("acount list", "did you mean \"account list\"");
        row("account lst", "did you mean \"account list\"");
        row("account frobnicate", "there is no command \"account frobnicate\"");
        row("hash", "something is missing");
        row("hash md5 --text x", "is no hash");
        row("hash keccak256", "give one of");
        row("hash keccak256 --text a --hex 00", "give one of");
        row("hash keccak256 --text", "--text needs a value");
        row("hash keccak256 --text a --text b", "given twice");
        row("hash keccak256 --wrong", "unknown option --wrong");
        row("hash keccak256 --json=1 --text a", "takes no value");
        row("hash keccak256 extra --text a", "too much");
        row("account list extra", "not expected here");
        row("account show", "something is missing");
        row("account import", "what shall be imported");
        row("account import --key --watch 0x00", "not several");
        row("account import --key-fd x", "file descriptor");
        row("account new --words 13", "12 or 24");
        row("account new", "no terminal");
        row("account export A --what key", "name a file with --out");
        row("account export A --what all", "--what takes");
        row("tx sign", "--account is missing");
        row("tx sign --account A", "the transaction lacks --chain-id, --nonce, --gas");
        row("tx sign --account A --value 1,5", "--value");
        row("tx decode", "the input is missing");
        row("abi encode f(uint256)", "the declaration has 1 values, 0 were given");
    }
    void wrongUseExitsWithTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, told);
        const CliResult result = runCli(arguments);
        QCOMPARE(result.code, 2);
        QVERIFY2(result.error.contains(told), result.error.constData());
        QVERIFY(result.error.contains("Try: postern-cli"));
        const CliResult json = runCli(QStringList(arguments) << QStringLiteral("--json"));
        if (json.code == 2 && !arguments.isEmpty())
            QCOMPARE(jsonOf(json)[QStringLiteral("error")][QStringLiteral("fault")].toString(),
                QStringLiteral("usage"));
    }

    void badInputExitsWithOne_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const auto row = [](const char* line) { QTest::newRow(line) << words(line); };
        row("hash keccak256 --hex 0x123");
        row("hash sha256 --file /nonexistent");
        row("hash sha256 --file /");
        row("hash sha256 --file /dev/zero");
        row("tx decode zz");
        row("tx decode 0x");
        row("tx decode 0x02c0");
        row("tx decode 0x7f00");
        row("tx decode --file /nonexistent");
        row("abi encode f(uint8) 256");
        row("abi encode f(nonsense) 1");
        row("abi encode f(uint256[]) [1,");
        row("abi decode f(uint256) 0x00");
        row("abi decode (uint256) 0x01");
        row("account import --watch 0x1234");
        row("account import --watch 0x71c7656EC7ab88b098defB751B7401B5f6d8976F");
        row("account import --keystore /nonexistent");
        row("account import --watch 0x71C7656EC7ab88b098defB751B7401B5f6d8976F --data-dir /dev/null");
    }
    void badInputExitsWithOne()
    {
        QFETCH(QStringList, arguments);
        const CliResult result = runCli(arguments);
        QVERIFY2(result.code == 1, result.error.constData());
        QVERIFY(result.error.startsWith("postern-cli: "));
        QVERIFY(result.out.isEmpty());
        const CliResult json = runCli(arguments << QStringLiteral("--json"));
        QVERIFY(!jsonOf(json)[QStringLiteral("error")][QStringLiteral("detail")].toString().isEmpty());
    }

    /// A network that is not built in is read from a file, and never in the place of one that is.
    void aNetworkOfTheUsersIsReadFromAFile_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("told");
        const auto network = [](const char* id) {
            const QString own = QStringLiteral("0x71C7656EC7ab88b098defB751B7401B5f6d8976F");
            const QJsonObject layer{{QStringLiteral("name"), QStringLiteral("L")},
                {QStringLiteral("chainId"), 7}, {QStringLiteral("url"), QStringLiteral("http://127.0.0.1:1")},
                {QStringLiteral("explorer"), QString()}};
            const QJsonObject contracts{{QStringLiteral("optimismPortal"), own},
                {QStringLiteral("systemConfig"), own}, {QStringLiteral("l1StandardBridge"), own},
                {QStringLiteral("l1CrossDomainMessenger"), own}};
            return QJsonObject{{QStringLiteral("id"), QLatin1String(id)},
                {QStringLiteral("name"), QStringLiteral("Mine")}, {QStringLiteral("isTestnet"), true},
                {QStringLiteral("l1"), layer}, {QStringLiteral("l2"), layer},
                {QStringLiteral("contracts"), contracts}};
        };
        const auto file = [](const QJsonArray& networks) {
            return QJsonDocument(QJsonObject{{QStringLiteral("networks"), networks}}).toJson();
        };
        QTest::newRow("nobody answers") << file({network("my/7")}) << 1 << QByteArray("unknown");
        QTest::newRow("no JSON") << QByteArray("networks: none") << 2 << QByteArray("network.json: ");
        QTest::newRow("two") << file({network("my/7"), network("my/8")}) << 2
                             << QByteArray("has not one network but 2");
        QTest::newRow("one that is built in")
            << file({network("practice/901")}) << 1 << QByteArray("built in");
    }
    void aNetworkOfTheUsersIsReadFromAFile()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, code);
        QFETCH(QByteArray, told);
        const QTemporaryDir folder;
        QFile out(folder.filePath(QStringLiteral("network.json")));
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(file) == file.size());
        out.close();
        const CliResult result =
            runCli(words("balance 0x71C7656EC7ab88b098defB751B7401B5f6d8976F --network-file")
                   << out.fileName() << words("--data-dir") << folder.path());
        QCOMPARE(result.code, code);
        QVERIFY2((result.error + result.out).contains(told), (result.error + result.out).constData());
    }

    void hashesAreThePublishedOnes_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("in");
        QTest::addColumn<QByteArray>("hash");
        const QByteArray empty = "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470\n";
        const QByteArray abc =
            "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"; // FIPS 180-2, B.1
        QTest::newRow("keccak of nothing") << words("hash keccak256 --file -") << QByteArray() << empty;
        QTest::newRow("keccak of no bytes") << words("hash keccak256 --hex 0x") << QByteArray() << empty;
        QTest::newRow("sha256 text") << words("hash sha256 --text abc") << QByteArray() << abc;
        QTest::newRow("sha256 hex") << words("hash sha256 --hex=616263") << QByteArray() << abc;
        QTest::newRow("sha256 stdin") << words("hash sha256 --file -") << QByteArray("abc") << abc;
    }
    void hashesAreThePublishedOnes()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, in);
        QFETCH(QByteArray, hash);
        const CliResult result = runCli(arguments, {in, {}, {}, {}});
        QCOMPARE(result.out, hash);
        QCOMPARE(result.code, 0);
    }

    void closedStreamsDoNoHarm()
    {
        const CliResult noInput = runCli(words("hash keccak256 --file -"), {{}, {}, {}, {0}});
        QCOMPARE(noInput.code, 0); // /dev/null stands in its place
        const CliResult noOutput = runCli(words("hash keccak256 --text a"), {{}, {}, {}, {1, 2}});
        QVERIFY(noOutput.code == 0 || noOutput.code == 1);
    }

    void theSelfTestPasses()
    {
        const CliResult result = runCli(words("selftest --json"));
        QCOMPARE(result.code, 0);
        QVERIFY(jsonOf(result)[QStringLiteral("ok")].toBool());
        QVERIFY(jsonOf(result)[QStringLiteral("tests")].toArray().size() > 5);
    }

    void callsAreEncodedAndDecoded()
    {
        const CliResult encoded = runCli(
            {QStringLiteral("abi"), QStringLiteral("encode"), QStringLiteral("transfer(address,uint256)"),
                QStringLiteral("0x71C7656EC7ab88b098defB751B7401B5f6d8976F"), QStringLiteral("1000")});
        QCOMPARE(encoded.out.trimmed(),
            QByteArray("0xa9059cbb00000000000000000000000071c7656ec7ab88b098defb751b7401b5f6d8976f"
                       "00000000000000000000000000000000000000000000000000000000000003e8"));
        const CliResult decoded = runCli({QStringLiteral("abi"), QStringLiteral("decode"),
                                             QStringLiteral("transfer(address to, uint256 amount)"),
                                             QStringLiteral("-"), QStringLiteral("--json")},
            {encoded.out, {}, {}, {}});
        const QJsonArray values = jsonOf(decoded)[QStringLiteral("values")].toArray();
        QCOMPARE(values[0].toString(), QStringLiteral("0x71C7656EC7ab88b098defB751B7401B5f6d8976F"));
        QCOMPARE(values[1].toString(), QStringLiteral("1000"));
        const CliResult nested = runCli(
            {QStringLiteral("abi"), QStringLiteral("encode"), QStringLiteral("((uint8,string)[],bool)"),
                QStringLiteral("[[1,\"a\"],[2,\"b\"]]"), QStringLiteral("true")});
        const CliResult back = runCli({QStringLiteral("abi"), QStringLiteral("decode"),
            QStringLiteral("((uint8,string)[],bool)"), QString::fromUtf8(nested.out)});
        QVERIFY2(back.out.contains("[[\"1\",\"a\"],[\"2\",\"b\"]]"), back.out.constData());
    }

    void aTransactionIsTakenApart()
    {
        // EIP-155's own example, signed.
        const QByteArray raw =
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a0"
            "28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b"
            "3800ccf555c9f3dc64214b297fb1966a3b6d83";
        const CliResult text = runCli(words("tx decode") << QString::fromUtf8(raw));
        QCOMPARE(text.code, 0);
        for (const char* line : {"Value:      1 ETH", "Nonce:      9", "Chain:      1",
                 "Fee:        0.00042 ETH at most", "From:       0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F"})
            QVERIFY2(text.out.contains(line), text.out.constData());
        const QJsonObject json = jsonOf(runCli(words("tx decode --json -"), {raw + "\n", {}, {}, {}}));
        QCOMPARE(json[QStringLiteral("value")].toString(), QStringLiteral("0xde0b6b3a7640000"));
        QCOMPARE(json[QStringLiteral("from")].toString(),
            QStringLiteral("0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F"));
        const CliResult unsignedForm = runCli(words(
            "tx decode "
            "0xec098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764000080018080"));
        QVERIFY2(unsignedForm.out.startsWith("(not signed)"), unsignedForm.error.constData());
    }

    void hiddenCharactersAreSpeltOut()
    {
        const QString text =
            QStringLiteral("pay 1 \u202e000,01 ETH\u2066\u200b\u00ad\ufeffx\u0085y\u009b31mz\u2028w");
        const CliResult encoded = runCli(words("abi encode") << QStringLiteral("f(string)") << text);
        QVERIFY2(encoded.code == 0, encoded.error.constData());
        const QStringList decode = words("abi decode f(string)") << QString::fromUtf8(encoded.out.trimmed());
        const CliResult shown = runCli(decode);
        QVERIFY2(shown.out.contains(
                     "pay 1 \\u202e000,01 ETH\\u2066\\u200b\\u00ad\\ufeffx\\u0085y\\u009b31mz\\u2028w"),
            shown.out.constData());
        const CliResult json = runCli(decode + words("--json"));
        for (const char c : json.out)
            QVERIFY(static_cast<unsigned char>(c) < 0x80);
        QVERIFY2(QJsonDocument::fromJson(json.out).toJson().contains(text.toUtf8()), json.out.constData());
    }

    void theFirstFrameFindsItsOwnAddressWarm_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("gas");
        QTest::newRow("EXTCODEHASH of ADDRESS") << QByteArray("0x303f5f5260205ff3") << 115;
        QTest::newRow("EXTCODECOPY of ADDRESS") << QByteArray("0x5f5f5f303c00") << 108;
        QTest::newRow("BALANCE of another") << QByteArray("0x60ff3100") << 2603;
    }
    void theFirstFrameFindsItsOwnAddressWarm()
    {
        QFETCH(QByteArray, code);
        QFETCH(int, gas);
        const CliResult result = runCli(words("evm run --json --code") << QString::fromUtf8(code));
        QVERIFY2(result.code == 0, result.error.constData());
        QCOMPARE(jsonOf(result)[QStringLiteral("gasUsed")].toInt(), gas);
    }

    void anEndlessLoopEnds()
    {
        const CliResult result = runCli(words("evm run --json --code 0x5b5f56"));
        QCOMPARE(result.code, 1);
        QCOMPARE(jsonOf(result)[QStringLiteral("gasUsed")].toDouble(), 1e9);
    }

    void filesOfAnotherKindAreCalledThat()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("other.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"a\":{\"b\":1}}") > 0);
        file.close();
        for (const char* line : {"evm statetest", "evm blocktest"}) {
            const CliResult result = runCli(words(line) << file.fileName());
            QCOMPARE(result.code, 1);
            QVERIFY2(result.error.contains("no test of this format"), result.error.constData());
        }
        const CliResult list = runCli(words("account list --data-dir") << file.fileName());
        QCOMPARE(list.code, 1);
        QVERIFY2(list.error.contains("not a folder"), list.error.constData());
        const CliResult blocks = runCli(words("block execute --json") << file.fileName() << file.fileName());
        QCOMPARE(jsonOf(blocks)[QStringLiteral("blocks")].toArray().size(), 2);
        QCOMPARE(blocks.out.count('\n'), 1);
    }

    void decimalInAGenesisIsDecimal()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("genesis.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"config":{"chainId":1337},"difficulty":"0x1","gasLimit":"0x8000000","alloc":)"
                   R"({"0x71c7656ec7ab88b098defb751b7401b5f6d8976f":{"balance":"1000000000000000000"}}})");
        file.close();
        const CliResult result = runCli(words("genesis --json") << file.fileName());
        QCOMPARE(jsonOf(result)[QStringLiteral("stateRoot")].toString(),
            QStringLiteral("0xd4f5936bb7212c2498935e70a26d80643382da1084e5c2277cca21b71f06639d"));
    }

    void aWorldBeforeItsContractsSaysWhatToDo()
    {
        const CliResult result = runCli(words("practice serve --port 0 --genesis-time 1460000000"));
        QCOMPARE(result.code, 1);
        QVERIFY2(
            result.error.contains("clock") && result.error.contains("1752785879"), result.error.constData());
    }

    void aLargeFileIsRefusedNotRead()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("large")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(qint64{3} << 30));
        for (const char* line : {"hash keccak256 --file", "tx decode --file", "account import --keystore"}) {
            const CliResult result = runCli(words(line) << file.fileName());
            QCOMPARE(result.code, 1);
            QVERIFY2(result.error.contains("larger than"), result.error.constData());
        }
    }

    void recordsThatCannotBeOpenedAreSetAside()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("postern.db")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(10'000, 'U')) > 0);
        file.close();
        const QStringList where = words("--network mainnet/op --data-dir") << folder.path();
        const CliResult refused = runCli(words("activity") << where);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.error.contains("postern-cli data set-aside"), refused.error.constData());
        // Nothing is done before somebody agrees.
        const CliResult asked = runCli(words("data set-aside") << where);
        QCOMPARE(asked.code, 2);
        QVERIFY2(asked.error.contains("Keys, accounts") && asked.error.contains("is not sent again"),
            asked.error.constData());
        QCOMPARE(QFileInfo(file).size(), qint64{10'000});
        const CliResult done = runCli(words("data set-aside --yes --json") << where);
        QCOMPARE(done.code, 0);
        QCOMPARE(jsonOf(done)[QStringLiteral("setAside")].toArray().size(), 1);
        QCOMPARE(QFileInfo(file.fileName() + QStringLiteral(".aside-1")).size(), qint64{10'000});
        QCOMPARE(runCli(words("activity") << where).code, 0);
    }

    /// Asking a node needs no records: a folder that may not be written is not in the way.
    void balanceWritesNothing()
    {
        const QTemporaryDir parent;
        const QString folder = parent.filePath(QStringLiteral("none"));
        const CliResult result =
            runCli(words("balance 0x71C7656EC7ab88b098defB751B7401B5f6d8976F --network mainnet/op "
                         "--l1-url http://127.0.0.1:9 --l2-url http://127.0.0.1:9 --json --data-dir")
                   << folder);
        QCOMPARE(result.code, 1); // nobody listens there
        QVERIFY2(jsonOf(result).contains(QStringLiteral("address")), result.out.constData());
        QVERIFY(!QFileInfo::exists(folder));
    }
};

QTEST_GUILESS_MAIN(UsageTest)
#include "usage_test.moc"
