#include "tests/core/evm/world.h"

#include <QtTest>

using namespace tests;
using evm::Revision;

/// The journaled state by itself.
class StateTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void revertGoesBackThroughNestedCheckpoints();
    void writesBeforeACheckpointSurviveItsRevert();
    void originalValueIsThatOfTheTransaction();
    void warmthEndsWithTheTransaction();
    void whatIsAsBeforeIsNoChange();
    void destroyedAccountMayComeBackWithoutItsStorage();
    void touchOfRipemdOutlivesARevert();
};

namespace {

World withSlots()
{
    World world;
    world.entries[kContract].nonce = 1;
    world.entries[kContract].balance = Uint256{10};
    world.entries[kContract].storage[1] = Uint256{100};
    return world;
}

} // namespace

void StateTest::revertGoesBackThroughNestedCheckpoints()
{
    const World world = withSlots();
    evm::State state(world);
    state.beginTransaction();
    const auto outer = state.checkpoint();
    state.setStorage(kContract, 1, Uint256{101});
    state.addBalance(kOther, Uint256{5});
    const auto inner = state.checkpoint();
    state.setStorage(kContract, 1, Uint256{102});
    state.setNonce(kOther, 9);
    state.setCode(kOther, Bytes{1, 2});
    state.revert(inner);
    QCOMPARE(state.storage(kContract, 1), Uint256{101});
    QCOMPARE(state.nonce(kOther), 0u);
    QVERIFY(state.code(kOther).empty());
    QCOMPARE(state.balance(kOther), Uint256{5});
    state.revert(outer);
    QCOMPARE(state.storage(kContract, 1), Uint256{100});
    QVERIFY(!state.exists(kOther));
    state.finishTransaction(Revision::Osaka);
    QVERIFY(state.diff().accounts.empty());
}

void StateTest::writesBeforeACheckpointSurviveItsRevert()
{
    const World world = withSlots();
    evm::State state(world);
    state.beginTransaction();
    const auto outer = state.checkpoint();
    state.setStorage(kContract, 1, Uint256{1});
    state.setStorage(kContract, 1, Uint256{2}); // not journaled: the first was
    const auto inner = state.checkpoint();
    state.setStorage(kContract, 1, Uint256{3});
    state.setStorage(kContract, 1, Uint256{4});
    state.revert(inner);
    QCOMPARE(state.storage(kContract, 1), Uint256{2});
    state.setStorage(kContract, 1, Uint256{5});
    state.revert(outer);
    QCOMPARE(state.storage(kContract, 1), Uint256{100});
}

void StateTest::originalValueIsThatOfTheTransaction()
{
    const World world = withSlots();
    evm::State state(world);
    state.beginTransaction();
    state.setStorage(kContract, 1, Uint256{7});
    QCOMPARE(state.slot(state.account(kContract), 1).original, Uint256{100});
    state.finishTransaction(Revision::Osaka);
    state.beginTransaction();
    QCOMPARE(state.slot(state.account(kContract), 1).original, Uint256{7});
    QCOMPARE(state.slot(state.account(kContract), 1).committed, Uint256{100});
}

void StateTest::warmthEndsWithTheTransaction()
{
    const World world = withSlots();
    evm::State state(world);
    state.beginTransaction();
    const auto before = state.checkpoint();
    QVERIFY(state.warmAddress(kOther));
    QVERIFY(state.warmSlot(kContract, 1));
    QVERIFY(!state.warmSlot(kContract, 1));
    state.revert(before);
    QVERIFY(state.warmAddress(kOther));
    QVERIFY(!state.warmAddress(kOther));
    state.beginTransaction();
    QVERIFY(state.warmAddress(kOther));
}

void StateTest::whatIsAsBeforeIsNoChange()
{
    const World world = withSlots();
    evm::State state(world);
    state.beginTransaction();
    state.setStorage(kContract, 1, Uint256{7});
    state.addBalance(kContract, Uint256{5});
    state.setStorage(kContract, 1, Uint256{100});
    state.subBalance(kContract, Uint256{5});
    state.finishTransaction(Revision::Osaka);
    QVERIFY(state.diff().accounts.empty());
    state.setStorage(kContract, 1, Uint256{});
    const evm::StateDiff diff = state.diff();
    QCOMPARE(diff.accounts.size(), 1u);
    QCOMPARE(diff.accounts[0].storage.size(), 1u);
    QCOMPARE(diff.accounts[0].storage[0].second, Uint256{});
}

void StateTest::destroyedAccountMayComeBackWithoutItsStorage()
{
    const World world = withSlots();
    evm::State state(world);
    state.beginTransaction();
    state.markDestroyed(state.account(kContract));
    state.finishTransaction(Revision::Shanghai);
    QVERIFY(!state.exists(kContract));
    state.beginTransaction();
    QCOMPARE(state.storage(kContract, 1), Uint256{});
    state.setNonce(kContract, 1);
    state.setStorage(kContract, 2, Uint256{3});
    state.finishTransaction(Revision::Shanghai);
    const evm::StateDiff diff = state.diff();
    QCOMPARE(diff.accounts.size(), 1u);
    QVERIFY(diff.accounts[0].exists);
    QVERIFY(diff.accounts[0].storageCleared);
    QCOMPARE(diff.accounts[0].storage.size(), 1u);
}

void StateTest::touchOfRipemdOutlivesARevert()
{
    World world;
    const Address ripemd = Uint256{3}.toAddress();
    world.entries[ripemd]; // empty, but there
    world.entries[kOther];
    evm::State state(world);
    state.beginTransaction();
    const auto before = state.checkpoint();
    state.touch(ripemd);
    state.touch(kOther);
    state.revert(before);
    state.finishTransaction(Revision::SpuriousDragon);
    QVERIFY(!state.exists(ripemd));
    QVERIFY(state.exists(kOther));
}

QTEST_APPLESS_MAIN(StateTest)
#include "state_test.moc"
