#include "core/evm/memory.h"

#include <algorithm>

namespace evm {
namespace {

constexpr std::size_t kSmallest = 4096;
constexpr std::size_t kKept = 1u << 20u;
constexpr std::size_t kClearedAhead = 1024;

} // namespace

void Memory::clearUpTo(std::size_t size)
{
    if (size > m_capacity) {
        const std::size_t capacity = std::max({size, 2 * m_capacity, kSmallest});
        auto bytes = std::make_unique_for_overwrite<std::uint8_t[]>(capacity);
        if (m_size != 0) std::memcpy(bytes.get(), m_bytes.get(), m_size);
        m_bytes = std::move(bytes);
        m_capacity = capacity;
        m_zeroed = m_size;
    }
    const std::size_t end = std::min(size + kClearedAhead, m_capacity);
    std::memset(m_bytes.get() + m_zeroed, 0, end - m_zeroed);
    m_zeroed = end;
}

void Memory::trim()
{
    reset();
    if (m_capacity <= kKept) return;
    m_bytes.reset();
    m_capacity = 0;
}

} // namespace evm
