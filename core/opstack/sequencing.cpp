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

} // namespace opstack
