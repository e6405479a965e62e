#include "core/practice/actors/challenger.h"

#include "core/practice/actors/output_roots.h"
#include "core/practice/layers/transactions.h"

namespace practice {
namespace {

using base::Fault;
using base::Result;
using eth::abi::callOf;

/// Transactions before one L1 block.
constexpr unsigned kMostSent = 16;
/// Seconds after which something that L1 refused is tried again.
constexpr std::uint64_t kRetry = 600;

Result<Uint256> number(L1& l1, const Address& contract, std::string_view declaration,
    const eth::abi::Value::List& arguments = {})
{
    const auto values = TRY(readL1(l1, contract, declaration, arguments));
    return values[0].number();
}

Result<std::vector<DisputeClaim>> claimsOf(L1& l1, const Address& game)
{
    const Uint256 count = TRY(number(l1, game, "claimDataLen() view returns (uint256)"));
    std::vector<DisputeClaim> claims;
    for (std::uint64_t index = 0; index < count.low64(); ++index) {
        const auto data = TRY(readL1(l1, game,
            "claimData(uint256) view returns (uint32,address,address,uint128,bytes32,uint128,uint128)",
            {index}));
        const std::uint64_t parent = data[0].number().low64();
        claims.push_back({{}, data[4].hash(), data[5].number()});
        if (parent < index) claims.back().parent = parent;
    }
    return claims;
}

/// The last L2 block that the L1 data gives on which the game is judged.
Result<std::uint64_t> safeFor(L1& l1, const L2& l2, const Address& game)
{
    const auto head = TRY(readL1(l1, game, "l1Head() view returns (bytes32)"));
    const BlockPointer block = TRY(l1.chain().block(head[0].hash()));
    return safeAsOf(l2, block ? block->number() : 0);
}

} // namespace

Result<void> Challenger::act(L1& l1, L2& l2, const Faults& faults)
{
    if (faults.challengerSleeps) return {};
    if (waitingTransactions(l1, m_deployment.roles.challenger.address) != 0) return {};
    Turn turn{l1, l2, l1.chain().head()->timestamp() + kL1BlockTime};
    const Logged logged = TRY(m_watch.look(l1));
    if (m_deployment.generation == Generation::Classic) return deleteWrongOutputs(turn, logged);
    TRY(follow(l1, logged));
    for (Open& open : m_open) {
        if (turn.sent >= kMostSent) break;
        if (turn.now < open.next) continue;
        const auto done = advance(turn, open);
        if (!done && done.error().fault != Fault::Refused) return done;
        if (!done) open.next = turn.now + kRetry;
    }
    std::erase_if(m_open, [](const Open& open) { return open.isOver; });
    return {};
}

Result<void> Challenger::follow(L1& l1, const Logged& logged)
{
    TRY(m_games.follow(l1, logged));
    if (logged.isAll) {
        m_open.clear();
        m_known = 0;
    }
    if (!logged.contracts.empty())
        for (Open& open : m_open)
            if (logged.by(open.game.address)) open.next = 0;
    for (; m_known < m_games.all().size(); ++m_known)
        m_open.push_back({m_games.all()[m_known], 0, false});
    return {};
}

Result<void> Challenger::advance(Turn& turn, Open& open) const
{
    open.next = turn.now; // whatever is sent now, the next step follows it
    const Uint256 status = TRY(number(turn.l1, open.game.address, "status() view returns (uint8)"));
    if (!status.isZero()) return close(turn, open);
    if (TRY(answer(turn, open))) return {};
    return resolve(turn, open);
}

/// False when there is nothing to answer.
Result<bool> Challenger::answer(Turn& turn, const Open& open) const
{
    L1& l1 = turn.l1;
    const Address& game = open.game.address;
    const std::uint64_t safe = TRY(safeFor(l1, turn.l2, game));
    if (TRY(answerWrongNumber(turn, open, safe))) return true;
    const Uint256 depth = TRY(number(l1, game, "splitDepth() view returns (uint256)"));
    const Uint256 first = TRY(number(l1, game, "startingBlockNumber() view returns (uint256)"));
    const unsigned splitDepth = static_cast<unsigned>(depth.low64());
    const Uint256 last = std::min(open.game.l2Block, Uint256{safe});
    // Blocks that the data does not give have the root of the last one that it does.
    const auto honest = [&](const Uint256& position) -> Result<Hash> {
        const Uint256 block = first + traceIndex(position, splitDepth) + Uint256{1};
        return outputRootOf(turn.l2.canonical(), std::min(block, last).low64());
    };
    const std::vector<DisputeClaim> claims = TRY(claimsOf(l1, game));
    const std::optional<DisputeMove> move = TRY(honestMove(claims, splitDepth, honest));
    if (!move) return false;
    const Uint256 bond =
        TRY(number(l1, game, "getRequiredBond(uint128) view returns (uint256)", {move->position}));
    const Bytes data = callOf("move(bytes32,uint256,bytes32,bool)",
        {claims[move->claim].value, std::uint64_t{move->claim}, move->value, move->isAttack});
    TRY(send(turn, game, data, bond));
    return true;
}

/// A true root under a number that is not its block's: no claim below it would be wrong.
Result<bool> Challenger::answerWrongNumber(Turn& turn, const Open& open, std::uint64_t safe) const
{
    if (open.game.l2Block <= Uint256{safe}) return false;
    const opstack::OutputRootProof proof = TRY(outputRootProofOf(turn.l2.canonical(), safe));
    if (opstack::outputRoot(proof) != open.game.rootClaim) return false;
    const auto challenged =
        TRY(readL1(turn.l1, open.game.address, "l2BlockNumberChallenged() view returns (bool)"));
    if (challenged[0].flag()) return false;
    const BlockPointer block = TRY(turn.l2.canonical().block(safe));
    const eth::abi::Value::List parts{
        Hash{}, proof.stateRoot, proof.messagePasserStorageRoot, proof.latestBlockhash};
    TRY(send(turn, open.game.address,
        callOf("challengeRootL2Block((bytes32,bytes32,bytes32,bytes32),bytes)",
            {parts, eth::encodeHeader(block->header())})));
    return true;
}

/// Claims are resolved before those that they answer, so the last one first.
Result<void> Challenger::resolve(Turn& turn, Open& open) const
{
    L1& l1 = turn.l1;
    const Address& game = open.game.address;
    const Uint256 most = TRY(number(l1, game, "maxClockDuration() view returns (uint64)"));
    const Uint256 count = TRY(number(l1, game, "claimDataLen() view returns (uint256)"));
    for (std::uint64_t index = count.low64(); index-- > 0;) {
        const auto resolved = TRY(readL1(l1, game, "resolvedSubgames(uint256) view returns (bool)", {index}));
        if (resolved[0].flag()) continue;
        const Uint256 used =
            TRY(number(l1, game, "getChallengerDuration(uint256) view returns (uint64)", {index}));
        if (used < most) {
            open.next = l1.chain().head()->timestamp() + (most - used).low64();
            return {};
        }
        return send(turn, game, callOf("resolveClaim(uint256,uint256)", {index, std::uint64_t{0}}));
    }
    return send(turn, game, callOf("resolve()", {}));
}

/// Games before version 1.4 know no closing: they moved the anchor when they were resolved.
Result<void> Challenger::close(Turn& turn, Open& open) const
{
    L1& l1 = turn.l1;
    const Address& game = open.game.address;
    const auto mode = number(l1, game, "bondDistributionMode() view returns (uint8)");
    if (!mode && mode.error().fault != Fault::Refused) return std::unexpected(mode.error());
    open.isOver = !mode || !mode->isZero();
    if (open.isOver) return {};
    const Uint256 resolved = TRY(number(l1, game, "resolvedAt() view returns (uint64)"));
    const Uint256 delay = TRY(number(l1, m_deployment.contracts.optimismPortal,
        "disputeGameFinalityDelaySeconds() view returns (uint256)"));
    open.next = (resolved + delay).low64() + 1;
    // The transaction is tried on the head's state, so the head must be past the delay as well.
    if (l1.chain().head()->timestamp() < open.next) {
        open.next += kL1BlockTime;
        return {};
    }
    open.next = turn.now;
    return send(turn, game, callOf("closeGame()", {}));
}

Result<void> Challenger::send(Turn& turn, const Address& to, const Bytes& data, const Uint256& value) const
{
    TRY(sendL1(turn.l1, m_deployment.roles.challenger, to, value, data));
    ++turn.sent;
    return {};
}

Result<void> Challenger::deleteWrongOutputs(Turn& turn, const Logged& logged)
{
    L1& l1 = turn.l1;
    const Address& oracle = m_deployment.contracts.l2OutputOracle;
    if (logged.isAll) m_checked = 0;
    m_hasUnchecked |= logged.by(oracle);
    if (!m_hasUnchecked) return {};
    const Uint256 count = TRY(number(l1, oracle, "nextOutputIndex() view returns (uint256)"));
    for (m_checked = std::min(m_checked, count.low64()); m_checked < count.low64(); ++m_checked) {
        const auto output = TRY(
            readL1(l1, oracle, "getL2Output(uint256) view returns (bytes32,uint128,uint128)", {m_checked}));
        const Uint256& block = output[2].number();
        if (block > Uint256{turn.l2.safe().number}) return {}; // may still become right
        const Hash root = TRY(outputRootOf(turn.l2.canonical(), block.low64()));
        if (root == output[0].hash()) continue;
        const auto done = send(turn, oracle, callOf("deleteL2Outputs(uint256)", {m_checked}));
        if (!done && done.error().fault != Fault::Refused) return done;
        if (done) return {};
    }
    m_hasUnchecked = false;
    return {};
}

} // namespace practice
