#include "ui/text/stage.h"

#include <QCoreApplication>

namespace ui {

using bridge::DepositStage;

namespace {
struct StageText {
    Q_DECLARE_TR_FUNCTIONS(ui::Stage)

public:
    static QString name(DepositStage stage)
    {
        switch (stage) {
        //: A stage of a deposit, for a list: signed and stored, not yet sent.
        case DepositStage::Recorded:
            return tr("Not sent yet");
        //: A stage of a deposit, for a list.
        case DepositStage::Sent:
            return tr("Waiting for L1");
        //: A stage of a deposit, for a list: a node had the transaction, and none has it now.
        case DepositStage::Dropped:
            return tr("Dropped");
        //: A stage of a deposit, for a list.
        case DepositStage::IncludedOnL1:
            return tr("On L1");
        //: A stage of a deposit, for a list.
        case DepositStage::ExpectedOnL2:
            return tr("On its way to L2");
        //: A stage of a deposit, for a list.
        case DepositStage::Arrived:
            return tr("Arrived");
        //: A stage of a deposit, for a list: the node refused the transaction.
        case DepositStage::Refused:
            return tr("Refused");
        //: A stage of a deposit, for a list: another transaction used its nonce.
        case DepositStage::Replaced:
            return tr("Replaced");
        //: A stage of a deposit, for a list: the transaction was included and reverted.
        case DepositStage::RevertedOnL1:
            return tr("Failed on L1");
        //: A stage of a deposit, for a list.
        case DepositStage::FailedOnL2:
            return tr("Failed on L2");
        }
        return {};
    }

    static QString meaning(DepositStage stage, const bridge::DepositFacts& facts)
    {
        switch (stage) {
        case DepositStage::Recorded:
            if (facts.inDoubt)
                return tr(
                    "Signed, stored on this computer, and handed to a node whose answer did not say whether "
                    "it has it. Postern keeps sending the same signed bytes: wait, and make no second "
                    "deposit in its place, as both could happen.");
            return tr("Signed and stored on this computer; no node is known to have it. Postern keeps "
                      "sending the same signed "
                      "bytes, so nothing can be spent twice.");
        case DepositStage::Sent:
            return tr("A node has the transaction, and it waits to be included on L1. The money is still in "
                      "your L1 account.");
        case DepositStage::Dropped:
            return tr(
                "A node had the transaction, and the one that was asked last neither has it nor takes it "
                "now; the reason is below. Postern keeps sending the same signed bytes. It can still "
                "happen: make no second deposit in its place.");
        case DepositStage::IncludedOnL1:
            return tr("Included on L1. The money has left your L1 account for the bridge; the L2 transaction "
                      "is being computed "
                      "from the L1 log.");
        case DepositStage::ExpectedOnL2:
            return tr("The money is in the bridge, and the hash of its L2 transaction is known. L2 must "
                      "include it; this takes a "
                      "few minutes as a rule.");
        case DepositStage::Arrived:
            return tr("Arrived: the recipient has the money on L2. Nothing is left to do.");
        case DepositStage::Refused:
            return tr(
                "The node says that this transaction can never be accepted and that it does not have it; "
                "its reason is below. Postern does not send it again. Look at your L1 balance before you "
                "start a new deposit.");
        case DepositStage::Replaced:
            return tr(
                "In a final L1 block another transaction of your account, named below, has used this one's "
                "number. So this one can never happen and has spent nothing. Look at what the other one did "
                "before you start a new deposit.");
        case DepositStage::RevertedOnL1:
            if (!facts.l1Proven)
                return tr("The node says that the transaction failed on L1, and proves nothing. Look at your "
                          "L1 balance, and ask another node, before you start a new deposit.");
            return tr("The transaction failed on L1. The network fee is spent; the amount is still in your "
                      "L1 account.");
        case DepositStage::FailedOnL2:
            return facts.l2Outcome == bridge::L2Outcome::MessageFailed
                       ? tr("L2 took the deposit, but passing it on to the recipient failed. The money is "
                            "safe in the L2 messenger, and "
                            "the message can be replayed with more gas.")
                       : tr("The deposit's transaction failed on L2. Keep the hashes below: they are needed "
                            "to recover the money.");
        }
        return {};
    }
};
} // namespace

QString stageName(DepositStage stage)
{
    return StageText::name(stage);
}

QString stageMeaning(const bridge::Activity& activity)
{
    return StageText::meaning(activity.stage(), activity.facts);
}

StageTone stageTone(DepositStage stage)
{
    switch (stage) {
    case DepositStage::Recorded:
    case DepositStage::Sent:
    case DepositStage::Dropped:
    case DepositStage::IncludedOnL1:
    case DepositStage::ExpectedOnL2:
        return StageTone::Waiting;
    case DepositStage::Arrived:
        return StageTone::Good;
    case DepositStage::Refused:
    case DepositStage::Replaced:
    case DepositStage::RevertedOnL1:
    case DepositStage::FailedOnL2:
        return StageTone::Bad;
    }
    return StageTone::Waiting;
}

} // namespace ui
