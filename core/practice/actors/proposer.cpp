#include "core/practice/actors/proposer.h"

#include "core/crypto/keccak.h"
#include "core/practice/actors/output_roots.h"
#include "core/practice/actors/stranger.h"
#include "core/practice/layers/transactions.h"

namespace practice {
namespace {

using base::Fault;
using base::Result;
using eth::abi::callOf;

/// L1 blocks to wait after L1 refused a proposal: what is in its way does not go away quickly.
constexpr std::uint64_t kRetry = 10;

Result<Hash> claimOf(L2& l2, std::uint64_t number, bool lies)
{
    const Hash root = TRY(outputRootOf(l2.canonical(), number));
    return lies ? crypto::keccak256(root) : root;
}

} // namespace

Result<void> Proposer::act(L1& l1, L2& l2, const Faults& faults)
{
    if (faults.strangerSpamsGames) TRY(spamGames(l1, m_deployment));
    if (faults.proposerStops || l1.chain().head()->number() < m_notBefore) return {};
    if (waitingTransactions(l1, m_deployment.roles.proposer.address) != 0) return {};
    TRY(follow(l1));
    const std::uint64_t safe = l2.safe().number;
    if (safe < m_next) return {};
    const bool isClassic = m_deployment.generation == Generation::Classic;
    const std::uint64_t block = isClassic ? m_next : safe;
    const Hash claim = TRY(claimOf(l2, block, faults.proposerLies));
    const auto done = isClassic ? proposeOutput(l1, block, claim) : proposeGame(l1, block, claim);
    if (done || done.error().fault != Fault::Refused) return done;
    m_notBefore = l1.chain().head()->number() + kRetry;
    return {};
}

Result<void> Proposer::follow(L1& l1)
{
    const Contracts& contracts = m_deployment.contracts;
    const Logged logged = TRY(m_watch.look(l1));
    if (m_deployment.generation == Generation::Classic) {
        if (!logged.by(contracts.l2OutputOracle)) return {};
        const auto next =
            TRY(readL1(l1, contracts.l2OutputOracle, "nextBlockNumber() view returns (uint256)"));
        m_next = next[0].number().low64();
    } else if (logged.by(contracts.disputeGameFactory)) {
        TRY(m_games.follow(l1, logged));
        m_next = TRY(lastProposed(l1)) + m_interval;
    }
    return {};
}

Result<void> Proposer::proposeGame(L1& l1, std::uint64_t l2Block, const Hash& claim) const
{
    const std::uint32_t type = m_deployment.gameType;
    const Address& factory = m_deployment.contracts.disputeGameFactory;
    const auto bond = TRY(readL1(l1, factory, "initBonds(uint32) view returns (uint256)", {type}));
    const Bytes extraData = base::toBytes(Uint256{l2Block}.toHash());
    TRY(sendL1(l1, m_deployment.roles.proposer, factory, bond[0].number(),
        callOf("create(uint32,bytes32,bytes)", {type, claim, extraData})));
    return {};
}

/// By this proposer, or else what the games begin from.
Result<std::uint64_t> Proposer::lastProposed(L1& l1) const
{
    const auto anchor = TRY(readL1(l1, m_deployment.contracts.anchorStateRegistry,
        "anchors(uint32) view returns (bytes32,uint256)", {m_deployment.gameType}));
    std::uint64_t last = anchor[1].number().low64();
    for (const DisputeGame& game : m_games.all())
        if (game.type == m_deployment.gameType && game.creator == m_deployment.roles.proposer.address)
            last = std::max(last, game.l2Block.low64());
    return last;
}

Result<void> Proposer::proposeOutput(L1& l1, std::uint64_t l2Block, const Hash& claim) const
{
    // Not the head: the transaction is tried in the head's surroundings, where its own hash is not known.
    const eth::Header& head = l1.chain().head()->header();
    TRY(sendL1(l1, m_deployment.roles.proposer, m_deployment.contracts.l2OutputOracle, {},
        callOf("proposeL2Output(bytes32,uint256,bytes32,uint256)",
            {claim, l2Block, head.parentHash, head.number - 1})));
    return {};
}

} // namespace practice
