#pragma once

#include "core/base/uint256.h"

#include <cstring>
#include <memory>

namespace evm {

/// The memory of a running message. Its buffer is kept when the message ends, for the next one at the same
/// depth.
class Memory {
public:
    /// More is refused as out of gas; it would cost 2 * 10^12 gas.
    static constexpr std::uint64_t kLimit = std::uint64_t{1} << 30;

    std::uint8_t* data() { return m_bytes.get(); }
    std::size_t size() const { return m_size; }
    base::ByteView view(std::size_t offset, std::size_t size) const
    {
        return size == 0 ? base::ByteView{} : base::ByteView{m_bytes.get() + offset, size};
    }
    /// Below this begin the words that lie inside.
    std::size_t wordEnd() const { return m_wordEnd; }
    /// Zero bytes up to a size that is larger than the present one: a multiple of 32.
    void grow(std::size_t size)
    {
        if (size > m_zeroed) clearUpTo(size);
        m_size = size;
        m_wordEnd = size - 31;
    }
    void reset() { m_size = m_wordEnd = m_zeroed = 0; }
    /// Gives back a buffer that a large message has left.
    void trim();

private:
    void clearUpTo(std::size_t size);

    std::unique_ptr<std::uint8_t[]> m_bytes;
    std::size_t m_size = 0;
    std::size_t m_wordEnd = 0;
    std::size_t m_zeroed = 0; ///< what lies between the size and here is zero: it grows by small steps
    std::size_t m_capacity = 0;
};

/// What memory of so many words costs altogether.
constexpr std::int64_t memoryCost(std::uint64_t words)
{
    return static_cast<std::int64_t>(3 * words + words * words / 512);
}

// Word by word: a load of 32 bytes would have to wait for four stores of 8 that have just been made.

inline std::uint64_t loadQuarter(const std::uint8_t* from)
{
    std::uint64_t quarter = 0;
    std::memcpy(&quarter, from, 8);
    return __builtin_bswap64(quarter);
}
inline void storeQuarter(std::uint8_t* to, std::uint64_t quarter)
{
    const std::uint64_t swapped = __builtin_bswap64(quarter);
    std::memcpy(to, &swapped, 8);
}
/// 32 big-endian bytes.
inline base::Uint256 loadWord(const std::uint8_t* from)
{
    return {loadQuarter(from), loadQuarter(from + 8), loadQuarter(from + 16), loadQuarter(from + 24)};
}
inline void storeWord(std::uint8_t* to, const base::Uint256& value)
{
    for (std::size_t i = 0; i < 4; ++i)
        storeQuarter(to + 8 * i, value.words[3 - i]);
}

} // namespace evm
