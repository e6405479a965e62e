#include "core/execution/witness_state.h"
#include "core/practice/chain/witness.h"
#include "tests/core/practice/node/node_line.h"

#include <QTest>

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;
using practice::Layer;

namespace {

/// Stores the second word of its calldata in the slot that the first names.
const Bytes kStore = *base::parseHex("6020355f355500");
/// Stores the hash of the block before the one before the one before.
const Bytes kRemember = *base::parseHex("60034303405f5500");

Bytes words(const Uint256& slot, const Uint256& value)
{
    Bytes data = base::toBytes(slot.toHash());
    base::append(data, value.toHash());
    return data;
}

std::vector<Bytes> bytesOf(const nlohmann::json& list)
{
    std::vector<Bytes> items;
    for (const nlohmann::json& item : list)
        items.push_back(tests::require(base::parseHex(item.get<std::string>())));
    return items;
}

/// What someone has who got nothing but the answer to debug_executionWitness.
struct Stranger {
    explicit Stranger(const nlohmann::json& answer)
        : nodes(bytesOf(answer["state"]))
        , codes(bytesOf(answer["codes"]))
    {
        for (const nlohmann::json& header : answer["headers"])
            headers.push_back(tests::require(rpc::parseHeader(header)));
    }

    base::Result<execution::BlockOutcome> execute(
        const execution::ChainRules& rules, const eth::Block& block) const
    {
        std::vector<ByteView> items(nodes.begin(), nodes.end());
        items.insert(items.end(), codes.begin(), codes.end());
        const trie::Preimages preimages(items);
        execution::WitnessState state(headers[0].stateRoot, preimages);
        evm::CodeCache cache;
        const auto ancestors = [&](std::uint64_t number) -> std::optional<Hash> {
            for (const eth::Header& header : headers)
                if (header.number == number) return eth::headerHash(header);
            return std::nullopt;
        };
        auto outcome = execution::execute(rules, headers[0], block, state, {ancestors, cache});
        superfluous = preimages.unreferenced().size();
        return outcome;
    }

    std::vector<Bytes> nodes, codes;
    std::vector<eth::Header> headers;
    mutable std::size_t superfluous = 0;
};

} // namespace

Q_DECLARE_METATYPE(Layer)

/// debug_executionWitness: who has it and nothing else can execute the block.
class WitnessTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::TwoChains> m_chains;

    void store(Layer layer, const Address& contract, std::uint64_t slot, std::uint64_t value)
    {
        m_chains->send(layer, 2, contract, 0, words(slot, value), 100'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_chains = std::make_unique<tests::TwoChains>();
        for (const Layer layer : {Layer::L1, Layer::L2}) {
            m_chains->slot();
            const Address contract = tests::deployCode(*m_chains, layer, 2, kStore);
            const Address memory = tests::deployCode(*m_chains, layer, 2, kRemember);
            m_chains->slot();
            m_chains->slot();
            for (std::uint64_t slot = 0; slot < 20; ++slot)
                store(layer, contract, slot, slot + 1);
            m_chains->deposit(1, *base::parseFixed<Address>(std::string(40, '7')), 5);
            m_chains->slot();
            // Each erasure may join what is left of a branch to what is above it.
            for (std::uint64_t slot = 0; slot < 19; ++slot) {
                store(layer, contract, slot, 0);
                if (slot % 5 == 0) m_chains->slot();
            }
            m_chains->send(layer, 2, memory, 0, {}, 100'000);
            m_chains->slot();
        }
        m_chains->slot();
    }

    void everyBlockRunsOnItsWitness_data()
    {
        QTest::addColumn<Layer>("layer");
        QTest::newRow("L1") << Layer::L1;
        QTest::newRow("L2") << Layer::L2;
    }
    void everyBlockRunsOnItsWitness()
    {
        QFETCH(const Layer, layer);
        const tests::NodeLine node(*m_chains, layer);
        std::size_t mostHeaders = 0;
        for (std::uint64_t number = 1; number <= node.chain().head()->number(); ++number) {
            const practice::BlockPointer block = tests::require(node.chain().block(number));
            const Stranger stranger(node.ask("debug_executionWitness", {base::toQuantity(number)}));
            const auto outcome = stranger.execute(node.chain().rules(), block->block);
            QVERIFY2(outcome, outcome ? "" : outcome.error().detail.c_str());
            QVERIFY(outcome->hash == block->hash);
            QCOMPARE(stranger.superfluous, std::size_t{0});
            QVERIFY(stranger.headers[0].number + 1 == number);
            mostHeaders = std::max(mostHeaders, stranger.headers.size());
        }
        QCOMPARE(mostHeaders, std::size_t{3}); // the parent's, and back to what BLOCKHASH asked for
    }

    void withoutOneOfItsNodesItDoesNot()
    {
        const tests::NodeLine node(*m_chains, Layer::L2);
        const practice::BlockPointer block = node.chain().head();
        Stranger stranger(node.ask("debug_executionWitness", {"latest"}));
        for (std::size_t i = 0; i < stranger.nodes.size(); ++i) {
            const Bytes missing = std::exchange(stranger.nodes[i], Bytes{0});
            QVERIFY(!stranger.execute(m_chains->l2().shown().rules(), block->block));
            stranger.nodes[i] = missing;
        }
    }

    void theStateStaysAsItWas()
    {
        const tests::NodeLine node(*m_chains, Layer::L2);
        const Hash before = node.chain().state().root();
        node.ask("debug_executionWitness", {"latest"});
        QVERIFY(node.chain().state().root() == before);
        QVERIFY(before == node.chain().head()->header().stateRoot);
    }

    void theGenesisBlockHasNone()
    {
        const tests::NodeLine node(*m_chains, Layer::L2);
        QVERIFY(!node.error("debug_executionWitness", {"earliest"}).is_null());
        QVERIFY(!node.error("debug_executionWitness", {"0xffffff"}).is_null());
    }
};

QTEST_GUILESS_MAIN(WitnessTest)
#include "witness_test.moc"
