#include "core/wallet/nonces.h"

#include <algorithm>

namespace wallet {

base::Result<std::uint64_t> nextNonce(const NonceCounts& counts, std::span<const std::uint64_t> ours)
{
    // One of several nodes behind a name can be behind another.
    const std::uint64_t pending = std::max(counts.latest, counts.pending);
    if (pending - counts.latest > ours.size() + kForeignPending)
        return base::fail(
            base::Fault::BadData, "the node says that " + std::to_string(pending - counts.latest) +
                                      " transactions of this account wait, of which this program has sent " +
                                      std::to_string(ours.size()) + ": what is signed for nonce " +
                                      std::to_string(pending) + " could not happen");
    std::uint64_t next = pending;
    for (const std::uint64_t used : ours)
        if (used == next) ++next;
    return next;
}

} // namespace wallet
