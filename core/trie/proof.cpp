#include "core/trie/proof.h"

#include "core/crypto/keccak.h"
#include "core/eth/account.h"
#include "core/trie/node.h"

namespace trie {

using base::Bytes;
using base::ByteView;
using base::Fault;
using base::Hash;

namespace {

/// The nodes of a proof, taken one after the other.
class Walk {
public:
    explicit Walk(std::span<const Bytes> nodes)
        : m_nodes(nodes)
    {
    }

    base::Result<Node> take(ByteView hash)
    {
        const std::string name = "proof node " + std::to_string(m_next);
        if (m_next == m_nodes.size())
            return base::fail(Fault::Mismatch, name + " is missing: the proof ends early");
        const Bytes& encoded = m_nodes[m_next++];
        if (!std::ranges::equal(crypto::keccak256(encoded), hash))
            return base::fail(Fault::Mismatch, name + " does not have the hash that is due there");
        return parseNode(encoded);
    }
    base::Result<Node> follow(const std::uint8_t* item)
    {
        const Reference reference{item};
        return reference.isHash() ? take(reference.hash()) : parseNode(reference.embedded());
    }
    base::Result<void> finish() const
    {
        if (m_next == m_nodes.size()) return {};
        return base::fail(Fault::BadData, "the proof has nodes beyond the end of the path");
    }

private:
    std::span<const Bytes> m_nodes;
    std::size_t m_next = 0;
};

/// Where one node sends the path: to a child, or to its end with a value or without one.
struct Turn {
    const std::uint8_t* child = nullptr;
    ByteView value;
};

Turn turn(const Node& node, NibbleView& rest)
{
    if (node.kind == Node::Kind::Branch) {
        if (rest.empty()) return {nullptr, node.value};
        const std::uint8_t* const child = node.children[rest[0]];
        rest = rest.from(1);
        return {child, {}};
    }
    if (commonPrefix(rest, node.path) != node.path.size()) return {};
    rest = rest.from(node.path.size());
    if (node.kind == Node::Kind::Extension) return {node.children[0], {}};
    return {nullptr, rest.empty() ? node.value : ByteView()};
}

/// An empty trie is proved by no node at all, or by the empty string that its root is the hash of.
bool provesEmpty(const Hash& root, std::span<const Bytes> nodes)
{
    return root == eth::kEmptyTrieRoot && (nodes.empty() || (nodes.size() == 1 && nodes[0] == Bytes{0x80}));
}

} // namespace

base::Result<std::optional<Bytes>> prove(const Hash& root, ByteView key, std::span<const Bytes> nodes)
{
    if (key.size() > kMaxKeySize) return base::fail(Fault::BadData, "trie key too long");
    if (provesEmpty(root, nodes)) return std::nullopt;
    Walk walk(nodes);
    NibbleView rest(key);
    Node node = TRY(walk.take(root));
    Turn next = turn(node, rest);
    while (next.child != nullptr) {
        node = TRY(walk.follow(next.child));
        next = turn(node, rest);
    }
    TRY(walk.finish());
    if (next.value.empty()) return std::nullopt;
    return base::toBytes(next.value);
}

} // namespace trie
