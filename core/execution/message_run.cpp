#include "core/execution/message_run.h"

#include "core/eth/address.h"

namespace execution {

using evm::Revision;

namespace {

constexpr std::uint64_t kAuthorizationRefund =
    25'000 - 12'500; // EIP-7702: PER_EMPTY_ACCOUNT_COST - PER_AUTH_BASE_COST

bool mayDelegate(evm::State& state, const Address& authority)
{
    const ByteView code = state.code(authority);
    return code.empty() || evm::delegationOf(code).has_value();
}

/// EIP-7702, "Behavior", steps 1 to 9.
void applyAuthorization(BlockEnvironment& env, const eth::Authorization& authorization)
{
    if (!authorization.chainId.isZero() && authorization.chainId != Uint256{env.rules.chainId}) return;
    if (authorization.nonce == ~std::uint64_t{0}) return;
    const std::optional<Address> authority = eth::recoverAuthority(authorization);
    if (!authority) return;
    env.state.warmAddress(*authority);
    if (!mayDelegate(env.state, *authority) || env.state.nonce(*authority) != authorization.nonce) return;
    if (env.state.exists(*authority)) env.state.addRefund(kAuthorizationRefund);
    const bool clears = authorization.address == Address();
    env.state.setCode(*authority, clears ? Bytes() : evm::delegationCode(authorization.address));
    env.state.setNonce(*authority, authorization.nonce + 1);
}

evm::Message messageOf(const Candidate& candidate, std::uint64_t nonce, std::uint64_t gas)
{
    const eth::Transaction& tx = candidate.transaction;
    evm::Message message;
    message.kind = tx.to ? evm::CallKind::Call : evm::CallKind::Create;
    message.gas = static_cast<std::int64_t>(gas);
    message.sender = candidate.sender;
    message.recipient = tx.to ? *tx.to : eth::createAddress(candidate.sender, nonce);
    message.codeAddress = message.recipient;
    message.value = tx.value;
    message.input = tx.data;
    return message;
}

} // namespace

void warmUp(BlockEnvironment& env, const Candidate& candidate)
{
    const eth::Transaction& tx = candidate.transaction;
    if (env.rules.revision < Revision::Berlin) return;
    env.state.warmAddress(candidate.sender);
    if (tx.to) env.state.warmAddress(*tx.to);
    if (env.rules.revision >= Revision::Shanghai) env.state.warmAddress(env.block.coinbase);
    for (const eth::AccessListEntry& entry : tx.accessList) {
        env.state.warmAddress(entry.address);
        for (const Hash& key : entry.storageKeys)
            env.state.warmSlot(entry.address, Uint256::from(key));
    }
}

void applyAuthorizations(BlockEnvironment& env, const eth::Transaction& tx)
{
    for (const eth::Authorization& authorization : tx.authorizations)
        applyAuthorization(env, authorization);
}

Spending runMessage(
    BlockEnvironment& env, const Candidate& candidate, std::uint64_t nonce, const Uint256& gasPrice)
{
    const eth::Transaction& tx = candidate.transaction;
    const evm::Message message =
        messageOf(candidate, nonce, tx.gas - eth::intrinsicGas(tx, env.rules.transactions));
    if (env.rules.revision >= Revision::Berlin) env.state.warmAddress(message.recipient);
    if (tx.to && env.rules.revision >= Revision::Prague)
        if (const auto delegate = evm::delegationOf(env.state.code(*tx.to))) env.state.warmAddress(*delegate);

    evm::Outcome outcome = env.evm.execute({candidate.sender, gasPrice, tx.blobVersionedHashes}, message);
    const std::uint64_t used = tx.gas - static_cast<std::uint64_t>(outcome.gasLeft);
    const std::uint64_t divisor = env.rules.revision >= Revision::London ? 5 : 2; // EIP-3529
    const auto refund = static_cast<std::uint64_t>(std::max<std::int64_t>(env.state.refund(), 0));
    const std::uint64_t refunded = used - std::min(refund, used / divisor);
    return {outcome.succeeded(), std::max(refunded, eth::floorGas(tx, env.rules.transactions)),
        outcome.status, std::move(outcome.output)};
}

eth::Receipt takeReceipt(BlockEnvironment& env, eth::TransactionType type, const Spending& spending)
{
    env.gasUsed += spending.gasUsed;
    eth::Receipt receipt;
    receipt.type = type;
    receipt.succeeded = spending.succeeded;
    receipt.cumulativeGasUsed = env.gasUsed;
    receipt.logs = env.state.takeLogs();
    receipt.bloom = eth::bloomOf(receipt.logs);
    return receipt;
}

} // namespace execution
