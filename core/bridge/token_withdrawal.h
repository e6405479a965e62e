#pragma once

#include "core/bridge/token_pair.h"

namespace bridge {

/// Tokens that are at home on L1, on their way back from L2.
struct TokenWithdrawal {
    base::Address from;
    base::Address recipient; ///< on L1
    base::Address l1Token, l2Token;
    base::Uint256 amount;        ///< in the tokens' smallest unit
    simulation::Message message; ///< what begins it, to the bridge on L2
};

/// Checks the pair and tries both ends on our own EVM: on L2 exactly the amount must leave the account, and
/// on L1 exactly that must reach the recipient when the bridge pays it. Refused, with the reason, where it
/// does not, or where the bridge on L1 holds less than the amount; Funds when the account has too little;
/// Unsupported for tokens that are at home on L2, whose bridge there would need an allowance.
base::Result<TokenPair> checkTokenWithdrawal(
    const Route& route, const TokenWithdrawal& withdrawal, std::stop_token stop);

} // namespace bridge
