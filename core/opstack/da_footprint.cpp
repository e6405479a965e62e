#include "core/opstack/da_footprint.h"

namespace opstack {

std::uint64_t daFootprint(const DataSize& size, std::uint16_t daFootprintGasScalar)
{
    const std::uint16_t scalar =
        daFootprintGasScalar == 0 ? kDefaultDaFootprintGasScalar : daFootprintGasScalar;
    return estimatedSize(size.fastLz) / 1'000'000 * scalar;
}

} // namespace opstack
