#pragma once

#include "core/rpc/chain.h"
#include "core/withdrawal/facts.h"

namespace withdrawal {

/// Gas with which finalizing does what it is for.
struct FinalizeGas {
    std::uint64_t estimate = 0;
    std::uint64_t limit = 0; ///< what is to be signed
    bool isFateSeen = false; ///< the messenger was seen to have recorded the message as relayed

    friend bool operator==(const FinalizeGas&, const FinalizeGas&) = default;
};

/// A portal marks a withdrawal finalized even when its call fails, and a messenger that runs out of gas while
/// it writes down the failure forgets the message: the money is gone. So the gas is estimated as from
/// 0x…01, for which portal and messenger revert when the call inside fails; half as much is added; and what
/// will be sent is run with exactly that limit, once more as from 0x…01 and once as from `from`. Where L1 has
/// Multicall3, the messenger is asked in the same run whether the message is relayed.
///
/// Reverted when any of these fails: then it must not be sent. Refused when no transaction may have so much
/// gas.
base::Result<FinalizeGas> guardFinalize(rpc::Chain& l1, const PortalRules& rules, const Sent& sent,
    const std::optional<Address>& submitter, const Address& from, std::stop_token stop);

/// Gas for the messenger to relay a message again that it keeps, found in the same way: for 0x…01 it reverts
/// when the call inside fails. Reverted when the message would fail again.
base::Result<FinalizeGas> guardReplay(
    rpc::Chain& l1, const PortalRules& rules, const Sent& sent, const Address& from, std::stop_token stop);

} // namespace withdrawal
