#pragma once

#include "core/trie/node_writer.h"

#include <vector>

namespace trie {

/// The root of a Merkle Patricia trie whose entries come in ascending order of their keys, in memory that
/// does not grow with their number. Nodes that are complete wait until some thousand can be hashed together,
/// level by level, which fills the lanes of a batched keccak; only the branches on the path of the last key
/// stay open.
class SortedRoot {
public:
    /// Keys must ascend strictly; values must not be empty. Neither view is kept.
    void add(base::ByteView key, base::ByteView value);
    /// The root of all that was added; the builder is then as new.
    base::Hash finish();

private:
    static constexpr std::uint32_t kRoot = ~0u;

    struct Branch {
        std::array<NodeReference, 16> children;
        base::Bytes value;        ///< of the key that ends here
        std::uint32_t height = 0; ///< above the lowest node below it
        std::ptrdiff_t depth = 0; ///< nibbles before it
    };
    /// Where a node's reference goes: a child of a branch, or nowhere.
    struct Place {
        std::uint32_t branch = kRoot;
        std::uint8_t nibble = 0;
    };
    enum class Kind : std::uint8_t { Leaf, Extension, Branch };
    /// A node that waits for its hash.
    struct Pending {
        Kind kind;
        Place place;
        std::uint32_t source = 0; ///< the branch itself, or the branch whose child 0 an extension leads to
        std::size_t offset = 0;   ///< in m_encodings: a whole leaf, or the key of an extension
        std::uint32_t size = 0;
        std::uint16_t first = 0, length = 0; ///< the extension's nibbles in that key
    };

    std::uint32_t newBranch(std::ptrdiff_t depth);
    std::ptrdiff_t openDepth() const;
    Branch& openAt(std::ptrdiff_t depth);
    Place placeAt(std::ptrdiff_t depth, std::uint32_t height);
    void closeLast(std::ptrdiff_t common);
    void closeLeaf(std::ptrdiff_t depth);
    void closeBranch(std::ptrdiff_t common);
    void wait(const Pending& node, std::uint32_t height);
    void flush();
    std::size_t encodedBound(const Pending& node) const;
    base::ByteView encode(const Pending& node, std::uint8_t* out) const;
    void hashLevel(std::vector<Pending>& level);
    void settle(const Pending& node, base::ByteView encoding, const base::Hash& hash);
    std::uint8_t* grow(std::size_t size);

    std::vector<Branch> m_branches;
    std::vector<std::uint32_t> m_free;
    std::vector<std::uint32_t> m_open;           ///< the branches on the last key's path, downwards
    std::vector<std::vector<Pending>> m_waiting; ///< by height
    std::size_t m_waitingLeaves = 0;
    base::Bytes m_encodings; ///< of waiting leaves, and keys of waiting extensions
    std::size_t m_encodingsSize = 0;
    base::Bytes m_scratch; ///< encodings of one level
    std::vector<base::ByteView> m_views;
    std::vector<base::Hash> m_hashes;
    base::Bytes m_lastKey, m_lastValue;
    bool m_any = false;
    base::Hash m_root;
};

} // namespace trie
