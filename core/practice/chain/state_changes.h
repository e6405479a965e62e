#pragma once

#include "core/evm/state_diff.h"

#include <map>

namespace practice {

/// Changes of a state one after the other, as one change: of every account and slot the last word counts.
class StateChanges {
public:
    void add(const evm::StateDiff& changes);
    /// All of them, on the state before the first. Nothing is left here.
    evm::StateDiff take();
    bool isEmpty() const { return m_accounts.empty() && m_codes.empty(); }

private:
    struct Account {
        evm::AccountDiff head; ///< without the storage
        std::map<base::Uint256, base::Uint256> storage;
    };
    void add(const evm::AccountDiff& change);

    std::map<base::Address, Account> m_accounts;
    std::map<base::Hash, base::Bytes> m_codes;
};

} // namespace practice
