#include "core/crypto/keccak.h"
#include "core/practice/actors/dispute_moves.h"

#include <QTest>

#include <random>

using base::Hash;
using base::Uint256;
using practice::DisputeClaim;
using practice::DisputeMove;

namespace {

constexpr unsigned kSplitDepth = 6;

base::Result<Hash> honest(const Uint256& position)
{
    return crypto::keccak256(practice::traceIndex(position, kSplitDepth).toHash());
}
Hash wrong(std::uint64_t salt)
{
    return crypto::keccak256(Uint256{1'000'000 + salt}.toHash());
}

unsigned depthOf(const Uint256& position)
{
    return static_cast<unsigned>(position.bitWidth()) - 1;
}

DisputeClaim answerTo(const std::vector<DisputeClaim>& claims, std::size_t index, bool isAttack, Hash value)
{
    const Uint256 position = claims[index].position + claims[index].position;
    return {index, value, isAttack ? position : position + Uint256{2}};
}

/// Plays all that the honest party has to play.
void respond(std::vector<DisputeClaim>& claims)
{
    for (int moves = 0; moves < 1000; ++moves) {
        const auto move = practice::honestMove(claims, kSplitDepth, honest);
        QVERIFY(move);
        if (!*move) return;
        claims.push_back({(*move)->claim, (*move)->value, (*move)->position});
    }
    QFAIL("the honest party never comes to an end");
}

/// A claim falls when an answer to it stands.
bool rootStands(const std::vector<DisputeClaim>& claims)
{
    std::vector<bool> falls(claims.size());
    for (std::size_t index = claims.size(); index-- > 1;)
        if (!falls[index]) falls[*claims[index].parent] = true;
    return !falls[0];
}

} // namespace

class DisputeMovesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// dispute.md, 5.4: with 30 levels the first attack speaks of the block in the middle.
    void aPositionStandsForTheRightmostLeafBelowIt()
    {
        QCOMPARE(practice::traceIndex(Uint256{1}, 30), Uint256{(1u << 30) - 1});
        QCOMPARE(practice::traceIndex(Uint256{2}, 30), Uint256{(1u << 29) - 1});
        QCOMPARE(practice::traceIndex(Uint256{6}, 2), Uint256{2});
    }

    void aRightRootIsLeftAlone()
    {
        const std::vector<DisputeClaim> claims{{{}, *honest(Uint256{1}), Uint256{1}}};
        const auto move = practice::honestMove(claims, kSplitDepth, honest);
        QVERIFY(move && !*move);
    }

    void aWrongRootIsAttackedOnceWithTheTruth()
    {
        std::vector<DisputeClaim> claims{{{}, wrong(0), Uint256{1}}};
        const auto move = practice::honestMove(claims, kSplitDepth, honest);
        QVERIFY(move && *move);
        QCOMPARE((*move)->claim, std::size_t{0});
        QVERIFY((*move)->isAttack);
        QCOMPARE((*move)->position, Uint256{2});
        QVERIFY((*move)->value == *honest(Uint256{2}));
        claims.push_back({0, (*move)->value, (*move)->position});
        const auto again = practice::honestMove(claims, kSplitDepth, honest);
        QVERIFY(again && !*again);
    }

    /// The claim is true, and yet it must fall: what is wrong comes after it.
    void aTrueClaimAgainstATrueOneIsDefendedFrom()
    {
        const std::vector<DisputeClaim> claims{
            {{}, *honest(Uint256{1}), Uint256{1}}, {0, *honest(Uint256{2}), Uint256{2}}};
        const auto move = practice::honestMove(claims, kSplitDepth, honest);
        QVERIFY(move && *move);
        QVERIFY(!(*move)->isAttack);
        QCOMPARE((*move)->position, Uint256{6});
    }

    void theTruthWinsAgainstWhateverIsClaimed_data()
    {
        QTest::addColumn<bool>("rootIsRight");
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 0; seed < 40; ++seed)
            QTest::addRow("seed %u", seed) << (seed % 2 == 0) << seed;
    }
    void theTruthWinsAgainstWhateverIsClaimed()
    {
        QFETCH(const bool, rootIsRight);
        QFETCH(const unsigned, seed);
        std::mt19937 random(seed);
        std::vector<DisputeClaim> claims{{{}, rootIsRight ? *honest(Uint256{1}) : wrong(0), Uint256{1}}};
        for (int turn = 0; turn < 25; ++turn) {
            respond(claims);
            const std::size_t index = random() % claims.size();
            // At the last level instructions decide, which are another game.
            if (depthOf(claims[index].position) + 2 > kSplitDepth) continue;
            DisputeClaim claim = answerTo(claims, index, index == 0 || random() % 2 == 0, wrong(random()));
            if (random() % 3 == 0) claim.value = *honest(claim.position);
            const bool isNew = std::ranges::none_of(claims, [&](const DisputeClaim& made) {
                return made.parent == claim.parent && made.position == claim.position &&
                       made.value == claim.value;
            });
            if (isNew) claims.push_back(claim);
        }
        respond(claims);
        QCOMPARE(rootStands(claims), rootIsRight);
    }
};

QTEST_APPLESS_MAIN(DisputeMovesTest)
#include "dispute_moves_test.moc"
