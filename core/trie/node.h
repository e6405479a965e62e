#pragma once

#include "core/trie/nibbles.h"

#include <array>

namespace trie {

/// A trie node seen in place; every view points into its encoding.
struct Node {
    enum class Kind : std::uint8_t { Leaf, Extension, Branch };

    Kind kind = Kind::Leaf;
    NibbleView path;      ///< Leaf, Extension
    base::ByteView value; ///< Leaf; Branch when a key ends there
    std::array<const std::uint8_t*, 16>
        children{}; ///< Branch; of an Extension the first. See Reference; null: no child
};

/// A reference to a child: the RLP of its hash, or the child itself, which is then shorter than 32 bytes.
struct Reference {
    const std::uint8_t* item;

    bool isHash() const { return *item == 0xa0; }
    base::ByteView hash() const { return {item + 1, 32}; }
    /// Of a child that stands here itself. Its list header is one byte, because it is short.
    base::ByteView embedded() const { return {item, static_cast<std::size_t>(*item - 0xc0) + 1}; }
    base::ByteView encoded() const { return isHash() ? base::ByteView(item, 33) : embedded(); }
};

/// Strict: canonical RLP, two or seventeen items, references of the right size, a branch with at least two
/// entries, no empty leaf, no empty extension. BadData otherwise. An embedded child is checked when it is
/// parsed itself.
base::Result<Node> parseNode(base::ByteView encoded);

} // namespace trie
