#include "core/execution/message_run.h"

namespace execution {

using base::Fault;

namespace {

/// Why a deposit cannot even start: it then fails, but stays in the block, because L1 has already taken its
/// ether.
bool cannotStart(BlockEnvironment& env, const Candidate& candidate)
{
    const eth::Transaction& tx = candidate.transaction;
    const std::uint64_t least =
        std::max(eth::intrinsicGas(tx, env.rules.transactions), eth::floorGas(tx, env.rules.transactions));
    const bool isForbiddenSystem = tx.isSystemTransaction && env.rules.isOp(Fork::Regolith);
    return isForbiddenSystem || tx.gas < least || env.state.balance(candidate.sender) < tx.value;
}

/// Before Regolith a deposit uses all its gas, and a system transaction none.
std::uint64_t gasBeforeRegolith(const eth::Transaction& tx)
{
    return tx.isSystemTransaction ? 0 : tx.gas;
}

} // namespace

base::Result<eth::Receipt> applyDeposit(BlockEnvironment& env, const Candidate& candidate)
{
    const eth::Transaction& tx = candidate.transaction;
    const bool isRegolith = env.rules.isOp(Fork::Regolith);
    const bool isCounted = isRegolith || !tx.isSystemTransaction;
    if (isCounted && tx.gas > env.block.gasLimit - env.gasUsed)
        return base::fail(Fault::BadData, "gas above what is left in the block");

    const std::uint64_t nonce = env.state.nonce(candidate.sender);
    if (!tx.mint.isZero()) env.state.addBalance(candidate.sender, tx.mint);
    Spending spending;
    spending.gasUsed = tx.gas;
    const bool starts = !cannotStart(env, candidate);
    env.state.setNonce(candidate.sender, nonce + 1);
    if (starts) {
        warmUp(env, candidate);
        spending = runMessage(env, candidate, nonce, Uint256{});
    }
    if (!isRegolith) spending.gasUsed = gasBeforeRegolith(tx);
    env.state.finishTransaction(env.rules.revision);

    eth::Receipt receipt = takeReceipt(env, tx.type, spending);
    if (isRegolith) receipt.depositNonce = nonce;
    if (env.rules.isOp(Fork::Canyon)) receipt.depositReceiptVersion = 1;
    return receipt;
}

} // namespace execution
