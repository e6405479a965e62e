#include "core/execution/payload.h"

#include "core/execution/fees.h"

namespace execution {

namespace {

/// Where the rollup has a time for it, it followed Cancun's schedule for that long after L1 had changed.
Uint256 blobBaseFeeFor(const opstack::RollupConfig& config, const ChainRules& l1, const eth::Header& header)
{
    const auto blobs = l1.at(header.number, header.timestamp, header.timestamp).blobs;
    if (!blobs || !header.excessBlobGas) return Uint256{1};
    const bool isLate = config.pectraBlobScheduleTime && header.timestamp < *config.pectraBlobScheduleTime;
    return blobBaseFee(*header.excessBlobGas, isLate ? kCancunBlobs : *blobs);
}

} // namespace

BlockAttributes toBlockAttributes(opstack::PayloadAttributes payload)
{
    BlockAttributes attributes;
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

opstack::L1BlockRef l1BlockRef(
    const opstack::RollupConfig& config, const ChainRules& l1, const eth::Header& header, const Hash& hash)
{
    return {{hash, header.number}, header.parentHash, header.timestamp,
        header.baseFeePerGas.value_or(Uint256{}), blobBaseFeeFor(config, l1, header), header.prevRandao,
        header.parentBeaconBlockRoot};
}

} // namespace execution
