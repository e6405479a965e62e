#pragma once

#include "core/withdrawal/pinned.h"

/// Portals of kind Oracle, for portal.h.
namespace withdrawal {

base::Result<std::optional<PortalRules>> readOracleRules(const Pinned& l1, PortalRules rules);
base::Result<Pace> readOraclePace(const Pinned& l1, const PortalRules& rules);
base::Result<std::vector<Proof>> readOracleProofs(
    const Pinned& l1, const PortalRules& rules, const Sent& sent);
base::Result<ProposalSearch> searchOutputs(
    const Pinned& l1, const PortalRules& rules, rpc::Chain& l2, const Inclusion& inclusion);

} // namespace withdrawal
