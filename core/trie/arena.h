#pragma once

#include "core/base/bytes.h"

#include <memory>
#include <new>
#include <type_traits>
#include <vector>

namespace trie {

/// Memory given out piece by piece and freed as a whole. Addresses stay.
class Arena {
public:
    template <typename T>
    T* create()
    {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (allocate(sizeof(T), alignof(T))) T();
    }
    std::uint8_t* allocate(std::size_t size, std::size_t alignment = 1)
    {
        m_used = (m_used + alignment - 1) & ~(alignment - 1);
        if (m_used + size > m_capacity) addChunk(size);
        std::uint8_t* const place = m_chunks.back().get() + m_used;
        m_used += size;
        return place;
    }
    base::ByteView copy(base::ByteView bytes)
    {
        std::uint8_t* const place = allocate(bytes.size());
        std::copy(bytes.begin(), bytes.end(), place);
        return {place, bytes.size()};
    }
    /// Bytes taken from the system.
    std::size_t footprint() const { return m_footprint; }

private:
    static constexpr std::size_t kSmallest = 1024, kLargest = 256 * 1024;

    void addChunk(std::size_t atLeast)
    {
        m_capacity = std::max(atLeast, std::clamp(2 * m_capacity, kSmallest, kLargest));
        m_chunks.push_back(std::make_unique_for_overwrite<std::uint8_t[]>(m_capacity));
        m_footprint += m_capacity;
        m_used = 0;
    }

    std::vector<std::unique_ptr<std::uint8_t[]>> m_chunks;
    std::size_t m_used = 0, m_capacity = 0, m_footprint = 0;
};

} // namespace trie
