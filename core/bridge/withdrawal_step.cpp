#include "core/bridge/withdrawal_step.h"

#include "core/bridge/token_call.h"

namespace bridge {
namespace {

StepStage stageOf(const store::RecordedStep& recorded)
{
    const store::TransactionRow& transaction = recorded.transaction;
    // What is in a block counts more than what any node said before.
    if (recorded.step.block) return recorded.step.succeeded ? StepStage::Included : StepStage::Reverted;
    if (recorded.step.nonceUsed) return StepStage::Replaced;
    switch (transaction.delivery) {
    case store::Delivery::Accepted:
        return transaction.isDropped ? StepStage::Dropped : StepStage::Sent;
    case store::Delivery::Refused:
        return transaction.openDeliveries > 0 ? StepStage::Recorded : StepStage::Refused;
    case store::Delivery::Recorded:
        break;
    }
    return StepStage::Recorded;
}

/// Read from the bytes that were signed.
std::optional<Address> tokenOf(WithdrawalAct act, const store::TransactionRow& row)
{
    if (act != WithdrawalAct::Approve && act != WithdrawalAct::Initiate) return std::nullopt;
    const auto transaction = eth::parseTransaction(row.signedBytes);
    if (!transaction) return std::nullopt;
    if (act == WithdrawalAct::Approve) return transaction->to;
    const auto bridged = bridgedToken(transaction->data);
    return bridged ? std::optional(bridged->localToken) : std::nullopt;
}

/// What kept the last look from its end, else a node's words as long as no block shows what became of it.
const std::string& reasonOf(const store::RecordedStep& recorded)
{
    static const std::string kNone;
    if (!recorded.step.lastError.empty()) return recorded.step.lastError;
    return recorded.step.block || recorded.step.nonceUsed ? kNone : recorded.transaction.reason;
}

} // namespace

const char* toString(WithdrawalAct act)
{
    switch (act) {
    case WithdrawalAct::Initiate:
        return "initiate";
    case WithdrawalAct::Prove:
        return "prove";
    case WithdrawalAct::Finalize:
        return "finalize";
    case WithdrawalAct::Replay:
        return "replay";
    case WithdrawalAct::Approve:
        return "approve";
    }
    return "unknown";
}

const char* toString(StepStage stage)
{
    constexpr const char* kNames[] = {
        "recorded", "sent", "dropped", "included", "refused", "replaced", "reverted"};
    return kNames[static_cast<std::size_t>(stage)];
}

bool isEnd(StepStage stage)
{
    return stage != StepStage::Recorded && stage != StepStage::Sent && stage != StepStage::Dropped;
}

WithdrawalStep toStep(const store::RecordedStep& recorded)
{
    WithdrawalStep step;
    step.id = recorded.step.id;
    step.networkId = recorded.step.network;
    step.act = static_cast<WithdrawalAct>(recorded.step.act);
    step.from = recorded.transaction.account;
    step.recipient = recorded.step.recipient;
    step.amount = recorded.step.amount;
    step.token = tokenOf(step.act, recorded.transaction);
    step.nonce = recorded.transaction.nonce;
    step.hash = recorded.transaction.hash;
    step.l2Transaction = recorded.step.l2Transaction.value_or(recorded.transaction.hash);
    step.message = recorded.step.message;
    step.createdAt = recorded.transaction.createdAt;
    step.stage = stageOf(recorded);
    if (recorded.step.block) step.block = BlockId{recorded.step.block->number, recorded.step.block->hash};
    step.isProven = recorded.step.isProven;
    step.replacedBy = recorded.step.replacedBy;
    step.lastError = reasonOf(recorded);
    return step;
}

} // namespace bridge
