#pragma once

#include "app/cli/command.h"
#include "core/bridge/network.h"
#include "core/withdrawal/due.h"
#include "core/withdrawal/payment.h"

/// What the withdrawal commands print: lines for people, or JSON with --json.
namespace cli {

/// What its stage means for the money, and from when on something can be done, in one line.
std::string stageLine(const withdrawal::Look& look);
/// "0.5 ETH", or how many units of which token.
std::string paymentText(const withdrawal::Payment& payment);
/// The command that does what is due at this stage.
std::string nextCommand(withdrawal::Stage stage);
void printLooks(
    const std::vector<withdrawal::Look>& looks, const bridge::Network& network, const Arguments& arguments);
void printDue(const withdrawal::DueCall& due, const base::Address& from, const bridge::Network& network,
    const Arguments& arguments);

} // namespace cli
