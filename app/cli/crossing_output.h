#pragma once

#include "app/cli/command.h"
#include "core/session/session.h"

#include <map>
#include <span>

/// What the crossing commands print: lines for people, or JSON with --json.
namespace cli {

/// What L1's contracts say of themselves, of the tokens that were asked for.
using TokenNames = std::map<base::Address, bridge::TokenFacts>;
/// Nothing of a token whose contract does not answer.
TokenNames namesOf(
    session::Session& session, const std::vector<bridge::Activity>& activities, const std::stop_token& stop);
/// "12.5 PRT"; with no symbol the token's address.
std::string tokenAmount(const base::Uint256& amount, const bridge::TokenFacts& token);

nlohmann::json toJson(const bridge::Activity& activity);

/// True for the bad ends, and for an L2 failure that somebody has to replay.
bool isFailure(bridge::DepositStage stage);

/// In a sentence for people.
std::string cautionText(bridge::Caution caution);
/// A line more when nobody but the user vouches for the network's addresses.
void addProvenance(std::vector<std::string>& lines, const bridge::Network& network);
/// Everything that will be signed, in words; printed to stderr with --json, so that the question still has
/// its context.
void printQuote(
    const bridge::DepositQuote& quote, const bridge::Network& network, const Arguments& arguments);
/// One line on where the deposit stands; nothing with --json.
void printStage(const bridge::Activity& activity, const bridge::Network& network, const Arguments& arguments);
/// Why the last look at a deposit that is waited for could not see further; to stderr with --json.
void printTrouble(const std::string& reason, const Arguments& arguments);
void printBalances(const base::Address& address, const session::Balances& balances,
    const bridge::Network& network, const Arguments& arguments);
void printActivities(const std::vector<bridge::Activity>& activities,
    const std::vector<bridge::WithdrawalStep>& steps, const TokenNames& names, const bridge::Network& network,
    const Arguments& arguments);
void printNetworks(std::span<const bridge::Network> networks, const Arguments& arguments);
/// A line on stderr.
void printWarning(const base::Error& error);

} // namespace cli
