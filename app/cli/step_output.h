#pragma once

#include "app/cli/command.h"
#include "core/bridge/network.h"
#include "core/bridge/withdrawals.h"

/// What is printed of the steps of a withdrawal: lines for people, or JSON with --json.
namespace cli {

nlohmann::json toJson(const bridge::WithdrawalStep& step);
nlohmann::json toJson(const std::vector<bridge::WithdrawalStep>& steps);
/// True for the bad ends.
bool isFailure(bridge::StepStage stage);

/// Everything that will be signed, in words, and what it leads to; printed to stderr with --json, so that the
/// question still has its context.
void printStepQuote(
    const bridge::StepQuote& quote, const bridge::Network& network, const Arguments& arguments);
/// One line on where the step stands; nothing with --json.
void printStepStage(
    const bridge::WithdrawalStep& step, const bridge::Network& network, const Arguments& arguments);
/// For people.
void printSteps(const std::vector<bridge::WithdrawalStep>& steps, const bridge::Network& network);

} // namespace cli
