#pragma once

#include "app/cli/session_input.h"

/// What the commands of tokens have in common with those of ether.
namespace cli {

inline constexpr Option kTokenOption{"--token", "ADDRESS", "not ETH but this token of L1"};
inline constexpr Option kL2TokenOption{
    "--l2-token", "ADDRESS", "what it is on L2 (see: postern-cli token check)"};

/// The address that the option gives; it has to be given.
Given<base::Address> addressOf(const Arguments& arguments, const Option& option);
/// What --amount says, by the decimals that the token's contract on L1 tells.
Given<base::Uint256> tokenAmountFrom(
    const Arguments& arguments, session::Session& session, const base::Address& token, std::stop_token stop);

/// `deposit` and `balance` with --token.
Outcome runTokenDeposit(const Arguments& arguments);
Outcome runTokenBalance(const Arguments& arguments);

} // namespace cli
