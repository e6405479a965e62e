#pragma once

#include "core/eth/account.h"
#include "core/trie/arena.h"
#include "core/trie/node_writer.h"
#include "core/trie/preimages.h"

#include <optional>
#include <string>

namespace trie {

struct Node;
struct Reference;

/// A node that an operation needed and nobody knows. The proof of any key that starts with `path` brings it.
struct MissingNode {
    base::Hash hash;
    std::string path; ///< a hex digit a nibble

    friend bool operator==(const MissingNode&, const MissingNode&) = default;
};

/// A Merkle Patricia trie of which perhaps only the root is known at first; nodes are taken from their
/// preimages when an operation reaches them, each tied by its hash to the node above. All keys of a trie have
/// one length (of a state or storage trie: 32 bytes, hashed by the caller).
///
/// An operation that needs an unknown node fails with NotYet, changes nothing that can be asked for, and adds
/// the node to missing(). A node that is not a well-formed one, or a key of another length, is BadData.
class SparseTrie {
public:
    /// The empty trie, or one with this root. `known` must outlive the trie, as must the bytes it refers to.
    explicit SparseTrie(const base::Hash& root = eth::kEmptyTrieRoot, const Preimages* known = nullptr);
    SparseTrie(const SparseTrie&) = delete;
    SparseTrie& operator=(const SparseTrie&) = delete;

    /// The value, or nothing where the trie proves that there is none. Valid until the next put() or erase().
    base::Result<std::optional<base::ByteView>> get(base::ByteView key);
    /// `value` must not be empty.
    base::Result<void> put(base::ByteView key, base::ByteView value);
    /// Removing the last but one entry of a branch joins the other to the path above it; that sibling may be
    /// the node that is missing. Put before you erase where you have both: it needs fewer siblings.
    base::Result<void> erase(base::ByteView key);

    /// The nodes that prove what stands under the key, from the root downwards, as prove() in proof.h takes
    /// them. Of a trie whose root() was made since the last change.
    base::Result<std::vector<base::Bytes>> proof(base::ByteView key);

    /// Only nodes on changed paths are encoded and hashed, four at a time, level by level.
    base::Hash root();
    /// The same work for many tries together: small tries do not fill the lanes alone.
    static void hashAll(std::span<SparseTrie* const> tries);

    const std::vector<MissingNode>& missing() const { return m_missing; }
    /// Bytes held. Replaced nodes are not given back before the trie is.
    std::size_t footprint() const { return m_arena.footprint(); }

private:
    enum class Kind : std::uint8_t { Leaf, Extension, Branch };
    struct Entry {
        Kind kind = Kind::Leaf;
        NodeReference reference; ///< once this node was hashed here
        NibbleView path;         ///< Leaf, Extension
    };
    /// A place in a parent. Empty: neither is set. Unresolved: only `reference`. Changed and not yet hashed:
    /// only `entry`.
    struct Child {
        const std::uint8_t* reference = nullptr;
        Entry* entry = nullptr;

        bool isEmpty() const { return reference == nullptr && entry == nullptr; }
        bool isChanged() const { return reference == nullptr && entry != nullptr; }
    };
    struct Leaf : Entry {
        base::ByteView value;
        std::uint8_t* storage = nullptr; ///< of this trie, where the value is not in a known node
        std::size_t capacity = 0;
    };
    struct Extension : Entry {
        Child child;
    };
    struct Branch : Entry {
        std::array<Child, 16> children;
    };
    struct Levels;

    base::Result<void> resolve(Child& place, NibbleView path, NibbleView tail = {});
    base::Result<base::ByteView> find(const Reference& reference, NibbleView path, NibbleView tail);
    Entry* build(const Node& node);
    Entry* makeLeaf(NibbleView path, base::ByteView value);
    Entry* makeExtension(NibbleView path, const Child& child);
    Entry* makeBranch();
    void setValue(Leaf& leaf, base::ByteView value);
    base::Result<void> split(Child& place, std::size_t common, NibbleView rest, base::ByteView value);
    Child below(Entry& entry, std::size_t count);
    base::Result<void> joinOnly(Child& place, NibbleView path);
    void prepend(Child& place, NibbleView front);
    void markTrail();
    NibbleView keep(NibbleView path);
    NibbleView join(NibbleView front, NibbleView back);
    static std::size_t collect(Child& place, Levels& levels);
    static std::size_t encodedBound(const Entry& entry);
    static std::uint8_t* encode(const Entry& entry, std::uint8_t* out);
    static void hashLevel(std::span<Child* const> level, Levels& levels);

    const Preimages* m_known;
    Arena m_arena;
    NodeReference m_givenRoot;
    Child m_top;
    base::Hash m_root; ///< of m_top while that is not changed
    std::vector<MissingNode> m_missing;
    std::vector<Child*> m_trail; ///< the places that put() or erase() passed
};

} // namespace trie
