#pragma once

#include "core/execution/block_builder.h"
#include "core/execution/genesis.h"
#include "core/execution/memory_state.h"
#include "core/opstack/rollup_config.h"

#include <deque>
#include <list>
#include <map>
#include <memory>

namespace practice {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;
using opstack::BlockId;

class Archive;
enum class Layer : std::uint8_t { L1 = 1, L2 = 2 };

/// A block and all that its execution gave. Never changed.
struct SealedBlock {
    Hash hash;
    eth::Block block;
    std::vector<Hash> transactionHashes;
    std::vector<Address> senders; ///< one a transaction
    std::vector<eth::Receipt> receipts;
    evm::StateDiff undo; ///< leads from the state after this block back to the one before

    const eth::Header& header() const { return block.header; }
    std::uint64_t number() const { return block.header.number; }
    std::uint64_t timestamp() const { return block.header.timestamp; }
    BlockId id() const { return {hash, number()}; }
};
using BlockPointer = std::shared_ptr<const SealedBlock>;

/// What executing a block did to the state.
struct StateStep {
    evm::StateDiff changes;
    evm::StateDiff undo;
};

/// Where a transaction stands.
struct TransactionPlace {
    BlockPointer block;
    std::size_t index = 0;
};

/// One chain from its genesis to its head: blocks and receipts of any age, the state of the head, and the
/// state after any older block. What it writes is on the disk with the archive's next commit(). Faults:
/// Storage for the archive; BadData for blocks that cannot be. Not thread-safe.
class Chain {
public:
    /// A new chain, or the one that the archive holds (whose genesis must be the same: BadData).
    static base::Result<std::unique_ptr<Chain>> open(Layer layer, execution::ChainRules rules,
        execution::Genesis genesis, std::shared_ptr<Archive> archive);

    const execution::ChainRules& rules() const { return m_rules; }
    const BlockPointer& head() const { return m_head; }
    const BlockPointer& genesis() const { return m_genesis; }

    /// Nothing when the chain has no such block (any more).
    base::Result<BlockPointer> block(std::uint64_t number);
    base::Result<BlockPointer> block(const Hash& hash);
    base::Result<std::optional<TransactionPlace>> find(const Hash& transaction);

    /// Builds the next block from the attributes and as much of the pool as fits, and makes it the head.
    /// `leftOut` of the result says what did not fit.
    struct Extension {
        BlockPointer block;
        std::vector<execution::LeftOut> leftOut;
    };
    base::Result<Extension> extend(
        const execution::BlockAttributes& attributes, std::span<const execution::PoolTransaction> pool);
    /// Executes a block that was built before, and makes it the head. Mismatch when execution gives another.
    base::Result<BlockPointer> append(const eth::Block& block);

    /// Makes block `number` the head again. Gives the blocks that were taken off, oldest first.
    base::Result<std::vector<BlockPointer>> rollBack(std::uint64_t number);

    /// A chain of its own with the same blocks up to the head, never in this one's archive. What it shares it
    /// reads through this chain, which must outlive it and not be rolled back below the fork.
    std::unique_ptr<Chain> fork();

    /// Of the head; its tries are kept from block to block.
    execution::MemoryState& state() { return m_state; }
    /// After the block with this number, to be read only, until the chain changes; the last few asked for are
    /// kept. Cheap near the head, and costs the way there otherwise. NotYet above the head.
    base::Result<std::shared_ptr<execution::MemoryState>> stateAfter(std::uint64_t number);

    /// Hashes of earlier blocks, for the BLOCKHASH instruction.
    execution::Ancestors ancestors();
    evm::CodeCache& codes() { return *m_codes; }

private:
    struct KeptState {
        std::uint64_t number = 0;
        std::shared_ptr<execution::MemoryState> state;
    };

    Chain(Layer layer, execution::ChainRules rules, std::shared_ptr<Archive> archive);

    base::Result<void> reopen(std::uint64_t head);
    base::Result<BlockPointer> older(std::uint64_t number);
    base::Result<evm::StateDiff> undo(std::uint64_t number);
    base::Result<BlockPointer> seal(eth::Block block, execution::BlockOutcome outcome, const StateStep& step);
    void push(BlockPointer block);
    void forgetAbove(const BlockPointer& head);
    KeptState nearestAbove(std::uint64_t number);

    Layer m_layer;
    execution::ChainRules m_rules;
    std::shared_ptr<Archive> m_archive; ///< of a fork: its own, in memory
    Chain* m_trunk = nullptr;           ///< what this is a fork of
    std::uint64_t m_firstOwn = 0;       ///< the blocks before this one are the trunk's
    BlockPointer m_genesis;
    BlockPointer m_head;
    std::deque<BlockPointer> m_recent; ///< without a gap up to the head
    std::list<BlockPointer> m_older;   ///< some from the archive, the last used first
    execution::MemoryState m_state;
    std::list<KeptState> m_keptStates; ///< the last used first
    std::unique_ptr<evm::CodeCache> m_codes;
};

} // namespace practice
