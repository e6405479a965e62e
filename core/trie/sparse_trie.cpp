#include "core/trie/sparse_trie.h"

#include "core/crypto/keccak.h"
#include "core/trie/node.h"

namespace trie {

using base::ByteView;
using base::Fault;
using base::Hash;

namespace {

std::unexpected<base::Error> otherLength()
{
    return base::fail(Fault::BadData, "trie key of another length than its neighbour");
}

} // namespace

SparseTrie::SparseTrie(const Hash& root, const Preimages* known)
    : m_known(known)
    , m_root(root)
{
    if (root == eth::kEmptyTrieRoot) return;
    m_givenRoot.setHash(root);
    m_top.reference = m_givenRoot.bytes.data();
}

// --- nodes

/// Makes the entry of a place that is not empty. `path` and `tail` lead to it.
base::Result<void> SparseTrie::resolve(Child& place, NibbleView path, NibbleView tail)
{
    if (place.entry != nullptr) return {};
    const ByteView encoded = TRY(find(Reference{place.reference}, path, tail));
    const Node node = TRY(parseNode(encoded));
    if (node.kind == Node::Kind::Branch && !node.value.empty()) return otherLength();
    place.entry = build(node);
    return {};
}

base::Result<ByteView> SparseTrie::find(const Reference& reference, NibbleView path, NibbleView tail)
{
    if (!reference.isHash()) return reference.embedded();
    const Hash hash = Hash::from(reference.hash());
    const auto encoded = m_known != nullptr ? m_known->find(hash) : std::nullopt;
    if (encoded) return *encoded;
    const std::string text = toText(path) + toText(tail);
    m_missing.push_back({hash, text});
    return base::fail(
        Fault::NotYet, "trie node " + base::toHex0x(hash) + " at path \"" + text + "\" is missing");
}

SparseTrie::Entry* SparseTrie::build(const Node& node)
{
    if (node.kind == Node::Kind::Leaf) {
        auto* const leaf = m_arena.create<Leaf>();
        leaf->path = node.path;
        leaf->value = node.value;
        return leaf;
    }
    if (node.kind == Node::Kind::Extension) return makeExtension(node.path, {node.children[0], nullptr});
    auto* const branch = static_cast<Branch*>(makeBranch());
    for (std::size_t i = 0; i < 16; ++i)
        branch->children[i].reference = node.children[i];
    return branch;
}

SparseTrie::Entry* SparseTrie::makeLeaf(NibbleView path, ByteView value)
{
    auto* const leaf = m_arena.create<Leaf>();
    leaf->path = keep(path);
    setValue(*leaf, value);
    return leaf;
}

SparseTrie::Entry* SparseTrie::makeExtension(NibbleView path, const Child& child)
{
    auto* const extension = m_arena.create<Extension>();
    extension->kind = Kind::Extension;
    extension->path = path;
    extension->child = child;
    return extension;
}

SparseTrie::Entry* SparseTrie::makeBranch()
{
    auto* const branch = m_arena.create<Branch>();
    branch->kind = Kind::Branch;
    return branch;
}

void SparseTrie::setValue(Leaf& leaf, ByteView value)
{
    if (leaf.capacity < value.size()) {
        leaf.storage = m_arena.allocate(value.size());
        leaf.capacity = value.size();
    }
    std::copy(value.begin(), value.end(), leaf.storage);
    leaf.value = {leaf.storage, value.size()};
}

/// A path in memory of this trie.
NibbleView SparseTrie::keep(NibbleView path)
{
    return {m_arena.copy(path.bytes()).data(), path.beginsLow() ? 1u : 0u, path.size()};
}

/// Both paths one after the other, in memory of this trie.
NibbleView SparseTrie::join(NibbleView front, NibbleView back)
{
    const std::size_t size = front.size() + back.size();
    std::uint8_t* const bytes = m_arena.allocate((size + 1) / 2);
    const auto nibble = [&](std::size_t i) { return i < front.size() ? front[i] : back[i - front.size()]; };
    for (std::size_t i = 0; i < size; i += 2)
        bytes[i / 2] = static_cast<std::uint8_t>(nibble(i) << 4 | (i + 1 < size ? nibble(i + 1) : 0));
    return {bytes, 0, size};
}

// --- operations

base::Result<std::optional<ByteView>> SparseTrie::get(ByteView key)
{
    const NibbleView path(key);
    std::size_t depth = 0;
    Child* place = &m_top;
    while (!place->isEmpty()) {
        TRY(resolve(*place, path.first(depth)));
        Entry& entry = *place->entry;
        const NibbleView rest = path.from(depth);
        if (entry.kind == Kind::Branch) {
            if (rest.empty()) return otherLength();
            place = &static_cast<Branch&>(entry).children[rest[0]];
            ++depth;
            continue;
        }
        if (commonPrefix(rest, entry.path) != entry.path.size()) return std::nullopt;
        depth += entry.path.size();
        if (entry.kind == Kind::Extension)
            place = &static_cast<Extension&>(entry).child;
        else if (depth == path.size())
            return static_cast<Leaf&>(entry).value;
        else
            return otherLength();
    }
    return std::nullopt;
}

base::Result<void> SparseTrie::put(ByteView key, ByteView value)
{
    CHECK(!value.empty() && key.size() <= kMaxKeySize);
    const NibbleView path(key);
    m_trail.clear();
    std::size_t depth = 0;
    Child* place = &m_top;
    while (!place->isEmpty()) {
        TRY(resolve(*place, path.first(depth)));
        m_trail.push_back(place);
        Entry& entry = *place->entry;
        const NibbleView rest = path.from(depth);
        if (entry.kind == Kind::Branch) {
            if (rest.empty()) return otherLength();
            place = &static_cast<Branch&>(entry).children[rest[0]];
            ++depth;
            continue;
        }
        const std::size_t common = commonPrefix(rest, entry.path);
        depth += common;
        if (common != entry.path.size()) {
            TRY(split(*place, common, rest, value));
        } else if (entry.kind == Kind::Extension) {
            place = &static_cast<Extension&>(entry).child;
            continue;
        } else {
            if (depth != path.size()) return otherLength();
            setValue(static_cast<Leaf&>(entry), value);
        }
        markTrail();
        return {};
    }
    place->entry = makeLeaf(path.from(depth), value);
    markTrail();
    return {};
}

/// The places that a change passed have to be hashed again. Not before the change is certain: one that fails
/// leaves the trie as it was.
void SparseTrie::markTrail()
{
    for (Child* const passed : m_trail)
        passed->reference = nullptr;
}

/// A branch where `rest` leaves the path of the leaf or extension at `place`, after `common` nibbles:
///
///     [abcd] -> X            [ab] -> branch
///                                     c: [d] -> X
///                                     e: [rest] -> value
base::Result<void> SparseTrie::split(Child& place, std::size_t common, NibbleView rest, ByteView value)
{
    if (common == rest.size()) return otherLength();
    Entry& old = *place.entry;
    const NibbleView shared = old.path.first(common);
    auto* const branch = static_cast<Branch*>(makeBranch());
    const std::uint8_t turn = old.path[common];
    branch->children[turn] = below(old, common + 1);
    branch->children[rest[common]].entry = makeLeaf(rest.from(common + 1), value);
    place.entry = common == 0 ? branch : makeExtension(shared, {nullptr, branch});
    return {};
}

/// What stands under the first `count` nibbles of a leaf or an extension.
SparseTrie::Child SparseTrie::below(Entry& entry, std::size_t count)
{
    if (entry.kind == Kind::Extension && entry.path.size() == count)
        return static_cast<Extension&>(entry).child;
    entry.path = entry.path.from(count);
    return {nullptr, &entry};
}

base::Result<void> SparseTrie::erase(ByteView key)
{
    const NibbleView path(key);
    const std::optional<ByteView> present = TRY(get(key));
    if (!present) return {};
    m_trail.clear();
    std::size_t depth = 0, branchDepth = 0;
    Child* place = &m_top;
    Child* branchPlace = nullptr;
    while (place->entry->kind != Kind::Leaf) { // get() has resolved the way
        m_trail.push_back(place);
        Entry& entry = *place->entry;
        if (entry.kind == Kind::Branch) {
            branchPlace = place;
            branchDepth = depth;
            place = &static_cast<Branch&>(entry).children[path[depth++]];
        } else {
            depth += entry.path.size();
            place = &static_cast<Extension&>(entry).child;
        }
    }
    const Child removed = std::exchange(*place, {});
    if (branchPlace != nullptr) {
        const auto joined = joinOnly(*branchPlace, path.first(branchDepth));
        if (!joined) *place = removed;
        TRY(joined);
    }
    markTrail();
    if (m_trail.size() >= 2) {
        Child& above = **(m_trail.end() - 2);
        Entry& parent = *above.entry;
        if (parent.kind == Kind::Extension && branchPlace->entry->kind != Kind::Branch) {
            const Child child = static_cast<Extension&>(parent).child;
            above = child;
            prepend(above, parent.path);
        }
    }
    return {};
}

/// Puts the only child that a branch still has in the place of the branch. Nothing to do when there are more.
base::Result<void> SparseTrie::joinOnly(Child& place, NibbleView path)
{
    auto& children = static_cast<Branch&>(*place.entry).children;
    const auto isThere = [](const Child& child) { return !child.isEmpty(); };
    if (std::ranges::count_if(children, isThere) != 1) return {};
    Child& only = *std::ranges::find_if(children, isThere);
    const auto nibble = static_cast<std::uint8_t>(&only - children.data());
    const NibbleView front = keep({&nibble, 1, 1});
    TRY(resolve(only, path, front));
    place = only;
    prepend(place, front);
    return {};
}

/// Lengthens the path above what stands at `place`.
void SparseTrie::prepend(Child& place, NibbleView front)
{
    if (place.entry->kind == Kind::Branch)
        place.entry = makeExtension(front, place);
    else
        place.entry->path = join(front, place.entry->path);
    place.reference = nullptr;
}

base::Result<std::vector<base::Bytes>> SparseTrie::proof(ByteView key)
{
    CHECK(!m_top.isChanged());
    TRY(get(key)); // resolves the way
    std::vector<base::Bytes> nodes;
    const NibbleView path(key);
    std::size_t depth = 0;
    for (const Child* place = &m_top; !place->isEmpty();) {
        const Entry& entry = *place->entry;
        if (place == &m_top || Reference{place->reference}.isHash()) {
            base::Bytes node(encodedBound(entry));
            node.resize(static_cast<std::size_t>(encode(entry, node.data()) - node.data()));
            nodes.push_back(std::move(node));
        }
        if (entry.kind == Kind::Branch) {
            place = &static_cast<const Branch&>(entry).children[path[depth++]];
            continue;
        }
        const bool follows = commonPrefix(path.from(depth), entry.path) == entry.path.size();
        if (entry.kind == Kind::Leaf || !follows) break;
        depth += entry.path.size();
        place = &static_cast<const Extension&>(entry).child;
    }
    return nodes;
}

// --- hashing

struct SparseTrie::Levels {
    std::vector<std::vector<Child*>> places; ///< by height above the lowest changed node
    base::Bytes scratch;
    std::vector<ByteView> views;
    std::vector<Hash> hashes;
};

/// The height of a changed place; all changed places below it and itself are put into their levels.
std::size_t SparseTrie::collect(Child& place, Levels& levels)
{
    std::size_t height = 0;
    const auto descend = [&](Child& child) {
        if (child.isChanged()) height = std::max(height, collect(child, levels) + 1);
    };
    if (place.entry->kind == Kind::Branch)
        for (Child& child : static_cast<Branch*>(place.entry)->children)
            descend(child);
    if (place.entry->kind == Kind::Extension) descend(static_cast<Extension*>(place.entry)->child);
    if (levels.places.size() <= height) levels.places.resize(height + 1);
    levels.places[height].push_back(&place);
    return height;
}

std::size_t SparseTrie::encodedBound(const Entry& entry)
{
    constexpr std::size_t kHeaders = 32;
    if (entry.kind == Kind::Branch) return 16 * NodeReference::kMaxSize + kHeaders;
    const std::size_t path = entry.path.size() / 2 + kHeaders;
    return entry.kind == Kind::Leaf ? path + static_cast<const Leaf&>(entry).value.size()
                                    : path + NodeReference::kMaxSize;
}

std::uint8_t* SparseTrie::encode(const Entry& entry, std::uint8_t* out)
{
    if (entry.kind == Kind::Leaf)
        return node_writer::leaf(out, entry.path, static_cast<const Leaf&>(entry).value);
    const auto encodedOf = [](const Child& child) { return Reference{child.reference}.encoded(); };
    if (entry.kind == Kind::Extension)
        return node_writer::extension(out, entry.path, encodedOf(static_cast<const Extension&>(entry).child));
    const auto& children = static_cast<const Branch&>(entry).children;
    std::size_t payload = 1;
    for (const Child& child : children)
        payload += child.isEmpty() ? 1 : encodedOf(child).size();
    out = node_writer::header(out, 0xc0, payload);
    for (const Child& child : children) {
        if (child.isEmpty())
            *out++ = 0x80;
        else
            out = node_writer::raw(out, encodedOf(child));
    }
    *out++ = 0x80;
    return out;
}

void SparseTrie::hashLevel(std::span<Child* const> level, Levels& levels)
{
    std::size_t bound = 0;
    for (const Child* place : level)
        bound += encodedBound(*place->entry);
    if (levels.scratch.size() < bound) levels.scratch.resize(bound);
    levels.views.clear();
    std::uint8_t* out = levels.scratch.data();
    for (const Child* place : level) {
        std::uint8_t* const end = encode(*place->entry, out);
        levels.views.emplace_back(out, end);
        out = end;
    }
    levels.hashes.resize(level.size());
    crypto::keccak256Batch(levels.views, levels.hashes);
    for (std::size_t i = 0; i < level.size(); ++i) {
        NodeReference& reference = level[i]->entry->reference;
        levels.views[i].size() < 32 ? reference.setEmbedded(levels.views[i])
                                    : reference.setHash(levels.hashes[i]);
        level[i]->reference = reference.bytes.data();
    }
}

void SparseTrie::hashAll(std::span<SparseTrie* const> tries)
{
    Levels levels;
    std::vector<SparseTrie*> changed;
    for (SparseTrie* const trie : tries) {
        if (trie->m_top.isEmpty()) trie->m_root = eth::kEmptyTrieRoot;
        if (!trie->m_top.isChanged()) continue;
        collect(trie->m_top, levels);
        changed.push_back(trie);
    }
    for (const auto& level : levels.places)
        hashLevel(level, levels);
    for (SparseTrie* const trie : changed) {
        const NodeReference& reference = trie->m_top.entry->reference;
        // The root is hashed even when it is short.
        const bool isHash = reference.size == NodeReference::kMaxSize;
        trie->m_root = isHash ? Hash::from(reference.view().subspan(1)) : crypto::keccak256(reference.view());
    }
}

Hash SparseTrie::root()
{
    SparseTrie* const self = this;
    hashAll({&self, 1});
    return m_root;
}

} // namespace trie
