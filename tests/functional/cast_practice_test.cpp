#include "tests/functional/practice_server.h"
#include "tests/support/patience.h"

#include <QFileInfo>
#include <QTest>

namespace {

constexpr int kUser = 1;
const QString kPasser = QStringLiteral("0x4200000000000000000000000000000000000016");
const QString kEther = QStringLiteral("1000000000000000000");

QString text(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

} // namespace

/// Foundry's cast, as it comes from npm, against `postern-cli practice serve`.
class CastPracticeTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::PracticeServer> m_server;
    QString m_l1, m_l2; ///< URLs

    /// What cast prints, without the line's end; ends the test with what it complains of.
    static QString cast(const QStringList& words)
    {
        QProcess process;
        process.start(text(POSTERN_CAST), words);
        if (!process.waitForFinished(tests::kPatience) || process.exitCode() != 0)
            qFatal("cast %s: %s", qPrintable(words.join(QLatin1Char(' '))),
                process.readAllStandardError().constData());
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }
    /// Signs, sends and waits; the receipt.
    QJsonObject send(const QString& url, const QStringList& words)
    {
        const QString printed = cast(QStringList{text("send"), text("--rpc-url"), url, text("--private-key"),
                                         m_server->key(kUser), text("--json")} +
                                     words);
        return QJsonDocument::fromJson(printed.toUtf8()).object();
    }
    static bool succeeded(const QJsonObject& receipt)
    {
        return receipt[text("status")].toString() == text("0x1");
    }
    QString call(const QString& url, const QStringList& words)
    {
        // Numbers come with their short form behind them.
        return cast(QStringList{text("call"), text("--rpc-url"), url} + words)
            .section(QLatin1Char(' '), 0, 0);
    }
    QString balance(const QString& url, const QString& account)
    {
        return cast({text("balance"), text("--rpc-url"), url, account});
    }
    QJsonDocument rpc(const QString& url, const QStringList& words)
    {
        return QJsonDocument::fromJson(
            cast(QStringList{text("rpc"), text("--rpc-url"), url} + words).toUtf8());
    }
    void leap(int seconds) { rpc(m_l1, {text("practice_leap"), QString::number(seconds)}); }

    /// The newest game with a block from this one on: its index, or -1.
    int gameFrom(quint64 l2Block)
    {
        const QString factory = m_server->contract("disputeGameFactory");
        const int count = call(m_l1, {factory, text("gameCount()(uint256)")}).toInt();
        for (int index = count - 1; index >= 0; --index)
            if (blockOf(gameAt(index)) >= l2Block) return index;
        return -1;
    }
    QString gameAt(int index)
    {
        const QString game =
            cast({text("call"), text("--rpc-url"), m_l1, m_server->contract("disputeGameFactory"),
                text("gameAtIndex(uint256)(uint32,uint64,address)"), QString::number(index)});
        return game.split(QLatin1Char('\n')).last().trimmed();
    }
    quint64 blockOf(const QString& game)
    {
        return call(m_l1, {game, text("l2BlockNumber()(uint256)")}).toULongLong();
    }

    /// Sends the transaction again and again, an hour of chain time between, until it does not revert.
    bool sendOnceAllowed(const QStringList& words, int hours)
    {
        for (int passed = 0; passed < hours; ++passed) {
            QProcess trial;
            trial.start(text(POSTERN_CAST), QStringList{text("estimate"), text("--rpc-url"), m_l1,
                                                text("--from"), m_server->address(kUser)} +
                                                words);
            trial.waitForFinished(tests::kPatience);
            if (trial.exitCode() == 0) return succeeded(send(m_l1, words));
            leap(3600);
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFileInfo::exists(text(POSTERN_CAST))) QSKIP("no cast here: run npm ci in packaging/npm");
        m_server = tests::PracticeServer::start(text(POSTERN_CLI), text("current"));
        QVERIFY(m_server);
        m_l1 = m_server->url("l1Url");
        m_l2 = m_server->url("l2Url");
        QCOMPARE(cast({text("chain-id"), text("--rpc-url"), m_l1}), text("900"));
        QCOMPARE(cast({text("chain-id"), text("--rpc-url"), m_l2}), text("901"));
    }

    void depositsEther()
    {
        const QString to = text("0x7000000000000000000000000000000000000011");
        QVERIFY(succeeded(
            send(m_l1, {m_server->contract("l1StandardBridge"), text("depositETHTo(address,uint32,bytes)"),
                           to, text("200000"), text("0x"), text("--value"), kEther})));
        EVENTUALLY_EQUAL(balance(m_l2, to), kEther);
    }

