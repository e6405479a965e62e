#pragma once

#include "core/eth/block.h"
#include "core/opstack/rollup_config.h"

namespace opstack {

/// An L1 block as far as L2 blocks depend on it.
struct L1BlockRef {
    BlockId id;
    Hash parentHash;
    std::uint64_t timestamp = 0;
    Uint256 baseFee;
    /// By the blob schedule that the rollup follows (RollupConfig::pectraBlobScheduleTime); 1 before Cancun.
    Uint256 blobBaseFee;
    Hash prevRandao;
    std::optional<Hash> parentBeaconBlockRoot;
};

/// An L2 block as far as the next one depends on it.
struct L2BlockRef {
    BlockId id;
    Hash parentHash;
    std::uint64_t timestamp = 0;
    BlockId l1Origin;
    std::uint64_t sequenceNumber = 0;

    friend bool operator==(const L2BlockRef&, const L2BlockRef&) = default;
};

/// Reads a block's place from its header and its first transaction, the L1 attributes; of the genesis block
/// from the configuration. BadData when it is no block of the chain.
base::Result<L2BlockRef> l2BlockRef(const RollupConfig& config, const eth::Block& block, const Hash& hash);

/// The system configuration in force in a block, read back from it: batcher and scalars from the L1
/// attributes, gas limit and EIP-1559 parameters from the header; of the genesis block from the
/// configuration. Specification: derivation.md, "Deriving Payload Attributes" ("system config").
base::Result<SystemConfig> systemConfigOf(const RollupConfig& config, const eth::Block& block);

/// Puts the updates of an L1 block's logs in force, in order; what is malformed or unknown is passed over.
/// Receipts that failed do not count. `timestamp` is the L1 block's.
void applyConfigUpdates(SystemConfig& systemConfig, const RollupConfig& config, std::uint64_t l1Timestamp,
    const std::vector<eth::Receipt>& receipts);

/// The deposits that an L1 block's receipts ask for, in log order. BadData when a log of the portal is
/// malformed: deposits may not be left out.
base::Result<std::vector<eth::Transaction>> depositsOf(
    const RollupConfig& config, const Hash& l1BlockHash, const std::vector<eth::Receipt>& receipts);

/// What an L2 block is made from. Engine API: PayloadAttributesV3 with the OP Stack's additions.
struct PayloadAttributes {
    std::uint64_t timestamp = 0;
    Hash prevRandao;
    Address feeRecipient;                      ///< SequencerFeeVault
    std::optional<Hash> parentBeaconBlockRoot; ///< Ecotone
    std::vector<Bytes> transactions;           ///< L1 attributes, deposits, upgrade
    std::uint64_t gasLimit = 0;
    std::optional<base::FixedBytes<8>> eip1559Params; ///< Holocene
    std::optional<std::uint64_t> minBaseFee;          ///< Jovian
    bool hasWithdrawals = false;                      ///< Canyon: an empty list
};

/// The attributes of the block after `parent` with this origin, before transactions of users. `deposits` are
/// those of the origin when the block is the first of its epoch, none otherwise. Specification:
/// derivation.md, "Deriving Payload Attributes", with each fork's additions. BadData when origin and parent
/// do not fit.
base::Result<PayloadAttributes> payloadAttributes(const RollupConfig& config, const L2BlockRef& parent,
    const SystemConfig& systemConfig, const L1BlockRef& origin,
    const std::vector<eth::Transaction>& deposits);

} // namespace opstack
