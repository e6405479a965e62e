#pragma once

#include "core/evm/account_entry.h"

namespace evm {

/// What one journal entry undoes; `number` and `value` hold the former state.
enum class Change : std::uint8_t {
    Existence,
    Nonce,
    Balance,
    CodeHash, ///< `value` is the former hash
    Touched,
    WarmAccount,
    Created,
    Destroyed,
    Slot,      ///< `number` is the slot's index
    WarmSlot,  ///< `number` is the slot's index
    Transient, ///< `number` is the slot's index
};

struct JournalEntry {
    AccountEntry* account;
    std::uint64_t number;
    Uint256 value;
    Change change;
};

/// A point in a transaction to which State::revert() goes back.
struct Checkpoint {
    std::size_t journal = 0;
    std::size_t logs = 0;
    std::int64_t refund = 0;
};

} // namespace evm
