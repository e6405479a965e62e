#include "core/trie/node.h"

#include "core/eth/rlp.h"

namespace trie {

using base::Fault;
using eth::rlp::Reader;

namespace {

/// A child's reference, or null for the empty string. The common cases need no RLP reader.
base::Result<const std::uint8_t*> takeReference(base::ByteView& rest)
{
    if (rest.empty()) return base::fail(Fault::BadData, "trie branch with too few items");
    const std::uint8_t* const item = rest.data();
    if (*item == 0x80) {
        rest = rest.subspan(1);
        return nullptr;
    }
    const bool embedded = *item >= 0xc0 && *item < 0xc0 + 31;
    if (!embedded && *item != 0xa0)
        return base::fail(Fault::BadData, "trie reference that is neither a hash nor a short node");
    const std::size_t size = embedded ? *item - 0xc0u + 1u : 33u;
    if (rest.size() < size) return base::fail(Fault::BadData, "trie reference cut short");
    rest = rest.subspan(size);
    return item;
}

base::Result<Node> parseBranch(base::ByteView payload)
{
    Node node{.kind = Node::Kind::Branch, .path = {}, .value = {}};
    unsigned entries = 0;
    for (const std::uint8_t*& child : node.children) {
        child = TRY(takeReference(payload));
        entries += child != nullptr ? 1 : 0;
    }
    Reader rest(payload);
    node.value = TRY(rest.string());
    TRY(rest.finish());
    if (entries + (node.value.empty() ? 0 : 1) < 2)
        return base::fail(Fault::BadData, "trie branch with fewer than two entries");
    return node;
}

/// Two items: [path, value] or [path, reference].
base::Result<Node> parsePathNode(base::ByteView payload)
{
    Reader reader(payload);
    const base::ByteView path = TRY(reader.string());
    const HexPrefix prefix = TRY(parseHexPrefix(path));
    Node node{
        .kind = prefix.isLeaf ? Node::Kind::Leaf : Node::Kind::Extension, .path = prefix.path, .value = {}};
    if (prefix.isLeaf) {
        node.value = TRY(reader.string());
        if (node.value.empty()) return base::fail(Fault::BadData, "trie leaf without a value");
        TRY(reader.finish());
        return node;
    }
    base::ByteView rest = reader.rest();
    node.children[0] = TRY(takeReference(rest));
    if (node.path.empty() || node.children[0] == nullptr || !rest.empty())
        return base::fail(Fault::BadData, "trie extension that leads nowhere");
    return node;
}

/// A branch has seventeen items, and none of the two-item nodes starts like one: a path is never empty nor a
/// list, and its first byte is below 0x40 (alone) or a string header, while it would take 0xa0 to look like a
/// hash.
bool hasTwoItems(base::ByteView payload)
{
    Reader reader(payload);
    if (!reader.item() || !reader.item()) return false;
    return reader.atEnd();
}

} // namespace

base::Result<Node> parseNode(base::ByteView encoded)
{
    Reader outer(encoded);
    const eth::rlp::Item item = TRY(outer.item());
    if (!item.isList || !outer.atEnd()) return base::fail(Fault::BadData, "trie node that is not one list");
    return hasTwoItems(item.payload) ? parsePathNode(item.payload) : parseBranch(item.payload);
}

} // namespace trie
