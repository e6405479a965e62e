#include "core/bridge/activity.h"

namespace bridge {
namespace {

DepositStage stageOnL2(const DepositFacts& facts)
{
    if (!facts.l2Hash) return DepositStage::IncludedOnL1;
    if (!facts.l2Block) return DepositStage::ExpectedOnL2;
    if (facts.l2Outcome == L2Outcome::Unknown) return DepositStage::ExpectedOnL2;
    return facts.l2Outcome == L2Outcome::Relayed ? DepositStage::Arrived : DepositStage::FailedOnL2;
}

struct StageName {
    DepositStage stage;
    const char* name;
    bool isEnd;
};
constexpr StageName kStages[] = {
    {DepositStage::Recorded, "recorded", false}, {DepositStage::Sent, "sent", false},
    {DepositStage::Dropped, "dropped", false}, {DepositStage::IncludedOnL1, "included-on-l1", false},
    {DepositStage::ExpectedOnL2, "expected-on-l2", false}, {DepositStage::Arrived, "arrived", true},
    {DepositStage::Refused, "refused", true}, {DepositStage::Replaced, "replaced", true},
    {DepositStage::RevertedOnL1, "reverted-on-l1", true},
    {DepositStage::FailedOnL2, "failed-on-l2", false}, // a failed message can be replayed
};

const StageName& rowOf(DepositStage stage)
{
    const StageName& row = kStages[static_cast<std::size_t>(stage)];
    CHECK(row.stage == stage);
    return row;
}

} // namespace

DepositStage stage(const DepositFacts& facts)
{
    // What is in a block counts more than what any node said before.
    if (facts.l1Block) return facts.l1Succeeded ? stageOnL2(facts) : DepositStage::RevertedOnL1;
    if (facts.nonceUsed) return DepositStage::Replaced;
    if (facts.refused) return DepositStage::Refused;
    if (facts.dropped) return DepositStage::Dropped;
    return facts.accepted ? DepositStage::Sent : DepositStage::Recorded;
}

bool isEnd(DepositStage stage)
{
    return rowOf(stage).isEnd;
}

const char* toString(DepositStage stage)
{
    return rowOf(stage).name;
}

} // namespace bridge
