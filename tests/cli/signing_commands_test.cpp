#include "tests/cli/cli_process.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using tests::CliResult;
using tests::runCli;

namespace {

constexpr const char* kFees =
    R"("chainId":"0xa","nonce":"0x0","gas":"0x186a0","maxFeePerGas":"0x5",)"
    R"("maxPriorityFeePerGas":"0x1","to":"0x71C7656EC7ab88b098defB751B7401B5f6d8976F")";
constexpr const char* kPermission =
    R"({"chainId":"%1","address":"0x71C7656EC7ab88b098defB751B7401B5f6d8976F","nonce":"0x1",%2"r":"0x1","s":"0x1"})";
/// approve(0xb0b0…00b0, 2^256 - 1), and an attribution of 25 bytes behind it (ERC-8021).
constexpr const char* kApproval = "0x095ea7b3000000000000000000000000b0b00000000000000000000000000000000000b0"
                                  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                                  "62635f74657374000080218021802180218021802180218021";
/// rlp([0, 5, 21000, 0x71C7…, 1, ""]): legacy, of no chain.
constexpr const char* kOfNoChain = "dc8005825208"
                                   "9471c7656ec7ab88b098defb751b7401b5f6d8976f"
                                   "0180";

QByteArray permission(const char* chainId, const char* parity)
{
    return QString::fromUtf8(kPermission).arg(QString::fromUtf8(chainId), QString::fromUtf8(parity)).toUtf8();
}

QByteArray request(const QByteArray& more)
{
    return QByteArray("{") + kFees + (more.isEmpty() ? "" : ",") + more + "}";
}

} // namespace

