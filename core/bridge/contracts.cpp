#include "core/bridge/contracts.h"

#include "core/eth/abi.h"
#include "core/eth/address.h"
#include "core/opstack/predeploys.h"

namespace bridge {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using eth::abi::Value;

/// The outputs of a view function of ours, by its declaration.
Result<Value::List> readView(rpc::Chain& chain, const base::Address& contract, const char* declaration,
    const Value::List& arguments, std::stop_token stop)
{
    const eth::abi::Function function = eth::abi::knownFunction(declaration);
    rpc::Call call;
    call.to = contract;
    call.data = TRY(eth::abi::encodeCall(function, arguments));
    const auto output = TRY(chain.call(call, rpc::BlockTag::latest(), std::move(stop)));
    return eth::abi::decodeOutput(function.outputs, output.unproven());
}

struct Named {
    const char* declaration;
    const char* name;
    base::Address L1Contracts::* address;
};
constexpr Named kNamedBySystemConfig[] = {
    {"optimismPortal() returns (address)", "OptimismPortal", &L1Contracts::optimismPortal},
    {"l1StandardBridge() returns (address)", "L1StandardBridge", &L1Contracts::l1StandardBridge},
    {"l1CrossDomainMessenger() returns (address)", "L1CrossDomainMessenger",
        &L1Contracts::l1CrossDomainMessenger},
};

Result<void> checkNamed(const Route& route, const Named& named, std::stop_token stop)
{
    const auto answer =
        readView(route.l1, route.network.contracts.systemConfig, named.declaration, {}, std::move(stop));
    // A SystemConfig from before these functions reverts. Any other fault leaves the check undone, so it
    // fails.
    if (!answer && answer.error().fault == Fault::Reverted) return {};
    const Value::List outputs = TRY(answer);
    const base::Address expected = route.network.contracts.*named.address;
    if (outputs[0].address() == expected) return {};
    return fail(Fault::Mismatch, std::string("the SystemConfig names another ") + named.name +
                                     " than this network: " + eth::toChecksum(outputs[0].address()));
}

Result<void> requireCode(rpc::Chain& chain, const base::Address& contract, std::stop_token stop)
{
    const auto code = TRY(chain.fetchCode(contract, rpc::BlockTag::latest(), std::move(stop)));
    if (code.unproven().empty())
        return fail(Fault::Mismatch, "there is no contract at " + eth::toChecksum(contract));
    return {};
}

} // namespace

base::Result<void> checkContracts(const Route& route, std::stop_token stop)
{
    TRY(requireCode(route.l1, route.network.contracts.l1StandardBridge, stop));
    TRY(requireCode(route.l1, route.network.contracts.optimismPortal, stop));
    for (const Named& named : kNamedBySystemConfig)
        TRY(checkNamed(route, named, stop));
    return {};
}

base::Result<MeteringState> fetchMetering(const Route& route, std::stop_token stop)
{
    const L1Contracts& contracts = route.network.contracts;
    const Value::List params = TRY(readView(route.l1, contracts.optimismPortal,
        "params() returns (uint128 prevBaseFee, uint64 prevBoughtGas, uint64 prevBlockNum)", {}, stop));
    const Value::List answer = TRY(readView(route.l1, contracts.systemConfig,
        "resourceConfig() returns ((uint32 maxResourceLimit, uint8 elasticityMultiplier, uint8 "
        "baseFeeMaxChangeDenominator, "
        "uint32 minimumBaseFee, uint32 systemTxMaxGas, uint128 maximumBaseFee))",
        {}, stop));
    const Value::List& config = answer[0].list();
    return MeteringState{.prevBaseFee = params[0].number(),
        .prevBoughtGas = params[1].number().low64(),
        .maxResourceLimit = config[0].number(),
        .elasticityMultiplier = config[1].number().low64(),
        .baseFeeMaxChangeDenominator = config[2].number().low64(),
        .maximumBaseFee = config[5].number()};
}

base::Result<bool> isMessageSuccessful(rpc::Chain& l2, const base::Hash& messageHash, std::stop_token stop)
{
    const Value::List answer = TRY(readView(l2, opstack::kL2CrossDomainMessenger,
        "successfulMessages(bytes32) returns (bool)", {Value(messageHash)}, std::move(stop)));
    return answer[0].flag();
}

} // namespace bridge
