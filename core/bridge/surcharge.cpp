#include "core/bridge/surcharge.h"

#include "core/opstack/predeploys.h"
#include "core/withdrawal/pinned.h"

namespace bridge {

base::Result<base::Uint256> fetchSurcharge(
    rpc::Chain& l2, const eth::Transaction& transaction, std::stop_token stop)
{
    const auto oracle = TRY(withdrawal::Pinned::open(l2, std::move(stop)));
    const base::Uint256 data = TRY(oracle.readNumber(opstack::kGasPriceOracle,
        "getL1Fee(bytes) returns (uint256)", {eth::encodeTransaction(transaction)}));
    const auto operators = TRY(oracle.readIfAny(opstack::kGasPriceOracle,
        "getOperatorFee(uint256) returns (uint256)", {base::Uint256{transaction.gas}}));
    return operators ? data + operators->front().number() : data;
}

} // namespace bridge
