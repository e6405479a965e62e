#include "core/evm/storage_table.h"

#include "core/evm/seeded_hash.h"

namespace evm {

StorageSlot* StorageTable::find(const Uint256& key)
{
    if (m_slots.empty()) return nullptr;
    if (m_slots[m_last].key == key) return &m_slots[m_last];
    const std::size_t mask = m_index.size() - 1;
    for (std::size_t i = hashSlot(key) & mask; m_index[i] != 0; i = (i + 1) & mask) {
        StorageSlot& slot = m_slots[m_index[i] - 1];
        if (slot.key != key) continue;
        m_last = m_index[i] - 1;
        return &slot;
    }
    return nullptr;
}

StorageSlot& StorageTable::add(const StorageSlot& slot)
{
    if (2 * (m_slots.size() + 1) > m_index.size()) grow();
    m_last = static_cast<std::uint32_t>(m_slots.size());
    m_slots.push_back(slot);
    place(m_last);
    return m_slots.back();
}

void StorageTable::clear()
{
    m_slots.clear();
    m_index.clear();
    m_last = 0;
}

void StorageTable::place(std::uint32_t number)
{
    const std::size_t mask = m_index.size() - 1;
    std::size_t i = hashSlot(m_slots[number].key) & mask;
    while (m_index[i] != 0)
        i = (i + 1) & mask;
    m_index[i] = number + 1;
}

void StorageTable::grow()
{
    m_index.assign(m_index.empty() ? 16 : 2 * m_index.size(), 0);
    for (std::uint32_t number = 0; number < m_slots.size(); ++number)
        place(number);
}

} // namespace evm
