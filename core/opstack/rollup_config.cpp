#include "core/opstack/rollup_config.h"

namespace opstack {

const char* toString(Fork fork)
{
    constexpr std::array<const char*, kForkCount> kNames = {"bedrock", "regolith", "canyon", "delta",
        "ecotone", "fjord", "granite", "holocene", "isthmus", "jovian", "karst"};
    return kNames[static_cast<std::size_t>(fork)];
}

Fork RollupConfig::forkAt(std::uint64_t timestamp) const
{
    for (std::size_t i = kForkCount; i-- > 1;)
        if (isActive(static_cast<Fork>(i), timestamp)) return static_cast<Fork>(i);
    return Fork::Bedrock;
}

} // namespace opstack
