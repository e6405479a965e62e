#include "core/execution/header_rules.h"
#include "core/opstack/deposit.h"
#include "core/opstack/sequencing.h"
#include "core/opstack/upgrade_transactions.h"
#include "core/practice/layers/epoch.h"
#include "core/practice/layers/l2.h"

namespace practice {

using base::Result;

namespace {

/// Whether the L1 block brings a deposit that one of these accounts has sent or that acts in its name.
bool bringsDepositOf(
    const std::set<Address>& accounts, const opstack::RollupConfig& config, const SealedBlock& l1Block)
{
    if (accounts.empty()) return false;
    for (std::size_t i = 0; i < l1Block.receipts.size(); ++i) {
        for (const eth::Log& log : l1Block.receipts[i].logs) {
            const bool isDeposit = log.address == config.depositContractAddress && log.topics.size() > 1 &&
                                   log.topics[0] == opstack::kTransactionDepositedTopic;
            if (!isDeposit) continue;
            const Address from = Uint256::from(log.topics[1]).toAddress();
            if (accounts.contains(from) || accounts.contains(l1Block.senders[i])) return true;
        }
    }
    return false;
}

std::uint64_t latestTimeWithTransactions(const opstack::RollupConfig& config, const SealedBlock& origin)
{
    return origin.timestamp() + opstack::maxSequencerDrift(config, origin.timestamp());
}

bool activatesUpgrade(const opstack::RollupConfig& config, std::uint64_t timestamp)
{
    for (std::size_t i = 0; i < opstack::kForkCount; ++i) {
        const auto fork = static_cast<opstack::Fork>(i);
        if (config.isActivationBlock(fork, timestamp) && !opstack::upgradeTransactions(fork).empty())
            return true;
    }
    return false;
}

} // namespace

Result<BlockPointer> L2::sequence(L1& l1, const Faults& faults)
{
    faults.sequencerEquivocates ? beginEquivocation() : endEquivocation();
    if (faults.sequencerStops) return BlockPointer();
    const BlockPointer origin = TRY(chooseOrigin(l1, faults));
    if (!origin) return BlockPointer();
    const bool withPool = mayUsePool(l1, *origin);
    const BlockPointer block = TRY(extend(*m_canonical, l1, *origin, withPool && !m_shown, faults));
    if (m_shown) {
        const BlockPointer lie = TRY(extend(*m_shown, l1, *origin, withPool, faults));
        if (lie->block.transactions.size() != block->block.transactions.size()) m_lies.push_back(lie);
    }
    m_pool.prune(shown().state());
    return block;
}

/// The next origin as soon as the block's time has reached it, unless a deposit in it is to be delayed: that
/// goes for as long as the block may have transactions.
Result<BlockPointer> L2::chooseOrigin(L1& l1, const Faults& faults)
{
    const opstack::L2BlockRef parent = TRY(reference(m_canonical->head()->number()));
    const BlockPointer current = TRY(originOf(l1, parent));
    const BlockPointer next = TRY(l1.chain().block(current->number() + 1));
    const std::uint64_t timestamp = parent.timestamp + m_config.blockTime;
    const bool isDriftUsedUp = timestamp > latestTimeWithTransactions(m_config, *current);
    if (!next) return isDriftUsedUp ? nullptr : current;
    if (timestamp < next->timestamp()) return current;
    const bool mayDelay = !isDriftUsedUp && hasTimeForBatches(l1, *current);
    return mayDelay && bringsDepositOf(faults.censored, m_config, *next) ? current : next;
}

/// Half of the sequencing window is kept for them.
bool L2::hasTimeForBatches(L1& l1, const SealedBlock& origin) const
{
    return l1.chain().head()->number() < origin.number() + m_config.sequencerWindowSize / 2;
}

/// Specification: derivation.md, "Batch Queue" (drift), and jovian/derivation.md, "Activation Block Rules";
/// sequencers have kept the latter for earlier upgrades too.
bool L2::mayUsePool(L1& l1, const SealedBlock& origin) const
{
    const std::uint64_t timestamp = m_canonical->head()->timestamp() + m_config.blockTime;
    return timestamp <= latestTimeWithTransactions(m_config, origin) && hasTimeForBatches(l1, origin) &&
           !activatesUpgrade(m_config, timestamp);
}

Result<std::vector<execution::PoolTransaction>> L2::transactionsFor(
    Chain& chain, std::uint64_t timestamp, const Faults& faults)
{
    const Uint256 baseFee = TRY(execution::nextBaseFee(chain.head()->header(), timestamp, chain.rules()));
    auto transactions = m_pool.ready(baseFee, chain.state());
    std::erase_if(transactions, [&](const execution::PoolTransaction& transaction) {
        return faults.censored.contains(transaction.sender);
    });
    return transactions;
}

Result<BlockPointer> L2::extend(
    Chain& chain, L1& l1, const SealedBlock& origin, bool withPool, const Faults& faults)
{
    const auto attributes = TRY(attributesAfter(m_config, *chain.head(), l1.chain(), origin));
    std::vector<execution::PoolTransaction> pool;
    if (withPool) pool = TRY(transactionsFor(chain, attributes.timestamp, faults));
    const Chain::Extension extension = TRY(chain.extend(attributes, pool));
    return extension.block;
}

void L2::beginEquivocation()
{
    if (!m_shown) m_shown = m_canonical->fork();
}

void L2::endEquivocation()
{
    if (!m_shown) return;
    m_shown.reset();
    m_pool.restore(m_lies);
    m_pool.prune(m_canonical->state());
    m_lies.clear();
}

} // namespace practice
