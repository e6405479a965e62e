#include "core/practice/chain/state_changes.h"

namespace practice {

void StateChanges::add(const evm::StateDiff& changes)
{
    for (const evm::AccountDiff& change : changes.accounts)
        add(change);
    for (const auto& [hash, code] : changes.codes)
        m_codes.try_emplace(hash, code);
}

void StateChanges::add(const evm::AccountDiff& change)
{
    Account& account = m_accounts[change.address];
    evm::AccountDiff& head = account.head;
    const bool wasCleared = head.storageCleared || !head.exists;
    const bool isCleared = change.storageCleared || !change.exists;
    head.address = change.address;
    head.exists = change.exists;
    head.nonce = change.nonce;
    head.balance = change.balance;
    head.codeHash = change.codeHash;
    head.storageCleared = wasCleared || isCleared;
    if (isCleared) account.storage.clear();
    for (const auto& [slot, value] : change.storage)
        account.storage.insert_or_assign(slot, value);
}

evm::StateDiff StateChanges::take()
{
    evm::StateDiff all;
    for (auto& [address, account] : m_accounts) {
        all.accounts.push_back(std::move(account.head));
        all.accounts.back().storage.assign(account.storage.begin(), account.storage.end());
    }
    for (auto& [hash, code] : m_codes)
        all.codes.emplace_back(hash, std::move(code));
    m_accounts.clear();
    m_codes.clear();
    return all;
}

} // namespace practice
