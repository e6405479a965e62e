#include "core/opstack/l1_fee.h"

#include "core/opstack/fast_lz.h"

#include <algorithm>

namespace opstack {

namespace {

constexpr std::uint64_t kMillion = 1'000'000;

/// The gas of the bytes as calldata on L1 (EIP-2028).
std::uint64_t calldataGas(const DataSize& size)
{
    return 4 * size.zeroBytes + 16 * size.otherBytes;
}

/// Ecotone's values have never been set. op-geth looks at the same three.
bool areEcotoneValuesUnset(const L1FeeParameters& parameters)
{
    return parameters.blobBaseFee.isZero() && parameters.baseFeeScalar == 0 &&
           parameters.blobBaseFeeScalar == 0;
}

/// The rule in force: that of the last fork that changed it.
enum class Rule { Bedrock, Regolith, Ecotone, Fjord };
Rule ruleOf(Fork fork, const L1FeeParameters& parameters)
{
    if (fork == Fork::Bedrock) return Rule::Bedrock;
    if (fork < Fork::Ecotone || areEcotoneValuesUnset(parameters)) return Rule::Regolith;
    return fork < Fork::Fjord ? Rule::Ecotone : Rule::Fjord;
}

/// Price of a gas of data, times 16 million.
Uint256 weightedPrice(const L1FeeParameters& parameters)
{
    return Uint256{16} * parameters.baseFee * Uint256{parameters.baseFeeScalar} +
           parameters.blobBaseFee * Uint256{parameters.blobBaseFeeScalar};
}

} // namespace

L1FeeParameters toL1FeeParameters(const L1BlockWords& words)
{
    L1FeeParameters parameters;
    parameters.baseFee = words.baseFee;
    parameters.overhead = words.overhead;
    parameters.scalar = words.scalar;
    parameters.blobBaseFee = words.blobBaseFee;
    // Bytes 16..20 and 20..24 of slot 3.
    parameters.baseFeeScalar = static_cast<std::uint32_t>(words.scalars.words[1] >> 32);
    parameters.blobBaseFeeScalar = static_cast<std::uint32_t>(words.scalars.words[1]);
    // Bytes 18..20, 20..24 and 24..32 of slot 8.
    parameters.daFootprintGasScalar = static_cast<std::uint16_t>(words.operatorFee.words[1] >> 32);
    parameters.operatorFeeScalar = static_cast<std::uint32_t>(words.operatorFee.words[1]);
    parameters.operatorFeeConstant = words.operatorFee.words[0];
    return parameters;
}

DataSize measure(ByteView transaction)
{
    DataSize size;
    size.zeroBytes = static_cast<std::uint64_t>(std::count(transaction.begin(), transaction.end(), 0));
    size.otherBytes = transaction.size() - size.zeroBytes;
    size.fastLz = fastLzLength(transaction);
    return size;
}

std::uint64_t estimatedSize(std::uint64_t fastLz)
{
    constexpr std::uint64_t kIntercept = 42'585'600, kSlope = 836'500, kLeast = 100 * kMillion;
    return std::max(kLeast + kIntercept, kSlope * fastLz) - kIntercept;
}

Uint256 l1GasUsed(Fork fork, const L1FeeParameters& parameters, const DataSize& size)
{
    constexpr std::uint64_t kSignatureGas = 68 * 16; // counted once more before Regolith
    switch (ruleOf(fork, parameters)) {
    case Rule::Bedrock:
        return Uint256{calldataGas(size) + kSignatureGas} + parameters.overhead;
    case Rule::Regolith:
        return Uint256{calldataGas(size)} + parameters.overhead;
    case Rule::Ecotone:
        return Uint256{calldataGas(size)};
    case Rule::Fjord:
        break;
    }
    return Uint256{estimatedSize(size.fastLz) * 16 / kMillion};
}

Uint256 l1Fee(Fork fork, const L1FeeParameters& parameters, const DataSize& size)
{
    switch (ruleOf(fork, parameters)) {
    case Rule::Bedrock:
    case Rule::Regolith:
        return l1GasUsed(fork, parameters, size) * parameters.baseFee * parameters.scalar / Uint256{kMillion};
    case Rule::Ecotone:
        return Uint256{calldataGas(size)} * weightedPrice(parameters) / Uint256{16 * kMillion};
    case Rule::Fjord:
        break;
    }
    return Uint256{estimatedSize(size.fastLz)} * weightedPrice(parameters) / Uint256{kMillion * kMillion};
}

Uint256 operatorFee(Fork fork, const L1FeeParameters& parameters, std::uint64_t gas)
{
    if (fork < Fork::Isthmus) return {};
    const Uint256 product = Uint256{gas} * Uint256{parameters.operatorFeeScalar};
    const Uint256 scaled = fork < Fork::Jovian ? product / Uint256{kMillion} : product * Uint256{100};
    return scaled + Uint256{parameters.operatorFeeConstant};
}

} // namespace opstack
