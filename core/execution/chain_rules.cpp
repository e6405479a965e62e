#include "core/execution/chain_rules.h"

namespace execution {

using evm::Revision;
using namespace base::literals;

namespace {

struct OpForkRow {
    Revision revision;
    evm::PrecompileChanges precompiles;
};
/// Specification: each fork's exec-engine.md. By Fork.
constexpr std::array<OpForkRow, opstack::kForkCount> kOpForks{{
    {Revision::Paris, evm::kNoPrecompileChanges},    // Bedrock
    {Revision::Paris, evm::kNoPrecompileChanges},    // Regolith
    {Revision::Shanghai, evm::kNoPrecompileChanges}, // Canyon
    {Revision::Shanghai, evm::kNoPrecompileChanges}, // Delta
    {Revision::Cancun, evm::kNoPrecompileChanges},   // Ecotone
    {Revision::Cancun, evm::kFjordPrecompiles},
    {Revision::Cancun, evm::kGranitePrecompiles},
    {Revision::Cancun, evm::kGranitePrecompiles}, // Holocene
    {Revision::Prague, evm::kIsthmusPrecompiles},
    {Revision::Prague, evm::kJovianPrecompiles},
    {Revision::Osaka, evm::kKarstPrecompiles},
}};

/// By Revision.
constexpr std::array<const eth::TransactionRules*, evm::kRevisionCount> kTransactionRules{
    &eth::kFrontierTransactions,
    &eth::kHomesteadTransactions,
    &eth::kHomesteadTransactions,
    &eth::kSpuriousDragonTransactions,
    &eth::kSpuriousDragonTransactions,
    &eth::kSpuriousDragonTransactions,
    &eth::kSpuriousDragonTransactions,
    &eth::kIstanbulTransactions,
    &eth::kBerlinTransactions,
    &eth::kLondonTransactions,
    &eth::kLondonTransactions,
    &eth::kShanghaiTransactions,
    &eth::kCancunTransactions,
    &eth::kPragueTransactions,
    &eth::kOsakaTransactions,
};

const evm::PrecompileRules& ethereumPrecompiles(Revision revision)
{
    static const auto all = [] {
        std::array<evm::PrecompileRules, evm::kRevisionCount> table;
        for (std::size_t i = 0; i < table.size(); ++i)
            table[i] = evm::precompilesOf(static_cast<Revision>(i));
        return table;
    }();
    return all[static_cast<std::size_t>(revision)];
}

const evm::PrecompileRules& opPrecompiles(Fork fork)
{
    static const auto all = [] {
        std::array<evm::PrecompileRules, opstack::kForkCount> table;
        for (std::size_t i = 0; i < table.size(); ++i)
            table[i] = evm::precompilesOf(kOpForks[i].revision, kOpForks[i].precompiles);
        return table;
    }();
    return all[static_cast<std::size_t>(fork)];
}

constexpr Address kMainnetDepositContract = "0x00000000219ab540356cbb839cbe05303d7705fa"_address;

} // namespace

const eth::TransactionRules& transactionRulesOf(Revision revision)
{
    return *kTransactionRules[static_cast<std::size_t>(revision)];
}

ChainRules ChainRules::ethereum(
    std::uint64_t chainId, std::vector<ForkActivation> forks, std::vector<BlobActivation> blobs)
{
    ChainRules rules;
    rules.m_chainId = chainId;
    rules.m_forks = std::move(forks);
    rules.m_blobs = std::move(blobs);
    return rules;
}

ChainRules ChainRules::opStack(const opstack::RollupConfig& config, DepositRule depositRule)
{
    ChainRules rules;
    rules.m_chainId = config.l2ChainId;
    rules.m_config = std::make_shared<const opstack::RollupConfig>(config);
    rules.m_depositRule = depositRule;
    return rules;
}

BlockRules ChainRules::at(std::uint64_t number, std::uint64_t timestamp, std::uint64_t parentTimestamp) const
{
    if (!m_config) return ethereumAt(number, timestamp);
    const Fork fork = m_config->forkAt(timestamp);
    BlockRules rules;
    rules.opFork = fork;
    rules.parentFork = m_config->forkAt(parentTimestamp);
    rules.revision = kOpForks[static_cast<std::size_t>(fork)].revision;
    rules.chainId = m_chainId;
    rules.transactions = transactionRulesOf(rules.revision);
    rules.transactions.blobs = false;
    rules.precompiles = &opPrecompiles(fork);
    rules.depositRule = m_depositRule;
    return rules;
}

BlockRules ChainRules::ethereumAt(std::uint64_t number, std::uint64_t timestamp) const
{
    BlockRules rules;
    for (const ForkActivation& fork : m_forks)
        if (number >= fork.number && timestamp >= fork.timestamp) rules.revision = fork.revision;
    rules.chainId = m_chainId;
    rules.transactions = transactionRulesOf(rules.revision);
    if (rules.revision >= Revision::Cancun)
        for (const BlobActivation& blobs : m_blobs)
            if (timestamp >= blobs.timestamp) rules.blobs = blobs.parameters;
    rules.precompiles = &ethereumPrecompiles(rules.revision);
    rules.depositContract = kMainnetDepositContract;
    return rules;
}

} // namespace execution
