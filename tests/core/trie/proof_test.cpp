#include "core/eth/account.h"
#include "core/eth/rlp.h"
#include "core/trie/node.h"
#include "core/trie/proof.h"
#include "tests/core/trie/trie_worlds.h"
#include "tests/support/vectors.h"

#include <QTest>

using base::Bytes;
using base::Fault;
using base::Hash;

namespace {

/// The nodes on a key's path, in order: those of all whose hash the one before names.
std::vector<Bytes> proofOf(const tests::Nodes& nodes, const Bytes& key)
{
    std::map<Hash, Bytes> byHash;
    for (const Bytes& node : nodes.all())
        byHash[crypto::keccak256(node)] = node;
    std::vector<Bytes> out;
    std::size_t depth = 0;
    Bytes next = byHash.at(nodes.root());
    out.push_back(next);
    for (;;) {
        const trie::Node node = trie::parseNode(next).value();
        const trie::NibbleView rest = trie::NibbleView(key).from(depth);
        const std::uint8_t* child = nullptr;
        if (node.kind == trie::Node::Kind::Branch) {
            child = node.children[rest[0]];
            ++depth;
        } else if (node.kind == trie::Node::Kind::Extension &&
                   trie::commonPrefix(rest, node.path) == node.path.size()) {
            child = node.children[0];
            depth += node.path.size();
        }
        if (child == nullptr) return out;
        const trie::Reference reference{child};
        const bool isHash = reference.isHash();
        next = isHash ? byHash.at(Hash::from(reference.hash())) : base::toBytes(reference.embedded());
        if (isHash) out.push_back(next);
    }
}

std::vector<Bytes> hexList(const nlohmann::json& list)
{
    std::vector<Bytes> out;
    for (const auto& item : list)
        out.push_back(tests::hexBytes(item));
    return out;
}

/// True when everything that an eth_getProof answer states is proved by its nodes.
bool holds(const Hash& stateRoot, const nlohmann::json& proof)
{
    const Hash key = crypto::keccak256(tests::hexBytes(proof["address"]));
    const auto found = trie::prove(stateRoot, key, hexList(proof["accountProof"]));
    eth::Account stated;
    stated.nonce = base::parseQuantity(proof["nonce"].get<std::string>())->low64();
    stated.balance = base::parseQuantity(proof["balance"].get<std::string>()).value();
    stated.storageRoot = Hash::from(tests::hexBytes(proof["storageHash"]));
    stated.codeHash = Hash::from(tests::hexBytes(proof["codeHash"]));
    if (!found || !*found || **found != eth::encodeAccount(stated)) return false;
    for (const auto& slot : proof["storageProof"]) {
        const Hash slotKey = base::parseQuantity(slot["key"].get<std::string>())->toHash();
        const auto value =
            trie::prove(stated.storageRoot, crypto::keccak256(slotKey), hexList(slot["proof"]));
        const base::Uint256 claimed = base::parseQuantity(slot["value"].get<std::string>()).value();
        if (!value) return false;
        if (*value ? **value != eth::rlp::encodeNumber(claimed) : !claimed.isZero()) return false;
    }
    return true;
}

} // namespace

class ProofTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsProvedPresentOrAbsent()
    {
        tests::Dice dice(11);
        for (int round = 1; round < 60; ++round) {
            tests::Entries entries;
            for (int i = 0; i < round; ++i)
                entries[dice.crowdedKey(4)] = dice.bytes(1 + dice.below(50));
            const tests::Nodes nodes(entries);
            for (int i = 0; i < 60; ++i) {
                const Bytes key =
                    dice.below(2) == 0
                        ? std::next(entries.begin(), static_cast<std::ptrdiff_t>(dice.below(entries.size())))
                              ->first
                        : dice.crowdedKey(4);
                const auto proved = trie::prove(nodes.root(), key, proofOf(nodes, key));
                QVERIFY2(proved, proved ? "" : proved.error().detail.c_str());
                QCOMPARE(proved->has_value(), entries.contains(key));
                if (*proved) QVERIFY(**proved == entries[key]);
            }
        }
    }
    /// No changed byte may prove anything else: either the proof fails or it was outside what is hashed,
    /// which nothing is.
    void everyChangedByteIsAMismatch()
    {
        tests::Dice dice(12);
        tests::Entries entries;
        for (int i = 0; i < 200; ++i)
            entries[dice.bytes(4)] = dice.bytes(1 + dice.below(50));
        const tests::Nodes nodes(entries);
        const Bytes key = entries.begin()->first;
        const std::vector<Bytes> good = proofOf(nodes, key);
        for (std::size_t node = 0; node < good.size(); ++node) {
            for (std::size_t at = 0; at < good[node].size(); ++at) {
                std::vector<Bytes> bad = good;
                bad[node][at] ^= static_cast<std::uint8_t>(1u << dice.below(8));
                const auto proved = trie::prove(nodes.root(), key, bad);
                QVERIFY(!proved && proved.error().fault == Fault::Mismatch);
            }
        }
    }
    void aProofThatEndsEarlyOrLateFails()
    {
        tests::Dice dice(13);
        tests::Entries entries;
        for (int i = 0; i < 200; ++i)
            entries[dice.bytes(4)] = dice.bytes(50);
        const tests::Nodes nodes(entries);
        const Bytes key = entries.begin()->first;
        std::vector<Bytes> nodesOfKey = proofOf(nodes, key);
        nodesOfKey.push_back(nodesOfKey.back());
        QVERIFY(trie::prove(nodes.root(), key, nodesOfKey).error().fault == Fault::BadData);
        nodesOfKey.resize(nodesOfKey.size() - 2);
        QVERIFY(trie::prove(nodes.root(), key, nodesOfKey).error().fault == Fault::Mismatch);
        QVERIFY(trie::prove(nodes.root(), key, {}).error().fault == Fault::Mismatch);
    }
    void theEmptyTrieProvesAbsence()
    {
        const std::vector<Bytes> emptyString{{0x80}};
        QVERIFY(!trie::prove(eth::kEmptyTrieRoot, Bytes(32, 1), {}).value());
        QVERIFY(!trie::prove(eth::kEmptyTrieRoot, Bytes(32, 1), emptyString).value());
        QVERIFY(!trie::prove(Hash(), Bytes(32, 1), {}));
    }
    void realAccountsAreProved()
    {
        const auto file = tests::vectorFile("derivation/account-proofs-l1.json");
        if (!file) QSKIP(tests::noVectors());
        int passed = 0, failed = 0;
        const nlohmann::json vectors = tests::readJson(*file);
        for (const auto& vector : vectors["vectors"]) {
            const Hash root = Hash::from(tests::hexBytes(vector["state_root"]));
            bool right = holds(root, vector["proof"]) == vector["expected_valid"].get<bool>();
            for (std::size_t i = 0;
                 right && vector["expected_valid"].get<bool>() && i < vector["proof"]["accountProof"].size();
                 ++i) {
                auto altered = vector["proof"];
                auto text = altered["accountProof"][i].get<std::string>();
                text.back() = text.back() == '0' ? '1' : '0';
                altered["accountProof"][i] = text;
                right = !holds(root, altered);
            }
            ++(right ? passed : failed);
        }
        qInfo("%d passed, %d failed", passed, failed);
        QCOMPARE(failed, 0);
        QVERIFY(passed > 0);
    }
};

QTEST_APPLESS_MAIN(ProofTest)
#include "proof_test.moc"
