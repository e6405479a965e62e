#include "core/practice/dispute_games.h"

#include "core/practice/transactions.h"

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;

/// No practice world has more games.
constexpr std::uint64_t kMaxGames = 1'000'000;

Result<DisputeGame> gameAt(L1& l1, const Address& factory, std::uint64_t index)
{
    const auto entry = TRY(
        readL1(l1, factory, "gameAtIndex(uint256) view returns (uint32,uint64,address)", {Uint256{index}}));
    DisputeGame game;
    game.type = static_cast<std::uint32_t>(entry[0].number().low64());
    game.createdAt = entry[1].number().low64();
    game.address = entry[2].address();
    const auto creator = TRY(readL1(l1, game.address, "gameCreator() view returns (address)"));
    const auto root = TRY(readL1(l1, game.address, "rootClaim() view returns (bytes32)"));
    const auto block = TRY(readL1(l1, game.address, "l2BlockNumber() view returns (uint256)"));
    game.creator = creator[0].address();
    game.rootClaim = root[0].hash();
    game.l2Block = block[0].number();
    return game;
}

} // namespace

Result<LogWatch::Change> LogWatch::look(L1& l1, const Address& contract)
{
    const BlockId head = l1.chain().head()->id();
    const std::optional<BlockId> seen = std::exchange(m_seen, head);
    if (!seen) return Change::Everything;
    const BlockPointer block = TRY(l1.chain().block(seen->number));
    if (!block || block->hash != seen->hash) return Change::Everything;
    for (std::uint64_t number = seen->number + 1; number <= head.number; ++number) {
        const BlockPointer next = TRY(l1.chain().block(number));
        if (eth::bloomMayContain(next->header().bloom, contract)) return Change::Logs;
    }
    return Change::None;
}

Result<LogWatch::Change> DisputeGames::follow(L1& l1)
{
    const LogWatch::Change change = TRY(m_watch.look(l1, m_factory));
    if (change == LogWatch::Change::None) return change;
    if (change == LogWatch::Change::Everything) m_games.clear();
    const auto count = TRY(readL1(l1, m_factory, "gameCount() view returns (uint256)"));
    if (count[0].number() > Uint256{kMaxGames}) return fail(Fault::BadData, "too many dispute games");
    while (m_games.size() < count[0].number().low64())
        m_games.push_back(TRY(gameAt(l1, m_factory, m_games.size())));
    return change;
}

} // namespace practice
