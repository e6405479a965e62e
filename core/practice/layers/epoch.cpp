#include "core/practice/layers/epoch.h"

#include "core/execution/fees.h"

namespace practice {

using base::Result;

namespace {

/// Where the rollup has a time for it, it followed Cancun's schedule for that long after L1 had changed.
/// Specification: pectra-blob-schedule/derivation.md.
std::optional<execution::BlobParameters> blobsAt(
    const opstack::RollupConfig& config, const Chain& l1, const SealedBlock& block)
{
    const std::uint64_t time = block.timestamp();
    const auto blobs = l1.rules().at(block.number(), time, time).blobs;
    const bool isLate = config.pectraBlobScheduleTime && time < *config.pectraBlobScheduleTime;
    return blobs && isLate ? execution::kCancunBlobs : blobs;
}

Uint256 blobBaseFee(const opstack::RollupConfig& config, const Chain& l1, const SealedBlock& block)
{
    const auto blobs = blobsAt(config, l1, block);
    if (!blobs || !block.header().excessBlobGas) return Uint256{1};
    return execution::blobBaseFee(*block.header().excessBlobGas, *blobs);
}

execution::BlockAttributes toBlockAttributes(opstack::PayloadAttributes payload)
{
    execution::BlockAttributes attributes;
    attributes.timestamp = payload.timestamp;
    attributes.prevRandao = payload.prevRandao;
    attributes.feeRecipient = payload.feeRecipient;
    if (payload.hasWithdrawals) attributes.withdrawals.emplace();
    attributes.parentBeaconBlockRoot = payload.parentBeaconBlockRoot;
    attributes.transactions = std::move(payload.transactions);
    attributes.gasLimit = payload.gasLimit;
    attributes.eip1559Params = payload.eip1559Params;
    attributes.minBaseFee = payload.minBaseFee;
    return attributes;
}

} // namespace

opstack::L1BlockRef l1BlockRef(
    const opstack::RollupConfig& config, const Chain& l1, const SealedBlock& l1Block)
{
    const eth::Header& header = l1Block.header();
    return {l1Block.id(), header.parentHash, header.timestamp, header.baseFeePerGas.value_or(Uint256{}),
        blobBaseFee(config, l1, l1Block), header.prevRandao, header.parentBeaconBlockRoot};
}

Result<execution::BlockAttributes> attributesAfter(const opstack::RollupConfig& config,
    const SealedBlock& parent, const Chain& l1, const SealedBlock& origin)
{
    const opstack::L2BlockRef reference = TRY(opstack::l2BlockRef(config, parent.block, parent.hash));
    opstack::SystemConfig system = TRY(opstack::systemConfigOf(config, parent.block));
    std::vector<eth::Transaction> deposits;
    if (origin.id() != reference.l1Origin) {
        opstack::applyConfigUpdates(system, config, origin.timestamp(), origin.receipts);
        deposits = TRY(opstack::depositsOf(config, origin.hash, origin.receipts));
    }
    return toBlockAttributes(
        TRY(opstack::payloadAttributes(config, reference, system, l1BlockRef(config, l1, origin), deposits)));
}

} // namespace practice
