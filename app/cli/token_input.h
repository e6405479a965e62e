#pragma once

#include "app/cli/command.h"

/// What the commands of tokens have in common with those of ether.
namespace cli {

inline constexpr Option kTokenOption{"--token", "ADDRESS", "not ETH but this token of L1"};
inline constexpr Option kL2TokenOption{
    "--l2-token", "ADDRESS", "what it is on L2 (see: postern-cli token check)"};

/// `deposit` and `balance` with --token.
Outcome runTokenDeposit(const Arguments& arguments);
Outcome runTokenBalance(const Arguments& arguments);

} // namespace cli
