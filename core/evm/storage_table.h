#pragma once

#include "core/base/uint256.h"

#include <vector>

namespace evm {

using base::Uint256;

/// One storage slot: its value now, at the start of the transaction that last used it, and in the view.
struct StorageSlot {
    Uint256 key;
    Uint256 current;
    Uint256 original;
    Uint256 committed;
    std::uint32_t usedIn = 0;  ///< the transaction `original` belongs to
    std::uint32_t warmIn = 0;  ///< the transaction in which it is warm
    std::uint32_t savedIn = 0; ///< the stretch between checkpoints whose journal has its former value
};

/// The slots of one account that have been used, by key. Slots are never removed; an index names one for
/// ever.
class StorageTable {
public:
    /// The slot with this key, or nothing when it has not been used yet.
    StorageSlot* find(const Uint256& key);
    /// Adds a slot that is not there yet.
    StorageSlot& add(const StorageSlot& slot);
    void clear();

    StorageSlot& at(std::uint32_t index) { return m_slots[index]; }
    std::uint32_t indexOf(const StorageSlot& slot) const
    {
        return static_cast<std::uint32_t>(&slot - m_slots.data());
    }
    const std::vector<StorageSlot>& slots() const { return m_slots; }
    std::vector<StorageSlot>& slots() { return m_slots; }

private:
    void place(std::uint32_t number);
    void grow();

    std::vector<StorageSlot> m_slots;
    std::vector<std::uint32_t> m_index; ///< number of a slot plus one; open addressing, a power of two
    std::uint32_t m_last = 0;           ///< the slot found last: most programs use one slot several times
};

} // namespace evm
