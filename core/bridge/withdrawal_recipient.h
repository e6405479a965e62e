#pragma once

#include "core/bridge/network.h"
#include "core/withdrawal/portal.h"

namespace bridge {

/// What is known of a recipient on L1 that can receive.
enum class L1Recipient {
    Usual,
    Contract,         ///< it has code, and took the ether when it was tried
    ContractOnL2Only, ///< a contract on L2 and nothing on L1: its owner on L2 may have no way to the money on
                      ///< L1
};

/// Refused, with the reason, where the money would be lost or stuck: addresses that nobody has the key of,
/// the network's own contracts, contracts that do not take ether with `gas` (it is tried at the L1 node), and
/// an amount that the bridge on L1 does not hold.
base::Result<L1Recipient> checkL1Recipient(const withdrawal::Pinned& l1, rpc::Chain& l2,
    const withdrawal::PortalRules& rules, const L1Contracts& contracts, const base::Address& recipient,
    const base::Uint256& amount, std::uint64_t gas);

/// The same for tokens, which nobody has to accept.
base::Result<L1Recipient> checkL1TokenRecipient(const withdrawal::Pinned& l1, rpc::Chain& l2,
    const withdrawal::PortalRules& rules, const L1Contracts& contracts, const base::Address& recipient);

} // namespace bridge
