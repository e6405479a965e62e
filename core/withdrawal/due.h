#pragma once

#include "core/withdrawal/look.h"

namespace withdrawal {

enum class Step : std::uint8_t { Prove, Finalize, Replay };
/// "prove", "finalize", "replay".
const char* toString(Step step);

/// The transaction on L1 that a withdrawal waits for: it carries no value.
struct DueCall {
    Step step = Step::Prove;
    Address to; ///< the portal; to replay, the messenger
    Bytes data;
    std::uint64_t gas = 0; ///< the limit with which it was tried

    friend bool operator==(const DueCall&, const DueCall&) = default;
};

/// What `from` has to send now, with everything checked that can be checked before: the proof against the
/// root on L1, the gas by guardFinalize() or guardReplay(), and the very call run by the L1 node. NotYet when
/// nothing is due, Mismatch when a proof does not hold, Reverted when L1 would refuse: then there is nothing
/// to sign.
base::Result<DueCall> prepareDue(
    const Route& route, const Look& look, const Address& from, std::stop_token stop);

} // namespace withdrawal
