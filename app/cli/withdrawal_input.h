#pragma once

#include "app/cli/session_input.h"

/// How the commands name a withdrawal.
namespace cli {

inline constexpr Option kTransactionOption{"--tx", "HASH", "the L2 transaction that sent it"};
inline constexpr Option kProverOption{
    "--prover", "ADDRESS", "looks for this account's proof by name, where very many have proven it"};
inline constexpr Option kIndexOption{
    "--index", "N", "which of the transaction's withdrawals, from 0 (default: the only one)"};

/// Everything that the transaction sent, as it is now; at least one.
Given<std::vector<withdrawal::Look>> looksFrom(
    const Arguments& arguments, session::Session& session, std::stop_token stop);
/// The one that is meant.
Given<withdrawal::Look> lookFrom(const Arguments& arguments, session::Session& session, std::stop_token stop);

} // namespace cli
