#include "core/rpc/revert.h"

#include "core/eth/abi_error.h"
#include "core/rpc/json.h"

namespace rpc {
namespace {

/// Errors of the OP Stack's L1 contracts that a deposit can meet, of all generations of the portal.
constexpr std::string_view kKnownErrors[] = {
    "OptimismPortal_NotAllowedOnCGTMode()",
    "OptimismPortal_BadTarget()",
    "OptimismPortal_GasLimitTooLow()",
    "OptimismPortal_CalldataTooLarge()",
    "OutOfGas()", // the deposit gas of this L1 block is sold out
    "BadTarget()",
    "SmallGasLimit()",
    "LargeCalldata()",
    "CallPaused()",
    "Unauthorized()",
    "GasEstimation()",
    "OnlyCustomGasToken()",
    "NoValue()",
    "TransferFailed()",
};

std::vector<eth::abi::CustomError> declared()
{
    std::vector<eth::abi::CustomError> errors;
    for (const std::string_view text : kKnownErrors)
        errors.push_back(eth::abi::knownError(text));
    return errors;
}

} // namespace

std::string describeRevert(base::ByteView data)
{
    static const std::vector<eth::abi::CustomError> known = declared();
    if (data.empty()) return "no reason given";
    return plainText(eth::abi::readRevert(data, known).text);
}

} // namespace rpc
