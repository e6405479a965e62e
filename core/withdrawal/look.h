#pragma once

#include "core/withdrawal/portal.h"
#include "core/withdrawal/sent.h"
#include "core/withdrawal/stage.h"

namespace withdrawal {

/// Where a withdrawal goes.
struct Route {
    rpc::Chain& l1;
    rpc::Chain& l2;
    Address portal;
    Address messenger; ///< L1CrossDomainMessenger
};

/// A withdrawal as it is now.
struct Look {
    Sent sent;
    Hash transaction; ///< of L2, that sent it
    Facts facts;
    std::optional<PortalRules> rules;
    Verdict verdict; ///< as of facts.portal's block; NotKnown where L1 was not read
};

/// Looks at everything, at one block of L1. What cannot be read is absent from the facts, and the reason in
/// Facts::failures. `accounts`: whose proofs are looked for by name.
Look look(const Route& route, const Sent& sent, const Hash& l2Transaction,
    const std::vector<Address>& accounts, std::stop_token stop);

/// All that a transaction sent. Nothing when L2 knows of no block with it.
base::Result<std::optional<std::vector<Look>>> lookAt(const Route& route, const Hash& l2Transaction,
    const std::vector<Address>& accounts, std::stop_token stop);

} // namespace withdrawal
