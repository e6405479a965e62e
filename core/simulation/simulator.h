#pragma once

#include "core/execution/trial.h"
#include "core/simulation/fetched_state.h"

#include <span>

namespace simulation {

/// What shall be tried. No fee is charged; the nonce is the sender's own.
struct Message {
    Address from;
    Address to;
    Uint256 value;
    Bytes data;
    std::optional<std::uint64_t> gas = std::nullopt; ///< nothing: as much as a transaction may have
};

/// Tries messages on our own EVM, on the state after a chain's newest block as it is fetched from a node,
/// each one on what those before it left. So what a node says of a call can be held against what it does,
/// and a call can be tried before the one that it needs has been made.
class Simulator {
public:
    /// Fetches the newest header. Rules are those of the public chain with this id, else Ethereum's newest
    /// that the header shows: of an L2 the gas is what its own EVM counts, fees of L1 are not in it.
    static base::Result<Simulator> atNewest(rpc::Chain& chain, std::stop_token stop);

    /// One result a message. Funds when a sender has less than the value, Reverted never: a failing message
    /// is a result. Nodes that serve no proofs: Unsupported.
    base::Result<std::vector<execution::Trial>> run(
        std::span<const Message> messages, const std::stop_token& stop);

    /// The least gas limit with which the last of the messages succeeds, to within a hundredth. Reverted with
    /// the reason when it fails with any.
    base::Result<std::uint64_t> estimateLast(std::vector<Message> messages, const std::stop_token& stop);

    /// Of everything that the runs were on: see FetchedState.
    bool isProven() const { return m_state.isProven(); }
    const rpc::BlockHeader& block() const { return m_state.block(); }

private:
    Simulator(rpc::Chain& chain, rpc::BlockHeader block);
    base::Result<std::vector<execution::Trial>> runOnce(std::span<const Message> messages);
    eth::Transaction transactionOf(const Message& message) const;

    FetchedState m_state;
    execution::BlockRules m_rules;
    evm::BlockContext m_context;
    std::unique_ptr<evm::CodeCache> m_codes = std::make_unique<evm::CodeCache>();
};

/// "reverted: reason", "out of gas": why a message failed, with the contract's words made printable.
std::string failureOf(const execution::Trial& trial);

} // namespace simulation
