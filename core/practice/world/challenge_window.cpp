#include "core/practice/world/challenge_window.h"

#include "core/eth/abi.h"
#include "core/rpc/chain.h"

#include <algorithm>

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using eth::abi::Value;

/// More than any chain makes anybody wait: a century.
constexpr std::uint64_t kLongestWait = 100ULL * 365 * 24 * 60 * 60;

/// What a view function with one output returns.
Result<Value> ask(rpc::Chain& l1, const Address& contract, const char* declaration,
    const Value::List& arguments, std::stop_token stop)
{
    const eth::abi::Function function = eth::abi::knownFunction(declaration);
    rpc::Call call;
    call.to = contract;
    call.data = TRY(eth::abi::encodeCall(function, arguments));
    const auto output = TRY(l1.call(call, rpc::BlockTag::latest(), std::move(stop)));
    Value::List values = TRY(eth::abi::decodeOutput(function.outputs, output.unproven()));
    return std::move(values.front());
}

Result<base::Seconds> askSpan(
    rpc::Chain& l1, const Address& contract, const char* declaration, std::stop_token stop)
{
    const Value answer = TRY(ask(l1, contract, declaration, {}, std::move(stop)));
    if (answer.number() > Uint256{kLongestWait}) return fail(Fault::BadData, "a wait of over a century");
    return base::Seconds(answer.number().low64());
}

/// An unchallenged game can be resolved when its clock has run out, and counts after the finality delay; the
/// proof ripens meanwhile.
Result<base::Seconds> windowOfGames(rpc::Chain& l1, const Deployment& deployment, std::stop_token stop)
{
    const Contracts& contracts = deployment.contracts;
    // Games are clones of this one: it knows their clock.
    const Value game = TRY(ask(l1, contracts.disputeGameFactory, "gameImpls(uint32) returns (address)",
        {Uint256{deployment.gameType}}, stop));
    const auto clock = TRY(askSpan(l1, game.address(), "maxClockDuration() returns (uint64)", stop));
    const auto proof =
        TRY(askSpan(l1, contracts.optimismPortal, "proofMaturityDelaySeconds() returns (uint256)", stop));
    const auto finality = TRY(
        askSpan(l1, contracts.optimismPortal, "disputeGameFinalityDelaySeconds() returns (uint256)", stop));
    return std::max(proof, clock + finality);
}

} // namespace

base::Result<std::optional<base::Seconds>> fetchChallengeWindow(World& world, std::stop_token stop)
{
    const Deployment& deployment = world.deployment();
    rpc::Chain l1(world.transport(Layer::L1), kL1ChainId, rpc::Stack::Ethereum);
    const base::Seconds window = TRY(deployment.generation == Generation::Classic
                                         ? askSpan(l1, deployment.contracts.l2OutputOracle,
                                               "FINALIZATION_PERIOD_SECONDS() returns (uint256)", stop)
                                         : windowOfGames(l1, deployment, stop));
    return window.count() == 0 ? std::nullopt : std::optional(window);
}

} // namespace practice
