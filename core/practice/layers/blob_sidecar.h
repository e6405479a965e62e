#pragma once

#include "core/eth/transaction.h"

namespace practice {

using base::Bytes;
using base::ByteView;
using base::Hash;

/// A blob transaction as it travels, with its blobs.
struct BlobTransaction {
    eth::Transaction transaction;
    std::vector<Bytes> blobs; ///< in the order of the versioned hashes
};

/// Reads the network form: 0x03 and the list of
///     [transaction, blobs, commitments, proofs]              EIP-4844
///     [transaction, 1, blobs, commitments, cell proofs]      EIP-7594
/// and checks that the blobs are those of the transaction: by their proofs, or where the proofs are of cells
/// by computing the commitments again. Refused, in the words of nodes.
base::Result<BlobTransaction> parseBlobTransaction(ByteView raw);

/// Whether the bytes are a blob transaction of either form, with its sidecar or without.
bool isBlobTransaction(ByteView raw);

} // namespace practice
