#pragma once

#include "core/opstack/batch.h"
#include "core/opstack/channel.h"
#include "core/opstack/payload_attributes.h"

namespace practice {

using base::Bytes;
using base::ByteView;
using base::Hash;

/// What a batch says of an L2 block: its place and the transactions that are no deposits.
struct BatchedBlock {
    opstack::L2BlockRef place;
    std::vector<Bytes> transactions;

    std::size_t size() const;
};
BatchedBlock batchedBlock(const opstack::L2BlockRef& place, const eth::Block& block);

/// A rule that every batch of a channel breaks, so that none of its blocks is ever derived from it.
/// Specification: derivation.md, "Batch Queue".
enum class BatchFlaw : std::uint8_t { None, WrongParent, WrongOrigin, WrongTime };

/// Consecutive blocks (at least one) as the batches of a channel: one a block, or one span. `genesisTime` is
/// the L2's.
base::Result<std::vector<Bytes>> batchesOf(std::span<const BatchedBlock> blocks, opstack::BatchType type,
    std::uint64_t genesisTime, BatchFlaw flaw = BatchFlaw::None);

/// How the bytes of a channel travel.
struct ChannelForm {
    opstack::ChannelId id;
    opstack::Compression compression = opstack::Compression::Zlib;
    std::size_t maxFrameSize = 0; ///< overhead included
};
/// The batches as batcher data, one frame a piece: the content of one transaction or blob.
std::vector<Bytes> channelData(const std::vector<Bytes>& batches, const ChannelForm& form);

} // namespace practice
