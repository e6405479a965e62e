#pragma once

#include "core/execution/block_builder.h"
#include "core/practice/contracts/contract_call.h"
#include "core/practice/contracts/deployment.h"

namespace practice {

/// An L1 from its genesis on while contracts are deployed on it: real transactions in real blocks, one a
/// slot. First transactions are queued, then seal() builds as many blocks as they need.
class SetupChain {
public:
    /// `rules` must live as long as the chain. The genesis is copied.
    SetupChain(const execution::ChainRules& rules, const execution::Genesis& genesis);

    /// Gives the address where the contract will be.
    base::Result<Address> create(const Role& sender, ByteView initCode);
    base::Result<void> send(const Role& sender, const Address& to, ByteView data, const Uint256& value = {});
    /// Refused when a transaction fails, with its number in order of queueing.
    base::Result<void> seal();

    Snapshot snapshot() const { return {m_rules, m_head, m_state}; }
    const std::vector<eth::Block>& blocks() const { return m_blocks; }

private:
    base::Result<void> queue(
        const Role& sender, std::optional<Address> to, ByteView data, const Uint256& value);
    std::uint64_t nextNonce(const Address& sender) const;
    base::Result<std::size_t> sealBlock(std::span<const execution::PoolTransaction> waiting);

    const execution::ChainRules& m_rules;
    eth::Header m_head;
    execution::MemoryState m_state;
    evm::CodeCache m_codes;
    std::vector<execution::PoolTransaction> m_queue;
    std::vector<eth::Block> m_blocks;
    std::size_t m_sealed = 0; ///< transactions
};

} // namespace practice
