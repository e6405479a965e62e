#include "core/withdrawal/stage.h"

#include <algorithm>

namespace withdrawal {
namespace {

Verdict notKnown(std::string why)
{
    Verdict verdict;
    verdict.why = std::move(why);
    return verdict;
}
Verdict of(Stage stage, std::string why = {})
{
    Verdict verdict;
    verdict.stage = stage;
    verdict.why = std::move(why);
    return verdict;
}

Stage stageOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Done:
        return Stage::Finalized;
    case Outcome::MessageFailed:
        return Stage::MessageFailed;
    case Outcome::Lost:
        return Stage::Lost;
    case Outcome::Unknown:
        break;
    }
    return Stage::OutcomeNotKnown;
}

std::string uselessness(const Game& game, Seconds provenAt)
{
    if (game.status == GameStatus::ChallengerWins) return "its game was lost: the root is wrong";
    if (game.isBlacklisted) return "its game is blacklisted";
    if (game.isRetired) return "its game is retired";
    if (!game.isRegistered) return "its game is not one of the factory's";
    if (!game.isRespected) return "its game's type is not respected";
    if (provenAt <= game.createdAt) return "it is not younger than its game";
    return {};
}

std::string uselessness(const ProvenOutput& output, Seconds provenAt, Seconds startingTime)
{
    if (!output.today) return "its output was deleted";
    if (output.today->root != output.root) return "another output stands in its place";
    if (provenAt < startingTime) return "it is older than the oracle";
    return {};
}

/// How far one useful proof is.
struct Progress {
    Stage stage = Stage::NotKnown;
    std::optional<Seconds> readyAt;
    std::string why;
};

/// All of the portals' comparisons are strict: a delay is over one second after it.
constexpr Seconds kStrict{1};

Progress settled(const Proof& proof, bool isPaused)
{
    // A portal that is paused accepts nothing: what it would accept otherwise is not asked.
    if (proof.isAccepted || isPaused) return {Stage::ReadyToFinalize, {}, {}};
    return {Stage::NotKnown, {},
        "the portal does not accept the proof, for a reason that is not among the facts"};
}

Progress progressOf(
    const Proof& proof, const Game& game, const PortalRules& rules, Seconds now, bool isPaused)
{
    const Seconds maturesAt = proof.provenAt + rules.proofMaturity + kStrict;
    if (game.status != GameStatus::DefenderWins) {
        std::optional<Seconds> readyAt;
        if (game.clock && !game.isChallenged)
            readyAt =
                std::max(maturesAt, std::max(now, game.createdAt + *game.clock) + rules.finality + kStrict);
        return {now < maturesAt ? Stage::Maturing : Stage::GamePending, readyAt, {}};
    }
    const Seconds clearedAt = game.resolvedAt + rules.finality + kStrict;
    const Seconds readyAt = std::max(maturesAt, clearedAt);
    if (now < maturesAt) return {Stage::Maturing, readyAt, {}};
    if (game.resolvedAt.count() == 0) return {Stage::NotKnown, {}, "a game is won and has no time of that"};
    if (now < clearedAt) return {Stage::AirGap, readyAt, {}};
    return settled(proof, isPaused);
}

Progress progressOf(
    const Proof& proof, const Output& output, const PortalRules& rules, Seconds now, bool isPaused)
{
    const Seconds maturesAt = proof.provenAt + rules.proofMaturity + kStrict;
    const Seconds clearedAt = output.proposedAt + rules.finality + kStrict;
    const Seconds readyAt = std::max(maturesAt, clearedAt);
    if (now < maturesAt) return {Stage::Maturing, readyAt, {}};
    if (now < clearedAt) return {Stage::AirGap, readyAt, {}};
    return settled(proof, isPaused);
}

Progress progressOf(const Proof& proof, const PortalRules& rules, Seconds now, bool isPaused)
{
    const Game* game = std::get_if<Game>(&proof.against);
    if (game == nullptr)
        return progressOf(proof, *std::get<ProvenOutput>(proof.against).today, rules, now, isPaused);
    const Progress progress = progressOf(proof, *game, rules, now, isPaused);
    // What the portal itself accepts is beyond doubt; how a game of another kind goes on is not known.
    const bool isJudged = isKnownGameType(game->type) || progress.stage == Stage::ReadyToFinalize;
    if (isJudged) return progress;
    return {Stage::CannotJudge, {}, "the proof is against a game of type " + std::to_string(game->type)};
}

/// What is shown of several proofs: the one that is furthest, then the one that is ready first.
bool isFurther(const Progress& a, const Progress& b)
{
    if (a.stage != b.stage) return a.stage > b.stage;
    if (a.readyAt && b.readyAt) return *a.readyAt < *b.readyAt;
    return a.readyAt.has_value() && !b.readyAt;
}

