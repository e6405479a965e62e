#pragma once

#include "core/base/bytes.h"
#include "core/base/uint256.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace practice {

using base::Hash;
using base::Uint256;

/// A claim of a fault dispute game. Positions are numbers of a binary tree's nodes: the root is 1.
struct DisputeClaim {
    std::optional<std::size_t> parent; ///< the root has none
    Hash value;
    Uint256 position;
};

/// The index of the leaf at `depth` that the position stands for: the right-most one below it.
Uint256 traceIndex(const Uint256& position, unsigned depth);

struct DisputeMove {
    std::size_t claim = 0; ///< that is answered
    bool isAttack = true;  ///< otherwise it defends
    Uint256 position;      ///< of the answer
    Hash value;
};

/// The true value at a position.
using HonestValue = std::function<base::Result<Hash>(const Uint256& position)>;

/// What an honest party has to answer next, down to the depth where output roots end and instructions begin.
/// Specification: fault-proof/stage-one/honest-challenger-fdg.md.
base::Result<std::optional<DisputeMove>> honestMove(
    std::span<const DisputeClaim> claims, unsigned splitDepth, const HonestValue& honest);

} // namespace practice
