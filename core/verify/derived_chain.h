#pragma once

#include "core/execution/block.h"
#include "core/opstack/derivation.h"
#include "core/verify/reversible_state.h"

#include <stop_token>

namespace verify {

/// A block of L2 that was derived from L1 and executed here. It is what the chain is, whatever anybody
/// claims.
struct DerivedBlock {
    eth::Header header;
    base::Hash hash;
    std::vector<base::Bytes> transactions; ///< consensus encodings
    std::vector<eth::Receipt> receipts;
    opstack::BlockId l1Origin;
    opstack::BlockId derivedFrom; ///< the first L1 block after which it is safe
    base::Hash outputRoot;        ///< version 0
    bool isForced = false;        ///< no batch: the sequencing window was over
    bool lostItsBatch = false;    ///< the batch's transactions could not be executed
};

/// An L2 chain that is derived from L1 data and executed, from a state that is trusted. No network: the
/// caller brings the L1 blocks, checked against headers that it trusts.
class DerivedChain {
public:
    /// `state` is that after the chain's genesis block. BadData when it is another chain's.
    static base::Result<std::unique_ptr<DerivedChain>> fromGenesis(
        opstack::RollupConfig config, const eth::Header& genesis, execution::MemoryState state);

    /// See opstack::Derivation::push(). The first block is the genesis' own L1 origin.
    base::Result<void> push(opstack::L1Input input) { return m_derivation.push(std::move(input)); }

    /// The next blocks that what was pushed makes safe, in order: one, or all of a span batch that counts
    /// whole or not at all. Empty: more of L1 is needed. Cancelled between two blocks; the call can be
    /// repeated.
    base::Result<std::vector<DerivedBlock>> advance(std::stop_token stop);

    const opstack::L2BlockRef& safeHead() const { return m_safeHead.reference; }
    std::vector<opstack::Dropped> takeDropped() { return m_derivation.takeDropped(); }
    /// See opstack::Derivation::disputed().
    const std::string& disputed() const { return m_derivation.disputed(); }

    DerivedChain(const DerivedChain&) = delete;
    DerivedChain& operator=(const DerivedChain&) = delete;

private:
    DerivedChain(opstack::RollupConfig config, const eth::Header& genesis, opstack::L2Head head,
        execution::MemoryState state);

    const opstack::SafeBlock* safeBlock(std::uint64_t number) const;
    base::Result<execution::BlockOutcome> execute(const opstack::PayloadAttributes& attributes);
    base::Result<std::optional<DerivedBlock>> build(const opstack::DerivedAttributes& derived);
    base::Result<DerivedBlock> seal(const opstack::PayloadAttributes& attributes,
        const opstack::DerivedAttributes& derived, execution::BlockOutcome outcome);
    base::Result<base::Hash> outputRootOf(const eth::Header& header, const base::Hash& hash) const;
    base::Result<void> takeBackPending();
    void conclude();
    void forgetTransactions();

    const opstack::RollupConfig m_config;
    const execution::ChainRules m_rules;
    ReversibleState m_state;
    evm::CodeCache m_codes;
    opstack::Derivation m_derivation;

    /// Blocks from genesis on; those of a span batch that has not concluded come last.
    std::vector<opstack::SafeBlock> m_blocks;
    std::size_t m_forgotten =
        0; ///< of how many the transactions are gone: no batch in its window reaches them
    opstack::L2Head m_safeHead, m_head;
    eth::Header m_safeHeader, m_header;
    std::vector<DerivedBlock> m_pending;
};

} // namespace verify
