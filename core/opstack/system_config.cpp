#include "core/opstack/system_config.h"

#include "core/eth/abi_event.h"

#include <limits>

namespace opstack {

namespace {

using base::Fault;
using base::Result;

const eth::abi::Event& configUpdate()
{
    static const eth::abi::Event event =
        eth::abi::knownEvent("ConfigUpdate(uint256 indexed version, uint8 indexed updateType, bytes data)");
    return event;
}

/// The only word of the data, no greater than `limit`.
Result<Uint256> onlyWord(ByteView data, const Uint256& limit)
{
    if (data.size() != 32)
        return base::fail(
            Fault::BadData, "ConfigUpdate with data of " + std::to_string(data.size()) + " bytes");
    const Uint256 word = Uint256::fromBigEndian(data);
    if (word > limit) return base::fail(Fault::BadData, "ConfigUpdate with a value that is too large");
    return word;
}

constexpr Uint256 kMax64{std::numeric_limits<std::uint64_t>::max()};
constexpr Uint256 kMax160 = Uint256::max() >> 96;

Result<SystemConfigUpdate> parseBatcher(ByteView data)
{
    const Uint256 word = TRY(onlyWord(data, kMax160));
    return BatcherUpdate{word.toAddress()};
}
Result<SystemConfigUpdate> parseFeeScalars(ByteView data)
{
    if (data.size() != 64)
        return base::fail(Fault::BadData, "ConfigUpdate of fee scalars with data of the wrong length");
    return FeeScalarsUpdate{Uint256::fromBigEndian(data.first(32)), Uint256::fromBigEndian(data.subspan(32))};
}
Result<SystemConfigUpdate> parseGasLimit(ByteView data)
{
    const Uint256 word = TRY(onlyWord(data, kMax64));
    return GasLimitUpdate{word.low64()};
}
Result<SystemConfigUpdate> parseUnsafeBlockSigner(ByteView data)
{
    const Uint256 word = TRY(onlyWord(data, kMax160));
    return UnsafeBlockSignerUpdate{word.toAddress()};
}
Result<SystemConfigUpdate> parseEip1559(ByteView data)
{
    const Uint256 word = TRY(onlyWord(data, kMax64));
    return Eip1559Update{
        static_cast<std::uint32_t>(word.low64() >> 32), static_cast<std::uint32_t>(word.low64())};
}
/// The bytes above the two numbers are not looked at: nodes do not.
Result<SystemConfigUpdate> parseOperatorFee(ByteView data)
{
    const Uint256 word = TRY(onlyWord(data, Uint256::max()));
    return OperatorFeeUpdate{static_cast<std::uint32_t>(word.words[1]), word.words[0]};
}
Result<SystemConfigUpdate> parseMinBaseFee(ByteView data)
{
    const Uint256 word = TRY(onlyWord(data, kMax64));
    return MinBaseFeeUpdate{word.low64()};
}
Result<SystemConfigUpdate> parseDaFootprintGasScalar(ByteView data)
{
    const Uint256 word = TRY(onlyWord(data, std::numeric_limits<std::uint16_t>::max()));
    return DaFootprintGasScalarUpdate{static_cast<std::uint16_t>(word.low64())};
}

/// By the update's type. Specification: system-config.md, "UpdateType".
constexpr Result<SystemConfigUpdate> (*kParsers[])(ByteView) = {parseBatcher, parseFeeScalars, parseGasLimit,
    parseUnsafeBlockSigner, parseEip1559, parseOperatorFee, parseMinBaseFee, parseDaFootprintGasScalar};

/// One overload for each update; false when it is void.
struct Apply {
    SystemConfig& config;
    bool ecotone;

    bool operator()(const BatcherUpdate& update) const
    {
        config.batcherAddress = update.batcherAddress;
        return true;
    }
    bool operator()(const FeeScalarsUpdate& update) const
    {
        if (ecotone && !ecotoneScalars(update.scalar)) return false;
        config.overhead = ecotone ? Uint256{} : update.overhead;
        config.scalar = update.scalar;
        return true;
    }
    bool operator()(const GasLimitUpdate& update) const
    {
        config.gasLimit = update.gasLimit;
        return true;
    }
    bool operator()(const UnsafeBlockSignerUpdate&) const { return true; }
    bool operator()(const Eip1559Update& update) const
    {
        if ((update.denominator == 0) != (update.elasticity == 0)) return false;
        config.eip1559Denominator = update.denominator;
        config.eip1559Elasticity = update.elasticity;
        return true;
    }
    bool operator()(const OperatorFeeUpdate& update) const
    {
        config.operatorFeeScalar = update.scalar;
        config.operatorFeeConstant = update.constant;
        return true;
    }
    bool operator()(const MinBaseFeeUpdate& update) const
    {
        config.minBaseFee = update.minBaseFee;
        return true;
    }
    bool operator()(const DaFootprintGasScalarUpdate& update) const
    {
        config.daFootprintGasScalar = update.scalar;
        return true;
    }
};

} // namespace

/// Version 0: 28 zero bytes, base fee scalar. Version 1: 0x01, 23 zero bytes, blob base fee scalar, base fee
/// scalar.
std::optional<EcotoneScalars> ecotoneScalars(const Uint256& scalar)
{
    const std::uint64_t version = scalar.words[3] >> 56;
    const bool padded = (scalar.words[3] << 8) == 0 && scalar.words[2] == 0 && scalar.words[1] == 0;
    const auto baseFee = static_cast<std::uint32_t>(scalar.words[0]);
    const auto blobBaseFee = static_cast<std::uint32_t>(scalar.words[0] >> 32);
    if (!padded || version > 1 || (version == 0 && blobBaseFee != 0)) return std::nullopt;
    return EcotoneScalars{baseFee, blobBaseFee};
}

Uint256 toScalar(const EcotoneScalars& scalars)
{
    return {
        std::uint64_t{1} << 56, 0, 0, std::uint64_t{scalars.blobBaseFeeScalar} << 32 | scalars.baseFeeScalar};
}

Result<SystemConfigUpdate> parseConfigUpdate(const eth::Log& log)
{
    const eth::abi::Value::List arguments = TRY(eth::abi::decodeEvent(configUpdate(), log));
    const Uint256 version = arguments[0].number(), type = arguments[1].number();
    if (!version.isZero()) return base::fail(Fault::Unsupported, "ConfigUpdate of another version");
    if (type >= Uint256{std::size(kParsers)})
        return base::fail(Fault::Unsupported, "ConfigUpdate of an unknown type");
    return kParsers[type.low64()](arguments[2].bytes());
}

bool apply(SystemConfig& config, const SystemConfigUpdate& update, bool ecotone)
{
    return std::visit(Apply{config, ecotone}, update);
}

} // namespace opstack
