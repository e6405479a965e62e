#include "tests/core/evm/world.h"

#include "core/crypto/keccak.h"
#include "tests/support/vectors.h"

#include <algorithm>

namespace tests {

std::optional<eth::Account> World::account(const Address& address) const
{
    const auto found = entries.find(address);
    if (found == entries.end()) return std::nullopt;
    const Entry& entry = found->second;
    eth::Account account;
    account.nonce = entry.nonce;
    account.balance = entry.balance;
    if (!entry.code.empty()) account.codeHash = crypto::keccak256(entry.code);
    if (!entry.storage.empty()) account.storageRoot = Hash{}; // any but the empty one
    return account;
}

ByteView World::code(const Hash& codeHash) const
{
    for (const auto& [address, entry] : entries)
        if (crypto::keccak256(entry.code) == codeHash) return entry.code;
    return {};
}

Uint256 World::storage(const Address& address, const Uint256& slot) const
{
    const auto& slots = entries.at(address).storage;
    const auto found = slots.find(slot);
    return found == slots.end() ? Uint256{} : found->second;
}

Run& Run::code(std::string_view hex)
{
    world.entries[kContract].code = hexBytes(std::string(hex));
    world.entries[kContract].nonce = 1;
    world.entries[kSender].balance = Uint256{1000000};
    message.gas = 1'000'000;
    message.sender = kSender;
    message.recipient = kContract;
    message.codeAddress = kContract;
    return *this;
}

Run& Run::gas(std::int64_t amount)
{
    message.gas = amount;
    return *this;
}

Run& Run::run()
{
    evm::State state(world);
    evm::CodeCache ownCodes;
    if (!input.empty()) message.input = input;
    const evm::PrecompileRules precompiles = evm::precompilesOf(revision);
    evm::Evm evm(revision, precompiles, block, state, codes ? *codes : ownCodes, tracer);
    if (plainly) evm.runPlainly();
    state.beginTransaction();
    state.warmAddress(message.sender);
    state.warmAddress(message.recipient);
    outcome = evm.execute(transaction, message);
    refund = state.refund();
    logs = state.logs();
    state.finishTransaction(revision);
    diff = state.diff();
    return *this;
}

Uint256 Run::result() const
{
    return Uint256::fromBigEndian(
        ByteView(outcome.output).first(std::min<std::size_t>(outcome.output.size(), 32)));
}

const evm::AccountDiff* Run::change(const Address& address) const
{
    const auto found = std::ranges::find(diff.accounts, address, &evm::AccountDiff::address);
    return found == diff.accounts.end() ? nullptr : &*found;
}

Uint256 Run::slot(const Uint256& key) const
{
    if (const evm::AccountDiff* changed = change(kContract))
        for (const auto& [slot, value] : changed->storage)
            if (slot == key) return value;
    const auto& before = world.entries.at(kContract).storage;
    const auto found = before.find(key);
    return found == before.end() ? Uint256{} : found->second;
}

} // namespace tests
