#include "core/execution/witness_state.h"

#include "core/crypto/keccak.h"
#include "core/eth/rlp.h"
#include "core/execution/state_tries.h"

namespace execution {

using base::Address;
using base::Fault;
using base::Hash;
using base::Uint256;
using trie::SparseTrie;

WitnessState::WitnessState(const Hash& stateRoot, const trie::Preimages& known)
    : m_preimages(known)
    , m_accountTrie(stateRoot, &known)
{
}

// --- reading

base::Result<std::optional<eth::Account>> WitnessState::readAccount(const Address& address) const
{
    const auto value = TRY(m_accountTrie.get(crypto::keccak256(address)));
    if (!value) return std::nullopt;
    return eth::parseAccount(*value);
}

WitnessState::Known& WitnessState::find(const Address& address) const
{
    const auto [place, isNew] = m_accounts.try_emplace(address);
    if (!isNew) return place->second;
    auto account = readAccount(address);
    if (account)
        place->second.account = *account;
    else
        note("account " + base::toHex0x(address), std::move(account).error());
    return place->second;
}

SparseTrie& WitnessState::storageTrie(Known& known) const
{
    if (!known.storage) {
        const Hash root = known.account ? known.account->storageRoot : eth::kEmptyTrieRoot;
        known.storage = std::make_unique<SparseTrie>(root, &m_preimages);
    }
    return *known.storage;
}

base::Result<Uint256> WitnessState::readStorage(const Address& address, const Uint256& slot) const
{
    Known& known = find(address);
    if (!known.account || known.account->storageRoot == eth::kEmptyTrieRoot) return Uint256{};
    const auto value = TRY(storageTrie(known).get(crypto::keccak256(slot.toHash())));
    if (!value) return Uint256{};
    return eth::rlp::Reader(*value).number256();
}

std::optional<eth::Account> WitnessState::account(const Address& address) const
{
    return find(address).account;
}

base::ByteView WitnessState::code(const Hash& codeHash) const
{
    if (codeHash == eth::kEmptyCodeHash) return {};
    const auto code = m_preimages.find(codeHash);
    if (!code) {
        m_missingCodes.push_back(codeHash);
        note("code", {Fault::NotYet, base::toHex0x(codeHash) + " is missing"});
    }
    return code.value_or(base::ByteView());
}

Uint256 WitnessState::storage(const Address& address, const Uint256& slot) const
{
    auto value = readStorage(address, slot);
    if (value) return *value;
    note("slot " + base::toQuantity(slot) + " of " + base::toHex0x(address), std::move(value).error());
    return {};
}

void WitnessState::note(const std::string& what, base::Error error) const
{
    if (!m_failure) m_failure = base::Error{error.fault, what + ": " + error.detail};
}

/// When something is missing, what fits nowhere may be what it was before it was altered.
std::string WitnessState::superfluous() const
{
    const auto found = m_preimages.unreferenced();
    if (found.empty()) return "";
    return "; of " + std::to_string(m_preimages.size()) + " preimages " + std::to_string(found.size()) +
           " fit nowhere, the first is number " + std::to_string(found[0].index) + " with hash " +
           base::toHex0x(found[0].hash);
}

base::Result<void> WitnessState::check() const
{
    if (!m_failure) return {};
    base::Error error = *m_failure;
    error.detail = "the witness is incomplete or altered: " + error.detail + superfluous();
    return std::unexpected(std::move(error));
}

std::vector<WitnessState::Missing> WitnessState::missing() const
{
    std::vector<Missing> out;
    for (const trie::MissingNode& node : m_accountTrie.missing())
        out.push_back({std::nullopt, node});
    for (const auto& [address, known] : m_accounts)
        if (known.storage)
            for (const trie::MissingNode& node : known.storage->missing())
                out.push_back({address, node});
    return out;
}

// --- writing

/// The account after the change; its storage root is not made yet.
base::Result<WitnessState::Known*> WitnessState::apply(const evm::AccountDiff& change)
{
    Known& known = find(change.address);
    if (!change.exists) {
        known = {};
        return &known;
    }
    if (!known.account) known.account.emplace();
    if (change.storageCleared) {
        known.account->storageRoot = eth::kEmptyTrieRoot;
        known.storage.reset();
    }
    known.account->nonce = change.nonce;
    known.account->balance = change.balance;
    known.account->codeHash = change.codeHash;
    if (!change.storage.empty()) TRY(applyStorage(storageTrie(known), change.storage));
    return &known;
}

base::Result<Hash> WitnessState::commit(const evm::StateDiff& changes)
{
    std::vector<Known*> touched;
    std::vector<SparseTrie*> tries;
    for (const evm::AccountDiff& change : changes.accounts) {
        const auto known = apply(change);
        if (!known) note("storage of " + base::toHex0x(change.address), known.error());
        TRY(check());
        touched.push_back(*known);
        if (touched.back()->storage) tries.push_back(touched.back()->storage.get());
    }
    SparseTrie::hashAll(tries);
    const std::vector<Hash> keys = accountKeys(changes.accounts);
    std::vector<AccountChange> accounts;
    for (std::size_t i = 0; i < touched.size(); ++i) {
        Known& known = *touched[i];
        if (known.storage && known.account) known.account->storageRoot = known.storage->root();
        accounts.push_back({keys[i], known.account});
    }
    if (auto applied = applyAccounts(m_accountTrie, accounts); !applied)
        note("state", std::move(applied).error());
    TRY(check());
    return m_accountTrie.root();
}

base::Result<Hash> WitnessState::rootAfter(const evm::StateDiff&) const
{
    return base::fail(Fault::Unsupported, "a witness from before Byzantium");
}

base::Result<Hash> WitnessState::storageRoot(const Address& address) const
{
    const auto found = account(address);
    TRY(check());
    return found ? found->storageRoot : eth::kEmptyTrieRoot;
}

} // namespace execution
