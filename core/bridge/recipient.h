#pragma once

#include "core/bridge/contracts.h"

namespace bridge {

/// What is known of a recipient that can receive.
enum class RecipientKind {
    Usual,
    ContractOnL1Only, ///< a contract on L1 and nothing on L2: its owner on L1 may have no way to the money on
                      ///< L2
};

/// Refused, with the reason, where the money would be lost or stuck: system contracts and precompiles of L2,
/// the network's own contracts on L1, the address that a contract of L1 has on L2, tokens, contracts on L2
/// that do not take ether (it is tried at the L2 node).
base::Result<RecipientKind> checkRecipient(
    const Route& route, const base::Address& recipient, const base::Uint256& amount, std::stop_token stop);

/// The same for tokens, which nobody has to accept.
base::Result<RecipientKind> checkTokenRecipient(
    const Route& route, const base::Address& recipient, std::stop_token stop);

} // namespace bridge
