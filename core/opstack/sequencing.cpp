#include "core/opstack/sequencing.h"

namespace opstack {

std::uint64_t maxSequencerDrift(const RollupConfig& config, std::uint64_t l1OriginTime)
{
    constexpr std::uint64_t kFjordDrift = 1800;
    return config.isActive(Fork::Fjord, l1OriginTime) ? kFjordDrift : config.maxSequencerDrift;
}

bool isWithinWindow(const RollupConfig& config, std::uint64_t epoch, std::uint64_t inclusion)
{
    return inclusion <= epoch + config.sequencerWindowSize;
}

std::optional<std::uint64_t> forcedEpoch(const RollupConfig& config, const L2BlockRef& safeHead,
    std::uint64_t nextOriginTime, std::uint64_t l1Head)
{
    const bool reachesNext = safeHead.timestamp + config.blockTime >= nextOriginTime;
    const std::uint64_t epoch = safeHead.l1Origin.number + (reachesNext ? 1 : 0);
    // The last L1 block of the window still counts, but it is read.
    if (isWithinWindow(config, epoch, l1Head + 1)) return std::nullopt;
    return epoch;
}

} // namespace opstack
