#include "core/withdrawal/portal.h"
#include "core/withdrawal/stage.h"

#include <QTest>

#include <random>

using namespace withdrawal;

namespace {

constexpr Seconds kNow{1'000'000};

PortalRules rulesOf(PortalKind kind)
{
    PortalRules rules;
    rules.kind = kind;
    rules.proofMaturity = kind == PortalKind::Oracle ? Seconds(500) : Seconds(700);
    rules.finality = Seconds(500);
    rules.respectedType = 1;
    return rules;
}

Game wonGame()
{
    Game game;
    game.type = 1;
    game.createdAt = Seconds(10);
    game.resolvedAt = kNow - Seconds(501);
    game.status = GameStatus::DefenderWins;
    game.clock = Seconds(300);
    return game;
}

/// Nothing stands in the way of finalizing.
Facts readyFacts()
{
    Facts facts;
    facts.isSearchedOnL2 = true;
    facts.inclusion = Inclusion{{5, {}, Seconds(1)}, 9, 7};
    facts.portal = PortalFacts{};
    facts.portal->proofs = {{Address{}, kNow - Seconds(701), wonGame(), true}};
    return facts;
}

Stage stageOf(const Facts& facts, PortalKind kind = PortalKind::Registry)
{
    return stage(facts, rulesOf(kind), kNow).stage;
}

Game& gameOf(Facts& facts)
{
    return std::get<Game>(facts.portal->proofs[0].against);
}

using Change = void (*)(Facts&);
struct Row {
    const char* name;
    Change change;
    Stage expected;
};

/// Each row changes one thing of a withdrawal that could be finalized.
constexpr Row kRows[] = {
    {"nothing is wrong", [](Facts&) {}, Stage::ReadyToFinalize},
    {"L2 was not read", [](Facts& facts) { facts.isSearchedOnL2 = false; }, Stage::NotKnown},
    {"L2 has no such message", [](Facts& facts) { facts.inclusion.reset(); }, Stage::NotFound},
    {"L1 does not give it yet", [](Facts& facts) { facts.inclusion->safeHead = 4; }, Stage::Unsafe},
    {"the portal was not read", [](Facts& facts) { facts.portal.reset(); }, Stage::NotKnown},
    {"the portal is unknown", [](Facts& facts) { facts.isPortalUnknown = true; }, Stage::CannotJudge},
    {"the portal never takes it", [](Facts& facts) { facts.portal->refusal = "no"; }, Stage::Impossible},
    {"paused", [](Facts& facts) { facts.portal->isPaused = true; }, Stage::Paused},
    {"done", [](Facts& facts) { facts.portal->finalized = Outcome::Done; }, Stage::Finalized},
    {"done, paused",
        [](Facts& facts) {
            facts.portal->finalized = Outcome::Done;
            facts.portal->isPaused = true;
        },
        Stage::Finalized},
    {"done, and L2 is silent",
        [](Facts& facts) {
            facts.portal->finalized = Outcome::Done;
            facts.isSearchedOnL2 = false;
        },
        Stage::Finalized},
    {"the message failed", [](Facts& facts) { facts.portal->finalized = Outcome::MessageFailed; },
        Stage::MessageFailed},
    {"lost", [](Facts& facts) { facts.portal->finalized = Outcome::Lost; }, Stage::Lost},
    {"the end is not known", [](Facts& facts) { facts.portal->finalized = Outcome::Unknown; },
        Stage::OutcomeNotKnown},
    {"the portal does not agree", [](Facts& facts) { facts.portal->proofs[0].isAccepted = false; },
        Stage::NotKnown},
    {"one second too early", [](Facts& facts) { facts.portal->proofs[0].provenAt += Seconds(1); },
        Stage::Maturing},
    {"the game runs",
        [](Facts& facts) {
            gameOf(facts).status = GameStatus::InProgress;
            gameOf(facts).resolvedAt = {};
        },
        Stage::GamePending},
    {"the game runs, and the proof is young",
        [](Facts& facts) {
            facts.portal->proofs[0].provenAt = kNow;
            gameOf(facts).status = GameStatus::InProgress;
            gameOf(facts).resolvedAt = {};
        },
        Stage::Maturing},
    {"in the air gap", [](Facts& facts) { gameOf(facts).resolvedAt += Seconds(1); }, Stage::AirGap},
    {"won, without a time", [](Facts& facts) { gameOf(facts).resolvedAt = {}; }, Stage::NotKnown},
    {"of another kind, accepted", [](Facts& facts) { gameOf(facts).type = 621; }, Stage::ReadyToFinalize},
    {"of another kind, not accepted",
        [](Facts& facts) {
            gameOf(facts).type = 621;
            facts.portal->proofs[0].isAccepted = false;
        },
        Stage::CannotJudge},
    {"of another kind, young",
        [](Facts& facts) {
            gameOf(facts).type = 621;
            facts.portal->proofs[0].provenAt = kNow;
        },
        Stage::CannotJudge},
    // Useless proofs. Which roots there are was not read.
    {"blacklisted", [](Facts& facts) { gameOf(facts).isBlacklisted = true; }, Stage::NotKnown},
    {"retired", [](Facts& facts) { gameOf(facts).isRetired = true; }, Stage::NotKnown},
    {"lost game", [](Facts& facts) { gameOf(facts).status = GameStatus::ChallengerWins; }, Stage::NotKnown},
    {"a stranger's game", [](Facts& facts) { gameOf(facts).isRegistered = false; }, Stage::NotKnown},
    {"not respected", [](Facts& facts) { gameOf(facts).isRespected = false; }, Stage::NotKnown},
    {"as old as its game", [](Facts& facts) { gameOf(facts).createdAt = facts.portal->proofs[0].provenAt; },
        Stage::NotKnown},
    {"blacklisted, another root stands",
        [](Facts& facts) {
            gameOf(facts).isBlacklisted = true;
            facts.proposals = ProposalSearch{Proposal{}, {}, {}};
        },
        Stage::ProveAgain},
    {"blacklisted, no other root",
        [](Facts& facts) {
            gameOf(facts).isBlacklisted = true;
            facts.proposals = ProposalSearch{};
        },
        Stage::WaitingForProposal},
    {"not proven", [](Facts& facts) { facts.portal->proofs.clear(); }, Stage::NotKnown},
    {"not proven, no root",
        [](Facts& facts) {
            facts.portal->proofs.clear();
            facts.proposals = ProposalSearch{};
        },
        Stage::WaitingForProposal},
    {"not proven, a root",
        [](Facts& facts) {
            facts.portal->proofs.clear();
            facts.proposals = ProposalSearch{Proposal{}, {}, {}};
        },
        Stage::ReadyToProve},
};

} // namespace

class StageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStage_data()
    {
        QTest::addColumn<const Row*>("row");
        for (const Row& row : kRows)
            QTest::newRow(row.name) << &row;
    }
    void everyStage()
    {
        QFETCH(const Row*, row);
        Facts facts = readyFacts();
        row->change(facts);
        QCOMPARE(toString(stageOf(facts)), toString(row->expected));
    }

    void withoutRulesNothingIsKnown() { QCOMPARE(stage(readyFacts(), {}, kNow).stage, Stage::NotKnown); }
    void aTypeThatIsRespectedAndNotKnownIsNotWaitedFor()
    {
        Facts facts = readyFacts();
        facts.portal->proofs.clear();
        facts.proposals = ProposalSearch{};
        PortalRules rules = rulesOf(PortalKind::Registry);
        rules.respectedType = 9;
        QCOMPARE(stage(facts, rules, kNow).stage, Stage::CannotJudge);
    }
    void theProofThatIsFurthestCounts()
    {
        Facts facts = readyFacts();
        Proof young = facts.portal->proofs[0];
        young.provenAt = kNow;
        Proof useless = facts.portal->proofs[0];
        std::get<Game>(useless.against).isBlacklisted = true;
        facts.portal->proofs.insert(facts.portal->proofs.begin(), {useless, young});
        const Verdict verdict = stage(facts, rulesOf(PortalKind::Registry), kNow);
        QCOMPARE(verdict.stage, Stage::ReadyToFinalize);
        QVERIFY(verdict.proof == 2u);
        QCOMPARE(verdict.useless.size(), std::size_t{1});
    }
    void whatIsBeneathAPauseIsToldApart()
    {
        Facts facts = readyFacts();
        facts.portal->isPaused = true;
        facts.portal->proofs[0].isAccepted = false; // as paused portals say
        const Verdict verdict = stage(facts, rulesOf(PortalKind::Registry), kNow);
        QCOMPARE(verdict.stage, Stage::Paused);
        QCOMPARE(verdict.beneath, Stage::ReadyToFinalize);
    }

    /// All comparisons of the contracts are strict: one second after the delay, and with both of them over.
    void itIsReadyTheSecondThatTheContractsSay()
    {
        Facts facts = readyFacts();
        facts.portal->proofs[0].provenAt = Seconds(5'000);
        gameOf(facts).resolvedAt = Seconds(5'300);
        const PortalRules rules = rulesOf(PortalKind::Registry);
        const Verdict early = stage(facts, rules, Seconds(5'700));
        QCOMPARE(early.stage, Stage::Maturing);
        QVERIFY(early.readyAt == Seconds(5'801));
        QCOMPARE(stage(facts, rules, Seconds(5'701)).stage, Stage::AirGap);
        QCOMPARE(stage(facts, rules, Seconds(5'800)).stage, Stage::AirGap);
        QCOMPARE(stage(facts, rules, Seconds(5'801)).stage, Stage::ReadyToFinalize);
    }
    void anOpenGameTellsTheEarliestTimeOnlyWhileNobodyDisputesIt()
    {
        Facts facts = readyFacts();
        Game& game = gameOf(facts);
        game.status = GameStatus::InProgress;
        game.resolvedAt = {};
        game.createdAt = kNow - Seconds(900); // its clock is over
        const PortalRules rules = rulesOf(PortalKind::Registry);
        QVERIFY(stage(facts, rules, kNow).readyAt == kNow + Seconds(501));
        game.isChallenged = true;
        QVERIFY(!stage(facts, rules, kNow).readyAt);
    }

    void outputsOfAnOracle()
    {
        const PortalRules rules = rulesOf(PortalKind::Oracle);
        Facts facts = readyFacts();
        const Hash root = Uint256{7}.toHash();
        ProvenOutput output{Uint256{3}, root, Output{root, Seconds(20), Uint256{6}}};
        const auto is = [&](const ProvenOutput& what, Seconds provenAt) {
            facts.portal->proofs = {{std::nullopt, provenAt, what, true}};
            return stage(facts, rules, kNow).stage;
        };
        QCOMPARE(is(output, kNow - Seconds(501)), Stage::ReadyToFinalize);
        QCOMPARE(is(output, kNow - Seconds(500)), Stage::Maturing);
        output.today->proposedAt = kNow - Seconds(500); // deleted, and proposed once more
        QCOMPARE(is(output, kNow - Seconds(501)), Stage::AirGap);
        facts.proposals = ProposalSearch{};
        output.today->root = Hash{};
        QCOMPARE(is(output, kNow - Seconds(501)), Stage::WaitingForProposal);
        facts.proposals = ProposalSearch{Proposal{}, {}, {}};
        output.today.reset();
        QCOMPARE(is(output, kNow - Seconds(501)), Stage::ProveAgain);
    }

    /// Nothing that is unread makes a withdrawal look further than it is: whatever the rest, a proof is
    /// called ready only when it is old enough, its game is won for long enough, nothing stands against the
    /// game, and the portal agrees.
    void readyIsNeverSaidLightly()
    {
        std::mt19937 random(20261126);
        const auto coin = [&] { return random() % 2 == 0; };
        int ready = 0;
        for (int i = 0; i < 200'000; ++i) {
            Facts facts = readyFacts();
            Game& game = gameOf(facts);
            Proof& proof = facts.portal->proofs[0];
            if (random() % 8 == 0) facts.isSearchedOnL2 = false;
            if (random() % 8 == 0) facts.inclusion->safeHead = random() % 10;
            if (random() % 8 == 0) facts.portal->isPaused = true;
            if (random() % 8 == 0) game.isBlacklisted = true;
            if (random() % 8 == 0) game.isRetired = true;
            if (random() % 8 == 0) game.isRegistered = false;
            if (random() % 8 == 0) game.isRespected = false;
            if (random() % 4 == 0) game.status = static_cast<GameStatus>(random() % 3);
            if (coin()) proof.provenAt = kNow - Seconds(690 + random() % 20);
            if (coin()) game.resolvedAt = kNow - Seconds(490 + random() % 20);
            if (random() % 8 == 0) proof.isAccepted = false;
            if (stageOf(facts) != Stage::ReadyToFinalize) continue;
            ++ready;
            QVERIFY(facts.isSearchedOnL2 && facts.inclusion->safeHead >= 5 && !facts.portal->isPaused);
            QVERIFY(!game.isBlacklisted && !game.isRetired && game.isRegistered && game.isRespected);
            QVERIFY(game.status == GameStatus::DefenderWins && proof.isAccepted);
            QVERIFY(kNow - proof.provenAt > Seconds(700) && kNow - game.resolvedAt > Seconds(500));
        }
        QVERIFY(ready > 1'000);
    }

    /// Strangers can make any number of games: an end of patience is not an end of the list.
    void aSearchThatIsCutOffIsNoAnswer()
    {
        const auto useless =
            [](const base::Uint256& index) -> base::Result<std::optional<withdrawal::detail::Candidate>> {
            return withdrawal::detail::Candidate{{index, withdrawal::Output{}, 0, {}}, "no use"};
        };
        const base::Uint256 most{withdrawal::detail::kMostProposals};
        const auto all = withdrawal::detail::searchBackwards(most, useless);
        QVERIFY(all.has_value());
        QVERIFY(!all->found);
        QCOMPARE(all->passedOver.size(), std::size_t{withdrawal::detail::kMostProposals});
        const auto cut = withdrawal::detail::searchBackwards(most + base::Uint256{1}, useless);
        QVERIFY(!cut);
        QVERIFY(cut.error().fault == base::Fault::RangeTooLarge);
    }
};

QTEST_APPLESS_MAIN(StageTest)
#include "stage_test.moc"
