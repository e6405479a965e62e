#include "core/simulation/simulator.h"

#include "core/eth/abi_error.h"
#include "core/execution/block_run.h"
#include "core/execution/ethereum_chains.h"
#include "core/rpc/json.h"

namespace simulation {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using evm::Revision;

/// Each round learns what the one before it missed; a call through two proxies takes about ten.
constexpr int kMostRounds = 200;
/// What nodes allow an eth_call, about.
constexpr std::uint64_t kMostGas = 50'000'000;

/// The fields of a header came with forks.
Revision shownBy(const eth::Header& header)
{
    if (header.requestsHash) return Revision::Prague;
    if (header.blobGasUsed) return Revision::Cancun;
    if (header.withdrawalsRoot) return Revision::Shanghai;
    return header.baseFeePerGas ? Revision::London : Revision::Berlin;
}

execution::BlockRules rulesOf(std::uint64_t chainId, const eth::Header& header)
{
    const execution::EthereumChain* known = execution::ethereumChain(chainId);
    const bool isKnown =
        known != nullptr && execution::ChainRules::ethereum(*known).checkKnown(header.timestamp).has_value();
    const execution::EthereumChain chain =
        isKnown ? *known : execution::EthereumChain{.chainId = chainId, .forks = {{shownBy(header), 0, 0}}};
    return execution::ChainRules::ethereum(chain).at(header.number, header.timestamp, header.timestamp);
}

} // namespace

Simulator::Simulator(rpc::Chain& chain, rpc::BlockHeader block)
    : m_state(chain, std::move(block))
    , m_rules(rulesOf(chain.chainId(), m_state.block().header))
    , m_context(execution::contextOf(m_state.block().header, m_rules))
{
    // Hashes of older blocks are random numbers to the contracts that ask for them.
    m_context.blockHash = [](std::uint64_t) { return Hash(); };
}

Result<Simulator> Simulator::atNewest(rpc::Chain& chain, std::stop_token stop)
{
    const auto newest = TRY(chain.fetchHeader(rpc::BlockTag::latest(), std::move(stop)));
    if (!newest) return fail(Fault::BadData, "the node has no newest block");
    return Simulator(chain, newest->unproven());
}

eth::Transaction Simulator::transactionOf(const Message& message) const
{
    eth::Transaction transaction;
    transaction.type = eth::TransactionType::FeeMarket;
    transaction.chainId = m_rules.chainId;
    transaction.gas =
        message.gas.value_or(std::min({kMostGas, m_rules.transactions.maxGas, m_context.gasLimit}));
    transaction.to = message.to;
    transaction.value = message.value;
    transaction.data = message.data;
    return transaction;
}

Result<std::vector<execution::Trial>> Simulator::runOnce(std::span<const Message> messages)
{
    std::vector<execution::Trial> trials;
    evm::State state(m_state);
    for (const Message& message : messages) {
        const eth::Transaction transaction = transactionOf(message);
        if (transaction.gas < eth::intrinsicGas(transaction, m_rules.transactions))
            return fail(Fault::Refused, "the gas limit is below what the bytes cost by themselves");
        if (state.balance(message.from) < message.value)
            return fail(Fault::Funds, "the account has less than the amount");
        trials.push_back(
            execution::tryTransaction(m_rules, m_context, state, *m_codes, transaction, message.from));
        state.finishTransaction(m_rules.revision);
    }
    return trials;
}

Result<std::vector<execution::Trial>> Simulator::run(
    std::span<const Message> messages, const std::stop_token& stop)
{
    for (int round = 0; round < kMostRounds; ++round) {
        auto trials = runOnce(messages);
        const bool isVoid = TRY(m_state.fetchMissing(stop));
        if (!isVoid) return trials;
    }
    return fail(Fault::NotNow, "the trial run wants more of the state than a node is asked for");
}

Result<std::uint64_t> Simulator::estimateLast(std::vector<Message> messages, const std::stop_token& stop)
{
    CHECK(!messages.empty());
    const std::uint64_t most = transactionOf(messages.back()).gas;
    const execution::Trial best = TRY(run(messages, stop)).back();
    if (!best.succeeded) return fail(Fault::Reverted, failureOf(best));
    const auto succeeds = [&](std::uint64_t gas) -> Result<bool> {
        messages.back().gas = gas;
        return TRY(run(messages, stop)).back().succeeded;
    };
    const bool isExact = TRY(succeeds(best.gasUsed));
    if (isExact) return best.gasUsed;
    return execution::leastGas(
        best.gasUsed, most, std::min(best.gasUsed + best.gasUsed / 63 + 1, most), succeeds);
}

std::string failureOf(const execution::Trial& trial)
{
    if (trial.status != evm::Status::Revert) return std::string(evm::toString(trial.status));
    const std::string text = eth::abi::readRevert(trial.output).text;
    return text.empty() ? "reverted" : "reverted: " + rpc::plainText(text);
}

} // namespace simulation
