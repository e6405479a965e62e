#include "core/opstack/eip1559.h"

#include "core/opstack/packed.h"

#include <algorithm>

namespace opstack {

namespace {

using base::Fault;
using base::Result;

/// The version byte of each encoding.
constexpr std::uint8_t kHoloceneVersion = 0, kJovianVersion = 1;

/// The chain's own, for a block of that time.
BaseFeeParameters constantsAt(const RollupConfig& config, std::uint64_t timestamp)
{
    const Eip1559Constants& constants = config.eip1559;
    const bool canyon = config.isActive(Fork::Canyon, timestamp);
    return {canyon ? constants.denominatorCanyon : constants.denominator, constants.elasticity, 0};
}

/// Those that rule over the block after the parent. Where the parent has none of its own, the block's time
/// counts.
Result<BaseFeeParameters> parametersAfter(
    const RollupConfig& config, const eth::Header& parent, std::uint64_t timestamp)
{
    if (!config.isActive(Fork::Holocene, parent.timestamp)) return constantsAt(config, timestamp);
    return parseExtraData(config, parent.timestamp, parent.extraData);
}

/// From Jovian the data counts where it is more than the gas.
std::uint64_t fullness(const RollupConfig& config, const eth::Header& header)
{
    if (!config.isActive(Fork::Jovian, header.timestamp)) return header.gasUsed;
    return std::max(header.gasUsed, header.blobGasUsed.value_or(0));
}

/// EIP-1559.
Uint256 moved(const Uint256& baseFee, std::uint64_t used, std::uint64_t target, std::uint32_t denominator)
{
    if (used == target) return baseFee;
    const std::uint64_t distance = used > target ? used - target : target - used;
    const Uint256 change = baseFee * Uint256{distance} / Uint256{target} / Uint256{denominator};
    return used > target ? baseFee + std::max(change, Uint256{1}) : baseFee - change;
}

} // namespace

Bytes encodeExtraData(
    const RollupConfig& config, std::uint64_t timestamp, const BaseFeeParameters& parameters)
{
    if (!config.isActive(Fork::Holocene, timestamp)) return {};
    const bool jovian = config.isActive(Fork::Jovian, timestamp);
    const bool given = parameters.denominator != 0 || parameters.elasticity != 0;
    const BaseFeeParameters written = given ? parameters : constantsAt(config, timestamp);
    PackedWriter out;
    out.number(jovian ? kJovianVersion : kHoloceneVersion)
        .number(written.denominator)
        .number(written.elasticity);
    if (jovian) out.number(parameters.minBaseFee);
    return out.take();
}

Result<BaseFeeParameters> parseExtraData(
    const RollupConfig& config, std::uint64_t timestamp, ByteView extraData)
{
    const bool jovian = config.isActive(Fork::Jovian, timestamp);
    if (extraData.size() != (jovian ? 17u : 9u))
        return base::fail(Fault::BadData, "extraData of the wrong length");
    PackedReader in(extraData);
    if (in.number<std::uint8_t>() != (jovian ? kJovianVersion : kHoloceneVersion))
        return base::fail(Fault::BadData, "extraData of another version");
    BaseFeeParameters parameters;
    parameters.denominator = in.number<std::uint32_t>();
    parameters.elasticity = in.number<std::uint32_t>();
    if (jovian) parameters.minBaseFee = in.number<std::uint64_t>();
    if (parameters.denominator == 0 || parameters.elasticity == 0)
        return base::fail(Fault::BadData, "extraData with an EIP-1559 parameter of zero");
    return parameters;
}

Result<Uint256> nextBaseFee(const RollupConfig& config, const eth::Header& parent, std::uint64_t timestamp)
{
    if (!parent.baseFeePerGas) return base::fail(Fault::BadData, "the parent header has no base fee");
    const BaseFeeParameters parameters = TRY(parametersAfter(config, parent, timestamp));
    if (parameters.denominator == 0 || parameters.elasticity == 0)
        return base::fail(Fault::BadData, "the chain's configuration has an EIP-1559 parameter of zero");
    const std::uint64_t target = parent.gasLimit / parameters.elasticity;
    const Uint256 next =
        moved(*parent.baseFeePerGas, fullness(config, parent), target, parameters.denominator);
    return std::max(next, Uint256{parameters.minBaseFee});
}

} // namespace opstack
