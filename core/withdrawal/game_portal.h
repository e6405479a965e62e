#pragma once

#include "core/withdrawal/pinned.h"

/// Portals that look at dispute games, for portal.h.
namespace withdrawal {

base::Result<std::optional<PortalRules>> readGameRules(const Pinned& l1, PortalRules rules);
base::Result<Pace> readGamePace(const Pinned& l1, const PortalRules& rules);
base::Result<std::vector<Proof>> readGameProofs(
    const Pinned& l1, const PortalRules& rules, const Sent& sent, const std::vector<Address>& accounts);
base::Result<ProposalSearch> searchGames(
    const Pinned& l1, const PortalRules& rules, rpc::Chain& l2, const Inclusion& inclusion);

} // namespace withdrawal
