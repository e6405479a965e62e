#include "core/withdrawal/finalize_guard.h"

#include "core/eth/abi.h"
#include "core/eth/transaction_rules.h"
#include "core/withdrawal/calls.h"
#include "core/withdrawal/outcome.h"

#include <algorithm>

namespace withdrawal {
namespace {

using namespace base::literals;
using base::fail;
using base::Fault;
using base::Result;
using eth::abi::Value;

/// Constants.ESTIMATION_ADDRESS of contracts-bedrock.
constexpr Address kEstimationAddress = "0x0000000000000000000000000000000000000001"_address;
constexpr Address kMulticall3 = "0xca11bde05977b3631167028862be2a173976ca11"_address;
constexpr std::uint64_t kMostGas = eth::kOsakaTransactions.maxGas;

Result<void> run(rpc::Chain& l1, const rpc::Call& call, const char* what, std::stop_token stop)
{
    const auto output = l1.call(call, rpc::BlockTag::latest(), std::move(stop));
    if (!output) return base::within(what, output.error());
    return {};
}

/// Finalizes and asks the messenger, in one call that leaves nothing behind.
Result<bool> isRelayedAfter(rpc::Chain& l1, const rpc::Call& finalize, const Address& messenger,
    const Hash& message, std::stop_token stop)
{
    const auto function = eth::abi::knownFunction(
        "aggregate3((address,bool,bytes)[]) returns ((bool success, bytes returnData)[])");
    const Bytes ask = eth::abi::callOf("successfulMessages(bytes32)", {message});
    rpc::Call call = finalize;
    call.to = kMulticall3;
    call.data = TRY(eth::abi::encodeCall(
        function, {Value(Value::List{Value(Value::List{finalize.to, false, finalize.data}),
                      Value(Value::List{messenger, false, ask})})}));
    const auto output = l1.call(call, rpc::BlockTag::latest(), std::move(stop));
    if (!output) return base::within("finalizing and looking at the messenger", output.error());
    const Value::List values = TRY(eth::abi::decodeOutput(function.outputs, output->unproven()));
    const Value::List& results = values[0].list();
    if (results.size() != 2) return fail(Fault::BadData, "Multicall3 answered to other calls");
    const Bytes& word = results[1].list()[1].bytes();
    return word.size() == 32 && Uint256::fromBigEndian(word) == Uint256{1};
}

/// Gas with which the call does not fail inside, tried as from 0x…01 and as from `from`.
Result<FinalizeGas> findGas(rpc::Chain& l1, rpc::Call call, const Address& from, const std::stop_token& stop)
{
    call.from = kEstimationAddress;
    const auto estimate = l1.estimateGas(call, stop);
    if (!estimate) return base::within("it would fail, or fail inside", estimate.error());
    FinalizeGas gas;
    gas.estimate = estimate->unproven();
    if (gas.estimate > kMostGas) return fail(Fault::Refused, "it takes more gas than a transaction may have");
    gas.limit = std::min(gas.estimate + gas.estimate / 2, kMostGas);

    call.gas = gas.limit;
    if (auto ran = run(l1, call, "with the gas to be signed it would fail inside", stop); !ran)
        return std::unexpected(std::move(ran).error());
    call.from = from;
    if (auto ran = run(l1, call, "it would fail", stop); !ran) return std::unexpected(std::move(ran).error());
    return gas;
}

} // namespace

base::Result<FinalizeGas> guardFinalize(rpc::Chain& l1, const PortalRules& rules, const Sent& sent,
    const std::optional<Address>& submitter, const Address& from, std::stop_token stop)
{
    rpc::Call call;
    call.to = rules.portal;
    call.data = encodeFinalize(sent.withdrawal, submitter);
    FinalizeGas gas = TRY(findGas(l1, call, from, stop));

    const auto message = messageHashOf(sent.withdrawal);
    if (!message || sent.withdrawal.target != rules.messenger) return gas;
    const auto multicall = TRY(l1.fetchCode(kMulticall3, rpc::BlockTag::latest(), stop));
    if (multicall.unproven().empty()) return gas;
    call.from = from;
    call.gas = gas.limit;
    gas.isFateSeen = TRY(isRelayedAfter(l1, call, rules.messenger, *message, std::move(stop)));
    if (!gas.isFateSeen)
        return fail(Fault::Reverted, "after finalizing, the messenger would not know the message as relayed");
    return gas;
}

base::Result<FinalizeGas> guardReplay(
    rpc::Chain& l1, const PortalRules& rules, const Sent& sent, const Address& from, std::stop_token stop)
{
    rpc::Call call;
    call.to = rules.messenger;
    call.data = sent.withdrawal.data;
    return findGas(l1, call, from, stop);
}

} // namespace withdrawal
