#pragma once

#include "core/withdrawal/pinned.h"

#include <functional>

namespace withdrawal {

/// What kind of portal has this version(); nothing for one that is not known here.
std::optional<PortalKind> portalKind(std::string_view version);

/// The rules of the portal, by its version and by asking it and the contracts it names. Nothing for a portal
/// that is not known here: a later one, one between releases, one whose roots are super roots.
base::Result<std::optional<PortalRules>> readRules(
    const Pinned& l1, const Address& portal, const Address& messenger);

/// By what the oracle says, or by the last two games of the respected type and the newer one's clock.
base::Result<Pace> readPace(const Pinned& l1, const PortalRules& rules);

/// What the portal knows of the message. `accounts`: whose proofs are looked for even among very many.
base::Result<PortalFacts> readPortal(
    const Pinned& l1, const PortalRules& rules, const Sent& sent, const std::vector<Address>& accounts);

/// Looks for a root to prove against, from the newest proposal backwards. A proposal about a block that is
/// not safe on L2 or before the withdrawal's, whose root is not the one computed from that block, or that the
/// portal would not take, is passed over. An error when none is found and some could not be judged, or not
/// all were looked at.
base::Result<ProposalSearch> searchProposals(
    const Pinned& l1, const PortalRules& rules, rpc::Chain& l2, const Inclusion& inclusion);

namespace detail {

/// Why the root is not the output root of a safe L2 block at or after the withdrawal's; empty when it is.
/// Asks L2 for that block's header and account proof.
base::Result<std::string> judgeRoot(rpc::Chain& l2, const Inclusion& inclusion, const Uint256& l2Block,
    const Hash& root, const std::stop_token& stop);

/// A proposal and why it is not the one; empty when it is.
struct Candidate {
    Proposal proposal;
    base::Result<std::string> why;
};

/// No search looks at more proposals.
inline constexpr std::uint64_t kMostProposals = 500;

/// Takes candidates from the newest of `count` backwards until one is found or `candidate` gives nothing,
/// because all that are left are too old. RangeTooLarge when kMostProposals were of no use: an older one may
/// be.
base::Result<ProposalSearch> searchBackwards(const Uint256& count,
    const std::function<base::Result<std::optional<Candidate>>(const Uint256& index)>& candidate);

} // namespace detail
} // namespace withdrawal
