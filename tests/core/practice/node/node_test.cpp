#include "core/crypto/keccak.h"
#include "core/opstack/output_root.h"
#include "core/opstack/predeploys.h"
#include "core/opstack/rollup_config_json.h"
#include "core/trie/list_root.h"
#include "core/trie/proof.h"
#include "tests/core/practice/node/used_nodes.h"

#include <QTest>

using base::Address;
using base::Bytes;
using base::Fault;
using base::Hash;
using base::Uint256;
using namespace base::literals;
using nlohmann::json;
using practice::Layer;
using rpc::BlockTag;
using tests::h;
using tests::number;
using tests::q;
using tests::UsedNodes;

Q_DECLARE_METATYPE(Layer)

/// The JSON-RPC of both nodes: what our own client accepts, and what other clients look for.
class NodeTest : public QObject {
    Q_OBJECT

    std::unique_ptr<UsedNodes> m_nodes;

    static void bothLayers()
    {
        QTest::addColumn<Layer>("layer");
        QTest::newRow("L1") << Layer::L1;
        QTest::newRow("L2") << Layer::L2;
    }

private Q_SLOTS:
    void initTestCase() { m_nodes = std::make_unique<UsedNodes>(); }

    void aBatchObeysAStop()
    {
        std::stop_source stop;
        stop.request_stop();
        const json request{
            {"jsonrpc", "2.0"}, {"id", 1}, {"method", "eth_chainId"}, {"params", json::array()}};
        const json answers = json::parse(
            practice::answerJsonRpc(m_nodes->l1().view(), json(50, request).dump(), stop.get_token()));
        QCOMPARE(answers.size(), std::size_t{50});
        for (const json& answer : answers)
            QVERIFY(answer.contains("error"));
    }

    // ---- Our own client believes nothing that it can check

    void ourClientAcceptsEveryBlockAndReceipt_data() { bothLayers(); }
    void ourClientAcceptsEveryBlockAndReceipt()
    {
        QFETCH(const Layer, layer);
        rpc::Chain client = m_nodes->line(layer).client();
        practice::Chain& chain = m_nodes->line(layer).chain();
        for (std::uint64_t i = 0; i <= chain.head()->number(); ++i) {
            const auto sealed = tests::require(chain.block(i));
            const auto byNumber = client.fetchBlock(BlockTag::number(i), {});
            QVERIFY2(byNumber, byNumber ? "" : byNumber.error().detail.c_str());
            QVERIFY((*byNumber)->unproven().transactions == sealed->block.transactions);
            QVERIFY(client.fetchBlock(sealed->hash, {}).value().has_value());
            for (const Hash& transaction : sealed->transactionHashes) {
                const auto proven = client.proveReceipt(transaction, {});
                QVERIFY2(proven, proven ? "" : proven.error().detail.c_str());
                QVERIFY((*proven)->block.hash == sealed->hash);
            }
        }
    }

