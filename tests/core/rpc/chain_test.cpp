#include "core/crypto/keccak.h"
#include "core/rpc/chain.h"
#include "core/trie/list_root.h"
#include "tests/support/fake_node.h"

#include <QTest>

using base::Fault;
using namespace base::literals;
using nlohmann::json;

namespace {

constexpr base::Address kSomeone = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"_address;

} // namespace

class ChainTest : public QObject {
    Q_OBJECT

    tests::FakeNode m_node{900};
    rpc::BlockHeader m_block;

    static base::Hash hashOf(std::uint8_t index) { return crypto::keccak256(base::Bytes{index}); }

    json receiptOf(std::uint8_t index) const
    {
        return {{"type", "0x5"}, {"status", "0x01"}, {"cumulativeGasUsed", "0x" + std::to_string(index + 1)},
            {"logsBloom", base::toHex0x(eth::Bloom{})}, {"transactionHash", base::toHex0x(hashOf(index))},
            {"transactionIndex", "0x" + std::to_string(index)}, {"blockHash", base::toHex0x(m_block.hash)},
            {"blockNumber", "0x1"}, {"gasUsed", "0x1"}, {"logs", nullptr}};
    }

    /// A block of two transactions of a type that nobody knows yet.
    void serveBlockOfTwo()
    {
        std::vector<base::Bytes> encoded;
        for (std::uint64_t gas = 1; gas <= 2; ++gas) {
            eth::Receipt receipt;
            receipt.type = static_cast<eth::TransactionType>(5);
            receipt.succeeded = true;
            receipt.cumulativeGasUsed = gas;
            encoded.push_back(eth::encodeReceipt(receipt));
        }
        m_block.header.number = 1;
        m_block.header.receiptRoot = trie::listRoot(encoded);
        m_block.hash = eth::headerHash(m_block.header);
        const eth::Header& header = m_block.header;
        const auto hex = [](base::ByteView bytes) { return base::toHex0x(bytes); };
        m_node.on("eth_getBlockByHash",
            json{{"hash", hex(m_block.hash)}, {"parentHash", hex(header.parentHash)},
                {"sha3Uncles", hex(header.ommersHash)}, {"miner", hex(header.coinbase)},
                {"stateRoot", hex(header.stateRoot)}, {"transactionsRoot", hex(header.transactionsRoot)},
                {"receiptsRoot", hex(header.receiptRoot)}, {"logsBloom", hex(header.bloom)},
                {"difficulty", "0x0"}, {"number", "0x1"}, {"gasLimit", "0x0"}, {"gasUsed", "0x0"},
                {"timestamp", "0x0"}, {"extraData", "0x"}, {"mixHash", hex(header.prevRandao)},
                {"nonce", hex(header.nonce)}, {"transactions", {hex(hashOf(0)), hex(hashOf(1))}}});
        m_node.on("eth_getTransactionReceipt", [this](const json& parameters) {
            return receiptOf(parameters.at(0) == base::toHex0x(hashOf(0)) ? 0 : 1);
        });
        m_node.on("eth_getBlockReceipts", json{receiptOf(0), receiptOf(1)});
    }

private Q_SLOTS:
    void believesNothingBeforeTheChainIdIsRight()
    {
        m_node.on("eth_getBalance", "0x5");
        rpc::Chain other(m_node.transport(), 901, rpc::Stack::Ethereum);
        const auto balance = other.fetchBalance(kSomeone, rpc::BlockTag::latest(), {});
        QVERIFY(!balance);
        QVERIFY(balance.error().fault == Fault::Mismatch);
        QVERIFY(m_node.asked("eth_getBalance").empty());
    }
    void asksForTheChainIdOnce()
    {
        tests::FakeNode node(900);
        node.on("eth_getBalance", "0x5");
        rpc::Chain one(node.transport(), 900, rpc::Stack::Ethereum);
        for (int i = 0; i < 3; ++i)
            QVERIFY(one.fetchBalance(kSomeone, rpc::BlockTag::latest(), {})->unproven() == base::Uint256{5});
        QCOMPARE(node.asked("eth_chainId").size(), 1u);
        QVERIFY(one.checkChainId({}));
        QCOMPARE(node.asked("eth_chainId").size(), 2u);
    }
    void aRevertHasItsReason()
    {
        m_node.on("eth_call", tests::FakeNode::error(3, "execution reverted", "0xc5defbad"));
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        const auto called = one.call(
            {.from = {}, .to = kSomeone, .value = {}, .data = {}, .gas = {}}, rpc::BlockTag::latest(), {});
        QVERIFY(!called);
        QVERIFY(called.error().fault == Fault::Reverted);
        QVERIFY(called.error().detail.find("OptimismPortal_BadTarget()") != std::string::npos);
    }
    void anotherHashForSentBytesIsNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("another hash") << QByteArray(66, '0').replace(1, 1, "x").prepend('"').append('"');
        QTest::newRow("a receipt, which only a send that waits gives") << QByteArray("{\"status\":\"0x1\"}");
        QTest::newRow("nothing") << QByteArray("null");
    }
    void anotherHashForSentBytesIsNoAnswer()
    {
        QFETCH(const QByteArray, answer);
        const base::Bytes bytes{1, 2, 3};
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        m_node.on("eth_sendRawTransaction", base::toHex0x(crypto::keccak256(bytes)));
        QVERIFY(one.sendRawTransaction(bytes, {}));
        m_node.on("eth_sendRawTransaction", json::parse(answer.toStdString()));
        const auto sent = one.sendRawTransaction(bytes, {});
        QVERIFY(!sent && sent.error().fault == Fault::BadAnswer);
        QVERIFY(sent.error().mayHaveThem && !sent.error().isFinal);
    }
    void whatTheNodeHasAlreadyIsSent()
    {
        const base::Bytes bytes{1, 2, 3};
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        m_node.on("eth_sendRawTransaction", tests::FakeNode::error(-32000, "already known"));
        QCOMPARE(*one.sendRawTransaction(bytes, {}), crypto::keccak256(bytes));
    }
    void aSendThatFailsTellsWhatBecameOfTheBytes_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("isFinal");
        QTest::addColumn<bool>("mayHaveThem");
        QTest::newRow("no verdict") << "request timed out" << static_cast<int>(Fault::Busy) << false << true;
        QTest::newRow("a limit, perhaps of those behind it")
            << "rate limit exceeded" << static_cast<int>(Fault::Busy) << false << true;
        QTest::newRow("not now") << "txpool is full" << static_cast<int>(Fault::NotNow) << false << false;
        QTest::newRow("perhaps used by these bytes")
            << "nonce too low" << static_cast<int>(Fault::Refused) << false << true;
        QTest::newRow("an account's state")
            << "sender not an eoa" << static_cast<int>(Fault::Refused) << false << false;
        QTest::newRow("the bytes") << "intrinsic gas too low" << static_cast<int>(Fault::Refused) << true
                                   << false;
    }
    void aSendThatFailsTellsWhatBecameOfTheBytes()
    {
        QFETCH(const QString, words);
        QFETCH(const int, fault);
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        m_node.on("eth_sendRawTransaction", tests::FakeNode::error(-32000, words.toStdString()));
        const auto sent = one.sendRawTransaction(base::Bytes{1, 2, 3}, {});
        QVERIFY(!sent && static_cast<int>(sent.error().fault) == fault);
        QTEST(sent.error().isFinal, "isFinal");
        QTEST(sent.error().mayHaveThem, "mayHaveThem");
    }
    void bytesForAnotherChainsNodeNeverLeave()
    {
        tests::FakeNode other(901);
        rpc::Chain one(other.transport(), 900, rpc::Stack::Ethereum);
        const auto sent = one.sendRawTransaction(base::Bytes{1, 2, 3}, {});
        QVERIFY(!sent && sent.error().fault == Fault::Mismatch && !sent.error().mayHaveThem);
        QVERIFY(other.asked("eth_sendRawTransaction").empty());
    }
    void aNodeWithoutPendingIsAskedForTheLatest()
    {
        m_node.on("eth_getTransactionCount", [](const json& parameters) {
            return parameters.at(1) == "pending" ? tests::FakeNode::error(-32602, "pending tag not supported")
                                                 : json("0x07");
        });
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        QCOMPARE(one.fetchNonce(kSomeone, rpc::BlockTag::pending(), {})->unproven(), 7u);
        m_node.on("eth_getTransactionCount", tests::FakeNode::error(-32005, "rate limit exceeded"));
        QVERIFY(one.fetchNonce(kSomeone, rpc::BlockTag::pending(), {}).error().fault == Fault::Busy);
    }
    void aReceiptIsProvenWithoutTheMethodForAll_data()
    {
        QTest::addColumn<QByteArray>("instead");
        QTest::newRow("together") << QByteArray("all");
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("none") << QByteArray("[]");
        QTest::newRow("no method") << QByteArray("the method does not exist/is not available");
        QTest::newRow("not whitelisted") << QByteArray("rpc method is not whitelisted");
        QTest::newRow("too large") << QByteArray("response too large");
    }
    void aReceiptIsProvenWithoutTheMethodForAll()
    {
        QFETCH(const QByteArray, instead);
        serveBlockOfTwo();
        if (instead == "null" || instead == "[]")
            m_node.on("eth_getBlockReceipts", json::parse(instead.toStdString()));
        else if (instead != "all")
            m_node.on("eth_getBlockReceipts", tests::FakeNode::error(-32001, instead.toStdString()));
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        const auto proven = one.proveReceipt(hashOf(1), {});
        QVERIFY2(proven, proven ? "" : proven.error().detail.c_str());
        QVERIFY(*proven);
        QCOMPARE((*proven)->receipt.receipt.cumulativeGasUsed, 2u);
        QCOMPARE((*proven)->receipt.transactionHash, hashOf(1));
    }
    void aReceiptOfAnotherPlaceIsAMismatch()
    {
        serveBlockOfTwo();
        m_node.on("eth_getTransactionReceipt", [this](const json&) {
            json said = receiptOf(0);
            said["transactionHash"] = base::toHex0x(hashOf(1));
            return said;
        });
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        QVERIFY(one.proveReceipt(hashOf(1), {}).error().fault == Fault::Mismatch);
    }
    void anAbsentReceiptIsNothing()
    {
        m_node.on("eth_getTransactionReceipt", json());
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        const auto receipt = one.fetchReceipt(base::Hash{}, {});
        QVERIFY(receipt && !*receipt);
    }
    void theReceiptOfAnotherTransactionIsBadData()
    {
        m_node.on("eth_getTransactionReceipt",
            json{{"type", "0x2"}, {"status", "0x1"}, {"cumulativeGasUsed", "0x1"},
                {"logsBloom", base::toHex0x(eth::Bloom{})}, {"transactionHash", base::toHex0x(base::Hash{})},
                {"transactionIndex", "0x0"}, {"blockHash", base::toHex0x(base::Hash{})},
                {"blockNumber", "0x1"}, {"gasUsed", "0x1"}, {"logs", json::array()}});
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        QVERIFY(one.fetchReceipt(base::Hash{}, {}));
        QVERIFY(one.fetchReceipt(crypto::keccak256({}), {}).error().fault == Fault::BadData);
    }
    void readsTheFeeHistory()
    {
        m_node.on(
            "eth_feeHistory", json{{"baseFeePerGas", {"0x1", "0x2", "0x3"}}, {"reward", {{"0xa"}, {"0xb"}}}});
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        const auto history = one.fetchFeeHistory(2, 50, {});
        QVERIFY(history);
        QVERIFY(history->unproven().nextBaseFee == base::Uint256{3});
        QCOMPARE(history->unproven().tips.size(), 2u);
        m_node.on("eth_feeHistory", json{{"baseFeePerGas", json::array()}});
        QVERIFY(!one.fetchFeeHistory(2, 50, {}));
    }
    void logIndicesMustBeConsecutive()
    {
        const auto log = [](const char* index) {
            return json{{"address", base::toHex0x(kSomeone)}, {"topics", json::array()}, {"data", "0x"},
                {"logIndex", index}};
        };
        json receipt{{"type", "0x2"}, {"status", "0x1"}, {"cumulativeGasUsed", "0x1"},
            {"logsBloom", base::toHex0x(eth::Bloom{})}, {"transactionHash", base::toHex0x(base::Hash{})},
            {"transactionIndex", "0x0"}, {"blockHash", base::toHex0x(base::Hash{})}, {"blockNumber", "0x1"},
            {"gasUsed", "0x1"}, {"logs", {log("0x4"), log("0x5")}}};
        QCOMPARE(rpc::parseTransactionReceipt(receipt)->firstLogIndex, 4u);
        receipt["logs"] = {log("0x4"), log("0x6")};
        QVERIFY(!rpc::parseTransactionReceipt(receipt));
    }
};

QTEST_APPLESS_MAIN(ChainTest)
#include "chain_test.moc"
