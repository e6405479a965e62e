#pragma once

#include "core/eth/receipt.h"
#include "core/evm/account_entry.h"
#include "core/evm/journal.h"
#include "core/evm/revision.h"
#include "core/evm/state_diff.h"

#include <deque>
#include <unordered_map>
#include <vector>

namespace evm {

/// The world while a block runs: values of a StateView, read once, and all changes on top of them. Everything
/// that a message does can be undone to a checkpoint. One State serves all transactions of a block:
///
///     beginTransaction(); … messages … ; finishTransaction(revision);   // as often as there are
///     transactions diff()                                                            // once
///
/// Balances, nonces and so on may also be changed between transactions (withdrawals, rewards). Not
/// thread-safe.
class State {
public:
    /// The view must live as long as the State.
    explicit State(const StateView& view);
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    /// Forgets warm addresses and slots, transient storage, logs, refund and checkpoints of the last
    /// transaction.
    void beginTransaction();
    /// Deletes what destroyed itself and, from Spurious Dragon, the touched accounts that are empty
    /// (EIP-161).
    void finishTransaction(Revision revision);

    Checkpoint checkpoint()
    {
        ++m_stretch;
        return {m_journal.size(), m_logs.size(), m_refund};
    }
    void revert(const Checkpoint& checkpoint);

    bool exists(const Address& address) { return account(address).exists; }
    /// EIP-161: neither nonce, balance nor code (true for what does not exist).
    bool isEmpty(const Address& address) { return account(address).isEmpty(); }
    std::uint64_t nonce(const Address& address) { return account(address).nonce; }
    Uint256 balance(const Address& address) { return account(address).balance; }
    /// kEmptyCodeHash for an account without code or one that does not exist.
    Hash codeHash(const Address& address) { return account(address).codeHash; }
    /// Valid until the code is set again.
    ByteView code(const Address& address) { return code(account(address)); }
    Uint256 storage(const Address& address, const Uint256& slot);

    /// The setters create the account when it does not exist, and touch it.
    void setNonce(const Address& address, std::uint64_t nonce) { setNonce(account(address), nonce); }
    void setBalance(const Address& address, const Uint256& balance) { setBalance(account(address), balance); }
    void addBalance(const Address& address, const Uint256& amount) { addBalance(account(address), amount); }
    /// The balance must suffice.
    void subBalance(const Address& address, const Uint256& amount) { subBalance(account(address), amount); }
    void setCode(const Address& address, ByteView code) { setCode(account(address), code); }
    void setStorage(const Address& address, const Uint256& slot, const Uint256& value);
    /// EIP-161's touch: an empty account is deleted at the end of the transaction.
    void touch(const Address& address) { touch(account(address)); }

    /// EIP-2929. True when it was cold.
    bool warmAddress(const Address& address) { return warm(account(address)); }
    bool warmSlot(const Address& address, const Uint256& slot);

    void addLog(eth::Log log) { m_logs.push_back(std::move(log)); }
    /// Of the running or last transaction.
    const std::vector<eth::Log>& logs() const { return m_logs; }
    std::vector<eth::Log> takeLogs() { return std::move(m_logs); }
    /// The refund counter: may be negative inside a transaction, never at its end.
    std::int64_t refund() const { return m_refund; }
    void addRefund(std::int64_t amount) { m_refund += amount; }

    /// All changes since construction. Call it after finishTransaction().
    StateDiff diff() const;

    // What the interpreter uses: an entry found once and used many times. References stay valid.

    AccountEntry& account(const Address& address);
    /// True when account() would not have to ask the view.
    bool knows(const Address& address) const;
    ByteView code(AccountEntry& entry);
    void setNonce(AccountEntry& entry, std::uint64_t nonce);
    void setBalance(AccountEntry& entry, const Uint256& balance);
    void addBalance(AccountEntry& entry, const Uint256& amount) { setBalance(entry, entry.balance + amount); }
    void subBalance(AccountEntry& entry, const Uint256& amount);
    void setCode(AccountEntry& entry, ByteView code);
    void touch(AccountEntry& entry);
    bool warm(AccountEntry& entry);
    /// The slot's record, brought into this transaction; its value is as of now. Valid until the next slot()
    /// of the same account.
    StorageSlot& slot(AccountEntry& entry, const Uint256& key);
    bool warm(AccountEntry& entry, StorageSlot& slot);
    void setSlot(AccountEntry& entry, StorageSlot& slot, const Uint256& value);
    /// A new contract: existing, created in this transaction.
    void markCreated(AccountEntry& entry);
    bool isCreated(const AccountEntry& entry) const { return entry.createdIn == m_transaction; }
    /// Deletes the account at the end of the transaction. False when that was already so.
    bool markDestroyed(AccountEntry& entry);
    /// EIP-1153.
    Uint256 transient(AccountEntry& entry, const Uint256& key) const;
    void setTransient(AccountEntry& entry, const Uint256& key, const Uint256& value);

private:
    AccountEntry& load(const Address& address);
    void growIndex();
    void bringIntoBeing(AccountEntry& entry);
    void undo(const JournalEntry& change);
    void clear(AccountEntry& entry);
    AccountDiff diffOf(const AccountEntry& entry) const;

    const StateView& m_view;
    std::deque<AccountEntry> m_accounts;
    std::vector<AccountEntry*> m_index; ///< open addressing, a power of two
    AccountEntry* m_last = nullptr;
    std::unordered_map<Hash, Bytes> m_codes;
    std::vector<JournalEntry> m_journal;
    std::vector<AccountEntry*> m_touched;
    std::vector<AccountEntry*> m_destroyed;
    std::vector<eth::Log> m_logs;
    std::int64_t m_refund = 0;
    std::uint32_t m_transaction = 1;
    std::uint32_t m_stretch = 1; ///< counts what lies between two checkpoints or reverts
};

} // namespace evm
