#pragma once

#include "app/cli/command.h"
#include "core/bridge/network.h"
#include "core/bridge/token_deposit.h"

/// What is printed of tokens and their pairs: lines for people, or JSON with --json.
namespace cli {

/// What both contracts say of themselves, and how far that is proven.
void addPair(std::vector<std::string>& lines, const bridge::TokenPair& pair, const bridge::Network& network);
void printPair(const bridge::TokenPair& pair, const bridge::Network& network, const Arguments& arguments);
/// All that will be signed and what all of it may cost, and in full what is to be signed now; to stderr with
/// --json. `isFirst`: nothing of it has been shown yet.
void printTokenQuote(const bridge::TokenDepositQuote& quote, const bridge::Network& network, bool isFirst,
    const Arguments& arguments);

} // namespace cli
