#include "core/wallet/nonces.h"

namespace wallet {

std::uint64_t nextNonce(std::uint64_t pending, std::span<const std::uint64_t> ours)
{
    std::uint64_t next = pending;
    for (const std::uint64_t used : ours)
        if (used == next) ++next;
    return next;
}

} // namespace wallet
