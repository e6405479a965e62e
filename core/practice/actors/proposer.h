#pragma once

#include "core/practice/actors/dispute_games.h"
#include "core/practice/layers/l2.h"

namespace practice {

/// Writes output roots of safe L2 blocks to L1: as dispute games, or to the L2OutputOracle.
class Proposer {
public:
    Proposer(const Deployment& deployment, std::uint64_t interval)
        : m_deployment(deployment)
        , m_interval(interval)
        , m_games(deployment.contracts.disputeGameFactory)
    {
    }

    /// Before L1 seals a block. Proposes the safe head when `interval` L2 blocks have passed since the last
    /// proposal that L1 has (with Classic: exactly the block the oracle asks for). What L1 refuses now is
    /// tried again later.
    base::Result<void> act(L1& l1, L2& l2, const Faults& faults);

private:
    base::Result<void> follow(L1& l1);
    base::Result<void> proposeGame(L1& l1, std::uint64_t l2Block, const Hash& claim) const;
    base::Result<void> proposeOutput(L1& l1, std::uint64_t l2Block, const Hash& claim) const;
    base::Result<std::uint64_t> lastProposed(L1& l1) const;

    const Deployment& m_deployment;
    std::uint64_t m_interval; ///< L2 blocks
    DisputeGames m_games;
    LogWatch m_watch;
    std::uint64_t m_next = 0;      ///< the L2 block that is due
    std::uint64_t m_notBefore = 0; ///< L1 block, after a refusal
};

} // namespace practice
