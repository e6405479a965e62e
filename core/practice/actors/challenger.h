#pragma once

#include "core/practice/actors/dispute_games.h"
#include "core/practice/actors/dispute_moves.h"
#include "core/practice/layers/l2.h"

namespace practice {

/// The honest party of the dispute games: answers wrong claims at once, resolves every game whose clocks have
/// run out, closes it and so moves the anchor. It plays as far as output roots decide; what its opponents
/// claim of single instructions it leaves alone. With an L2OutputOracle it deletes wrong outputs.
class Challenger {
public:
    explicit Challenger(const Deployment& deployment)
        : m_deployment(deployment)
        , m_games(deployment.contracts.disputeGameFactory)
    {
    }

    /// Before L1 seals a block.
    base::Result<void> act(L1& l1, L2& l2, const Faults& faults);

private:
    /// A game that is not over for the challenger.
    struct Open {
        DisputeGame game;
        std::uint64_t next = 0; ///< the L1 time at which something is to be done
        bool isOver = false;
    };
    /// What is the same for all that is done before one L1 block.
    struct Turn {
        L1& l1;
        L2& l2;
        std::uint64_t now; ///< the time of the block to come
        unsigned sent = 0;
    };

    base::Result<void> follow(L1& l1, const Logged& logged);
    base::Result<void> advance(Turn& turn, Open& open) const;
    base::Result<bool> answer(Turn& turn, const Open& open) const;
    base::Result<bool> answerWrongNumber(Turn& turn, const Open& open, std::uint64_t safe) const;
    base::Result<void> resolve(Turn& turn, Open& open) const;
    base::Result<void> close(Turn& turn, Open& open) const;
    base::Result<void> send(
        Turn& turn, const Address& to, const Bytes& data, const Uint256& value = {}) const;
    base::Result<void> deleteWrongOutputs(Turn& turn, const Logged& logged);

    const Deployment& m_deployment;
    LogWatch m_watch;
    DisputeGames m_games;
    std::vector<Open> m_open;
    std::size_t m_known = 0;     ///< of m_games
    std::uint64_t m_checked = 0; ///< outputs that are right
    bool m_hasUnchecked = false;
};

} // namespace practice
