#pragma once

#include "core/execution/block.h"
#include "core/execution/transaction.h"

namespace execution {

/// The header as far as it is known before execution.
base::Result<eth::Header> draftHeader(
    const ChainRules& rules, const eth::Header& parent, const BlockAttributes& attributes);

/// What the EVM sees of the block with this header; who answers blockHash is left to the caller.
evm::BlockContext contextOf(const eth::Header& header, const BlockRules& rules);

/// One block while it runs: begin(), add() for each transaction, finish().
class BlockRun {
public:
    /// Everything must outlive the run. Of `draft` the fields that execution gives are overwritten.
    BlockRun(const ChainRules& rules, const eth::Header& parent, eth::Header draft, World& world,
        const Surroundings& surroundings);
    BlockRun(const BlockRun&) = delete;
    BlockRun& operator=(const BlockRun&) = delete;

    /// The protocol's own calls before the first transaction.
    void begin();
    /// A transaction that may not stand here is BadData, a deposit whose outcome nobody can tell Unsupported
    /// (deposit.h); neither leaves a trace.
    base::Result<void> add(const eth::Transaction& transaction, const Address& sender, Bytes encoded);
    std::uint64_t gasLeft() const { return m_environment.gasLeft(); }
    const BlockRules& rules() const { return m_rules; }
    /// Withdrawals, rewards, requests; then the state is committed and the header sealed.
    base::Result<BlockOutcome> finish(const std::optional<std::vector<eth::Withdrawal>>& withdrawals);

private:
    Hash blockHash(const Ancestors& ancestors, std::uint64_t number);
    void installCreate2Deployer();
    void credit(const std::optional<std::vector<eth::Withdrawal>>& withdrawals);
    base::Result<Hash> withdrawalsRoot(const std::optional<std::vector<eth::Withdrawal>>& withdrawals) const;
    Hash receiptRoot() const;

    const BlockRules m_rules;
    eth::Header m_header;
    World& m_world;
    std::optional<std::uint64_t> m_unknownAncestor;
    evm::BlockContext m_context;
    evm::State m_state;
    evm::Evm m_evm;
    BlockEnvironment m_environment;
    std::vector<Bytes> m_transactions;
    std::vector<Address> m_senders;
    std::vector<eth::Receipt> m_receipts;
};

} // namespace execution
