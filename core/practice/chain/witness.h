#pragma once

#include "core/practice/chain/chain.h"

namespace practice {

/// What a block can be executed with by someone who knows nothing but its parent's state root.
struct BlockWitness {
    std::vector<eth::Header> headers; ///< the parent's, then older ones as far back as BLOCKHASH asked
    std::vector<Bytes> codes;
    std::vector<Bytes> state; ///< trie nodes, of accounts and of storage
};

/// Made by executing the block again. It is complete: the block was executed on it alone before it is given
/// away. BadData for the genesis block.
base::Result<BlockWitness> witnessOf(Chain& chain, const SealedBlock& block);

} // namespace practice
