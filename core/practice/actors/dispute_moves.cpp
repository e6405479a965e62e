#include "core/practice/actors/dispute_moves.h"

#include <algorithm>

namespace practice {
namespace {

using base::Result;

unsigned depthOf(const Uint256& position)
{
    return static_cast<unsigned>(position.bitWidth()) - 1;
}

/// What the honest party knows of a game while it goes through the claims in their order.
struct Judgement {
    std::vector<bool> isHonest;
    std::vector<std::optional<Uint256>> answers; ///< the trace index of the honest answer to each claim
};

/// An honest claim is defended against everybody. A claim beside an honest answer needs one of its own when
/// it could win before it, being further to the left.
bool mustAnswer(
    const Judgement& judgement, std::span<const DisputeClaim> claims, std::size_t index, unsigned splitDepth)
{
    if (judgement.isHonest[index]) return false;
    const std::optional<std::size_t> parent = claims[index].parent;
    if (!parent || judgement.isHonest[*parent]) return true;
    const std::optional<Uint256>& answer = judgement.answers[*parent];
    return answer && traceIndex(claims[index].position, splitDepth) <= *answer;
}

Result<DisputeMove> answerTo(
    std::span<const DisputeClaim> claims, std::size_t index, const HonestValue& honest)
{
    const DisputeClaim& claim = claims[index];
    const Hash truth = TRY(honest(claim.position));
    DisputeMove move{index, !claim.parent || truth != claim.value, claim.position + claim.position, {}};
    if (!move.isAttack) move.position += Uint256{2};
    move.value = TRY(honest(move.position));
    return move;
}

} // namespace

Uint256 traceIndex(const Uint256& position, unsigned depth)
{
    const unsigned below = depth - depthOf(position);
    const Uint256 rightmost = (position << below) | ((Uint256{1} << below) - Uint256{1});
    return rightmost - (Uint256{1} << depth);
}

Result<std::optional<DisputeMove>> honestMove(
    std::span<const DisputeClaim> claims, unsigned splitDepth, const HonestValue& honest)
{
    Judgement judgement{std::vector<bool>(claims.size()), {}};
    judgement.answers.resize(claims.size());
    if (claims.empty()) return std::nullopt;
    const Hash root = TRY(honest(claims[0].position));
    judgement.isHonest[0] = root == claims[0].value;
    for (std::size_t index = 0; index < claims.size(); ++index) {
        if (depthOf(claims[index].position) >= splitDepth) continue;
        if (!mustAnswer(judgement, claims, index, splitDepth)) continue;
        DisputeMove move = TRY(answerTo(claims, index, honest));
        const auto made = std::ranges::find_if(claims, [&](const DisputeClaim& claim) {
            return claim.parent == index && claim.position == move.position && claim.value == move.value;
        });
        if (made == claims.end()) return move;
        judgement.isHonest[static_cast<std::size_t>(made - claims.begin())] = true;
        judgement.answers[index] = traceIndex(move.position, splitDepth);
    }
    return std::nullopt;
}

} // namespace practice
