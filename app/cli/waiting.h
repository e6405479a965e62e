#pragma once

#include "app/cli/session_input.h"

/// Commands that stay until something has happened. What goes on without them is said when they give up.
namespace cli {

/// Nothing more happens to the deposit by itself.
bool isOver(const bridge::Activity& activity);
/// Looks again and again until the deposit is over.
Given<bridge::Activity> waitForEnd(session::Session& session, bridge::Activity activity,
    const Arguments& arguments, const std::stop_token& stop);
/// Looks again and again until the step is in a block, or never will be.
Given<bridge::WithdrawalStep> waitForBlock(session::Session& session, bridge::WithdrawalStep step,
    const Arguments& arguments, const std::stop_token& stop);

} // namespace cli