/// What tx sign shows, signs and refuses; every signature takes about a second.
class SigningCommandsTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QStringList line(const char* text) const
    {
        return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts)
               << QStringLiteral("--data-dir") << m_folder.filePath(QStringLiteral("data"));
    }
    CliResult sign(const QByteArray& file, const char* options = "") const
    {
        return runCli(line("tx sign --account Key --json --yes --password-fd 5 --file -")
                          << QString::fromUtf8(options).split(QLatin1Char(' '), Qt::SkipEmptyParts),
            {file, {{5, "pw\n"}}, {}, {}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        const CliResult made = runCli(line("account import --key-fd 5 --password-fd 5 --name Key"),
            {{}, {{5, "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d\npw\n"}}, {}, {}});
        QVERIFY2(made.code == 0, made.error.constData());
    }

    void requestsAreReadAsLibrariesWriteThem_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("plain") << request("");
        QTest::newRow("byte-order mark") << "\xef\xbb\xbf" + request("") + "\r\n";
        QTest::newRow("nulls are absent") << request(
            R"("data":null,"accessList":null,"value":null,"gasPrice":null,"authorizationList":null)");
        QTest::newRow("data and input") << request(R"("data":"0x","input":"0x")");
        QTest::newRow("gasLimit too") << request(R"("gasLimit":"0x186A0")");
        QTest::newRow("type as text and number") << request(R"("type":2)");
    }
    void requestsAreReadAsLibrariesWriteThem()
    {
        QFETCH(QByteArray, file);
        const CliResult result = sign(file);
        QVERIFY2(result.code == 0, result.error.constData());
        QVERIFY(result.error.contains("Type:       2"));
        // All of them say the same, and so does the signature.
        static QByteArray first;
        if (first.isEmpty()) first = result.out;
        QCOMPARE(result.out, first);
    }

    void whatContradictsItselfIsNotSigned_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const char* name, QByteArray file, const char* told) {
            QTest::newRow(name) << std::move(file) << QByteArray(told);
        };
        const QByteArray list = "\"authorizationList\":[" + permission("0xa", R"("yParity":"0x0",)") + "]";
        row("permissions in type 2", request(R"("type":"0x2",)" + list), "authorizationList");
        row("no permissions in type 4", request(R"("type":"0x4","authorizationList":[])"), "authorizations");
        row("blobs in type 2", request(R"("type":"0x2","blobVersionedHashes":[])"), "blobVersionedHashes");
        row("no blobs in type 3", request(R"("maxFeePerBlobGas":"0x1","blobVersionedHashes":[])"), "blobs");
        row("price and fee", request(R"("gasPrice":"0x1")"), "--gas-price");
        row("access list in a legacy one",
            R"({"type":"0x0","chainId":"0xa","nonce":"0x0","gas":"0x186a0","gasPrice":"0x5","to":"0x71C7656EC7ab88b098defB751B7401B5f6d8976F","accessList":[]})",
            "accessList");
        row("data and input differ", request(R"("data":"0x00","input":"0x01")"), "contradict");
        row("gas and gasLimit differ", request(R"("gasLimit":"0x5208")"), "contradict");
        row("v and yParity differ",
            request("\"authorizationList\":[" + permission("0xa", R"("yParity":"0x0","v":"0x1c",)") + "]"),
            "contradict");
        row("list", "[" + request("") + "]", "list");
        row("nothing", "", "empty");
        row("neither JSON nor hex", "hello", "neither");
        row("unknown field", request(R"("gasLimits":"0x1")"), "unknown field");
        row("number in exponents", request(R"("value":"1e18")"), "value");
        row("value beyond 256 bits", request("\"value\":\"0x1" + QByteArray(64, '0') + "\""), "value");
        row("a hash too short",
            request(
                R"("accessList":[{"address":"0x71C7656EC7ab88b098defB751B7401B5f6d8976F","storageKeys":["0x01"]}])"),
            "accessList");
    }
    void whatContradictsItselfIsNotSigned()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, told);
        const CliResult result = sign(file);
        QVERIFY(result.code == 1 || result.code == 2);
        QVERIFY2(!result.out.contains("raw"), result.out.constData());
        QVERIFY2(result.error.contains(told), result.error.constData());
        QVERIFY2(!result.error.contains("Delegates"), result.error.constData());
    }

    void aSignatureForEveryChainIsAskedForByName()
    {
        const CliResult refused = sign(kOfNoChain);
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.error.contains("--every-chain") && refused.error.contains("Chain:      any"),
            refused.error.constData());
        QVERIFY(!refused.out.contains("raw"));
        const CliResult wanted = sign(kOfNoChain, "--every-chain");
        QVERIFY2(wanted.code == 0, wanted.error.constData());

        const QByteArray everywhere =
            request("\"authorizationList\":[" + permission("0x0", R"("v":"0x1b",)") + "]");
        const CliResult setCode = sign(everywhere);
        QCOMPARE(setCode.code, 2);
        QVERIFY2(setCode.error.contains("on every chain") && setCode.error.contains("nonce 1"),
            setCode.error.constData());
    }

    void aCallIsShownWholeAsTheContractReadsIt()
    {
        const CliResult result = sign(request("\"data\":\"" + QByteArray(kApproval) + "\""));
        QVERIFY2(result.code == 0, result.error.constData());
        for (const char* words :
            {"approve(address,uint256)", "unlimited", "25 bytes follow that the contract ignores",
                "0xb0B00000000000000000000000000000000000b0", kApproval})
            QVERIFY2(
                result.error.contains(words) || result.error.toLower().contains(QByteArray(words).toLower()),
                result.error.constData());
    }

    void ctrlCEndsEveryPrompt_data()
    {
        QTest::addColumn<QByteArray>("at");
        QTest::newRow("the question") << QByteArray("Type yes");
        QTest::newRow("the password") << QByteArray("Password");
    }
    void ctrlCEndsEveryPrompt()
    {
        QFETCH(QByteArray, at);
        if (!QFile::exists(QStringLiteral("/dev/pts/ptmx")))
            QSKIP("no pseudo-terminals here: /dev/pts is not mounted");
        const CliResult result = tests::runCliAtTerminal(
            line("tx sign --account Key --chain-id 10 --nonce 0 --gas 21000 --max-fee 1 --max-tip 1 --to "
                 "0x71C7656EC7ab88b098defB751B7401B5f6d8976F"),
            [&](const QByteArray& shown) { return QByteArray(shown.contains(at) ? "\x03" : "yes"); });
        QCOMPARE(result.code, 1);
        QVERIFY2(result.out.contains("cancelled: nothing was done"), result.out.constData());
        QVERIFY2(!result.out.contains("0x02f8"), result.out.constData());
        QVERIFY(result.isEchoing);
    }

    void aNameHasNothingHidden()
    {
        const CliResult result = runCli(line("account rename Key") << QStringLiteral("My \u202e name"));
        QCOMPARE(result.code, 1);
        QVERIFY2(result.error.contains("\\u202e") && !result.error.contains("\xe2\x80\xae"),
            result.error.constData());
    }
};

QTEST_GUILESS_MAIN(SigningCommandsTest)
#include "signing_commands_test.moc"
