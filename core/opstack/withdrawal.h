#pragma once

#include "core/eth/receipt.h"

namespace opstack {

using base::Address;
using base::Bytes;
using base::Hash;
using base::Uint256;

/// keccak-256 of "MessagePassed(uint256,address,address,uint256,uint256,bytes,bytes32)".
inline constexpr Hash kMessagePassedTopic =
    base::detail::fixedLiteral<Hash>("02a52367d10742d8032712c1bb8e0144ff1ec5ffda1ed7d70bb05a2744955054", 64);

/// A message from L2 to L1 as L2ToL1MessagePasser records it. Specification: withdrawals.md.
struct Withdrawal {
    Uint256 nonce; ///< the version in its first two bytes
    Address sender;
    Address target;
    Uint256 value;
    Uint256 gasLimit;
    Bytes data;

    friend bool operator==(const Withdrawal&, const Withdrawal&) = default;
};

/// keccak-256 of the contract ABI's encoding of the six values.
Hash withdrawalHash(const Withdrawal& withdrawal);

/// Where L2ToL1MessagePasser's storage says that the message was sent: the place of the hash in the mapping
/// at slot 0.
Hash sentMessagesSlot(const Hash& withdrawalHash);

/// The message of a log of L2ToL1MessagePasser (whose address the caller has compared). BadData when it is
/// malformed, Mismatch when the hash in it is not the message's.
base::Result<Withdrawal> parseMessagePassed(const eth::Log& log);

} // namespace opstack
