#include "core/bridge/activity_row.h"

namespace bridge {
namespace {

std::optional<BlockId> toBlockId(const std::optional<store::BlockRow>& row)
{
    if (!row) return {};
    return BlockId{row->number, row->hash};
}

DepositFacts toFacts(const store::RecordedDeposit& recorded)
{
    const store::DepositRow& row = recorded.deposit;
    return DepositFacts{.accepted = recorded.transaction.delivery == store::Delivery::Accepted,
        .refused = recorded.transaction.delivery == store::Delivery::Refused,
        .nonceUsed = row.nonceUsed,
        .l1Block = toBlockId(row.l1Block),
        .l1Succeeded = row.l1Succeeded,
        .l2Hash = row.l2Hash,
        .l2Block = toBlockId(row.l2Block),
        .l2Outcome = static_cast<L2Outcome>(row.l2Outcome)};
}

} // namespace

Activity toActivity(const store::RecordedDeposit& recorded)
{
    return Activity{.id = recorded.deposit.id,
        .networkId = recorded.deposit.network,
        .from = recorded.deposit.sender,
        .recipient = recorded.deposit.recipient,
        .amount = recorded.deposit.amount,
        .nonce = recorded.transaction.nonce,
        .l1Hash = recorded.transaction.hash,
        .createdAt = recorded.transaction.createdAt,
        .facts = toFacts(recorded),
        .lastError = recorded.deposit.lastError};
}

base::Result<std::vector<Activity>> readActivities(store::Database& database, std::string_view network)
{
    std::vector<Activity> activities;
    for (const store::RecordedDeposit& recorded : TRY(database.deposits(network)))
        activities.push_back(toActivity(recorded));
    return activities;
}

} // namespace bridge
