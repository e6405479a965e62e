#include "ui/text/failure.h"

#include "ui/text/plain.h"

#include <QCoreApplication>

namespace ui {

namespace {
struct FailureText {
    Q_DECLARE_TR_FUNCTIONS(ui::Failure)

public:
    /// No default: the compiler finds a Fault without a sentence.
    static Failure of(base::Fault fault)
    {
        switch (fault) {
        case base::Fault::Offline:
            return {tr("The node does not answer."),
                tr("Check the connection and the node's address in the settings, then try again."), {}, {}};
        case base::Fault::Busy:
            return {tr("The node gave no verdict: it is busy, limited or in trouble."),
                tr("Wait a little and try again, or use another node."), {}, {}};
        case base::Fault::BadAnswer:
            return {tr("What answered is not a node."),
                tr("Check the node's address in the settings, or use another node."), {}, {}};
        case base::Fault::NotAllowed:
            return {tr("The node does not let us in."),
                tr("Check the key in the node's address, or use another node."), {}, {}};
        case base::Fault::MissingState:
            return {tr("This node lacks the data that was asked for."),
                tr("Try again in a moment, or use another node, one that keeps more."), {}, {}};
        case base::Fault::RangeTooLarge:
            return {tr("That was too much at once for this node."), tr("Ask for less, or use another node."),
                {}, {}};
        case base::Fault::Reverted:
            return {tr("The contract refuses this: it would fail on the chain."),
                tr("The reason is below. Change what is asked for."), {}, {}};
        case base::Fault::NotNow:
            return {tr("The node does not take it now."),
                tr("Its own words are below. The same may pass later, or at another node."), {}, {}};
        case base::Fault::Refused:
            return {tr("It was refused, and would be again."), tr("The reason is below. Change the request."),
                {}, {}};
        case base::Fault::BadData:
            return {tr("What came in is malformed."),
                tr("If a node sent it, use another node. If you typed or chose it, check it."), {}, {}};
        case base::Fault::Mismatch:
            return {tr("A check failed: what was claimed is not true."),
                tr("Stop here, send nothing, and compare with another node."), {}, {}};
        case base::Fault::Locked:
            return {tr("The account is locked, or the password is wrong."),
                tr("Enter its password and try again."), {}, {}};
        case base::Fault::Funds:
            return {tr("There is not enough money for this."),
                tr("Lower the amount or add ETH; fees come on top of the amount."), {}, {}};
        case base::Fault::NotYet:
            return {tr("It is too early for this."), tr("Wait a little, then try again."), {}, {}};
        case base::Fault::Outdated:
            return {tr("This is out of date."),
                tr("Nothing was signed or sent. Go back and review it again: it is asked anew."), {}, {}};
        case base::Fault::Cancelled:
            return {};
        case base::Fault::Storage:
            return {tr("The disk could not be read or written."),
                tr("Check the free space and who may write to the data folder, then try again."), {}, {}};
        case base::Fault::Unsupported:
            return {tr("This is something Postern does not handle."),
                tr("A newer version may; nothing was changed."), {}, {}};
        }
        return {};
    }
};
} // namespace

QString Failure::text() const
{
    if (isSilent()) return {};
    const QString space(QLatin1Char(' '));
    const QString sentences = what + space + (meaning.isEmpty() ? meaning : meaning + space) + advice;
    return detail.isEmpty() ? sentences : sentences + QStringLiteral("\n\n") + detail;
}

Failure failure(const base::Error& error)
{
    Failure out = FailureText::of(error.fault);
    if (!out.isSilent()) out.detail = visible(error.detail);
    return out;
}

} // namespace ui
