#pragma once

#include "core/practice/node/node.h"
#include "core/rpc/json.h"

namespace practice {

/// The last block that the node admits to.
std::uint64_t headNumber(const NodeView& node);
std::uint64_t safeNumber(const NodeView& node);
std::uint64_t finalizedNumber(const NodeView& node);

/// A block of the chain that the node shows; nothing when it shows none such.
base::Result<BlockPointer> shownBlock(const NodeView& node, std::uint64_t number);
base::Result<BlockPointer> shownBlock(const NodeView& node, const Hash& hash);
base::Result<std::optional<TransactionPlace>> shownTransaction(const NodeView& node, const Hash& hash);

/// The block that a parameter chooses: a number, "latest" (also for null), "safe", "finalized", "earliest",
/// "pending" (the latest: there is no state after it), a hash, or an object with one of the two (EIP-1898).
/// Nothing when the node shows none such; BadData for anything else.
base::Result<BlockPointer> chosenBlock(const NodeView& node, const rpc::Json* choice);
/// The same, where it must be there: NotYet in the words of nodes.
base::Result<BlockPointer> requiredBlock(const NodeView& node, const rpc::Json* choice);

bool isPending(const rpc::Json* choice);
const Pool& poolOf(const NodeView& node);

} // namespace practice
