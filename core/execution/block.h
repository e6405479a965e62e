#pragma once

#include "core/evm/code_cache.h"
#include "core/evm/trace.h"
#include "core/execution/chain_rules.h"
#include "core/execution/world.h"

#include <functional>

namespace execution {

/// The hash of an earlier block of the same chain, or nothing when it is not known.
using Ancestors = std::function<std::optional<Hash>(std::uint64_t number)>;

/// What execution uses besides the state. The cache may serve many blocks, also at the same time.
struct Surroundings {
    Ancestors ancestors; ///< asked by BLOCKHASH, for blocks before the parent
    evm::CodeCache& codes;
    evm::Tracer* tracer = nullptr;
};

/// What a block is made from. OP Stack: engine API, PayloadAttributes.
struct BlockAttributes {
    std::uint64_t timestamp = 0;
    Hash prevRandao;
    Address feeRecipient;
    std::optional<std::vector<eth::Withdrawal>> withdrawals;
    std::optional<Hash> parentBeaconBlockRoot;
    std::vector<Bytes> transactions; ///< consensus encodings
    std::uint64_t gasLimit = 0;
    Bytes extraData; ///< Ethereum, and OP Stack before Holocene
    std::optional<base::FixedBytes<8>>
        eip1559Params;                       ///< Holocene: denominator and elasticity; zero: the chain's own
    std::optional<std::uint64_t> minBaseFee; ///< Jovian
};

/// A block that was executed.
struct BlockOutcome {
    eth::Header header; ///< complete
    Hash hash;
    std::vector<Address> senders; ///< one a transaction
    std::vector<eth::Receipt> receipts;
    std::vector<Bytes> requests; ///< EIP-7685
};

/// Executes the attributes on the parent's state and seals the block. The world is then the block's state;
/// after a failure it is unchanged unless the failure came from the world itself. BadData: the attributes
/// cannot make a block. Unsupported: they hold a deposit on which op-geth and op-revm differ, and the chain
/// does not say whose rule it follows (DepositRule).
base::Result<BlockOutcome> execute(const ChainRules& rules, const eth::Header& parent,
    const BlockAttributes& attributes, World& world, const Surroundings& surroundings);

/// Executes a block as it was received. BadData: it cannot be a block of this chain at this place.
/// Unsupported: whether it can, cannot be told, for such a deposit or for ommers. What it states about the
/// outcome of execution is not compared: that is compareHeaders() in header_rules.h.
base::Result<BlockOutcome> run(const ChainRules& rules, const eth::Header& parent, const eth::Block& block,
    World& world, const Surroundings& surroundings);

/// run(), and Mismatch when the block states something else than execution gives; the world is then changed
/// all the same.
base::Result<BlockOutcome> execute(const ChainRules& rules, const eth::Header& parent,
    const eth::Block& block, World& world, const Surroundings& surroundings);

} // namespace execution