    void depositsTokens()
    {
        const QJsonObject token = m_server->token(6);
        const QString l1Token = token[text("l1")].toString(), l2Token = token[text("l2")].toString();
        const QString bridge = m_server->contract("l1StandardBridge"), amount = text("5000000");
        QVERIFY(succeeded(send(m_l1, {l1Token, text("drip()")})));
        QVERIFY(succeeded(send(m_l1, {l1Token, text("approve(address,uint256)"), bridge, amount})));
        QVERIFY(succeeded(send(m_l1, {bridge, text("depositERC20(address,address,uint256,uint32,bytes)"),
                                         l1Token, l2Token, amount, text("200000"), text("0x")})));
        EVENTUALLY_EQUAL(
            call(m_l2, {l2Token, text("balanceOf(address)(uint256)"), m_server->address(kUser)}), amount);
    }

    void forcesATransaction()
    {
        const QString to = text("0x7000000000000000000000000000000000000012");
        const QString before = cast({text("nonce"), text("--rpc-url"), m_l2, m_server->address(kUser)});
        // Value that is not sent along comes from the account's balance on L2.
        QVERIFY(succeeded(send(m_l1, {m_server->contract("optimismPortal"),
                                         text("depositTransaction(address,uint256,uint64,bool,bytes)"), to,
                                         text("7"), text("100000"), text("false"), text("0x")})));
        EVENTUALLY_EQUAL(balance(m_l2, to), text("7"));
        QVERIFY(cast({text("nonce"), text("--rpc-url"), m_l2, m_server->address(kUser)}).toInt() ==
                before.toInt() + 1);
    }

    void withdrawsEther()
    {
        const QString to = text("0x7000000000000000000000000000000000000013"), value = text("12345");
        const QJsonObject initiated = send(m_l2, {kPasser, text("initiateWithdrawal(address,uint256,bytes)"),
                                                     to, text("100000"), text("0x"), text("--value"), value});
        QVERIFY(succeeded(initiated));
        const quint64 l2Block = initiated[text("blockNumber")].toString().toULongLong(nullptr, 16);

        // MessagePassed(nonce, sender, target, value, gasLimit, data, hash)
        const QJsonObject log = initiated[text("logs")].toArray()[0].toObject();
        const QString nonce = log[text("topics")].toArray()[1].toString();
        const QString hash = log[text("data")].toString().mid(2 + 3 * 64, 64).prepend(text("0x"));
        const QString withdrawal =
            text("(%1,%2,%3,%4,100000,0x)").arg(nonce, m_server->address(kUser), to, value);

        int game = -1;
        for (int hours = 0; hours < 24 && (game = gameFrom(l2Block)) < 0; ++hours)
            leap(3600);
        QVERIFY(game >= 0);
        const QString provenBlock = text("0x") + QString::number(blockOf(gameAt(game)), 16);

        // sentMessages[hash] is in the mapping at slot 0.
        const QString slot = cast({text("index"), text("bytes32"), hash, text("0")});
        const QJsonObject proof =
            rpc(m_l2, {text("eth_getProof"), kPasser, text("[\"%1\"]").arg(slot), provenBlock}).object();
        const QJsonObject block =
            rpc(m_l2, {text("eth_getBlockByNumber"), provenBlock, text("false")}).object();
        QStringList nodes;
        for (const QJsonValue& node : proof[text("storageProof")].toArray()[0][text("proof")].toArray())
            nodes += node.toString();
        const QString root = text("(0x%1,%2,%3,%4)")
                                 .arg(QString(64, QLatin1Char('0')), block[text("stateRoot")].toString(),
                                     proof[text("storageHash")].toString(), block[text("hash")].toString());
        const QString portal = m_server->contract("optimismPortal");
        QVERIFY(succeeded(send(m_l1,
            {portal,
                text("proveWithdrawalTransaction((uint256,address,address,uint256,uint256,bytes),uint256,("
                     "bytes32,bytes32,bytes32,bytes32),bytes[])"),
                withdrawal, QString::number(game), root, text("[%1]").arg(nodes.join(QLatin1Char(',')))})));

        QVERIFY(sendOnceAllowed(
            {portal, text("finalizeWithdrawalTransaction((uint256,address,address,uint256,uint256,bytes))"),
                withdrawal},
            240));
        QCOMPARE(balance(m_l1, to), value);
    }
};

QTEST_GUILESS_MAIN(CastPracticeTest)
#include "cast_practice_test.moc"
