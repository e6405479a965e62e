#pragma once

#include "core/trie/nibbles.h"

#include <bit>

namespace trie {

/// How a node stands in its parent: the RLP string of its hash, or the node itself when that is shorter than
/// 32 bytes, or the empty string for no node. Yellow Paper, appendix D.
struct NodeReference {
    static constexpr std::size_t kMaxSize = 33;

    std::uint8_t size = 1;
    std::array<std::uint8_t, kMaxSize> bytes{0x80};

    base::ByteView view() const { return {bytes.data(), size}; }
    void clear()
    {
        size = 1;
        bytes[0] = 0x80;
    }
    void setHash(const base::Hash& hash)
    {
        size = kMaxSize;
        bytes[0] = 0xa0;
        std::copy(hash.begin(), hash.end(), bytes.begin() + 1);
    }
    void setEmbedded(base::ByteView node)
    {
        size = static_cast<std::uint8_t>(node.size());
        std::copy(node.begin(), node.end(), bytes.begin());
    }
};

/// RLP written forward into memory that is known to be large enough: trie nodes are small, many, and of known
/// size.
namespace node_writer {

constexpr std::size_t headerSize(std::size_t payload)
{
    return payload < 56 ? 1 : 1 + (static_cast<std::size_t>(std::bit_width(payload)) + 7) / 8;
}
constexpr std::size_t stringSize(base::ByteView bytes)
{
    return bytes.size() == 1 && bytes[0] < 0x80 ? 1 : headerSize(bytes.size()) + bytes.size();
}

inline std::uint8_t* header(std::uint8_t* out, std::uint8_t shortBase, std::size_t payload)
{
    if (payload < 56) {
        *out = static_cast<std::uint8_t>(shortBase + payload);
        return out + 1;
    }
    const std::size_t width = headerSize(payload) - 1;
    *out++ = static_cast<std::uint8_t>(shortBase + 55 + width);
    for (std::size_t i = width; i-- > 0;)
        *out++ = static_cast<std::uint8_t>(payload >> (8 * i));
    return out;
}
inline std::uint8_t* raw(std::uint8_t* out, base::ByteView bytes)
{
    if (!bytes.empty()) std::memcpy(out, bytes.data(), bytes.size());
    return out + bytes.size();
}
/// Writes NodeReference::kMaxSize bytes, whatever is the reference's size: most are hashes, and to ask which
/// takes longer.
inline std::uint8_t* reference(std::uint8_t* out, const NodeReference& reference)
{
    std::memcpy(out, reference.bytes.data(), NodeReference::kMaxSize);
    return out + reference.size;
}
inline std::uint8_t* string(std::uint8_t* out, base::ByteView bytes)
{
    if (bytes.size() != 1 || bytes[0] >= 0x80) out = header(out, 0x80, bytes.size());
    return raw(out, bytes);
}
inline std::uint8_t* path(std::uint8_t* out, NibbleView nibbles, bool isLeaf)
{
    const std::size_t size = hexPrefixSize(nibbles);
    if (size > 1) out = header(out, 0x80, size); // one byte is below 0x40: it stands for itself
    writeHexPrefix(out, nibbles, isLeaf);
    return out + size;
}
constexpr std::size_t pathSize(NibbleView nibbles)
{
    const std::size_t size = hexPrefixSize(nibbles);
    return size > 1 ? headerSize(size) + size : size;
}

/// [path, value] or [path, reference]: both are a path and an item that is complete already.
constexpr std::size_t leafPayload(NibbleView nibbles, base::ByteView value)
{
    return pathSize(nibbles) + stringSize(value);
}
inline std::uint8_t* leaf(std::uint8_t* out, NibbleView nibbles, base::ByteView value)
{
    out = header(out, 0xc0, leafPayload(nibbles, value));
    return string(path(out, nibbles, true), value);
}
inline std::uint8_t* extension(std::uint8_t* out, NibbleView nibbles, base::ByteView reference)
{
    out = header(out, 0xc0, pathSize(nibbles) + reference.size());
    return raw(path(out, nibbles, false), reference);
}

} // namespace node_writer
} // namespace trie
