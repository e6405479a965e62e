#pragma once

#include "core/practice/actors/batcher_transactions.h"
#include "core/practice/actors/channel_writer.h"
#include "tests/core/practice/layers/two_chains.h"

namespace tests {

/// Hands a channel with the canonical blocks from `first` to `last` to L1's pool, a batch each: they are
/// derived from L1's next block.
inline void postBatches(TwoChains& chains, std::uint64_t first, std::uint64_t last)
{
    std::vector<practice::BatchedBlock> blocks;
    for (std::uint64_t number = first; number <= last; ++number)
        blocks.push_back(
            practice::batchedBlock(require(chains.l2().reference(number)), chains.l2Block(number)->block));
    const auto batches =
        require(practice::batchesOf(blocks, opstack::BatchType::Singular, chains.config().genesis.l2Time));
    opstack::ChannelId id;
    base::storeBigEndian(id.data(), last);
    for (base::Bytes& data : practice::channelData(batches, {id, opstack::Compression::Zlib, 100'000}))
        require(practice::sendCalldata(chains.l1(), TwoChains::deployment(), std::move(data)));
}

/// An L1 block, and what L2 derives from it.
inline practice::BlockPointer sealAndDerive(TwoChains& chains)
{
    const practice::BlockPointer block = chains.sealL1();
    require(chains.l2().derive(chains.l1()));
    return block;
}

} // namespace tests
