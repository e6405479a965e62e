#pragma once

#include "core/opstack/system_config.h"

#include <array>
#include <optional>

namespace opstack {

/// In the order of their activation; each holds all that those before it changed.
enum class Fork : std::uint8_t {
    Bedrock,
    Regolith,
    Canyon,
    Delta,
    Ecotone,
    Fjord,
    Granite,
    Holocene,
    Isthmus,
    Jovian,
    Karst,
};
inline constexpr std::size_t kForkCount = 11;

/// In lower case, as in the configuration's "karst_time".
const char* toString(Fork fork);

struct BlockId {
    Hash hash;
    std::uint64_t number = 0;

    friend bool operator==(const BlockId&, const BlockId&) = default;
};

/// EIP-1559's parameters of a chain where SystemConfig does not give them.
struct Eip1559Constants {
    std::uint32_t elasticity = 6;
    std::uint32_t denominator = 50;
    std::uint32_t denominatorCanyon = 250;

    friend bool operator==(const Eip1559Constants&, const Eip1559Constants&) = default;
};

/// Everything fixed about a chain: op-node's rollup.json. Specification: rollup-node.md and
/// superchain-upgrades.md.
struct RollupConfig {
    struct Genesis {
        BlockId l1, l2;
        std::uint64_t l2Time = 0;
        SystemConfig systemConfig;
    };
    Genesis genesis;

    std::uint64_t blockTime = 2;
    std::uint64_t maxSequencerDrift = 600;     ///< 1800 from Fjord, whatever stands here
    std::uint64_t sequencerWindowSize = 3600;  ///< in L1 blocks
    std::uint64_t channelTimeoutBedrock = 300; ///< in L1 blocks; 50 from Granite
    std::uint64_t l1ChainId = 1;
    std::uint64_t l2ChainId = 10;

    /// Absent: never. Bedrock is active from the start.
    std::array<std::optional<std::uint64_t>, kForkCount> forkTimes{0};
    /// The first time of a fork that this program does not know; from then on nothing may be derived.
    std::optional<std::uint64_t> unknownForkTime;
    /// L1 blocks before this time have blob base fees by Cancun's rule even where L1 is at Prague.
    std::optional<std::uint64_t> pectraBlobScheduleTime;
    /// The gas that Karst's activation block adds for its upgrade stays in the gas limit.
    bool keepKarstUpgradeGas = false;

    Address batchInboxAddress;
    Address depositContractAddress; ///< OptimismPortal
    Address l1SystemConfigAddress;
    Eip1559Constants eip1559;
    bool usesAltDa = false; ///< batches lie elsewhere than on L1

    /// `timestamp` is that of an L2 block, or of an L1 block where the specification says so.
    bool isActive(Fork fork, std::uint64_t timestamp) const
    {
        const auto& time = forkTimes[static_cast<std::size_t>(fork)];
        return time && timestamp >= *time;
    }
    /// The first L2 block of the fork. A fork that is active at genesis has none.
    bool isActivationBlock(Fork fork, std::uint64_t l2Timestamp) const
    {
        return l2Timestamp >= blockTime && isActive(fork, l2Timestamp) &&
               !isActive(fork, l2Timestamp - blockTime);
    }
    /// The last active fork.
    Fork forkAt(std::uint64_t timestamp) const;

    void setForkTime(Fork fork, std::uint64_t time) { forkTimes[static_cast<std::size_t>(fork)] = time; }
};

} // namespace opstack
