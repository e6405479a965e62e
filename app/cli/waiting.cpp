#include "app/cli/waiting.h"

#include "app/cli/crossing_output.h"
#include "app/cli/step_output.h"

#include <algorithm>

namespace cli {
namespace {

using base::Fault;

/// The step with this number as it is on the disk now.
Given<bridge::WithdrawalStep> current(session::Session& session, const bridge::WithdrawalStep& step)
{
    const auto steps = CLI_TRY(session.withdrawals().steps());
    const auto found = std::ranges::find(steps, step.id, &bridge::WithdrawalStep::id);
    return found == steps.end() ? step : *found;
}

Given<bridge::Activity> giveUp(const bridge::Activity& activity, const std::string& reason)
{
    return std::unexpected(Failure(base::Error{
        Fault::NotYet, "stopped waiting at stage \"" + std::string(bridge::toString(activity.stage())) +
                           "\": " + reason + "; the deposit goes on: postern-cli activity"}));
}

} // namespace

bool isOver(const bridge::Activity& activity)
{
    return bridge::isEnd(activity.stage()) || activity.stage() == bridge::DepositStage::FailedOnL2;
}

Given<bridge::Activity> waitForEnd(session::Session& session, bridge::Activity activity,
    const Arguments& arguments, const std::stop_token& stop)
{
    Troubles troubles(arguments);
    while (!isOver(activity)) {
        const auto changed = session.refresh(stop);
        if (!changed && !mayPass(changed.error().fault)) return std::unexpected(Failure(changed.error()));
        for (const bridge::Activity& seen : changed.value_or(std::vector<bridge::Activity>{})) {
            if (seen.id != activity.id) continue;
            if (seen.stage() != activity.stage()) printStage(seen, session.network(), arguments);
            activity = seen;
        }
        if (isOver(activity)) break;
        const std::string reason = changed ? activity.lastError : changed.error().detail;
        if (!troubles.note(reason)) return giveUp(activity, reason);
        CLI_TRY(letTimePass(session, stop));
        if (stop.stop_requested())
            return std::unexpected(Failure(
                base::Error{Fault::Cancelled, "stopped waiting; the deposit goes on: postern-cli activity"}));
    }
    return activity;
}

Given<bridge::WithdrawalStep> waitForBlock(session::Session& session, bridge::WithdrawalStep step,
    const Arguments& arguments, const std::stop_token& stop)
{
    Troubles troubles(arguments);
    while (!bridge::isEnd(step.stage)) {
        const auto changed = session.withdrawals().refresh(stop);
        if (!changed && !mayPass(changed.error().fault)) return std::unexpected(Failure(changed.error()));
        const bridge::StepStage before = step.stage;
        step = CLI_TRY(current(session, step));
        if (step.stage != before) printStepStage(step, session.network(), arguments);
        if (bridge::isEnd(step.stage)) break;
        const std::string reason = changed ? step.lastError : changed.error().detail;
        const std::string goesOn = "; it goes on: postern-cli activity";
        if (!troubles.note(reason))
            return std::unexpected(
                Failure(base::Error{Fault::NotYet, "stopped waiting: " + reason + goesOn}));
        CLI_TRY(letTimePass(session, stop));
        if (stop.stop_requested())
            return std::unexpected(Failure(base::Error{Fault::Cancelled, "stopped waiting" + goesOn}));
    }
    return step;
}

} // namespace cli
