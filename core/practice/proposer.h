#pragma once

#include "core/practice/deployment.h"
#include "core/practice/l2.h"

namespace practice {

/// Writes output roots of safe L2 blocks to L1: as dispute games, or to the L2OutputOracle.
class Proposer {
public:
    Proposer(const Deployment& deployment, std::uint64_t interval)
        : m_deployment(deployment)
        , m_interval(interval)
    {
    }

    /// Before L1 seals a block. Proposes the safe head when `interval` L2 blocks have passed since the last
    /// proposal that L1 has (with Classic: exactly the block the oracle asks for).
    base::Result<void> act(L1& l1, L2& l2, const Faults& faults);

private:
    const Deployment& m_deployment;
    std::uint64_t m_interval; ///< L2 blocks
};

/// The honest party of the dispute games: attacks wrong root claims at once, resolves every game whose clock
/// has run out, closes it and so moves the anchor.
class Challenger {
public:
    explicit Challenger(const Deployment& deployment)
        : m_deployment(deployment)
    {
    }

    base::Result<void> act(L1& l1, L2& l2, const Faults& faults);

private:
    const Deployment& m_deployment;
};

/// The output root of an L2 block, computed from its state.
base::Result<Hash> outputRootOf(Chain& l2, std::uint64_t number);

} // namespace practice
