#pragma once

#include "core/bridge/activity.h"
#include "core/bridge/layer_look.h"

namespace bridge {

/// The transaction of `account` that has this nonce, at or before the block `last`, after which the node
/// counts more transactions than that. Its block is found by what the node counts after older blocks, and
/// read: its transactions are those of its hash, and who signed one is computed. MissingState when the node
/// does not keep the states that the search needs, BadData when the block that it leads to lacks such a
/// transaction.
base::Result<Hash> findTransactionOf(
    const Address& account, std::uint64_t nonce, std::uint64_t last, LayerLook& chain, std::stop_token stop);

} // namespace bridge
