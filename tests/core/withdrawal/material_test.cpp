#include "core/crypto/keccak.h"
#include "core/trie/sparse_trie.h"
#include "core/withdrawal/material.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <map>

using base::Bytes;
using base::Hash;
using withdrawal::proofForPortal;

namespace {

const Bytes kSent{0x01};

Hash slotOf(std::uint64_t number)
{
    return base::Uint256{number}.toHash();
}

/// Two slots whose paths have their first eight digits in common.
std::pair<Hash, Hash> neighbours()
{
    std::map<Bytes, std::uint64_t> seen;
    for (std::uint64_t number = 0; number < 2'000'000; ++number) {
        const Hash path = crypto::keccak256(slotOf(number));
        const auto [at, isNew] = seen.emplace(base::toBytes(base::ByteView(path).first(4)), number);
        if (!isNew) return {slotOf(at->second), slotOf(number)};
    }
    qFatal("no two paths begin alike");
}

/// A node whose newest header has a field more than any fork that is known here, and a hash of its own
/// choice.
struct NewerNode final : rpc::Transport {
    base::Result<rpc::HttpAnswer> post(std::string_view body, std::size_t, std::stop_token) override
    {
        const auto request = nlohmann::json::parse(body);
        const std::string method = request["method"];
        nlohmann::json answer{{"jsonrpc", "2.0"}, {"id", request["id"]}, {"result", "0xa"}};
        if (method == "eth_getBlockByNumber") {
            const std::string zero = base::toHex0x(Hash{}), nobody = base::toHex0x(base::Address{});
            answer["result"] = {{"hash", base::toHex0x(slotOf(7))}, {"parentHash", zero},
                {"sha3Uncles", zero}, {"miner", nobody}, {"stateRoot", zero}, {"transactionsRoot", zero},
                {"receiptsRoot", zero}, {"logsBloom", base::toHex0x(Bytes(256, 0))}, {"difficulty", "0x0"},
                {"number", "0x5"}, {"gasLimit", "0x1"}, {"gasUsed", "0x0"}, {"timestamp", "0x1"},
                {"extraData", "0x"}, {"mixHash", zero}, {"nonce", "0x0000000000000000"},
                {"baseFeePerGas", "0x1"}, {"aFieldOfALaterForkRoot", zero}, {"blockAccessListHash", zero}};
        }
        return rpc::HttpAnswer{.status = 200, .body = answer.dump()};
    }
};

struct Storage {
    explicit Storage(std::initializer_list<Hash> slots)
    {
        for (const Hash& slot : slots)
            if (!trie.put(crypto::keccak256(slot), kSent)) qFatal("a slot was not taken");
        root = trie.root();
    }
    std::vector<Bytes> nodes(const Hash& slot) { return trie.proof(crypto::keccak256(slot)).value(); }

    trie::SparseTrie trie;
    Hash root;
};

} // namespace

class MaterialTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProofIsAsItWas()
    {
        Storage storage{slotOf(1), slotOf(2), slotOf(3)};
        const std::vector<Bytes> nodes = storage.nodes(slotOf(2));
        QVERIFY(proofForPortal(storage.root, slotOf(2), nodes) == nodes);
    }

    void aSlotThatIsNotSetIsNoMessage()
    {
        Storage storage{slotOf(1), slotOf(2), slotOf(3)};
        const auto proof = proofForPortal(storage.root, slotOf(4), storage.nodes(slotOf(4)));
        QVERIFY(!proof);
        QCOMPARE(proof.error().fault, base::Fault::Mismatch);
    }

    void whatIsChangedAnywhereIsRefused()
    {
        Storage storage{slotOf(1), slotOf(2), slotOf(3)};
        const std::vector<Bytes> nodes = storage.nodes(slotOf(2));
        for (std::size_t node = 0; node < nodes.size(); ++node) {
            for (std::size_t byte = 0; byte < nodes[node].size(); ++byte) {
                std::vector<Bytes> changed = nodes;
                changed[node][byte] ^= 1;
                QVERIFY(!proofForPortal(storage.root, slotOf(2), changed));
            }
        }
        std::vector<Bytes> shorter(nodes.begin(), nodes.end() - 1), longer = nodes;
        longer.push_back(nodes.back());
        QVERIFY(!proofForPortal(storage.root, slotOf(2), shorter));
        QVERIFY(!proofForPortal(storage.root, slotOf(2), longer));
        QVERIFY(!proofForPortal(storage.root, slotOf(2), {}));
    }

    void aHeaderOfALaterForkGivesNoRoot()
    {
        rpc::Chain l2(std::make_unique<NewerNode>(), 10, rpc::Stack::Optimism);
        const auto root = withdrawal::fetchOutputRootProof(l2, 5, {});
        QVERIFY(!root);
        QVERIFY2(root.error().fault == base::Fault::Unsupported, root.error().detail.c_str());
    }

    /// Two slots whose paths share eight digits have leaves short enough to stand in their parent. Nodes
    /// leave such a leaf out of the proof; the portal asks for it.
    void aLeafInsideItsParentIsAnElementOfItsOwn()
    {
        const auto [first, second] = neighbours();
        Storage storage{first, second};
        for (const Hash& slot : {first, second}) {
            const std::vector<Bytes> nodes = storage.nodes(slot);
            const auto proof = proofForPortal(storage.root, slot, nodes);
            QVERIFY2(proof.has_value(), proof ? "" : proof.error().detail.c_str());
            QCOMPARE(proof->size(), nodes.size() + 1);
            const Bytes& leaf = proof->back();
            QVERIFY(leaf.size() < 32);
            // It is found in its parent, byte by byte.
            const Bytes& parent = (*proof)[proof->size() - 2];
            QVERIFY(std::ranges::search(parent, leaf).begin() != parent.end());
            // A node that gives it already is as good.
            QVERIFY(proofForPortal(storage.root, slot, *proof) == *proof);
        }
        // Kept without it, it is not fit to be sent.
        opstack::OutputRootProof root;
        root.messagePasserStorageRoot = storage.root;
        const withdrawal::Material kept{1, root, storage.nodes(first)};
        QVERIFY(!withdrawal::checkMaterial(kept, first, opstack::outputRoot(root)));
    }
};

QTEST_APPLESS_MAIN(MaterialTest)
#include "material_test.moc"
