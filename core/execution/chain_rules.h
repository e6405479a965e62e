#pragma once

#include "core/eth/block.h"
#include "core/eth/transaction_rules.h"
#include "core/evm/precompiles.h"
#include "core/evm/revision.h"
#include "core/opstack/rollup_config.h"

#include <memory>

namespace execution {

using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;
using eth::Address;
using opstack::Fork;

/// How many blobs a block has and how their fee moves. EIP-4844, EIP-7691, EIP-7892.
struct BlobParameters {
    std::uint64_t target = 0;
    std::uint64_t max = 0;
    std::uint64_t baseFeeUpdateFraction = 0;

    friend bool operator==(const BlobParameters&, const BlobParameters&) = default;
};
inline constexpr BlobParameters kCancunBlobs{3, 6, 3338477};
inline constexpr BlobParameters kPragueBlobs{6, 9, 5007716};
inline constexpr BlobParameters kBpo1Blobs{10, 15, 8346193};
inline constexpr BlobParameters kBpo2Blobs{14, 21, 11684671};

/// Whose rule a chain of the OP Stack follows where op-geth and op-revm treat a deposit differently. Most of
/// the chains were built by op-geth and go on with op-revm, so that nobody can say it of a block without
/// asking both: a block that holds such a deposit is then neither right nor wrong. What differs: see
/// deposit.h.
enum class DepositRule : std::uint8_t {
    Unknown,
    OpGeth,
    OpRevm,
};

/// The rules in force in one block.
struct BlockRules {
    evm::Revision revision = evm::Revision::Frontier;
    std::optional<Fork> opFork;     ///< nothing: Ethereum
    std::optional<Fork> parentFork; ///< of the block before
    std::uint64_t chainId = 1;
    eth::TransactionRules transactions;
    std::optional<BlobParameters> blobs;
    const evm::PrecompileRules* precompiles = nullptr; ///< lives as long as the program
    Address depositContract;                           ///< EIP-6110
    std::uint64_t bombDelay = 0;                    ///< proof of work: by how many blocks the bomb is put off
    DepositRule depositRule = DepositRule::Unknown; ///< OP Stack

    bool isOp(Fork fork) const { return opFork && *opFork >= fork; }
    /// This is the fork's first block.
    bool activates(Fork fork) const { return isOp(fork) && *parentFork < fork; }
};

/// A fork is in force in a block that has reached both. One that only puts off the difficulty bomb (EIP-2384,
/// 4345, 5133) repeats the revision before it.
struct ForkActivation {
    evm::Revision revision = evm::Revision::Frontier;
    std::uint64_t number = 0;
    std::uint64_t timestamp = 0;
    std::optional<std::uint64_t> bombDelay = std::nullopt; ///< nothing: the revision's
};
/// Blob parameters from a time on.
struct BlobActivation {
    std::uint64_t timestamp = 0;
    BlobParameters parameters;
};

/// Of Hoodi and the official tests too.
inline constexpr Address kMainnetDepositContract =
    eth::operator""_address("0x00000000219ab540356cbb839cbe05303d7705fa", 42);

/// What tells one chain of Ethereum from another.
struct EthereumChain {
    std::uint64_t chainId = 1;
    std::vector<ForkActivation> forks = {}; ///< in order
    std::vector<BlobActivation> blobs = {}; ///< in order; blobs need Cancun and an entry here
    Address depositContract = kMainnetDepositContract;
    std::optional<std::uint64_t> unknownFrom = std::nullopt; ///< the time of a fork that is not implemented
};

/// Which rules hold at which block of a chain.
class ChainRules {
public:
    static ChainRules ethereum(EthereumChain chain);
    static ChainRules opStack(
        const opstack::RollupConfig& config, DepositRule depositRule = DepositRule::Unknown);

    /// The parent's time tells the activation block of an OP fork.
    BlockRules at(std::uint64_t number, std::uint64_t timestamp, std::uint64_t parentTimestamp) const;
    /// Unsupported when a block of this time follows rules that are not implemented.
    base::Result<void> checkKnown(std::uint64_t timestamp) const;
    /// Null on Ethereum.
    const opstack::RollupConfig* opConfig() const { return m_config.get(); }

private:
    ChainRules() = default;
    BlockRules ethereumAt(std::uint64_t number, std::uint64_t timestamp) const;

    EthereumChain m_ethereum;
    std::shared_ptr<const opstack::RollupConfig> m_config;
    DepositRule m_depositRule = DepositRule::Unknown;
};

/// The rules of transactions that come with an EVM revision.
const eth::TransactionRules& transactionRulesOf(evm::Revision revision);

} // namespace execution
