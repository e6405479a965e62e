#include "core/evm/state.h"

#include "core/crypto/keccak.h"
#include "core/evm/seeded_hash.h"

#include <algorithm>
#include <set>

namespace evm {
namespace {

using namespace base::literals;

/// A touch of this address outlives a revert: a client's bug in block 2,675,119 of the main chain, kept as a
/// rule.
constexpr Address kRipemd160 = "0x0000000000000000000000000000000000000003"_address;

} // namespace

State::State(const StateView& view)
    : m_view(view)
    , m_index(64, nullptr)
{
}

void State::beginTransaction()
{
    ++m_transaction;
    ++m_stretch;
    m_journal.clear();
    m_logs.clear();
    m_refund = 0;
}

void State::finishTransaction(Revision revision)
{
    for (AccountEntry* entry : m_destroyed)
        if (entry->destroyed) clear(*entry);
    for (AccountEntry* entry : m_touched) {
        if (entry->touched && entry->exists && revision >= Revision::SpuriousDragon && entry->isEmpty())
            clear(*entry);
        entry->touched = false;
    }
    m_destroyed.clear();
    m_touched.clear();
    m_journal.clear();
}

void State::clear(AccountEntry& entry)
{
    entry.exists = false;
    entry.destroyed = false;
    entry.storageCleared = true;
    entry.createdIn = 0;
    entry.nonce = 0;
    entry.balance = 0;
    entry.codeHash = eth::kEmptyCodeHash;
    entry.code = {};
    entry.codeLoaded = true;
    entry.program.reset();
    entry.storage.clear();
    entry.transient.clear();
}

AccountEntry& State::account(const Address& address)
{
    if (m_last && m_last->address == address) return *m_last;
    const std::size_t mask = m_index.size() - 1;
    std::size_t i = hashAddress(address) & mask;
    for (; m_index[i]; i = (i + 1) & mask)
        if (m_index[i]->address == address) return *(m_last = m_index[i]);
    return *(m_last = &load(address));
}

bool State::knows(const Address& address) const
{
    const std::size_t mask = m_index.size() - 1;
    for (std::size_t i = hashAddress(address) & mask; m_index[i]; i = (i + 1) & mask)
        if (m_index[i]->address == address) return true;
    return false;
}

AccountEntry& State::load(const Address& address)
{
    if (2 * (m_accounts.size() + 1) > m_index.size()) growIndex();
    AccountEntry& entry = m_accounts.emplace_back();
    entry.address = address;
    entry.before = m_view.account(address);
    if (entry.before) {
        entry.exists = true;
        entry.nonce = entry.before->nonce;
        entry.balance = entry.before->balance;
        entry.codeHash = entry.before->codeHash;
    }
    const std::size_t mask = m_index.size() - 1;
    std::size_t i = hashAddress(address) & mask;
    while (m_index[i])
        i = (i + 1) & mask;
    m_index[i] = &entry;
    return entry;
}

void State::growIndex()
{
    m_index.assign(2 * m_index.size(), nullptr);
    const std::size_t mask = m_index.size() - 1;
    for (AccountEntry& entry : m_accounts) {
        std::size_t i = hashAddress(entry.address) & mask;
        while (m_index[i])
            i = (i + 1) & mask;
        m_index[i] = &entry;
    }
}

ByteView State::code(AccountEntry& entry)
{
    if (entry.codeLoaded) return entry.code;
    entry.codeLoaded = true;
    entry.code = {};
    if (!entry.hasCode()) return entry.code;
    const auto own = m_codes.find(entry.codeHash);
    return entry.code = own != m_codes.end() ? ByteView(own->second) : m_view.code(entry.codeHash);
}

Uint256 State::storage(const Address& address, const Uint256& key)
{
    return slot(account(address), key).current;
}

void State::setStorage(const Address& address, const Uint256& key, const Uint256& value)
{
    AccountEntry& entry = account(address);
    touch(entry);
    setSlot(entry, slot(entry, key), value);
}

bool State::warmSlot(const Address& address, const Uint256& key)
{
    AccountEntry& entry = account(address);
    return warm(entry, slot(entry, key));
}

void State::bringIntoBeing(AccountEntry& entry)
{
    if (entry.exists) return;
    m_journal.push_back({&entry, 0, {}, Change::Existence});
    entry.exists = true;
}

void State::touch(AccountEntry& entry)
{
    bringIntoBeing(entry);
    if (entry.touched) return;
    m_journal.push_back({&entry, 0, {}, Change::Touched});
    entry.touched = true;
    m_touched.push_back(&entry);
}

void State::setNonce(AccountEntry& entry, std::uint64_t nonce)
{
    touch(entry);
    m_journal.push_back({&entry, entry.nonce, {}, Change::Nonce});
    entry.nonce = nonce;
}

void State::setBalance(AccountEntry& entry, const Uint256& balance)
{
    touch(entry);
    if (entry.balance == balance) return;
    m_journal.push_back({&entry, 0, entry.balance, Change::Balance});
    entry.balance = balance;
}

void State::subBalance(AccountEntry& entry, const Uint256& amount)
{
    CHECK(entry.balance >= amount);
    setBalance(entry, entry.balance - amount);
}

void State::setCode(AccountEntry& entry, ByteView code)
{
    touch(entry);
    m_journal.push_back({&entry, 0, Uint256::from(entry.codeHash), Change::CodeHash});
    entry.codeHash = code.empty() ? eth::kEmptyCodeHash : crypto::keccak256(code);
    if (!code.empty()) m_codes.try_emplace(entry.codeHash, code.begin(), code.end());
    entry.codeLoaded = false;
    entry.program.reset();
}

bool State::warm(AccountEntry& entry)
{
    if (entry.warmIn == m_transaction) return false;
    m_journal.push_back({&entry, entry.warmIn, {}, Change::WarmAccount});
    entry.warmIn = m_transaction;
    return true;
}

StorageSlot& State::slot(AccountEntry& entry, const Uint256& key)
{
    if (StorageSlot* known = entry.storage.find(key)) {
        if (known->usedIn != m_transaction) {
            known->usedIn = m_transaction;
            known->original = known->current;
        }
        return *known;
    }
    const bool inView = entry.before && !entry.storageCleared;
    const Uint256 value = inView ? m_view.storage(entry.address, key) : Uint256{};
    return entry.storage.add({key, value, value, value, m_transaction, 0, 0});
}

bool State::warm(AccountEntry& entry, StorageSlot& slot)
{
    if (slot.warmIn == m_transaction) return false;
    m_journal.push_back({&entry, entry.storage.indexOf(slot), Uint256{slot.warmIn}, Change::WarmSlot});
    slot.warmIn = m_transaction;
    return true;
}

void State::setSlot(AccountEntry& entry, StorageSlot& slot, const Uint256& value)
{
    if (slot.current == value) return;
    // A second write before the next checkpoint can only be undone together with the first.
    if (slot.savedIn != m_stretch)
        m_journal.push_back({&entry, entry.storage.indexOf(slot), slot.current, Change::Slot});
    slot.savedIn = m_stretch;
    slot.current = value;
}

void State::markCreated(AccountEntry& entry)
{
    touch(entry);
    m_journal.push_back({&entry, entry.createdIn, {}, Change::Created});
    entry.createdIn = m_transaction;
}

bool State::markDestroyed(AccountEntry& entry)
{
    touch(entry);
    if (entry.destroyed) return false;
    m_journal.push_back({&entry, 0, {}, Change::Destroyed});
    entry.destroyed = true;
    m_destroyed.push_back(&entry);
    return true;
}

Uint256 State::transient(AccountEntry& entry, const Uint256& key) const
{
    const StorageSlot* const slot = entry.transient.find(key);
    return slot && slot->usedIn == m_transaction ? slot->current : Uint256{};
}

void State::setTransient(AccountEntry& entry, const Uint256& key, const Uint256& value)
{
    StorageSlot* slot = entry.transient.find(key);
    if (!slot) slot = &entry.transient.add({key, {}, {}, {}, m_transaction, 0, 0});
    if (slot->usedIn != m_transaction) slot->current = 0;
    slot->usedIn = m_transaction;
    if (slot->current == value) return;
    if (slot->savedIn != m_stretch)
        m_journal.push_back({&entry, entry.transient.indexOf(*slot), slot->current, Change::Transient});
    slot->savedIn = m_stretch;
    slot->current = value;
}

void State::revert(const Checkpoint& checkpoint)
{
    ++m_stretch;
    while (m_journal.size() > checkpoint.journal) {
        const JournalEntry change = m_journal.back();
        m_journal.pop_back();
        undo(change);
    }
    m_logs.resize(checkpoint.logs);
    m_refund = checkpoint.refund;
}

void State::undo(const JournalEntry& change)
{
    AccountEntry& entry = *change.account;
    const auto number32 = static_cast<std::uint32_t>(change.number);
    switch (change.change) {
    case Change::Existence:
        entry.exists = false;
        return;
    case Change::Nonce:
        entry.nonce = change.number;
        return;
    case Change::Balance:
        entry.balance = change.value;
        return;
    case Change::CodeHash:
        entry.codeHash = change.value.toHash();
        entry.codeLoaded = false;
        entry.program.reset();
        return;
    case Change::Touched:
        entry.touched = entry.address == kRipemd160;
        return;
    case Change::WarmAccount:
        entry.warmIn = number32;
        return;
    case Change::Created:
        entry.createdIn = number32;
        return;
    case Change::Destroyed:
        entry.destroyed = false;
        return;
    case Change::Slot:
        entry.storage.at(number32).current = change.value;
        return;
    case Change::WarmSlot:
        entry.storage.at(number32).warmIn = static_cast<std::uint32_t>(change.value.low64());
        return;
    case Change::Transient:
        entry.transient.at(number32).current = change.value;
        return;
    }
}

AccountDiff State::diffOf(const AccountEntry& entry) const
{
    AccountDiff diff{entry.address, entry.exists, entry.before && entry.storageCleared, entry.nonce,
        entry.balance, entry.codeHash, {}};
    if (!entry.exists) return diff;
    for (const StorageSlot& slot : entry.storage.slots())
        if (slot.current != slot.committed) diff.storage.emplace_back(slot.key, slot.current);
    std::ranges::sort(diff.storage, {}, &std::pair<Uint256, Uint256>::first);
    return diff;
}

StateDiff State::diff() const
{
    StateDiff diff;
    std::set<Hash> codes;
    for (const AccountEntry& entry : m_accounts) {
        if (!entry.exists && !entry.before) continue;
        AccountDiff account = diffOf(entry);
        const bool same = entry.exists && entry.before && !account.storageCleared &&
                          account.storage.empty() && entry.nonce == entry.before->nonce &&
                          entry.balance == entry.before->balance && entry.codeHash == entry.before->codeHash;
        if (same) continue;
        if (entry.exists && m_codes.contains(entry.codeHash)) codes.insert(entry.codeHash);
        diff.accounts.push_back(std::move(account));
    }
    std::ranges::sort(diff.accounts, {}, &AccountDiff::address);
    for (const Hash& hash : codes)
        diff.codes.emplace_back(hash, m_codes.at(hash));
    return diff;
}

} // namespace evm
