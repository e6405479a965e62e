#include "core/withdrawal/material.h"

#include "core/crypto/keccak.h"
#include "core/eth/account.h"
#include "core/opstack/predeploys.h"
#include "core/trie/node.h"
#include "core/trie/proof.h"

#include <algorithm>

namespace withdrawal {
namespace {

using base::fail;
using base::Fault;
using base::Result;

/// The RLP of 1: what the message passer's slot holds.
constexpr std::uint8_t kSentValue = 0x01;

/// A block and what a node proves of the message passer in it.
struct Proven {
    opstack::OutputRootProof root;
    std::vector<Bytes> slotProof; ///< of the slot that was asked for
};

Result<Hash> provenStorageRoot(const Hash& stateRoot, const rpc::AccountProof& proof)
{
    const auto account =
        TRY(trie::prove(stateRoot, crypto::keccak256(opstack::kL2ToL1MessagePasser), proof.accountProof));
    if (!account) return fail(Fault::Mismatch, "the L2 block has no message passer");
    const eth::Account parsed = TRY(eth::parseAccount(*account));
    return parsed.storageRoot;
}

Result<std::optional<Proven>> fetchProven(
    rpc::Chain& l2, std::uint64_t number, std::span<const Hash> slots, std::stop_token stop)
{
    const rpc::BlockTag tag = rpc::BlockTag::number(number);
    const auto header = TRY(l2.fetchHeader(tag, stop));
    if (!header) return std::nullopt;
    const rpc::BlockHeader& block = header->unproven();
    if (block.header.number != number) return fail(Fault::BadData, "the node answered with another block");
    // A header with a field of a later fork has the hash that the node says: no root is computed from that.
    if (eth::headerHash(block.header) != block.hash)
        return fail(Fault::Unsupported, "the L2 block is newer than this Postern: nothing is proven by it");
    const rpc::AccountProof proof = TRY(l2.fetchProof(opstack::kL2ToL1MessagePasser, slots, tag, stop));
    Proven proven;
    proven.root.stateRoot = block.header.stateRoot;
    proven.root.messagePasserStorageRoot = TRY(provenStorageRoot(block.header.stateRoot, proof));
    proven.root.latestBlockhash = block.hash;
    if (slots.empty()) return proven;
    if (proof.slots.size() != 1 || proof.slots[0].key != slots[0])
        return fail(Fault::BadData, "the node proves another slot than was asked for");
    proven.slotProof = proof.slots[0].proof;
    return proven;
}

/// Goes down the nodes as the portal does.
class Walk {
public:
    Walk(const std::vector<Bytes>& given, base::ByteView key)
        : m_given(given)
        , m_rest(key)
    {
    }

    Result<std::vector<Bytes>> run(const Hash& root)
    {
        trie::Node node = TRY(take(root));
        while (const std::uint8_t* child = step(node)) {
            const trie::Reference reference{child};
            node = reference.isHash() ? TRY(take(reference.hash())) : TRY(embedded(reference.embedded()));
        }
        const bool isThere = m_isFollowed && std::ranges::equal(node.value, base::ByteView(&kSentValue, 1));
        if (!isThere) return fail(Fault::Mismatch, "the proof does not show that the message was sent");
        if (m_next != m_given.size()) return fail(Fault::Mismatch, "the proof goes on beyond its end");
        return std::move(m_path);
    }

private:
    Result<trie::Node> take(base::ByteView hash)
    {
        if (m_next == m_given.size()) return fail(Fault::Mismatch, "the proof ends early");
        const Bytes& encoded = m_given[m_next++];
        if (!std::ranges::equal(crypto::keccak256(encoded), hash))
            return fail(Fault::Mismatch, "a node of the proof is not the one that its parent names");
        m_path.push_back(encoded);
        return trie::parseNode(encoded);
    }
    Result<trie::Node> embedded(base::ByteView encoded)
    {
        // Some nodes give it as an element, most do not.
        if (m_next < m_given.size() && std::ranges::equal(m_given[m_next], encoded)) ++m_next;
        m_path.push_back(base::toBytes(encoded));
        return trie::parseNode(encoded);
    }
    /// The child to go on with; none at the end, where m_isFollowed tells whether the whole key led there.
    const std::uint8_t* step(const trie::Node& node)
    {
        if (node.kind == trie::Node::Kind::Branch) {
            if (m_rest.empty()) {
                m_isFollowed = true;
                return nullptr;
            }
            const std::uint8_t* child = node.children[m_rest[0]];
            m_rest = m_rest.from(1);
            return child;
        }
        if (trie::commonPrefix(m_rest, node.path) != node.path.size()) return nullptr;
        m_rest = m_rest.from(node.path.size());
        if (node.kind == trie::Node::Kind::Extension) return node.children[0];
        m_isFollowed = m_rest.empty();
        return nullptr;
    }

    const std::vector<Bytes>& m_given;
    trie::NibbleView m_rest;
    std::size_t m_next = 0;
    bool m_isFollowed = false;
    std::vector<Bytes> m_path;
};

} // namespace

base::Result<std::optional<opstack::OutputRootProof>> fetchOutputRootProof(
    rpc::Chain& l2, std::uint64_t number, std::stop_token stop)
{
    const auto proven = TRY(fetchProven(l2, number, {}, std::move(stop)));
    if (!proven) return std::nullopt;
    return proven->root;
}

base::Result<std::vector<Bytes>> proofForPortal(
    const Hash& storageRoot, const Hash& slot, const std::vector<Bytes>& nodes)
{
    const Hash key = crypto::keccak256(slot);
    return Walk(nodes, key).run(storageRoot);
}

base::Result<Material> fetchMaterial(rpc::Chain& l2, const Hash& withdrawalHash, std::uint64_t l2Block,
    const Hash& outputRoot, std::stop_token stop)
{
    const Hash slot = opstack::sentMessagesSlot(withdrawalHash);
    const auto proven = TRY(fetchProven(l2, l2Block, std::span(&slot, 1), std::move(stop)));
    if (!proven) return fail(Fault::NotYet, "the L2 node does not have the proposal's block");
    Material material{l2Block, proven->root, {}};
    material.proof = TRY(proofForPortal(proven->root.messagePasserStorageRoot, slot, proven->slotProof));
    if (auto checked = checkMaterial(material, withdrawalHash, outputRoot); !checked)
        return std::unexpected(std::move(checked).error());
    return material;
}

base::Result<void> checkMaterial(const Material& material, const Hash& withdrawalHash, const Hash& outputRoot)
{
    if (opstack::outputRoot(material.root) != outputRoot)
        return fail(Fault::Mismatch, "the L2 block is not the one that the root on L1 commits to");
    const auto walked = TRY(proofForPortal(
        material.root.messagePasserStorageRoot, opstack::sentMessagesSlot(withdrawalHash), material.proof));
    if (walked != material.proof)
        return fail(Fault::Mismatch, "the proof leaves out a node that the portal asks for");
    return {};
}

} // namespace withdrawal
