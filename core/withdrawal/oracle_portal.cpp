#include "core/withdrawal/oracle_portal.h"

#include "core/withdrawal/calls.h"
#include "core/withdrawal/portal.h"

namespace withdrawal {
namespace {

using base::Result;
using eth::abi::Value;

/// What the contract calls by the first name, and older versions by the second. Nothing: by neither.
Result<std::optional<Value>> readEither(
    const Pinned& l1, const Address& contract, std::string_view newer, std::string_view older)
{
    auto values = TRY(l1.readIfAny(contract, newer));
    if (!values) values = TRY(l1.readIfAny(contract, older));
    if (!values) return std::nullopt;
    return std::move(values->front());
}

Result<std::optional<Output>> readOutput(const Pinned& l1, const PortalRules& rules, const Uint256& index)
{
    const auto values = TRY(l1.readIfAny(rules.proposals,
        "getL2Output(uint256) returns ((bytes32 outputRoot, uint128 timestamp, uint128 l2BlockNumber))",
        {index}));
    if (!values) return std::nullopt;
    const Value::List& output = values->front().list();
    return Output{output[0].hash(), TRY(toSeconds(output[1].number())), output[2].number()};
}

/// The oracle takes the next output when L2 has reached its block.
Result<std::optional<Seconds>> expectNextOutput(const Pinned& l1, const PortalRules& rules)
{
    const auto block = TRY(l1.readIfAny(rules.proposals, "nextBlockNumber() returns (uint256)"));
    if (!block) return std::nullopt;
    const auto time = TRY(l1.readIfAny(
        rules.proposals, "computeL2Timestamp(uint256) returns (uint256)", {block->front().number()}));
    if (!time) return std::nullopt;
    return TRY(toSeconds(time->front().number()));
}

} // namespace

base::Result<std::optional<PortalRules>> readOracleRules(const Pinned& l1, PortalRules rules)
{
    const auto oracle =
        TRY(readEither(l1, rules.portal, "l2Oracle() returns (address)", "L2_ORACLE() returns (address)"));
    if (!oracle) return std::nullopt;
    rules.proposals = oracle->address();
    const auto period = TRY(readEither(l1, rules.proposals, "finalizationPeriodSeconds() returns (uint256)",
        "FINALIZATION_PERIOD_SECONDS() returns (uint256)"));
    if (!period) return std::nullopt;
    rules.proofMaturity = TRY(toSeconds(period->number()));
    rules.finality = rules.proofMaturity;
    rules.startingTime = TRY(l1.readSeconds(rules.proposals, "startingTimestamp() returns (uint256)"));
    return rules;
}

base::Result<Pace> readOraclePace(const Pinned& l1, const PortalRules& rules)
{
    Pace pace{{}, rules.proofMaturity};
    const auto blocks = TRY(readEither(l1, rules.proposals, "submissionInterval() returns (uint256)",
        "SUBMISSION_INTERVAL() returns (uint256)"));
    const auto time = TRY(readEither(
        l1, rules.proposals, "l2BlockTime() returns (uint256)", "L2_BLOCK_TIME() returns (uint256)"));
    Uint256 interval;
    if (blocks && time && !base::mulOverflows(blocks->number(), time->number(), interval))
        pace.proposalEvery = TRY(toSeconds(interval));
    return pace;
}

base::Result<std::vector<Proof>> readOracleProofs(
    const Pinned& l1, const PortalRules& rules, const Sent& sent)
{
    const Value::List values = TRY(l1.read(rules.portal,
        "provenWithdrawals(bytes32) returns (bytes32 outputRoot, uint128 timestamp, uint128 l2OutputIndex)",
        {sent.hash}));
    const Seconds provenAt = TRY(toSeconds(values[1].number()));
    if (provenAt.count() == 0) return std::vector<Proof>{};
    ProvenOutput output{values[2].number(), values[0].hash(), {}};
    output.today = TRY(readOutput(l1, rules, output.index));
    rpc::Call call;
    call.to = rules.portal;
    call.data = encodeFinalize(sent.withdrawal);
    const bool isAccepted = TRY(l1.passes(call));
    return std::vector<Proof>{{std::nullopt, provenAt, std::move(output), isAccepted}};
}

base::Result<ProposalSearch> searchOutputs(
    const Pinned& l1, const PortalRules& rules, rpc::Chain& l2, const Inclusion& inclusion)
{
    const Uint256 count = TRY(l1.readNumber(rules.proposals, "nextOutputIndex() returns (uint256)"));
    const auto candidate = [&](const Uint256& index) -> Result<std::optional<detail::Candidate>> {
        const auto output = TRY(readOutput(l1, rules, index));
        if (!output) return detail::Candidate{{index, Output{}, 0, {}}, "it was deleted"};
        // They come in the order of blocks.
        if (output->l2Block < Uint256{inclusion.block.number}) return std::nullopt;
        auto why = detail::judgeRoot(l2, inclusion, output->l2Block, output->root, l1.stop());
        return detail::Candidate{{index, *output, output->l2Block.low64(), output->root}, std::move(why)};
    };
    ProposalSearch search = TRY(detail::searchBackwards(count, candidate));
    if (!search.found) search.nextAt = TRY(expectNextOutput(l1, rules));
    return search;
}

} // namespace withdrawal
