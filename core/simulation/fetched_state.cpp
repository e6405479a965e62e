#include "core/simulation/fetched_state.h"

#include "core/crypto/keccak.h"
#include "core/eth/rlp.h"
#include "core/trie/proof.h"

namespace simulation {
namespace {

using base::fail;
using base::Fault;
using base::Result;

/// Accounts, slots and codes of one state. A deposit of a token wants about forty.
constexpr std::size_t kMostFetched = 4'000;

Result<void> checkSlot(const Hash& storageRoot, const rpc::AccountProof::Slot& slot)
{
    const auto proven = TRY(trie::prove(storageRoot, crypto::keccak256(slot.key), slot.proof));
    const Uint256 value = proven ? TRY(eth::rlp::Reader(*proven).number256()) : Uint256{};
    if (value != slot.value) return fail(Fault::Mismatch, "a slot's value is not the proven one");
    return {};
}

bool isAbsent(const eth::Account& account)
{
    return account.isEmpty() && account.storageRoot == eth::kEmptyTrieRoot;
}

} // namespace

FetchedState::FetchedState(rpc::Chain& chain, rpc::BlockHeader block)
    : m_chain(chain)
    , m_block(std::move(block))
{
}

std::optional<eth::Account> FetchedState::account(const Address& address) const
{
    const auto known = m_accounts.find(address);
    if (known != m_accounts.end()) return known->second.account;
    m_missing.try_emplace(address);
    return {};
}

ByteView FetchedState::code(const Hash& codeHash) const
{
    const auto known = m_codes.find(codeHash); // it came with the account
    return known == m_codes.end() ? ByteView() : ByteView(known->second);
}

Uint256 FetchedState::storage(const Address& address, const Uint256& slot) const
{
    const auto known = m_accounts.find(address);
    if (known != m_accounts.end()) {
        const auto found = known->second.slots.find(slot);
        if (found != known->second.slots.end()) return found->second;
        if (!known->second.account || known->second.account->storageRoot == eth::kEmptyTrieRoot) return {};
    }
    m_missing[address].insert(slot);
    return {};
}

Result<void> FetchedState::check(const Address& address, const rpc::AccountProof& proof) const
{
    const auto proven =
        TRY(trie::prove(m_block.header.stateRoot, crypto::keccak256(address), proof.accountProof));
    const eth::Account account = proven ? TRY(eth::parseAccount(*proven)) : eth::Account{};
    if (account != proof.account) return fail(Fault::Mismatch, "an account is not the proven one");
    for (const rpc::AccountProof::Slot& slot : proof.slots)
        TRY(checkSlot(account.storageRoot, slot));
    return {};
}

Result<void> FetchedState::fetchCode(
    const Address& address, const Hash& codeHash, const std::stop_token& stop)
{
    if (codeHash == eth::kEmptyCodeHash || m_codes.contains(codeHash)) return {};
    const auto tag = rpc::BlockTag::number(m_block.header.number);
    const auto code = TRY(m_chain.fetchCode(address, tag, stop));
    if (crypto::keccak256(code.unproven()) != codeHash)
        return fail(Fault::Mismatch, "the code of " + base::toHex0x(address) + " has another hash");
    m_codes.emplace(codeHash, code.unproven());
    ++m_fetched;
    return {};
}

Result<void> FetchedState::fetchAccount(
    const Address& address, const std::set<Uint256>& slots, const std::stop_token& stop)
{
    std::vector<Hash> keys;
    for (const Uint256& slot : slots)
        keys.push_back(slot.toHash());
    const auto tag = rpc::BlockTag::number(m_block.header.number);
    const rpc::AccountProof proof = TRY(m_chain.fetchProof(address, keys, tag, stop));
    m_isProven = m_isProven && check(address, proof);
    Known& known = m_accounts[address];
    known.account = isAbsent(proof.account) ? std::nullopt : std::optional(proof.account);
    for (const Uint256& slot : slots)
        known.slots[slot] = {};
    for (const rpc::AccountProof::Slot& slot : proof.slots)
        known.slots[Uint256::from(slot.key)] = slot.value;
    m_fetched += 1 + slots.size();
    return fetchCode(address, proof.account.codeHash, stop);
}

Result<bool> FetchedState::fetchMissing(const std::stop_token& stop)
{
    const auto missing = std::exchange(m_missing, {});
    for (const auto& [address, slots] : missing) {
        if (m_fetched > kMostFetched)
            return fail(Fault::NotNow, "the trial run wants more of the state than a node is asked for");
        TRY(fetchAccount(address, slots, stop));
    }
    return !missing.empty();
}

} // namespace simulation
