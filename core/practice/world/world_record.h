#pragma once

#include "core/practice/actors/batcher.h"

#include <chrono>

namespace practice {

/// What the archive keeps of a world besides its chains and their pools.
struct WorldRecord {
    Generation generation = Generation::Current;
    std::uint64_t seed = 1;
    std::uint64_t genesisTime = 0;
    std::chrono::milliseconds now{0}; ///< chain time since 1970
    Faults faults;
    /// The last block that "latest" knows while a node's head is stale.
    std::optional<std::uint64_t> l1StaleHead, l2StaleHead;
    BatcherSettings batcherSettings;
    Bytes batcher; ///< Batcher::encodeState(); empty in a new world

    friend bool operator==(const WorldRecord&, const WorldRecord&) = default;
};

Bytes encodeWorldRecord(const WorldRecord& record);
/// BadData for bytes that were not made by encodeWorldRecord().
base::Result<WorldRecord> parseWorldRecord(ByteView bytes);

} // namespace practice
