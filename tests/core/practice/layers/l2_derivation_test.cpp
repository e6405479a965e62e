#include "tests/core/practice/layers/posted_batches.h"

#include <QTest>

using namespace practice;
using namespace base::literals;
using tests::TwoChains;
using tests::usersTransactions;

namespace {

constexpr Address kSomebody = "0x00000000000000000000000000000000000abcde"_address;
const Uint256 kEther{1'000'000'000'000'000'000};
constexpr std::uint64_t kWindow = 5;

/// A window that is soon over.
void shortWindow(opstack::RollupConfig& config)
{
    config.sequencerWindowSize = kWindow;
}

/// Where every node is that has seen L1 up to its head, without a batch: at the last block before the time of
/// the L1 block after the newest epoch that is over.
std::uint64_t lastForcedTime(TwoChains& chains)
{
    const std::uint64_t epoch = chains.l1().chain().head()->number() - kWindow;
    const auto next = tests::require(chains.l1().chain().block(epoch + 1));
    return next->timestamp() - kL2BlockTime;
}

} // namespace

class L2DerivationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsForcedBeforeTheWindowIsOver()
    {
        TwoChains chains(shortWindow);
        const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
        for (std::uint64_t i = 1; i < kWindow; ++i) {
            chains.slot();
            tests::require(chains.l2().derive(chains.l1()));
        }
        QCOMPARE(chains.l2().safe().number, std::uint64_t{0});
        QVERIFY(tests::contains(*chains.l2Block(1), sent));
    }

    void whenTheWindowIsOverTheEpochsBlocksAreForced()
    {
        TwoChains chains(shortWindow);
        const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
        const std::uint64_t firstEpoch = chains.l1().chain().head()->number();
        for (std::uint64_t i = 0; i < kWindow; ++i)
            chains.slot();
        const Hash sequenced = chains.l2Block(1)->hash;
        tests::require(chains.l2().derive(chains.l1()));
        QVERIFY(chains.l2Block(1)->hash != sequenced);
        QCOMPARE(chains.l2Head().id, chains.l2().safe());
        QCOMPARE(chains.l2Head().id.number, std::uint64_t{5}); // 12 seconds, without the next epoch's first
        QCOMPARE(chains.l2Head().timestamp, lastForcedTime(chains));
        for (std::uint64_t number = 1; number <= 5; ++number)
            QCOMPARE(usersTransactions(*chains.l2Block(number)), std::size_t{0});
        QCOMPARE(chains.l2Head().l1Origin.number, firstEpoch);
        QVERIFY(chains.l2().derivedFrom(5) == chains.l1().chain().head()->id());
        QVERIFY(chains.l2().pool().find(sent) != nullptr);
        chains.catchUp();
        QVERIFY(tests::require(chains.l2().canonical().find(sent)).has_value());
    }

    void everyFurtherL1BlockForcesAnEpoch()
    {
        TwoChains chains(shortWindow);
        Faults faults;
        faults.sequencerStops = true;
        for (std::uint64_t i = 0; i < kWindow + 4; ++i) {
            const BlockPointer l1Block = chains.sealL1();
            tests::require(chains.l2().derive(chains.l1()));
            if (i + 1 < kWindow) continue;
            QCOMPARE(chains.l2Head().timestamp, lastForcedTime(chains));
            QCOMPARE(chains.l2Head().l1Origin.number, l1Block->number() - kWindow);
            QVERIFY(chains.l2().derivedFrom(chains.l2Head().id.number) == l1Block->id());
        }
    }

    void manyEpochsAtOnceGiveTheSameAsOneByOne()
    {
        TwoChains oneByOne(shortWindow), atOnce(shortWindow);
        for (TwoChains* chains : {&oneByOne, &atOnce})
            chains->deposit(0, kSomebody, kEther);
        for (std::uint64_t i = 0; i < kWindow + 4; ++i) {
            oneByOne.sealL1();
            atOnce.sealL1();
            tests::require(oneByOne.l2().derive(oneByOne.l1()));
        }
        tests::require(atOnce.l2().derive(atOnce.l1()));
        QCOMPARE(atOnce.l2Head().id, oneByOne.l2Head().id);
        for (std::uint64_t number = 1; number <= atOnce.l2Head().id.number; ++number)
            QVERIFY(atOnce.l2().derivedFrom(number) == oneByOne.l2().derivedFrom(number));
        QVERIFY(atOnce.l2().canonical().state().account(kSomebody)->balance == kEther);
    }

    void unsafeBlocksThatAreTheForcedOnesStay()
    {
        TwoChains chains(shortWindow);
        for (std::uint64_t i = 0; i < kWindow; ++i)
            chains.slot();
        const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
        const BlockPointer head = chains.sequence();
        tests::require(chains.l2().derive(chains.l1()));
        QCOMPARE(chains.l2().safe().number, std::uint64_t{5});
        QCOMPARE(chains.l2().canonical().head()->hash, head->hash);
        QVERIFY(tests::contains(*head, sent));
    }

    /// An epoch whose time is over already gets no further block, but the next one has one at least.
    void anEpochThatWasHeldTooLongIsLeftWithTheNext()
    {
        TwoChains chains(shortWindow);
        const std::uint64_t epoch = chains.l1().chain().head()->number();
        for (int i = 0; i < 10; ++i) // 20 seconds with the first origin: no other is there
            chains.sequence();
        tests::postBatches(chains, 1, 10);
        tests::sealAndDerive(chains);
        QCOMPARE(chains.l2().safe().number, std::uint64_t{10});
        while (chains.l1().chain().head()->number() < epoch + kWindow)
            chains.sealL1();
        tests::require(chains.l2().derive(chains.l1()));
        QCOMPARE(chains.l2().safe().number, std::uint64_t{10});
        chains.sealL1();
        tests::require(chains.l2().derive(chains.l1()));
        const auto forced = tests::require(chains.l2().reference(11));
        QCOMPARE(forced.l1Origin.number, epoch + 1);
        QCOMPARE(forced.sequenceNumber, std::uint64_t{0});
        QCOMPARE(chains.l2().safe().number, std::uint64_t{11});
    }

    /// The last L1 block of the window counts, the one after it does not.
    void aBatchThatComesTooLateGivesNothing()
    {
        for (const std::uint64_t late : {std::uint64_t{0}, std::uint64_t{1}}) {
            TwoChains chains(shortWindow);
            const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
            for (std::uint64_t i = 1; i < kWindow + late; ++i)
                chains.slot();
            const BlockPointer sequenced = chains.l2Block(1);
            QVERIFY(tests::contains(*sequenced, sent));
            tests::postBatches(chains, 1, 3);
            tests::sealAndDerive(chains);
            QCOMPARE(chains.l2Block(1)->hash == sequenced->hash, late == 0);
            QVERIFY(chains.l2().safe().number >= 3);
        }
    }

    void batchesThatTheSequencersNodeDoesNotHaveAreTaken()
    {
        TwoChains chains;
        chains.slot();
        const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
        chains.slot();
        const BlockId batched = chains.l2Head().id;
        tests::postBatches(chains, 1, batched.number);
        TwoChains other;
        for (std::uint64_t number = other.l1().chain().head()->number() + 1;
            number <= chains.l1().chain().head()->number(); ++number)
            tests::require(
                other.l1().chain().append(tests::require(chains.l1().chain().block(number))->block));
        tests::require(other.l1().chain().append(tests::sealAndDerive(chains)->block));
        tests::require(other.l2().derive(other.l1()));
        QCOMPARE(other.l2().safe(), batched);
        QVERIFY(tests::require(other.l2().canonical().find(sent)).has_value());
    }

    void safeAndFinalizedHeadsFollowTheL1BlocksOfTheBatches()
    {
        TwoChains chains;
        for (int i = 0; i < 2; ++i)
            chains.slot();
        QCOMPARE(chains.l2().safe(), chains.config().genesis.l2);
        QVERIFY(!chains.l2().derivedFrom(1));
        QVERIFY(chains.l2().derivedFrom(0) == chains.config().genesis.l1);
        tests::postBatches(chains, 1, 5);
        const BlockPointer first = tests::sealAndDerive(chains);
        tests::postBatches(chains, 6, 9);
        tests::postBatches(chains, 10, 11);
        const BlockPointer second = tests::sealAndDerive(chains);
        QCOMPARE(chains.l2().safe(), chains.l2Block(11)->id());
        QVERIFY(chains.l2().derivedFrom(5) == first->id());
        QVERIFY(chains.l2().derivedFrom(6) == second->id());
        QVERIFY(!chains.l2().derivedFrom(12));
        QCOMPARE(chains.l2().finalized(first->number() - 1), chains.config().genesis.l2);
        QCOMPARE(chains.l2().finalized(first->number()), chains.l2Block(5)->id());
        QCOMPARE(chains.l2().finalized(second->number() + 9), chains.l2Block(11)->id());
        tests::postBatches(chains, 2, 4);
        tests::sealAndDerive(chains);
        QCOMPARE(chains.l2().safe(), chains.l2Block(11)->id());
    }

    void afterAnL1ReorgTheChainGoesOnFromTheLastOriginThatIsLeft()
    {
        TwoChains chains;
        chains.slot();
        tests::postBatches(chains, 1, 2);
        chains.slot();
        chains.slot();
        chains.deposit(0, kSomebody, kEther);
        tests::postBatches(chains, 3, 8);
        chains.slot();
        tests::require(chains.l2().derive(chains.l1()));
        QCOMPARE(chains.l2().safe(), chains.l2Block(8)->id());
        const Hash sent = chains.send(Layer::L2, 1, kSomebody, kEther);
        const BlockPointer head = chains.sequence();
        QVERIFY(tests::contains(*head, sent));
        const std::uint64_t forkedAt = chains.l1().chain().head()->number() - 2;

        tests::require(chains.l1().reorg(2));
        const std::uint64_t left = tests::require(chains.l2().followReorg(chains.l1()));
        QCOMPARE(left, chains.l2Head().id.number);
        QCOMPARE(chains.l2Head().l1Origin.number, forkedAt);
        QCOMPARE(chains.l2Head().sequenceNumber, std::uint64_t{5}); // the epoch's last
        QCOMPARE(chains.l2().safe(), chains.l2Block(2)->id());
        QVERIFY(chains.l2().pool().find(sent) != nullptr);
        QVERIFY(!chains.l2().canonical().state().account(kSomebody));

        chains.slot();
        chains.slot();
        QVERIFY(tests::require(chains.l2().canonical().find(sent)).has_value());
        // The transaction and the deposit, which came again with another origin.
        QVERIFY(chains.l2().canonical().state().account(kSomebody)->balance == kEther + kEther);
    }

    void whileTheSequencerEquivocatesAReorgTakesBothChains()
    {
        TwoChains chains;
        Faults faults;
        faults.sequencerEquivocates = true;
        chains.slot();
        const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
        chains.slot(faults);
        tests::require(chains.l1().reorg(1));
        tests::require(chains.l2().followReorg(chains.l1()));
        QVERIFY(&chains.l2().shown() == &chains.l2().canonical());
        QVERIFY(chains.l2().pool().find(sent) != nullptr);
        chains.slot(faults);
        QVERIFY(chains.l2().shown().head()->hash != chains.l2().canonical().head()->hash);
    }

    void forcedBlocksAreForcedAgainByTheBlocksOfAReorg()
    {
        TwoChains chains(shortWindow);
        for (std::uint64_t i = 0; i < kWindow + 2; ++i)
            chains.sealL1();
        tests::require(chains.l2().derive(chains.l1()));
        const BlockId forced = chains.l2().safe();
        tests::require(chains.l1().reorg(1));
        tests::require(chains.l2().followReorg(chains.l1()));
        QCOMPARE(chains.l2Head().id, forced);
        QVERIFY(chains.l2().safe().number < forced.number);
        tests::require(chains.l2().derive(chains.l1()));
        QCOMPARE(chains.l2().safe(), forced);
        QVERIFY(chains.l2().derivedFrom(forced.number) == chains.l1().chain().head()->id());
    }

    void safeMarksAndWaitingTransactionsSurviveARestart()
    {
        TwoChains chains;
        const std::uint64_t first = chains.l1().chain().head()->number();
        chains.slot();
        for (int i = 0; i < 300; ++i) { // more marks than one piece holds
            tests::postBatches(chains, chains.l2().safe().number + 1, chains.l2Head().id.number);
            chains.slot();
            if (i % 100 == 50) chains.reopenL2();
            tests::require(chains.l2().derive(chains.l1()));
        }
        QCOMPARE(chains.l2().safe().number + 6, chains.l2Head().id.number);
        Faults faults;
        faults.sequencerEquivocates = true;
        const Hash shown = chains.send(Layer::L2, 0, kSomebody, kEther);
        chains.sequence(faults);
        const Hash waiting = chains.send(Layer::L2, 1, kSomebody, kEther);
        const BlockId safe = chains.l2().safe(), finalized = chains.l2().finalized(first + 100);
        chains.reopenL2();
        QCOMPARE(chains.l2().safe(), safe);
        QCOMPARE(chains.l2().finalized(first + 100), finalized);
        QVERIFY(chains.l2().pool().find(shown) != nullptr);
        QVERIFY(chains.l2().pool().find(waiting) != nullptr);
    }
};

QTEST_APPLESS_MAIN(L2DerivationTest)
#include "l2_derivation_test.moc"
