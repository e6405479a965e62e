#include "core/bridge/activity_row.h"

#include "core/bridge/token_call.h"

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
    const store::TransactionRow& transaction = recorded.transaction;
    // What a node has taken is with the network: nothing is unknown of that.
    const bool inDoubt = transaction.openDeliveries > 0 && transaction.delivery != store::Delivery::Accepted;
    return DepositFacts{.accepted = transaction.delivery == store::Delivery::Accepted,
        .dropped = transaction.isDropped,
        .refused = transaction.delivery == store::Delivery::Refused && !inDoubt,
        .inDoubt = inDoubt,
        .nonceUsed = row.nonceUsed,
        .replacedBy = row.replacedBy,
        .l1Block = toBlockId(row.l1Block),
        .l1Succeeded = row.l1Succeeded,
        .l1Proven = row.l1IsProven,
        .l2Hash = row.l2Hash,
        .l2Block = toBlockId(row.l2Block),
        .l2Outcome = static_cast<L2Outcome>(row.l2Outcome)};
}

/// Read from the bytes that were signed.
std::optional<TokenRoute> tokenOf(const store::TransactionRow& row)
{
    const auto transaction = eth::parseTransaction(row.signedBytes);
    const auto bridged = transaction ? bridgedToken(transaction->data) : std::nullopt;
    if (!bridged) return std::nullopt;
    return TokenRoute{bridged->localToken, bridged->remoteToken};
}

/// What kept the last look from its end, else a node's words as long as no block shows what became of it.
const std::string& reasonOf(const store::RecordedDeposit& recorded)
{
    static const std::string kNone;
    if (!recorded.deposit.lastError.empty()) return recorded.deposit.lastError;
    const bool isDecided = recorded.deposit.l1Block || recorded.deposit.nonceUsed;
    return isDecided ? kNone : recorded.transaction.reason;
}

} // namespace

Activity toActivity(const store::RecordedDeposit& recorded)
{
    return Activity{.id = recorded.deposit.id,
        .networkId = recorded.deposit.network,
        .from = recorded.deposit.sender,
        .recipient = recorded.deposit.recipient,
        .amount = recorded.deposit.amount,
        .token = tokenOf(recorded.transaction),
        .nonce = recorded.transaction.nonce,
        .l1Hash = recorded.transaction.hash,
        .createdAt = recorded.transaction.createdAt,
        .facts = toFacts(recorded),
        .lastError = reasonOf(recorded)};
}

base::Result<std::vector<Activity>> readActivities(store::Database& database, std::string_view network)
{
    std::vector<Activity> activities;
    for (const store::RecordedDeposit& recorded : TRY(database.deposits(network)))
        activities.push_back(toActivity(recorded));
    return activities;
}

} // namespace bridge
