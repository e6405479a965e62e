#pragma once

#include "core/withdrawal/pinned.h"

namespace withdrawal {

/// The hash by which the messengers know the message of a withdrawal that L2CrossDomainMessenger made;
/// nothing for any other withdrawal, which nobody can replay.
std::optional<Hash> messageHashOf(const opstack::Withdrawal& withdrawal);

/// How a withdrawal that is finalized ended: what L1CrossDomainMessenger remembers of its message, or else
/// what the portal logged. Logs are looked for from the block backwards, not before `provenAt`.
base::Result<Outcome> readOutcome(
    const Pinned& l1, const PortalRules& rules, const Sent& sent, std::optional<Seconds> provenAt);

} // namespace withdrawal
