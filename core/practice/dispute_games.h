#pragma once

#include "core/practice/deployment.h"
#include "core/practice/l1.h"

namespace practice {

/// What may have become of a contract since it was last asked about, by the blooms of L1's blocks.
class LogWatch {
public:
    enum class Change {
        None,
        Logs,       ///< it may have logged something
        Everything, ///< asked for the first time, or blocks that were seen are not on the chain any more
    };
    base::Result<Change> look(L1& l1, const Address& contract);

private:
    std::optional<BlockId> m_seen;
};

/// A dispute game as it was created. Nothing of it ever changes.
struct DisputeGame {
    std::uint32_t type = 0;
    std::uint64_t createdAt = 0;
    Address address;
    Address creator;
    Hash rootClaim;
    Uint256 l2Block; ///< that the claim is about; any number where strangers create games
};

/// All games of the factory, kept up to L1's head.
class DisputeGames {
public:
    explicit DisputeGames(const Address& factory)
        : m_factory(factory)
    {
    }

    /// `Everything` when all() is another list than before, `Logs` when it may have grown.
    base::Result<LogWatch::Change> follow(L1& l1);
    const std::vector<DisputeGame>& all() const { return m_games; }

private:
    Address m_factory;
    LogWatch m_watch;
    std::vector<DisputeGame> m_games;
};

} // namespace practice
