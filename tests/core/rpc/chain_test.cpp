#include "core/crypto/keccak.h"
#include "core/rpc/chain.h"
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
    void aRevertIsRefusedWithItsReason()
    {
        m_node.on("eth_call", tests::FakeNode::error(3, "execution reverted", "0xc5defbad"));
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        const auto called = one.call(
            {.from = {}, .to = kSomeone, .value = {}, .data = {}, .gas = {}}, rpc::BlockTag::latest(), {});
        QVERIFY(!called);
        QVERIFY(called.error().fault == Fault::Refused);
        QVERIFY(called.error().detail.find("OptimismPortal_BadTarget()") != std::string::npos);
    }
    void anotherHashForSentBytesIsAMismatch()
    {
        const base::Bytes bytes{1, 2, 3};
        rpc::Chain one(m_node.transport(), 900, rpc::Stack::Ethereum);
        m_node.on("eth_sendRawTransaction", base::toHex0x(crypto::keccak256(bytes)));
        QVERIFY(one.sendRawTransaction(bytes, {}));
        m_node.on("eth_sendRawTransaction", base::toHex0x(base::Hash{}));
        QVERIFY(one.sendRawTransaction(bytes, {}).error().fault == Fault::Mismatch);
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
