#pragma once

#include "core/practice/contracts/deployment.h"
#include "core/practice/layers/l1.h"

namespace practice {

/// Hands the data to L1's pool as calldata for the batch inbox, in a transaction of the batcher.
base::Result<Hash> sendCalldata(L1& l1, const Deployment& deployment, Bytes data);

/// The same in blobs, each piece of data in its own, at most kBlobsPerTransaction of them.
base::Result<Hash> sendBlobs(L1& l1, const Deployment& deployment, std::span<const Bytes> data);

/// EIP-7594: the most blobs in one transaction.
inline constexpr std::size_t kBlobsPerTransaction = 6;

} // namespace practice
