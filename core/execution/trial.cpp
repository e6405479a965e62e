#include "core/execution/trial.h"

#include "core/execution/message_run.h"

namespace execution {

Trial tryTransaction(const BlockRules& rules, const evm::BlockContext& context, evm::State& state,
    evm::CodeCache& codes, const eth::Transaction& transaction, const Address& sender)
{
    evm::Evm evm(rules.revision, *rules.precompiles, context, state, codes);
    BlockEnvironment environment{rules, context, state, evm, {}};
    const Candidate candidate{transaction, sender, {}};
    const std::uint64_t nonce = state.nonce(sender);

    state.beginTransaction();
    state.subBalance(sender, transaction.maxFeePerGas * Uint256{transaction.gas});
    state.setNonce(sender, nonce + 1);
    warmUp(environment, candidate);
    applyAuthorizations(environment, transaction);
    Spending spending = runMessage(environment, candidate, nonce, transaction.maxFeePerGas);
    return Trial{
        spending.succeeded, spending.gasUsed, spending.status, std::move(spending.output), state.takeLogs()};
}

base::Result<std::uint64_t> leastGas(std::uint64_t failing, std::uint64_t enough, std::uint64_t next,
    const std::function<base::Result<bool>(std::uint64_t gas)>& succeeds)
{
    constexpr std::uint64_t kPrecision = 100;
    while (enough - failing > std::max<std::uint64_t>(1, enough / kPrecision)) {
        const bool isEnough = TRY(succeeds(next));
        (isEnough ? enough : failing) = next;
        next = failing + (enough - failing) / 2;
    }
    return enough;
}

} // namespace execution
