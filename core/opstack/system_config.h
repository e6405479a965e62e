#pragma once

#include "core/eth/receipt.h"

#include <variant>

namespace opstack {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;

/// What the SystemConfig contract on L1 rules over, as the derivation follows it. Specification:
/// system-config.md.
struct SystemConfig {
    Address batcherAddress;
    Uint256 overhead; ///< zero from Ecotone
    Uint256 scalar;   ///< from Ecotone a version and two numbers: see ecotoneScalars()
    std::uint64_t gasLimit = 0;
    std::uint32_t eip1559Denominator = 0; ///< Holocene; both zero: the chain's own constants
    std::uint32_t eip1559Elasticity = 0;
    std::uint32_t operatorFeeScalar = 0; ///< Isthmus
    std::uint64_t operatorFeeConstant = 0;
    std::uint64_t minBaseFee = 0;           ///< Jovian
    std::uint16_t daFootprintGasScalar = 0; ///< Jovian; zero stands for 400

    friend bool operator==(const SystemConfig&, const SystemConfig&) = default;
};

struct EcotoneScalars {
    std::uint32_t baseFeeScalar = 0;
    std::uint32_t blobBaseFeeScalar = 0;

    friend bool operator==(const EcotoneScalars&, const EcotoneScalars&) = default;
};
/// The two numbers in a scalar of version 0 or 1; nothing for another version or when the padding is not
/// zero. Specification: ecotone/l1-attributes.md.
std::optional<EcotoneScalars> ecotoneScalars(const Uint256& scalar);
/// The same as a scalar of version 1.
Uint256 toScalar(const EcotoneScalars& scalars);

struct BatcherUpdate {
    Address batcherAddress;
};
struct FeeScalarsUpdate {
    Uint256 overhead, scalar;
};
struct GasLimitUpdate {
    std::uint64_t gasLimit = 0;
};
struct UnsafeBlockSignerUpdate { ///< no concern of the derivation
    Address signer;
};
struct Eip1559Update {
    std::uint32_t denominator = 0, elasticity = 0;
};
struct OperatorFeeUpdate {
    std::uint32_t scalar = 0;
    std::uint64_t constant = 0;
};
struct MinBaseFeeUpdate {
    std::uint64_t minBaseFee = 0;
};
struct DaFootprintGasScalarUpdate {
    std::uint16_t scalar = 0;
};
using SystemConfigUpdate = std::variant<BatcherUpdate, FeeScalarsUpdate, GasLimitUpdate,
    UnsafeBlockSignerUpdate, Eip1559Update, OperatorFeeUpdate, MinBaseFeeUpdate, DaFootprintGasScalarUpdate>;

/// keccak-256 of "ConfigUpdate(uint256,uint8,bytes)".
inline constexpr Hash kConfigUpdateTopic =
    base::detail::fixedLiteral<Hash>("1d2b0bda21d56b8bd12d4f94ebacffdfb35f5e226f84b461103bb8beab6353be", 64);

/// Reads a log of the SystemConfig contract (whose address the caller has compared). BadData when it is
/// malformed, Unsupported for an unknown version or type: the derivation then goes on without it.
base::Result<SystemConfigUpdate> parseConfigUpdate(const eth::Log& log);

/// Puts an update in force. `ecotone` says whether Ecotone is active at the time of the L1 block with the
/// log. False when the update is void: scalars that are none, or one of the two EIP-1559 parameters zero.
bool apply(SystemConfig& config, const SystemConfigUpdate& update, bool ecotone);

} // namespace opstack
