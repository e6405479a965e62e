#include "core/crypto/keccak.h"
#include "core/opstack/output_root.h"
#include "core/opstack/predeploys.h"
#include "core/opstack/rollup_config_json.h"
#include "core/trie/list_root.h"
#include "core/trie/proof.h"
#include "tests/core/practice/node_line.h"

#include <QTest>

using base::Address;
using base::Bytes;
using base::Fault;
using base::Hash;
using base::Uint256;
using namespace base::literals;
using nlohmann::json;
using practice::Layer;
using practice::RpcFault;
using rpc::BlockTag;

namespace {

constexpr Address kNobody = "0x9999999999999999999999999999999999999999"_address;
/// Logs its calldata's first word as a topic and stores the number of the block in slot 0; without calldata
/// it reverts.
const Bytes kContract = *base::parseHex("366007575f5ffd5b435f555f355f5fa100");

std::string q(const Uint256& number)
{
    return base::toQuantity(number);
}
std::string h(base::ByteView bytes)
{
    return base::toHex0x(bytes);
}
Uint256 number(const json& quantity)
{
    return tests::require(base::parseQuantity(quantity.get<std::string>()));
}

} // namespace

Q_DECLARE_METATYPE(Layer)

/// The JSON-RPC of both nodes: what our own client accepts, what other clients look for, what strangers try.
class NodeTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::TwoChains> m_chains;
    std::unique_ptr<tests::NodeLine> m_l1, m_l2;
    Address m_contract; ///< on L2
    Hash m_call, m_failure, m_deposit;

    const tests::NodeLine& line(Layer layer) const { return layer == Layer::L1 ? *m_l1 : *m_l2; }
    Address user(std::uint32_t index) const
    {
        return tests::require(practice::practiceAccount(index)).address;
    }
    json receipt(const Hash& transaction) const
    {
        return m_l2->ask("eth_getTransactionReceipt", {h(transaction)});
    }

    static void bothLayers()
    {
        QTest::addColumn<Layer>("layer");
        QTest::newRow("L1") << Layer::L1;
        QTest::newRow("L2") << Layer::L2;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_chains = std::make_unique<tests::TwoChains>();
        m_l1 = std::make_unique<tests::NodeLine>(*m_chains, Layer::L1);
        m_l2 = std::make_unique<tests::NodeLine>(*m_chains, Layer::L2);
        m_chains->slot();
        m_contract = tests::deployCode(*m_chains, Layer::L2, 2, kContract);
        m_chains->send(Layer::L1, 3, kNobody, 17);
        m_chains->deposit(1, kNobody, 1000);
        for (int i = 0; i < 3; ++i)
            m_chains->slot();
        m_call = m_chains->send(Layer::L2, 2, m_contract, 5, Bytes(32, 0x11), 100'000);
        m_failure = m_chains->send(Layer::L2, 3, m_contract, 0, {}, 100'000);
        for (int i = 0; i < 3; ++i)
            m_chains->slot();
        const auto& head = m_chains->l2().canonical().head();
        tests::require(m_chains->l2().markSafe(head->number() - 4, m_chains->l1().chain().head()->id()));
        for (std::uint64_t i = 0; i <= head->number() && m_deposit == Hash(); ++i) {
            const auto block = m_chains->l2Block(i);
            if (block->block.transactions.size() > 1 && block->block.transactions[1].to == kNobody)
                m_deposit = block->transactionHashes[1];
        }
        QVERIFY(m_deposit != Hash());
    }

    // ---- Our own client believes nothing that it can check

    void ourClientAcceptsEveryBlockAndReceipt_data() { bothLayers(); }
    void ourClientAcceptsEveryBlockAndReceipt()
    {
        QFETCH(const Layer, layer);
        rpc::Chain client = line(layer).client();
        practice::Chain& chain = line(layer).chain();
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
        row("without storage", Layer::L2, kNobody);
        row("nobody on L2", Layer::L2, "0x1234000000000000000000000000000000000000"_address);
    }
    void everyProofHolds()
    {
        QFETCH(const Layer, layer);
        QFETCH(const QByteArray, address);
        const Address account = *base::parseFixed<Address>(address.toStdString());
        rpc::Chain client = line(layer).client();
        practice::Chain& chain = line(layer).chain();
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
        rpc::Chain client = m_l2->client();
        const Bytes raw = m_chains->signedBy(Layer::L2, 5, kNobody, 1, {}, 21'000);
        const Hash hash = tests::require(client.sendRawTransaction(raw, {}));
        QVERIFY(client.knowsTransaction(hash, {})->unproven());
        QVERIFY(!tests::require(client.fetchReceipt(hash, {})));
        QCOMPARE(client.fetchNonce(user(5), BlockTag::latest(), {})->unproven(), std::uint64_t{0});
        QCOMPARE(client.fetchNonce(user(5), BlockTag::pending(), {})->unproven(), std::uint64_t{1});
        const json waiting = m_l2->ask("eth_getTransactionByHash", {h(hash)});
        QVERIFY(waiting["blockHash"].is_null());
        QCOMPARE(m_l2->ask("txpool_status")["pending"].get<std::string>(), std::string("0x1"));
        QCOMPARE(m_l2->ask("txpool_content")["pending"].size(), std::size_t{1});
        QCOMPARE(m_l2->ask("eth_getBlockByNumber", {"pending", false})["transactions"][0].get<std::string>(),
            h(hash));
        const auto refused = client.sendRawTransaction(raw, {});
        QCOMPARE(refused.error().fault, Fault::Refused);
        m_chains->slot();
        QVERIFY(tests::require(client.proveReceipt(hash, {})).has_value());

        const rpc::Call call{.from = {}, .to = m_contract, .value = {}, .data = {}, .gas = {}};
        const auto reverted = client.call(call, BlockTag::latest(), {});
        QCOMPARE(reverted.error().fault, Fault::Refused);
        const auto fees = tests::require(client.fetchFeeHistory(4, 50, {})).unproven();
        QCOMPARE(fees.tips.size(), std::size_t{4});
        QVERIFY(!fees.nextBaseFee.isZero());
        const auto logs = tests::require(
            client.fetchLogs({.fromBlock = 0, .toBlock = 1000, .address = m_contract, .topics = {}}, {}));
        QCOMPARE(logs.unproven().size(), std::size_t{1});
        QVERIFY(logs.unproven()[0].transactionHash == m_call);
    }

    // ---- What the OP Stack adds

    void whatAUserPaysIsInTheReceipt()
    {
        const auto place = tests::require(m_l2->chain().find(m_call));
        const auto balanceAt = [&](std::uint64_t block) {
            return number(m_l2->ask("eth_getBalance", {h(user(2)), q(block)}));
        };
        const json said = receipt(m_call);
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
        QCOMPARE(receipt(m_failure)["status"].get<std::string>(), std::string("0x0"));
    }

    void aDepositLooksAsOpGethShowsIt()
    {
        const json tx = m_l2->ask("eth_getTransactionByHash", {h(m_deposit)});
        QCOMPARE(tx["type"].get<std::string>(), std::string("0x7e"));
        QCOMPARE(tx["mint"].get<std::string>(), std::string("0x3e8"));
        QCOMPARE(tx["isSystemTx"].get<bool>(), false);
        QCOMPARE(tx["depositReceiptVersion"].get<std::string>(), std::string("0x1"));
        QCOMPARE(tx["nonce"].get<std::string>(), std::string("0x0"));
        QVERIFY(!number(tx["sourceHash"]).isZero());
        for (const char* name : {"v", "r", "s", "gasPrice"})
            QCOMPARE(tx[name].get<std::string>(), std::string("0x0"));
        const json said = receipt(m_deposit);
        QCOMPARE(said["depositNonce"].get<std::string>(), std::string("0x0"));
        QCOMPARE(said["depositReceiptVersion"].get<std::string>(), std::string("0x1"));
        QCOMPARE(said["effectiveGasPrice"].get<std::string>(), std::string("0x0"));
        QVERIFY(!said.contains("l1Fee"));
    }

    void theRollupsNodeAnswersToo()
    {
        const auto head = m_l2->chain().head();
        const json output = m_l2->ask("optimism_outputAtBlock", {q(head->number())});
        const Hash passer = tests::require(m_l2->chain().state().storageRoot(opstack::kL2ToL1MessagePasser));
        QCOMPARE(output["outputRoot"].get<std::string>(),
            h(opstack::outputRoot({head->header().stateRoot, passer, head->hash})));
        QCOMPARE(output["blockRef"]["number"].get<std::uint64_t>(), head->number());
        QCOMPARE(output["withdrawalStorageRoot"].get<std::string>(), h(passer));
        const json status = m_l2->ask("optimism_syncStatus");
        QCOMPARE(status["unsafe_l2"]["hash"].get<std::string>(), h(head->hash));
        QCOMPARE(status["head_l1"]["number"].get<std::uint64_t>(), m_chains->l1().chain().head()->number());
        QVERIFY(status["safe_l2"]["number"].get<std::uint64_t>() >
                status["finalized_l2"]["number"].get<std::uint64_t>());
        QVERIFY(status["unsafe_l2"]["l1origin"]["number"].get<std::uint64_t>() > 0);
        const json config = m_l2->ask("optimism_rollupConfig");
        const auto parsed = tests::require(opstack::parseRollupConfig(config.dump()));
        QVERIFY(parsed.genesis.l2 == m_chains->config().genesis.l2);
        QVERIFY(parsed.forkTimes == m_chains->config().forkTimes);
        QCOMPARE(m_l1->error("optimism_syncStatus", json::array())["code"].get<int>(), -32601);
    }

    // ---- Which block

    void tagsNameBlocks()
    {
        const auto at = [&](const json& choice) {
            return number(m_l2->ask("eth_getBlockByNumber", {choice, false})["number"]).low64();
        };
        const std::uint64_t head = m_l2->chain().head()->number();
        QCOMPARE(at("latest"), head);
        QCOMPARE(at("safe"), m_chains->l2().safe().number);
        QVERIFY(at("safe") > 0);
        QCOMPARE(at("finalized"), std::uint64_t{0});
        QCOMPARE(at("earliest"), std::uint64_t{0});
        QCOMPARE(at("pending"), head + 1);
        QVERIFY(m_l2->ask("eth_getBlockByNumber", {q(head + 1), false}).is_null());
        QVERIFY(m_l2->ask("eth_getBlockByHash", {h(Hash()), false}).is_null());
        QCOMPARE(m_l2->error("eth_getBalance", {h(kNobody), q(head + 1)})["code"].get<int>(), -32000);
        const auto block = m_chains->l2Block(3);
        const std::string before = m_l2->ask("eth_getBalance", {h(kNobody), "0x3"}).get<std::string>();
        QCOMPARE(
            m_l2->ask("eth_getBalance", {h(kNobody), {{"blockHash", h(block->hash)}}}).get<std::string>(),
            before);
        QCOMPARE(
            m_l2->ask("eth_getBalance", {h(kNobody), {{"blockNumber", "0x3"}}}).get<std::string>(), before);
        QVERIFY(before != m_l2->ask("eth_getBalance", {h(kNobody)}).get<std::string>());
    }

    void countsAndPlacesAgree()
    {
        const auto place = tests::require(m_l2->chain().find(m_call));
        const std::string block = q(place->block->number()), hash = h(place->block->hash);
        const std::size_t count = place->block->transactionHashes.size();
        QVERIFY(number(m_l2->ask("eth_getBlockTransactionCountByNumber", {block})) == Uint256{count});
        QVERIFY(number(m_l2->ask("eth_getBlockTransactionCountByHash", {hash})) == Uint256{count});
        const json tx = m_l2->ask("eth_getTransactionByHash", {h(m_call)});
        QVERIFY(m_l2->ask("eth_getTransactionByBlockHashAndIndex", {hash, q(place->index)}) == tx);
        QVERIFY(m_l2->ask("eth_getTransactionByBlockNumberAndIndex", {block, q(place->index)}) == tx);
        QVERIFY(m_l2->ask("eth_getTransactionByBlockNumberAndIndex", {block, "0xff"}).is_null());
        QVERIFY(m_l2->ask("eth_getBlockByNumber", {block, true})["transactions"][place->index] == tx);
        QVERIFY(m_l2->ask("eth_getBlockReceipts", {block})[place->index] == receipt(m_call));
        QCOMPARE(m_l2->ask("eth_getUncleCountByBlockNumber", {block}).get<std::string>(), std::string("0x0"));
        QVERIFY(m_l2->ask("eth_getHeaderByNumber", {block})["hash"] == hash);
    }

    void rawFormsAreTheConsensusEncodings_data() { bothLayers(); }
    void rawFormsAreTheConsensusEncodings()
    {
        QFETCH(const Layer, layer);
        const auto head = line(layer).chain().head();
        const auto raw = [&](const char* method, const json& parameters) {
            return tests::require(base::parseHex(line(layer).ask(method, parameters).get<std::string>()));
        };
        QVERIFY(crypto::keccak256(raw("debug_getRawHeader", {"latest"})) == head->hash);
        QVERIFY(tests::require(eth::parseBlock(raw("debug_getRawBlock", {"latest"}))) == head->block);
        std::vector<Bytes> receipts;
        for (const json& one : line(layer).ask("debug_getRawReceipts", {"latest"}))
            receipts.push_back(tests::require(base::parseHex(one.get<std::string>())));
        QVERIFY(trie::listRoot(receipts) == head->header().receiptRoot);
        for (const Hash& hash : head->transactionHashes)
            QVERIFY(crypto::keccak256(raw("debug_getRawTransaction", {h(hash)})) == hash);
        QCOMPARE(
            line(layer).ask("debug_getRawTransaction", {h(Hash())}).get<std::string>(), std::string("0x"));
    }

    // ---- Logs

    void logsAreFound_data()
    {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<int>("count");
        const auto row = [](const char* name, const std::string& filter, int count) {
            QTest::newRow(name) << QByteArray::fromStdString(filter).replace('\'', '"') << count;
        };
        const std::string topic = h(Bytes(32, 0x11)), other = h(Bytes(32, 0x12));
        row("by topic", "'topics':['" + topic + "']", 1);
        row("by one of two topics", "'topics':[['" + other + "','" + topic + "']]", 1);
        row("by another topic", "'topics':['" + other + "']", 0);
        row("by more topics than it has", "'topics':[null,null]", 0);
        row("by any topic", "'topics':[null]", 1);
        row("by no topic", "'topics':[]", 1);
        row("by another address", "'address':'0x0000000000000000000000000000000000000001'", 0);
    }
    void logsAreFound()
    {
        QFETCH(const QByteArray, filter);
        QFETCH(const int, count);
        json object = json::parse("{" + filter.toStdString() + "}");
        object["fromBlock"] = "earliest";
        if (!object.contains("address")) object["address"] = json::array({h(m_contract)});
        const json logs = m_l2->ask("eth_getLogs", json::array({object}));
        QCOMPARE(logs.size(), static_cast<std::size_t>(count));
        if (count == 0) return;
        QVERIFY(receipt(m_call)["logs"][0] == logs[0]);
        object.erase("fromBlock");
        object["blockHash"] = logs[0]["blockHash"];
        QVERIFY(m_l2->ask("eth_getLogs", json::array({object})) == logs);
        QVERIFY(logs[0]["removed"] == false);
    }

    void logsHaveLimits_data()
    {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const std::string& filter, int code) {
            QTest::newRow(name) << QByteArray::fromStdString(filter).replace('\'', '"') << code;
        };
        row("too many blocks", "{'fromBlock':'0x0','toBlock':'0x2710'}", -32005);
        row("backwards", "{'fromBlock':'0x2','toBlock':'0x1'}", -32602);
        row("hash and range", "{'fromBlock':'0x2','blockHash':'0x" + std::string(64, '1') + "'}", -32602);
        row("unknown hash", "{'blockHash':'0x" + std::string(64, '1') + "'}", -32000);
        row("five topics", "{'topics':[null,null,null,null,null]}", -32602);
        row("topics of another kind", "{'topics':{}}", -32602);
        row("a short topic", "{'topics':['0x12']}", -32602);
        row("nested topics", "{'topics':[[['0x12']]]}", -32602);
        row("a short address", "{'address':'0x12'}", -32602);
        row("negative", "{'fromBlock':-1}", -32602);
        row("huge", "{'fromBlock':'0x10000000000000000'}", -32602);
        row("a list", "[]", -32602);
    }
    void logsHaveLimits()
    {
        QFETCH(const QByteArray, filter);
        QFETCH(const int, code);
        const json error = m_l2->error("eth_getLogs", json::array({json::parse(filter.toStdString())}));
        QVERIFY(!error.is_null());
        QCOMPARE(error["code"].get<int>(), code);
    }

    // ---- Calls

    void callsAnswerAsNodesDo()
    {
        const json revert = m_l2->error("eth_call", {{{"to", h(m_contract)}}, "latest"});
        QCOMPARE(revert["code"].get<int>(), 3);
        QCOMPARE(revert["message"].get<std::string>(), std::string("execution reverted"));
        QCOMPARE(revert["data"].get<std::string>(), std::string("0x"));
        QCOMPARE(
            m_l2->error("eth_estimateGas", json::array({{{"to", h(m_contract)}}}))["code"].get<int>(), 3);
        const json overridden{{h(m_contract), {{"code", "0x602a5f5260205ff3"}}}};
        const json result = m_l2->ask("eth_call", {{{"to", h(m_contract)}}, "latest", overridden});
        QVERIFY(number(result) == Uint256{42});
        QVERIFY(m_l2->ask("eth_call", {{{"to", h(m_contract)}, {"data", "0x00"}}, {{"blockNumber", "latest"}},
                                          overridden}) == result);
        const json list =
            m_l2->ask("eth_createAccessList", {{{"to", h(m_contract)}, {"input", h(Bytes(32))}}});
        QCOMPARE(list["accessList"][0]["storageKeys"][0].get<std::string>(), h(Hash()));
        const json estimate = m_l2->ask(
            "eth_estimateGas", json::array({{{"to", h(kNobody)}, {"from", h(user(1))}, {"value", "0x1"}}}));
        QCOMPARE(estimate.get<std::string>(), std::string("0x5208"));
    }

    void callsAreReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        for (const char* text : {"[]", "[null]", "[5]", "[{},5]", "[{\"to\":5}]", "[{\"to\":\"0x12\"}]",
                 "[{\"data\":\"0x1\"}]", "[{\"data\":\"0x12\",\"input\":\"0x13\"}]", "[{\"value\":-1}]",
                 "[{\"value\":\"0x1"
                 "0000000000000000000000000000000000000000000000000000000000000000\"}]",
                 "[{\"gas\":\"0x10000000000000000\"}]", "[{\"gasPrice\":\"0x1\",\"maxFeePerGas\":\"0x1\"}]",
                 "[{},\"latest\",5]", "[{},\"latest\",{\"0x12\":{}}]",
                 "[{},\"latest\",{\"0x0000000000000000000000000000000000000001\":5}]",
                 "[{},\"latest\",{\"0x0000000000000000000000000000000000000001\":{\"state\":{\"0x1\":\"0x1\"}"
                 "}}]",
                 "[{},\"latest\",{},{\"number\":\"0x1\"}]", "[{},\"newest\"]", "[{},{}]",
                 "[{\"accessList\":[5]}]", "[{\"authorizationList\":[{}]}]"})
            QTest::newRow(text) << QByteArray(text);
    }
    void callsAreReadStrictly()
    {
        QFETCH(const QByteArray, parameters);
        for (const char* method : {"eth_call", "eth_estimateGas", "eth_createAccessList"}) {
            const json error = m_l2->error(method, json::parse(parameters.toStdString()));
            QVERIFY(!error.is_null());
            QCOMPARE(error["code"].get<int>(), -32602);
        }
    }

    // ---- Fees

    void feeHistoryTellsWhatWasPaid()
    {
        const auto place = tests::require(m_l2->chain().find(m_call));
        const json history = m_l2->ask("eth_feeHistory", {"0x3", q(place->block->number()), {0, 50.5, 100}});
        QVERIFY(number(history["oldestBlock"]) == Uint256{place->block->number() - 2});
        QCOMPARE(history["baseFeePerGas"].size(), std::size_t{4});
        QCOMPARE(history["gasUsedRatio"].size(), std::size_t{3});
        QCOMPARE(history["reward"][2].size(), std::size_t{3});
        QVERIFY(number(history["reward"][2][2]) == Uint256{1'000'000}); // the tip that users offer here
        QVERIFY(number(history["reward"][2][0]).isZero());              // deposits
        QVERIFY(number(history["baseFeePerGas"][2]) == *place->block->header().baseFeePerGas);
        const auto next = m_l2->ask("eth_getBlockByNumber", {q(place->block->number() + 1), false});
        QVERIFY(history["baseFeePerGas"][3] == next["baseFeePerGas"]);
        QCOMPARE(m_l2->ask("eth_feeHistory", {"0xffffffffffff", "latest", nullptr})["gasUsedRatio"].size(),
            static_cast<std::size_t>(m_l2->chain().head()->number() + 1));
        QCOMPARE(m_l2->ask("eth_feeHistory", {"0x0", "latest", json::array()})["gasUsedRatio"].size(),
            std::size_t{0});
        for (const json& bad :
            {json::array({101}), json::array({-1}), json::array({2, 1}), json::array({"a"}), json(5)})
            QCOMPARE(m_l2->error("eth_feeHistory", {"0x1", "latest", bad})["code"].get<int>(), -32602);
    }

    void pricesAreThoseOfTheNextBlock()
    {
        QVERIFY(number(m_l1->ask("eth_gasPrice")) ==
                m_chains->l1().nextBaseFee() + number(m_l1->ask("eth_maxPriorityFeePerGas")));
        QVERIFY(number(m_l1->ask("eth_blobBaseFee")) == m_chains->l1().nextBlobBaseFee());
        QVERIFY(number(m_l2->ask("eth_blobBaseFee")) == Uint256{1});
    }

    // ---- Lies

    void liesAreSeenByWhoChecks()
    {
        tests::NodeLine liar(*m_chains, Layer::L2);
        const Uint256 truth = number(liar.ask("eth_getBalance", {h(user(1))}));
        liar.fault = RpcFault::WrongBalance;
        QVERIFY(number(liar.ask("eth_getBalance", {h(user(1))})) == truth * Uint256{10});

        liar.fault = RpcFault::WrongProof;
        const auto proof = tests::require(liar.client().fetchProof(user(1), {}, BlockTag::latest(), {}));
        const auto proven = trie::prove(
            liar.chain().head()->header().stateRoot, crypto::keccak256(user(1)), proof.accountProof);
        QCOMPARE(proven.error().fault, Fault::Mismatch);

        liar.fault = RpcFault::None;
        const json filter = json::array({{{"fromBlock", "earliest"}}});
        const json all = m_l1->ask("eth_getLogs", filter);
        tests::NodeLine l1Liar(*m_chains, Layer::L1);
        l1Liar.fault = RpcFault::TruncatedLogs;
        const json some = l1Liar.ask("eth_getLogs", filter);
        QVERIFY(all.size() >= 2);
        QCOMPARE(some.size(), all.size() / 2);
        QVERIFY(some[0] == all[0]);
    }

    void aStaleNodeKnowsNothingNewer()
    {
        tests::NodeLine stale(*m_chains, Layer::L2);
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
        tests::NodeLine liar(*m_chains, Layer::L2);
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
        const std::string address = h(kNobody), hash = h(Hash());
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
            const json answered = m_l2->answer(method.toStdString(), json::parse(parameters));
            QVERIFY(answered.contains("result") != answered.contains("error"));
            if (!answered.contains("error")) continue;
            const int code = answered["error"]["code"].get<int>();
            QVERIFY2(code == -32602 || code == -32000 || code == -32005, answered.dump().c_str());
        }
    }
};

QTEST_GUILESS_MAIN(NodeTest)
#include "node_test.moc"
