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

/// EIP-649, EIP-1234; EIP-2384, which every chain with Berlin had before; EIP-3554.
std::uint64_t bombDelayOf(Revision revision)
{
    if (revision >= Revision::London) return 9'700'000;
    if (revision >= Revision::Berlin) return 9'000'000;
    if (revision >= Revision::Constantinople) return 5'000'000;
    return revision >= Revision::Byzantium ? 3'000'000 : 0;
}

} // namespace

const eth::TransactionRules& transactionRulesOf(Revision revision)
{
    return *kTransactionRules[static_cast<std::size_t>(revision)];
}

ChainRules ChainRules::ethereum(EthereumChain chain)
{
    ChainRules rules;
    rules.m_ethereum = std::move(chain);
    return rules;
}

ChainRules ChainRules::opStack(const opstack::RollupConfig& config, DepositRule depositRule)
{
    ChainRules rules;
    rules.m_ethereum.chainId = config.l2ChainId;
    rules.m_config = std::make_shared<const opstack::RollupConfig>(config);
    rules.m_depositRule = depositRule;
    return rules;
}

base::Result<void> ChainRules::checkKnown(std::uint64_t timestamp) const
{
    if (!m_ethereum.unknownFrom || timestamp < *m_ethereum.unknownFrom) return {};
    return base::fail(base::Fault::Unsupported,
        "a block of the time " + std::to_string(timestamp) + " follows a fork that is not implemented");
}

BlockRules ChainRules::at(std::uint64_t number, std::uint64_t timestamp, std::uint64_t parentTimestamp) const
{
    if (!m_config) return ethereumAt(number, timestamp);
    const Fork fork = m_config->forkAt(timestamp);
    BlockRules rules;
    rules.opFork = fork;
    rules.parentFork = m_config->forkAt(parentTimestamp);
    rules.revision = kOpForks[static_cast<std::size_t>(fork)].revision;
    rules.chainId = m_ethereum.chainId;
    rules.transactions = transactionRulesOf(rules.revision);
    rules.transactions.blobs = false;
    rules.precompiles = &opPrecompiles(fork);
    rules.depositRule = m_depositRule;
    return rules;
}

BlockRules ChainRules::ethereumAt(std::uint64_t number, std::uint64_t timestamp) const
{
    BlockRules rules;
    for (const ForkActivation& fork : m_ethereum.forks) {
        if (number < fork.number || timestamp < fork.timestamp) continue;
        rules.revision = fork.revision;
        rules.bombDelay = fork.bombDelay.value_or(bombDelayOf(fork.revision));
    }
    rules.chainId = m_ethereum.chainId;
    rules.transactions = transactionRulesOf(rules.revision);
    if (rules.revision >= Revision::Cancun)
        for (const BlobActivation& blobs : m_ethereum.blobs)
            if (timestamp >= blobs.timestamp) rules.blobs = blobs.parameters;
    rules.precompiles = &ethereumPrecompiles(rules.revision);
    rules.depositContract = m_ethereum.depositContract;
    return rules;
}

} // namespace execution
