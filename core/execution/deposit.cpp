#include "core/execution/deposit.h"

#include "core/execution/message_run.h"

namespace execution {

using base::Fault;

namespace {

/// What each implementation does; the chain's rule chooses where they are not the same.
template <typename T>
base::Result<T> settle(const BlockRules& rules, std::string_view what, const T& opGeth, const T& opRevm)
{
    if (opGeth == opRevm || rules.depositRule == DepositRule::OpGeth) return opGeth;
    if (rules.depositRule == DepositRule::OpRevm) return opRevm;
    return base::fail(Fault::Unsupported,
        "cannot tell: op-geth and op-revm differ in " + std::string(what) + " of a deposit");
}

/// How a deposit fares in this block, before and after its run.
class DepositRun {
public:
    DepositRun(BlockEnvironment& environment, const Candidate& candidate);

    base::Result<void> checkBlockGas() const;
    base::Result<bool> starts() const;
    base::Result<bool> raisesNonce() const;
    base::Result<std::uint64_t> gasUsed(bool started, const Spending& spending) const;

private:
    /// What both implementations demand but for the value.
    bool isValid() const;
    bool paysValue() const;
    bool isInitCodeTooLarge() const;

    BlockEnvironment& m_environment;
    const BlockRules& m_rules;
    const Candidate& m_candidate;
    const eth::Transaction& m_transaction;
    const bool m_isRegolith;
};

DepositRun::DepositRun(BlockEnvironment& environment, const Candidate& candidate)
    : m_environment(environment)
    , m_rules(environment.rules)
    , m_candidate(candidate)
    , m_transaction(candidate.transaction)
    , m_isRegolith(m_rules.isOp(Fork::Regolith))
{
}

base::Result<void> DepositRun::checkBlockGas() const
{
    const bool fits = m_transaction.gas <= m_environment.gasLeft();
    const bool isAllowed = TRY(settle(m_rules, "the gas that the block must have left",
        fits || m_transaction.isSystemTransaction, fits || !m_isRegolith));
    if (isAllowed) return {};
    return base::fail(Fault::BadData, "gas above what is left in the block");
}

bool DepositRun::isValid() const
{
    const std::uint64_t least = std::max(eth::intrinsicGas(m_transaction, m_rules.transactions),
        eth::floorGas(m_transaction, m_rules.transactions));
    const bool isForbidden = m_transaction.isSystemTransaction && m_isRegolith;
    return !isForbidden && m_transaction.gas >= least;
}

bool DepositRun::paysValue() const
{
    const base::AddResult sum =
        base::addOverflow(m_environment.state.balance(m_candidate.sender), m_transaction.mint);
    return sum.overflow || sum.value >= m_transaction.value;
}

bool DepositRun::isInitCodeTooLarge() const
{
    const eth::TransactionRules& limits = m_rules.transactions;
    return !m_transaction.to && limits.initCodeMetered && m_transaction.data.size() > limits.maxInitCodeSize;
}

base::Result<bool> DepositRun::starts() const
{
    const bool isStartable = isValid() && paysValue();
    return settle(m_rules, "the size of the init code", isStartable && !isInitCodeTooLarge(), isStartable);
}

base::Result<bool> DepositRun::raisesNonce() const
{
    const bool isForgotten = !m_isRegolith && !m_transaction.to && isValid() && !paysValue();
    return settle(m_rules, "the nonce after a creation that cannot pay its value", true, !isForgotten);
}

/// Before Regolith a deposit uses all its gas, and a system deposit none.
base::Result<std::uint64_t> DepositRun::gasUsed(bool started, const Spending& spending) const
{
    if (m_isRegolith) return started ? spending.gasUsed : m_transaction.gas;
    if (!m_transaction.isSystemTransaction) return m_transaction.gas;
    const std::uint64_t opRevm = isValid() && !spending.succeeded ? m_transaction.gas : 0;
    return settle<std::uint64_t>(m_rules, "the gas of a failed system transaction", 0, opRevm);
}

} // namespace

base::Result<eth::Receipt> applyDeposit(BlockEnvironment& env, const Candidate& candidate)
{
    const eth::Transaction& tx = candidate.transaction;
    const DepositRun run(env, candidate);
    TRY(run.checkBlockGas());
    const bool starts = TRY(run.starts());
    const bool raisesNonce = TRY(run.raisesNonce());

    const std::uint64_t nonce = env.state.nonce(candidate.sender);
    const evm::Checkpoint before = env.state.checkpoint();
    if (!tx.mint.isZero()) env.state.addBalance(candidate.sender, tx.mint);
    if (raisesNonce) env.state.setNonce(candidate.sender, nonce + 1);
    Spending spending;
    if (starts) {
        warmUp(env, candidate);
        spending = runMessage(env, candidate, nonce, Uint256{});
    }
    const auto gasUsed = run.gasUsed(starts, spending);
    if (!gasUsed) {
        env.state.revert(before);
        return std::unexpected(gasUsed.error());
    }
    spending.gasUsed = *gasUsed;
    env.state.finishTransaction(env.rules.revision);

    eth::Receipt receipt = takeReceipt(env, tx.type, spending);
    if (env.rules.isOp(Fork::Regolith)) receipt.depositNonce = nonce;
    if (env.rules.isOp(Fork::Canyon)) receipt.depositReceiptVersion = 1;
    return receipt;
}

} // namespace execution
