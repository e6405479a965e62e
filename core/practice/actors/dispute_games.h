#pragma once

#include "core/practice/contracts/deployment.h"
#include "core/practice/layers/l1.h"

#include <set>

namespace practice {

/// Who has logged something since it was last asked.
struct Logged {
    bool isAll = false; ///< asked for the first time, or blocks that were seen are not on the chain any more
    std::set<Address> contracts;

    bool by(const Address& contract) const { return isAll || contracts.contains(contract); }
};

/// Looks through L1's new blocks, so that contracts need be asked only when there is something new.
class LogWatch {
public:
    base::Result<Logged> look(L1& l1);

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

    /// all() only grows, but for Logged::isAll: then it is read anew.
    base::Result<void> follow(L1& l1, const Logged& logged);
    const std::vector<DisputeGame>& all() const { return m_games; }

private:
    Address m_factory;
    std::vector<DisputeGame> m_games;
};

} // namespace practice
