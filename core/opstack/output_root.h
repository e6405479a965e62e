#pragma once

#include "core/base/bytes.h"

namespace opstack {

/// What an output root of version 0 commits to. Specification: proposals.md, "L2 Output Commitment
/// Construction".
struct OutputRootProof {
    base::Hash stateRoot;
    base::Hash messagePasserStorageRoot;
    base::Hash latestBlockhash;

    friend bool operator==(const OutputRootProof&, const OutputRootProof&) = default;
};

/// keccak-256 of the version (32 zero bytes) and the three hashes.
base::Hash outputRoot(const OutputRootProof& proof);

} // namespace opstack
