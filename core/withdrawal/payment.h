#pragma once

#include "core/withdrawal/facts.h"

namespace withdrawal {

/// What a message pays out on L1.
struct Payment {
    Address recipient;
    Uint256 amount;                              ///< Wei or, with `token`, its smallest unit
    std::optional<Address> token = std::nullopt; ///< the contract on L1; nothing: ether

    friend bool operator==(const Payment&, const Payment&) = default;
};

/// Whom the message pays in the end: the bridge's own message (L2StandardBridge to `bridge`, through
/// `messenger`) is read down to its recipient, of ether or a token. What is anything else pays its target, as
/// far as it is known.
Payment paymentOf(const opstack::Withdrawal& message, const Address& messenger, const Address& bridge);

} // namespace withdrawal
