#pragma once

#include "core/eth/account.h"

#include <variant>
#include <vector>

namespace opstack {

using base::Bytes;
using base::ByteView;
using base::Hash;

/// The first byte of a batch.
enum class BatchType : std::uint8_t { Singular = 0, Span = 1 };

/// One L2 block. Specification: derivation.md, "Batch Format".
struct SingularBatch {
    Hash parentHash;
    std::uint64_t epochNumber = 0;
    Hash epochHash;
    std::uint64_t timestamp = 0;
    std::vector<Bytes> transactions; ///< EIP-2718 bytes, not looked into

    friend bool operator==(const SingularBatch&, const SingularBatch&) = default;
};

/// 0x00 and RLP [parent_hash, epoch_number, epoch_hash, timestamp, [transaction…]].
Bytes encodeBatch(const SingularBatch& batch);
/// Without the type byte. What follows the list is ignored, as nodes do.
base::Result<SingularBatch> parseSingularBatch(ByteView content);

} // namespace opstack
