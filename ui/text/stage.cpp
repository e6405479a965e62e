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

    static QString meaning(DepositStage stage, bridge::L2Outcome outcome)
    {
        switch (stage) {
        case DepositStage::Recorded:
            return tr("Signed and stored on this computer; no node is known to have it. Postern keeps "
                      "sending the same signed "
                      "bytes, so nothing can be spent twice.");
        case DepositStage::Sent:
            return tr("A node has the transaction, and it waits to be included on L1. The money is still in "
                      "your L1 account.");
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
            return tr("The node refused the transaction, and it is not sent again. Nothing was spent. Start "
                      "a new deposit.");
        case DepositStage::Replaced:
            return tr("Another transaction of your account took its place, so this one can never happen. Its "
                      "amount was not spent.");
        case DepositStage::RevertedOnL1:
            return tr("The transaction failed on L1. The network fee is spent; the amount is still in your "
                      "L1 account.");
        case DepositStage::FailedOnL2:
            return outcome == bridge::L2Outcome::MessageFailed
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
    return StageText::meaning(activity.stage(), activity.facts.l2Outcome);
}

StageTone stageTone(DepositStage stage)
{
    switch (stage) {
    case DepositStage::Recorded:
    case DepositStage::Sent:
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