    void everyProofHolds_data()
    {
        QTest::addColumn<Layer>("layer");
        QTest::addColumn<QByteArray>("address");
        const auto row = [](const char* name, Layer layer, const Address& address) {
            QTest::newRow(name) << layer << QByteArray::fromStdString(h(address));
        };
        row("portal", Layer::L1, tests::TwoChains::deployment().contracts.optimismPortal);
        row("nobody", Layer::L1, "0x1234000000000000000000000000000000000000"_address);
        row("L1Block", Layer::L2, opstack::kL1Block);
        row("message passer", Layer::L2, opstack::kL2ToL1MessagePasser);
        row("without storage", Layer::L2, UsedNodes::kNobody);
        row("nobody on L2", Layer::L2, "0x1234000000000000000000000000000000000000"_address);
    }
    void everyProofHolds()
    {
        QFETCH(const Layer, layer);
        QFETCH(const QByteArray, address);
        const Address account = *base::parseFixed<Address>(address.toStdString());
        rpc::Chain client = m_nodes->line(layer).client();
        practice::Chain& chain = m_nodes->line(layer).chain();
        const std::array slots{Hash(), Uint256{1}.toHash(), Uint256{3}.toHash(), Uint256{999'999}.toHash()};
        for (const std::uint64_t at :
            {chain.head()->number(), chain.head()->number() - 3, std::uint64_t{0}}) {
            const auto proof = tests::require(client.fetchProof(account, slots, BlockTag::number(at), {}));
            const Hash root = tests::require(chain.block(at))->header().stateRoot;
            const auto leaf =
                tests::require(trie::prove(root, crypto::keccak256(account), proof.accountProof));
            QVERIFY(leaf.value_or(Bytes()) == (leaf ? eth::encodeAccount(proof.account) : Bytes()));
            if (!leaf) QVERIFY(proof.account == eth::Account());
            for (const rpc::AccountProof::Slot& slot : proof.slots) {
                const auto value = tests::require(
                    trie::prove(proof.account.storageRoot, crypto::keccak256(slot.key), slot.proof));
                QVERIFY(value.has_value() == !slot.value.isZero());
                const auto state = tests::require(chain.stateAfter(at));
                QVERIFY(state->storage(account, Uint256::from(slot.key)) == slot.value);
            }
        }
    }

    void ourClientSendsAndCalls()
    {
        rpc::Chain client = m_nodes->l2().client();
        const Bytes raw = m_nodes->chains().signedBy(Layer::L2, 5, UsedNodes::kNobody, 1, {}, 21'000);
        const Hash hash = tests::require(base::Result<Hash>(client.sendRawTransaction(raw, {})));
        QVERIFY(client.knowsTransaction(hash, {})->unproven());
        QVERIFY(!tests::require(client.fetchReceipt(hash, {})));
        QCOMPARE(client.fetchNonce(UsedNodes::user(5), BlockTag::latest(), {})->unproven(), std::uint64_t{0});
        QCOMPARE(
            client.fetchNonce(UsedNodes::user(5), BlockTag::pending(), {})->unproven(), std::uint64_t{1});
        const json waiting = m_nodes->l2().ask("eth_getTransactionByHash", {h(hash)});
        QVERIFY(waiting["blockHash"].is_null());
        QCOMPARE(m_nodes->l2().ask("txpool_status")["pending"].get<std::string>(), std::string("0x1"));
        QCOMPARE(m_nodes->l2().ask("txpool_content")["pending"].size(), std::size_t{1});
        QCOMPARE(m_nodes->l2()
                     .ask("eth_getBlockByNumber", {"pending", false})["transactions"][0]
                     .get<std::string>(),
            h(hash));
        QCOMPARE(tests::require(base::Result<Hash>(client.sendRawTransaction(raw, {}))),
            hash); // "already known" is a success
        m_nodes->chains().slot();
        QVERIFY(tests::require(client.proveReceipt(hash, {})).has_value());

        const rpc::Call call{.from = {}, .to = m_nodes->contract(), .value = {}, .data = {}, .gas = {}};
        const auto reverted = client.call(call, BlockTag::latest(), {});
        QCOMPARE(reverted.error().fault, Fault::Reverted);
        const auto fees = tests::require(client.fetchFeeHistory(4, 50, {})).unproven();
        QCOMPARE(fees.tips.size(), std::size_t{4});
        QVERIFY(!fees.nextBaseFee.isZero());
        const auto logs = tests::require(client.fetchLogs(
            {.fromBlock = 0, .toBlock = 1000, .address = m_nodes->contract(), .topics = {}}, {}));
        QCOMPARE(logs.unproven().size(), std::size_t{1});
        QVERIFY(logs.unproven()[0].transactionHash == m_nodes->call());
    }

    // ---- What the OP Stack adds

    void whatAUserPaysIsInTheReceipt()
    {
        const auto place = tests::require(m_nodes->l2().chain().find(m_nodes->call()));
        const auto balanceAt = [&](std::uint64_t block) {
            return number(m_nodes->l2().ask("eth_getBalance", {h(UsedNodes::user(2)), q(block)}));
        };
        const json said = m_nodes->receipt(m_nodes->call());
        const Uint256 paid = balanceAt(place->block->number() - 1) - balanceAt(place->block->number());
        const Uint256 gasFee = number(said["gasUsed"]) * number(said["effectiveGasPrice"]);
        QVERIFY(!number(said["l1Fee"]).isZero());
        QVERIFY(!said.contains("operatorFeeScalar"));
        QVERIFY(paid == Uint256{5} + gasFee + number(said["l1Fee"]));
        for (const char* name : {"l1GasPrice", "l1GasUsed", "l1BaseFeeScalar", "l1BlobBaseFee",
                 "l1BlobBaseFeeScalar", "daFootprintGasScalar", "blobGasUsed"})
            QVERIFY2(said.contains(name), name);
        QVERIFY(!said.contains("depositNonce"));
        QCOMPARE(said["status"].get<std::string>(), std::string("0x1"));
        QCOMPARE(m_nodes->receipt(m_nodes->failure())["status"].get<std::string>(), std::string("0x0"));
    }

    void aDepositLooksAsOpGethShowsIt()
    {
        const json tx = m_nodes->l2().ask("eth_getTransactionByHash", {h(m_nodes->deposit())});
        QCOMPARE(tx["type"].get<std::string>(), std::string("0x7e"));
        QCOMPARE(tx["mint"].get<std::string>(), std::string("0x3e8"));
        QCOMPARE(tx["isSystemTx"].get<bool>(), false);
        QCOMPARE(tx["depositReceiptVersion"].get<std::string>(), std::string("0x1"));
        QCOMPARE(tx["nonce"].get<std::string>(), std::string("0x0"));
        QVERIFY(!number(tx["sourceHash"]).isZero());
        for (const char* name : {"v", "r", "s", "gasPrice"})
            QCOMPARE(tx[name].get<std::string>(), std::string("0x0"));
        const json said = m_nodes->receipt(m_nodes->deposit());
        QCOMPARE(said["depositNonce"].get<std::string>(), std::string("0x0"));
        QCOMPARE(said["depositReceiptVersion"].get<std::string>(), std::string("0x1"));
        QCOMPARE(said["effectiveGasPrice"].get<std::string>(), std::string("0x0"));
        QVERIFY(!said.contains("l1Fee"));
    }

    void theRollupsNodeAnswersToo()
    {
        const auto head = m_nodes->l2().chain().head();
        const json output = m_nodes->l2().ask("optimism_outputAtBlock", {q(head->number())});
        const Hash passer =
            tests::require(m_nodes->l2().chain().state().storageRoot(opstack::kL2ToL1MessagePasser));
        QCOMPARE(output["outputRoot"].get<std::string>(),
            h(opstack::outputRoot({head->header().stateRoot, passer, head->hash})));
        QCOMPARE(output["blockRef"]["number"].get<std::uint64_t>(), head->number());
        QCOMPARE(output["withdrawalStorageRoot"].get<std::string>(), h(passer));
        const json status = m_nodes->l2().ask("optimism_syncStatus");
        QCOMPARE(status["unsafe_l2"]["hash"].get<std::string>(), h(head->hash));
        QCOMPARE(status["head_l1"]["number"].get<std::uint64_t>(),
            m_nodes->chains().l1().chain().head()->number());
        QVERIFY(status["safe_l2"]["number"].get<std::uint64_t>() >
                status["finalized_l2"]["number"].get<std::uint64_t>());
        QVERIFY(status["unsafe_l2"]["l1origin"]["number"].get<std::uint64_t>() > 0);
        const json config = m_nodes->l2().ask("optimism_rollupConfig");
        const auto parsed = tests::require(opstack::parseRollupConfig(config.dump()));
        QVERIFY(parsed.genesis.l2 == m_nodes->chains().config().genesis.l2);
        QVERIFY(parsed.forkTimes == m_nodes->chains().config().forkTimes);
        QCOMPARE(m_nodes->l1().error("optimism_syncStatus", json::array())["code"].get<int>(), -32601);
    }

    // ---- Which block

    void tagsNameBlocks()
    {
        const auto at = [&](const json& choice) {
            return number(m_nodes->l2().ask("eth_getBlockByNumber", {choice, false})["number"]).low64();
        };
        const std::uint64_t head = m_nodes->l2().chain().head()->number();
        QCOMPARE(at("latest"), head);
        QCOMPARE(at("safe"), m_nodes->chains().l2().safe().number);
        QVERIFY(at("safe") > 0);
        QCOMPARE(at("finalized"), std::uint64_t{0});
        QCOMPARE(at("earliest"), std::uint64_t{0});
        QCOMPARE(at("pending"), head + 1);
        QVERIFY(m_nodes->l2().ask("eth_getBlockByNumber", {q(head + 1), false}).is_null());
        QVERIFY(m_nodes->l2().ask("eth_getBlockByHash", {h(Hash()), false}).is_null());
        QCOMPARE(
            m_nodes->l2().error("eth_getBalance", {h(UsedNodes::kNobody), q(head + 1)})["code"].get<int>(),
            -32000);
        const auto block = m_nodes->chains().l2Block(3);
        const std::string before =
            m_nodes->l2().ask("eth_getBalance", {h(UsedNodes::kNobody), "0x3"}).get<std::string>();
        QCOMPARE(m_nodes->l2()
                     .ask("eth_getBalance", {h(UsedNodes::kNobody), {{"blockHash", h(block->hash)}}})
                     .get<std::string>(),
            before);
        QCOMPARE(m_nodes->l2()
                     .ask("eth_getBalance", {h(UsedNodes::kNobody), {{"blockNumber", "0x3"}}})
                     .get<std::string>(),
            before);
        QVERIFY(before != m_nodes->l2().ask("eth_getBalance", {h(UsedNodes::kNobody)}).get<std::string>());
    }

    void countsAndPlacesAgree()
    {
        const auto place = tests::require(m_nodes->l2().chain().find(m_nodes->call()));
        const std::string block = q(place->block->number()), hash = h(place->block->hash);
        const std::size_t count = place->block->transactionHashes.size();
        QVERIFY(number(m_nodes->l2().ask("eth_getBlockTransactionCountByNumber", {block})) == Uint256{count});
        QVERIFY(number(m_nodes->l2().ask("eth_getBlockTransactionCountByHash", {hash})) == Uint256{count});
        const json tx = m_nodes->l2().ask("eth_getTransactionByHash", {h(m_nodes->call())});
        QVERIFY(m_nodes->l2().ask("eth_getTransactionByBlockHashAndIndex", {hash, q(place->index)}) == tx);
        QVERIFY(m_nodes->l2().ask("eth_getTransactionByBlockNumberAndIndex", {block, q(place->index)}) == tx);
        QVERIFY(m_nodes->l2().ask("eth_getTransactionByBlockNumberAndIndex", {block, "0xff"}).is_null());
        QVERIFY(m_nodes->l2().ask("eth_getBlockByNumber", {block, true})["transactions"][place->index] == tx);
        QVERIFY(m_nodes->l2().ask("eth_getBlockReceipts", {block})[place->index] ==
                m_nodes->receipt(m_nodes->call()));
        QCOMPARE(m_nodes->l2().ask("eth_getUncleCountByBlockNumber", {block}).get<std::string>(),
            std::string("0x0"));
        QVERIFY(m_nodes->l2().ask("eth_getHeaderByNumber", {block})["hash"] == hash);
    }

    void rawFormsAreTheConsensusEncodings_data() { bothLayers(); }
    void rawFormsAreTheConsensusEncodings()
    {
        QFETCH(const Layer, layer);
        const auto head = m_nodes->line(layer).chain().head();
        const auto raw = [&](const char* method, const json& parameters) {
            return tests::require(
                base::parseHex(m_nodes->line(layer).ask(method, parameters).get<std::string>()));
        };
        QVERIFY(crypto::keccak256(raw("debug_getRawHeader", {"latest"})) == head->hash);
        QVERIFY(tests::require(eth::parseBlock(raw("debug_getRawBlock", {"latest"}))) == head->block);
        std::vector<Bytes> receipts;
        for (const json& one : m_nodes->line(layer).ask("debug_getRawReceipts", {"latest"}))
            receipts.push_back(tests::require(base::parseHex(one.get<std::string>())));
        QVERIFY(trie::listRoot(receipts) == head->header().receiptRoot);
        for (const Hash& hash : head->transactionHashes)
            QVERIFY(crypto::keccak256(raw("debug_getRawTransaction", {h(hash)})) == hash);
        QCOMPARE(m_nodes->line(layer).ask("debug_getRawTransaction", {h(Hash())}).get<std::string>(),
            std::string("0x"));
    }
};

QTEST_GUILESS_MAIN(NodeTest)
#include "node_test.moc"
