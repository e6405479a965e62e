#include "core/practice/layers/epoch.h"

#include "core/execution/payload.h"

namespace practice {

using base::Result;

opstack::L1BlockRef l1BlockRef(
    const opstack::RollupConfig& config, const Chain& l1, const SealedBlock& l1Block)
{
    return execution::l1BlockRef(config, l1.rules(), l1Block.header(), l1Block.hash);
}

Result<opstack::L1Input> l1InputOf(const opstack::RollupConfig& config, L1& l1, const SealedBlock& l1Block)
{
    const opstack::Blobs blobs = [&](const Hash& versionedHash) -> Result<Bytes> {
        auto blob = TRY(l1.blob(versionedHash));
        if (!blob) return base::fail(base::Fault::BadData, "a blob that L1 does not keep any more");
        return *std::move(blob);
    };
    return opstack::L1Input{l1BlockRef(config, l1.chain(), l1Block), l1Block.receipts,
        TRY(opstack::inboxOf(config, l1Block.block.transactions, blobs))};
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
    return execution::toBlockAttributes(
        TRY(opstack::payloadAttributes(config, reference, system, l1BlockRef(config, l1, origin), deposits)));
}

} // namespace practice
