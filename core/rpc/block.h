#pragma once

#include "core/rpc/chain_json.h"

#include <optional>
#include <vector>

namespace rpc {

/// Which rules a chain's blocks follow where the two differ.
enum class Stack {
    Ethereum,
    Optimism, ///< no withdrawals in bodies; withdrawalsRoot commits to a contract's storage (OP Stack
              ///< specification, isthmus)
};

/// A block whose parts have been checked against its hash: the header is the hash's, the transactions and
/// withdrawals are the header's. Whether the hash belongs to the chain is another question.
struct Block {
    Hash hash;
    eth::Header header;
    std::vector<eth::Transaction> transactions;
    std::optional<std::vector<eth::Withdrawal>> withdrawals;

    friend bool operator==(const Block&, const Block&) = default;
};

/// A header and its hash, which has been recomputed unless it comes from parseUnprovenHeader().
struct BlockHeader {
    Hash hash;
    eth::Header header;

    friend bool operator==(const BlockHeader&, const BlockHeader&) = default;
};

/// From the answer to eth_getBlockByNumber or eth_getBlockByHash. Mismatch when a part does not fit the hash
/// ("block hash", "transactions root" or "withdrawals root" first in the detail), BadData when one is
/// malformed, missing or superfluous. Unsupported when the header has a field of a later fork: nothing can be
/// proven with it, and nothing is wrong.
base::Result<Block> parseBlock(const Json& block, Stack stack);
/// The same without a look at the body.
base::Result<BlockHeader> parseBlockHeader(const Json& block);

/// The same, for whoever believes the node anyway: the hash of a header with a field of a later fork is the
/// node's word.
base::Result<BlockHeader> parseUnprovenHeader(const Json& block);

/// The receipts of one block, checked: what they say of logs is as certain as the block's hash.
base::Result<std::vector<TransactionReceipt>> parseBlockReceipts(
    const Json& receipts, const BlockHeader& block);

} // namespace rpc
