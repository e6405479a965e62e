#include "core/crypto/keccak.h"
#include "core/trie/proof.h"
#include "tests/core/practice/node/used_nodes.h"

#include <QTest>

using base::Fault;
using base::Hash;
using base::Uint256;
using nlohmann::json;
using practice::Layer;
using practice::RpcFault;
using rpc::BlockTag;
using tests::h;
using tests::number;
using tests::q;
using tests::UsedNodes;

/// A node that lies, and a node that strangers try.
class NodeStrangersTest : public QObject {
    Q_OBJECT

    std::unique_ptr<UsedNodes> m_nodes;

private Q_SLOTS:
    void initTestCase() { m_nodes = std::make_unique<UsedNodes>(); }

    // ---- Lies

    void liesAreSeenByWhoChecks()
    {
        tests::NodeLine liar(m_nodes->chains(), Layer::L2);
        const Uint256 truth = number(liar.ask("eth_getBalance", {h(UsedNodes::user(1))}));
        liar.fault = RpcFault::WrongBalance;
        QVERIFY(number(liar.ask("eth_getBalance", {h(UsedNodes::user(1))})) == truth * Uint256{10});

        liar.fault = RpcFault::WrongProof;
        const auto proof =
            tests::require(liar.client().fetchProof(UsedNodes::user(1), {}, BlockTag::latest(), {}));
        const auto proven = trie::prove(liar.chain().head()->header().stateRoot,
            crypto::keccak256(UsedNodes::user(1)), proof.accountProof);
        QCOMPARE(proven.error().fault, Fault::Mismatch);

        liar.fault = RpcFault::None;
        const json filter = json::array({{{"fromBlock", "earliest"}}});
        const json all = m_nodes->l1().ask("eth_getLogs", filter);
        tests::NodeLine l1Liar(m_nodes->chains(), Layer::L1);
        l1Liar.fault = RpcFault::TruncatedLogs;
        const json some = l1Liar.ask("eth_getLogs", filter);
        QVERIFY(all.size() >= 2);
        QCOMPARE(some.size(), all.size() / 2);
        QVERIFY(some[0] == all[0]);
    }

    void aStaleNodeKnowsNothingNewer()
    {
        tests::NodeLine stale(m_nodes->chains(), Layer::L2);
        const std::uint64_t head = stale.chain().head()->number();
        stale.fault = RpcFault::StaleHead;
        stale.staleHead = head - 2;
        QVERIFY(number(stale.ask("eth_blockNumber")) == Uint256{head - 2});
        QVERIFY(number(stale.ask("eth_getBlockByNumber", {"latest", false})["number"]) == Uint256{head - 2});
        QVERIFY(stale.ask("eth_getBlockByNumber", {q(head), false}).is_null());
        QVERIFY(stale.ask("eth_getBlockByHash", {h(stale.chain().head()->hash), false}).is_null());
        QVERIFY(stale.ask("eth_getTransactionReceipt", {h(stale.chain().head()->transactionHashes[0])})
                    .is_null());
    }

    void richTextIsAnError()
    {
        tests::NodeLine liar(m_nodes->chains(), Layer::L2);
        liar.fault = RpcFault::RichText;
        const json error = liar.error("eth_chainId", json::array());
        QVERIFY(error["message"].get<std::string>().find("<a href") != std::string::npos);
    }

    // ---- Strangers

    void everyMethodAnswersEverything_data()
    {
        QTest::addColumn<QByteArray>("method");
        for (const char* method : {"eth_accounts", "eth_blobBaseFee", "eth_blockNumber", "eth_call",
                 "eth_chainId", "eth_createAccessList", "eth_estimateGas", "eth_feeHistory", "eth_gasPrice",
                 "eth_getBalance", "eth_getBlockByHash", "eth_getBlockByNumber", "eth_getBlockReceipts",
                 "eth_getBlockTransactionCountByHash", "eth_getBlockTransactionCountByNumber", "eth_getCode",
                 "eth_getHeaderByHash", "eth_getHeaderByNumber", "eth_getLogs", "eth_getProof",
                 "eth_getStorageAt", "eth_getTransactionByBlockHashAndIndex",
                 "eth_getTransactionByBlockNumberAndIndex", "eth_getTransactionByHash",
                 "eth_getTransactionCount", "eth_getTransactionReceipt", "eth_getUncleCountByBlockHash",
                 "eth_getUncleCountByBlockNumber", "eth_maxPriorityFeePerGas", "eth_sendRawTransaction",
                 "eth_syncing", "debug_executionWitness", "debug_getRawBlock", "debug_getRawHeader",
                 "debug_getRawReceipts", "debug_getRawTransaction", "net_listening", "net_peerCount",
                 "net_version", "optimism_outputAtBlock", "optimism_rollupConfig", "optimism_syncStatus",
                 "optimism_version", "txpool_content", "txpool_status", "web3_clientVersion", "web3_sha3"})
            QTest::newRow(method) << QByteArray(method);
    }
    void everyMethodAnswersEverything()
    {
        QFETCH(const QByteArray, method);
        const std::string address = h(UsedNodes::kNobody), hash = h(Hash());
        const std::string manyKeys = json(std::vector<std::string>(2000, "0x1")).dump();
        for (const std::string& parameters :
            {std::string("[]"), std::string("[null,null,null,null]"), std::string("[{},{},{},{}]"),
                std::string("[[],[],[],[]]"), std::string("[-1,-1,-1]"), std::string("[1e300,1e300]"),
                std::string("[18446744073709551615,18446744073709551615]"), std::string("[true,true,true]"),
                std::string("[\"\",\"\",\"\"]"), std::string("[\"0x\",\"0x\",\"0x\"]"),
                std::string("[\"0xffffffffffffffff\",\"0xffffffffffffffff\",[]]"),
                std::string("[\"0x00\",\"0x00\"]"), std::string("[\"latest\",\"latest\",\"latest\"]"),
                "[\"" + address + "\",\"latest\",\"latest\"]",
                "[\"" + hash + "\",\"" + hash + "\",\"" + hash + "\"]",
                "[\"" + address + "\"," + manyKeys + ",\"latest\"]",
                "[\"0x" + std::string(100'000, 'f') + "\"]",
                "[" + std::string(60, '[') + std::string(60, ']') + "]"}) {
            const json answered = m_nodes->l2().answer(method.toStdString(), json::parse(parameters));
            QVERIFY(answered.contains("result") != answered.contains("error"));
            if (!answered.contains("error")) continue;
            const int code = answered["error"]["code"].get<int>();
            QVERIFY2(code == -32602 || code == -32000 || code == -32005, answered.dump().c_str());
        }
    }
};

QTEST_GUILESS_MAIN(NodeStrangersTest)
#include "node_strangers_test.moc"
