#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>

namespace wallet {

/// What a node says of an account's transactions.
struct NonceCounts {
    std::uint64_t latest = 0;  ///< how many the chain has, in its newest block
    std::uint64_t pending = 0; ///< with those that wait at the node
};

/// Transactions of the account that wait at the node and that we know nothing of: another program of the same
/// user's may have sent a few.
inline constexpr std::uint64_t kForeignPending = 16;
/// No account of a person has sent so many. Asked only where the node proves nothing.
inline constexpr std::uint64_t kHighestNonce = 1'000'000;

/// The nonce of the next transaction: the first one from `pending` on that none of our own live transactions
/// has. `ours` is in order, from counts.latest on. What we have recorded counts although the node may not
/// have it yet. BadData when more wait at the node than can be believed: what is signed for such a nonce
/// would lie there and never happen.
base::Result<std::uint64_t> nextNonce(const NonceCounts& counts, std::span<const std::uint64_t> ours);

} // namespace wallet
