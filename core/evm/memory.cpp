#include "core/evm/memory.h"

#include <algorithm>

namespace evm {
namespace {

constexpr std::size_t kSmallest = 4096;
constexpr std::size_t kKept = 1u << 20u;

} // namespace

void Memory::grow(std::size_t size)
{
    if (size > m_capacity) {
        const std::size_t capacity = std::max({size, 2 * m_capacity, kSmallest});
        auto bytes = std::make_unique_for_overwrite<std::uint8_t[]>(capacity);
        if (m_size != 0) std::memcpy(bytes.get(), m_bytes.get(), m_size);
        m_bytes = std::move(bytes);
        m_capacity = capacity;
    }
    std::memset(m_bytes.get() + m_size, 0, size - m_size);
    m_size = size;
}

void Memory::trim()
{
    m_size = 0;
    if (m_capacity <= kKept) return;
    m_bytes.reset();
    m_capacity = 0;
}

} // namespace evm
