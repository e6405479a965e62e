#pragma once

#include "core/eth/transaction.h"

namespace eth {

/// A blob transaction in the form in which it is sent to nodes, as far as it can be told from its bytes:
///     0x03 ++ RLP [transaction, blobs, commitments, proofs]              EIP-4844
///     0x03 ++ RLP [transaction, 1, blobs, commitments, cell proofs]      EIP-7594
struct BlobEnvelope {
    Transaction transaction;
    unsigned version = 0;      ///< 0: EIP-4844, 1: EIP-7594
    std::size_t blobs = 0;     ///< that travel with it
    std::size_t proofs = 0;    ///< of blobs, or of their cells
    bool isConsistent = false; ///< as many blobs, commitments and proofs as its hashes want, and these are
                               ///< the hashes of the commitments; the proofs themselves are not looked at
};

/// Whether the bytes have this form, and not that of a transaction in a block.
bool isBlobEnvelope(ByteView bytes);
/// BadData when the parts are not of that form, a blob has another size, or there are more than any block
/// takes.
base::Result<BlobEnvelope> parseBlobEnvelope(ByteView bytes);

} // namespace eth
