#pragma once

#include <cstdint>
#include <span>

namespace wallet {

/// The nonce of the next transaction: the first one from `pending` on (the node's count with its waiting
/// transactions) that none of our own live transactions has. `ours` is in order. What we have recorded counts
/// although the node may not have it yet.
std::uint64_t nextNonce(std::uint64_t pending, std::span<const std::uint64_t> ours);

} // namespace wallet
