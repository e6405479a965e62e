#include "core/practice/actors/dispute_games.h"

#include "core/practice/layers/transactions.h"

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

Result<Logged> LogWatch::look(L1& l1)
{
    const BlockId head = l1.chain().head()->id();
    const std::optional<BlockId> seen = std::exchange(m_seen, head);
    if (!seen) return Logged{true, {}};
    const BlockPointer block = TRY(l1.chain().block(seen->number));
    if (!block || block->hash != seen->hash) return Logged{true, {}};
    Logged logged;
    for (std::uint64_t number = seen->number + 1; number <= head.number; ++number) {
        const BlockPointer next = TRY(l1.chain().block(number));
        for (const eth::Receipt& receipt : next->receipts)
            for (const eth::Log& log : receipt.logs)
                logged.contracts.insert(log.address);
    }
    return logged;
}

Result<void> DisputeGames::follow(L1& l1, const Logged& logged)
{
    if (!logged.by(m_factory)) return {};
    if (logged.isAll) m_games.clear();
    const auto count = TRY(readL1(l1, m_factory, "gameCount() view returns (uint256)"));
    if (count[0].number() > Uint256{kMaxGames}) return fail(Fault::BadData, "too many dispute games");
    while (m_games.size() < count[0].number().low64())
        m_games.push_back(TRY(gameAt(l1, m_factory, m_games.size())));
    return {};
}

} // namespace practice