Verdict withoutProof(const Facts& facts, const PortalRules& rules)
{
    const bool wasProven = !facts.portal->proofs.empty();
    if (!facts.proposals) return notKnown("which roots stand on L1 was not read");
    if (facts.proposals->found) return of(wasProven ? Stage::ProveAgain : Stage::ReadyToProve);
    if (rules.kind != PortalKind::Oracle && !isKnownGameType(rules.respectedType))
        return of(Stage::CannotJudge, "the portal respects games of type " +
                                          std::to_string(rules.respectedType) + ", which are not known here");
    return of(Stage::WaitingForProposal);
}

/// While nothing is finalized, nothing refused, and L1 derives the message.
Verdict onL1(const Facts& facts, const PortalRules& rules, Seconds now)
{
    const std::vector<Proof>& proofs = facts.portal->proofs;
    std::optional<std::size_t> best;
    Progress furthest;
    std::vector<std::string> useless;
    for (std::size_t i = 0; i < proofs.size(); ++i) {
        if (std::string why = uselessness(proofs[i], rules); !why.empty()) {
            useless.push_back(std::move(why));
            continue;
        }
        const Progress progress = progressOf(proofs[i], rules, now, facts.portal->isPaused);
        if (best && !isFurther(progress, furthest)) continue;
        best = i;
        furthest = progress;
    }
    Verdict verdict = best ? of(furthest.stage, furthest.why) : withoutProof(facts, rules);
    verdict.proof = best;
    verdict.readyAt = furthest.readyAt;
    verdict.useless = std::move(useless);
    return verdict;
}

} // namespace

const char* toString(Stage stage)
{
    switch (stage) {
    case Stage::NotKnown:
        return "not-known";
    case Stage::CannotJudge:
        return "cannot-judge";
    case Stage::NotFound:
        return "not-found";
    case Stage::Unsafe:
        return "unsafe";
    case Stage::WaitingForProposal:
        return "waiting-for-proposal";
    case Stage::ReadyToProve:
        return "ready-to-prove";
    case Stage::ProveAgain:
        return "prove-again";
    case Stage::Maturing:
        return "maturing";
    case Stage::GamePending:
        return "game-pending";
    case Stage::AirGap:
        return "air-gap";
    case Stage::ReadyToFinalize:
        return "ready-to-finalize";
    case Stage::Paused:
        return "paused";
    case Stage::Impossible:
        return "impossible";
    case Stage::Finalized:
        return "finalized";
    case Stage::MessageFailed:
        return "message-failed";
    case Stage::Lost:
        return "lost";
    case Stage::OutcomeNotKnown:
        return "outcome-not-known";
    }
    return "not-known";
}

std::string uselessness(const Proof& proof, const PortalRules& rules)
{
    if (const Game* game = std::get_if<Game>(&proof.against)) return uselessness(*game, proof.provenAt);
    return uselessness(std::get<ProvenOutput>(proof.against), proof.provenAt, rules.startingTime);
}

Verdict stage(const Facts& facts, const std::optional<PortalRules>& rules, Seconds now)
{
    // What L1 has finalized needs no word of L2.
    if (facts.portal && facts.portal->finalized) return of(stageOf(*facts.portal->finalized));
    if (!facts.isSearchedOnL2) return notKnown("L2 was not read");
    if (!facts.inclusion) return of(Stage::NotFound);
    if (facts.inclusion->block.number > facts.inclusion->safeHead) return of(Stage::Unsafe);
    if (facts.isPortalUnknown)
        return of(Stage::CannotJudge, "the portal is of a kind that is not known here");
    if (!facts.portal || !rules) return notKnown("the portal was not read");
    if (!facts.portal->refusal.empty()) return of(Stage::Impossible, facts.portal->refusal);
    Verdict verdict = onL1(facts, *rules, now);
    if (!facts.portal->isPaused) return verdict;
    verdict.beneath = verdict.stage;
    verdict.stage = Stage::Paused;
    return verdict;
}

bool isDue(Stage stage)
{
    return stage == Stage::ReadyToProve || stage == Stage::ProveAgain || stage == Stage::ReadyToFinalize ||
           stage == Stage::MessageFailed;
}

std::optional<Seconds> readyIfProven(const Facts& facts, const std::optional<PortalRules>& rules, Seconds now)
{
    if (!facts.portal || !facts.proposals || !facts.proposals->found || !rules) return std::nullopt;
    const Proposal& proposal = *facts.proposals->found;
    Proof imagined;
    imagined.provenAt = now;
    if (const Game* game = std::get_if<Game>(&proposal.what)) {
        imagined.against = *game;
    } else {
        const Output& output = std::get<Output>(proposal.what);
        imagined.against = ProvenOutput{proposal.index, output.root, output};
    }
    Facts proven = facts;
    proven.portal->proofs = {imagined};
    return stage(proven, rules, now).readyAt;
}

} // namespace withdrawal
