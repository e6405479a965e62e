#pragma once

#include "core/base/bytes.h"

#include <cstdint>

namespace trie {

/// A run of half bytes inside packed bytes that someone else keeps alive, high half first. Parts of a path
/// are taken without copying.
class NibbleView {
public:
    constexpr NibbleView() = default;
    /// All nibbles of a key.
    explicit constexpr NibbleView(base::ByteView key)
        : NibbleView(key.data(), 0, 2 * key.size())
    {
    }
    constexpr NibbleView(const std::uint8_t* bytes, std::size_t first, std::size_t size)
        : m_bytes(bytes)
        , m_first(static_cast<std::uint16_t>(first))
        , m_size(static_cast<std::uint16_t>(size))
    {
    }

    constexpr std::size_t size() const { return m_size; }
    constexpr bool empty() const { return m_size == 0; }
    constexpr std::uint8_t operator[](std::size_t i) const
    {
        const std::size_t at = m_first + i;
        return (at & 1) != 0 ? m_bytes[at / 2] & 0xf : static_cast<std::uint8_t>(m_bytes[at / 2] >> 4);
    }
    /// The bytes it lies in, and whether it begins with the low half of the first.
    constexpr base::ByteView bytes() const
    {
        return {m_bytes + m_first / 2, (m_first % 2 + std::size_t{m_size} + 1) / 2};
    }
    constexpr bool beginsLow() const { return m_first % 2 != 0; }
    /// What is left after the first `count`.
    constexpr NibbleView from(std::size_t count) const { return {m_bytes, m_first + count, m_size - count}; }
    constexpr NibbleView first(std::size_t count) const { return {m_bytes, m_first, count}; }

private:
    const std::uint8_t* m_bytes = nullptr;
    std::uint16_t m_first = 0;
    std::uint16_t m_size = 0;
};

/// The longest key of a trie, in bytes.
inline constexpr std::size_t kMaxKeySize = 1024;

std::size_t commonPrefix(NibbleView a, NibbleView b);
/// One lower-case hex digit a nibble.
std::string toText(NibbleView path);

/// A node's path as it is stored: a flag nibble (bit 1: leaf, bit 0: odd), padding when even, then the path.
/// Yellow Paper, appendix C.
struct HexPrefix {
    NibbleView path;
    bool isLeaf = false;
};
/// Strict: known flags, zero padding. BadData otherwise.
base::Result<HexPrefix> parseHexPrefix(base::ByteView encoded);

constexpr std::size_t hexPrefixSize(NibbleView path)
{
    return path.size() / 2 + 1;
}
/// Writes hexPrefixSize(path) bytes.
void writeHexPrefix(std::uint8_t* out, NibbleView path, bool isLeaf);

} // namespace trie
