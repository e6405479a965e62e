#pragma once

#include "core/practice/chain/chain.h"

namespace practice {

/// The longest transaction that a pool takes, its blobs not counted.
inline constexpr std::size_t kMaxPoolTransaction = 131'072;

/// Whether a block after the chain's head could ever take the transaction, whatever its sender has. Refused,
/// in the words of nodes.
base::Result<void> checkForm(const eth::Transaction& transaction, const Chain& chain);

/// Whether the sender may send it: an account of a person, and a nonce that is not used up.
base::Result<void> checkSender(
    const eth::Transaction& transaction, const Address& sender, const execution::MemoryState& state);

/// The most that the transaction may take from its sender on this chain, the OP Stack's fees included. The
/// greatest number when it passes 256 bits.
Uint256 worstCost(const eth::Transaction& transaction, Chain& chain);
/// The same without the OP Stack's fees, which change from block to block.
Uint256 worstCost(const eth::Transaction& transaction);

/// Whether `balance` suffices for this besides what the sender's other transactions may take.
base::Result<void> checkFunds(const Uint256& balance, const Uint256& others, const Uint256& cost);

/// Whether a transaction pays enough more than the one it would replace: a tenth.
base::Result<void> checkReplacement(const eth::Transaction& replacement, const eth::Transaction& waiting);

} // namespace practice
