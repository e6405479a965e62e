#pragma once

#include "core/bridge/contracts.h"
#include "core/bridge/token.h"

namespace bridge {

/// Two tokens that the standard bridge turns into each other. That a pair is right does not make it the one
/// that others use: anybody may make another.
struct TokenPair {
    TokenFacts l1, l2;
    /// The token is at home on L2: L1's is minted and burnt, and the bridge on L2 holds the other.
    bool isL2Native = false;
    base::Uint256 held; ///< what the bridge holds of the native one for this pair, by its own ledger
    std::uint64_t l1Block = 0, l2Block = 0; ///< what was read is of the states after these
    /// Everything was proven against the blocks that the nodes gave; else it is the nodes' word.
    bool isL1Proven = false, isL2Proven = false;

    friend bool operator==(const TokenPair&, const TokenPair&) = default;
};

/// The two states that a pair is judged on, each the newest that its node has.
struct PairStates {
    static base::Result<PairStates> atNewest(const Route& route, std::stop_token stop);

    simulation::Simulator l1, l2;
};

/// Refused, with the reason, where the bridge would lose or keep the tokens: one side has no token, neither
/// is mintable or both are, the mintable one stands for another token or belongs to another bridge, the
/// decimals differ, or the token's issuer has a bridge of his own. The L1 bridge itself checks none of it. At
/// last one unit is brought over on L2, as far as our own EVM goes. Unsupported when a node serves no proofs,
/// without which no state can be fetched.
base::Result<TokenPair> checkTokenPair(const Route& route, PairStates& states, const base::Address& l1Token,
    const base::Address& l2Token, std::stop_token stop);

/// Runs the message that a deposit sends to L2 as L1's messenger will have it run there. Refused unless the
/// messenger relays it and the recipient has exactly `amount` more of the token afterwards.
struct L2Arrival {
    simulation::Message message; ///< to the messenger on L2, by the alias of L1's
    base::Address token;
    base::Address recipient;
    base::Uint256 amount;
};
base::Result<void> tryArrival(simulation::Simulator& l2, const L2Arrival& arrival, std::stop_token stop);

} // namespace bridge
