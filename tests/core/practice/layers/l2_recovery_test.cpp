#include "core/practice/actors/batcher.h"
#include "tests/core/practice/layers/two_chains.h"

#include <QTest>

using namespace practice;
using namespace base::literals;
using tests::TwoChains;

namespace {

constexpr Address kSomebody = "0x00000000000000000000000000000000000abcde"_address;

/// Both chains and the batcher, slot by slot, as the clock of a world moves them.
class Clockwork {
public:
    Clockwork()
        : m_batcher(TwoChains::deployment(), {}, 1)
    {
    }
    void run(std::uint64_t slots)
    {
        for (std::uint64_t i = 0; i < slots; ++i) {
            tests::require(m_batcher.act(chains.l1(), chains.l2(), faults));
            const BlockPointer l1Block = chains.sealL1();
            tests::require(chains.l2().derive(chains.l1()));
            tests::require(m_batcher.observe(l1Block, chains.l2()));
            chains.catchUp(faults);
        }
    }
    std::uint64_t unsafeBlocks() { return chains.l2Head().id.number - chains.l2().safe().number; }

    TwoChains chains;
    Faults faults;

private:
    Batcher m_batcher;
};

} // namespace

class L2RecoveryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void afterASilenceOfMoreThanAWindowBatchesCountAgain()
    {
        Clockwork world;
        TwoChains& chains = world.chains;
        world.run(20);
        QVERIFY(world.unsafeBlocks() < 60);
        const std::uint64_t window = chains.config().sequencerWindowSize;
        world.faults.batcherStops = true;
        const Hash lost = chains.send(Layer::L2, 0, kSomebody, Uint256{1});
        chains.deposit(1, kSomebody, Uint256{1});
        world.run(1);
        const BlockId sequenced = tests::require(chains.l2().canonical().find(lost))->block->id();
        const std::uint64_t depositedIn = chains.l1().chain().head()->number();

        world.run(window + 10);
        const BlockPointer forced = chains.l2Block(sequenced.number);
        QVERIFY(forced->hash != sequenced.hash);
        QCOMPARE(tests::usersTransactions(*forced), std::size_t{0});
        QVERIFY(chains.l2().safe().number > sequenced.number);
        const auto safe = tests::require(chains.l2().reference(chains.l2().safe().number));
        QVERIFY(safe.l1Origin.number > depositedIn);
        QCOMPARE(safe.l1Origin.number, chains.l1().chain().head()->number() - window);
        const auto again = tests::require(chains.l2().canonical().find(lost));
        QVERIFY(again && again->block->number() > chains.l2().safe().number);

        world.faults.batcherStops = false;
        world.run(10);
        QVERIFY(world.unsafeBlocks() < 60);
        const auto place = tests::require(chains.l2().canonical().find(lost));
        QVERIFY(place && place->block->number() <= chains.l2().safe().number);
        QVERIFY(chains.l2().canonical().state().account(kSomebody)->balance == Uint256{2});
    }
};

QTEST_APPLESS_MAIN(L2RecoveryTest)
#include "l2_recovery_test.moc"
