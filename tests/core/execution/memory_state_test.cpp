#include "core/crypto/keccak.h"
#include "core/execution/memory_state.h"

#include <QTest>

using base::Address;
using base::Bytes;
using base::Uint256;
using evm::AccountDiff;
using evm::StateDiff;
using execution::MemoryState;
using namespace base::literals;

namespace {

constexpr Address kAlice = "0xa11ce00000000000000000000000000000000001"_address;
constexpr Address kVault = "0xc000000000000000000000000000000000000003"_address;
constexpr Address kNew = "0xc000000000000000000000000000000000000009"_address;

const Bytes kOldCode{0x5f, 0x5f, 0xfd};
const Bytes kNewCode{0x60, 0x01, 0x5f, 0x55};

MemoryState before()
{
    MemoryState state;
    const std::vector<std::pair<Uint256, Uint256>> storage{{1, 11}, {2, 22}, {3, 33}};
    state.put(kAlice, 5, 1000, {}, {});
    state.put(kVault, 1, 7, kOldCode, storage);
    return state;
}

AccountDiff vault()
{
    AccountDiff diff;
    diff.address = kVault;
    diff.nonce = 1;
    diff.balance = 7;
    diff.codeHash = crypto::keccak256(kOldCode);
    return diff;
}

/// The change that a case is about, by its name.
StateDiff changeCalled(const QByteArray& name)
{
    StateDiff changes;
    AccountDiff diff = vault();
    if (name == "account created") {
        diff.address = kNew;
        diff.storage = {{4, 44}};
    } else if (name == "account deleted") {
        diff.exists = false;
    } else if (name == "storage cleared") {
        diff.storageCleared = true;
        diff.storage = {{2, 5}, {9, 99}};
    } else if (name == "storage cleared to nothing") {
        diff.storageCleared = true;
    } else if (name == "code changed") {
        diff.codeHash = crypto::keccak256(kNewCode);
        changes.codes = {{diff.codeHash, kNewCode}};
    } else if (name == "slots set and erased") {
        diff.storage = {{1, 12}, {2, 0}, {4, 44}};
    } else if (name == "balance and nonce") {
        diff.address = kAlice;
        diff.codeHash = eth::kEmptyCodeHash;
        diff.nonce = 6;
    }
    changes.accounts = {diff};
    return changes;
}

} // namespace

class MemoryStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theInverseLeadsBack_data()
    {
        QTest::addColumn<QByteArray>("change");
        for (const char* name : {"account created", "account deleted", "storage cleared",
                 "storage cleared to nothing", "code changed", "slots set and erased", "balance and nonce"})
            QTest::newRow(name) << QByteArray(name);
    }
    void theInverseLeadsBack()
    {
        QFETCH(const QByteArray, change);
        MemoryState state = before();
        const base::Hash root = state.root();
        const StateDiff changes = changeCalled(change);
        const StateDiff undo = state.inverse(changes);
        QVERIFY(*state.commit(changes) != root);
        QCOMPARE(*state.commit(undo), root);
        // What stands there plainly is what the root says.
        QCOMPARE(MemoryState(state).root(), root);
        QCOMPARE(state.storage(kVault, 2), Uint256(22));
        QCOMPARE(state.storage(kVault, 9), Uint256());
        QCOMPARE(base::toBytes(state.code(state.account(kVault)->codeHash)), kOldCode);
        QVERIFY(!state.account(kNew));
    }

    void theInverseOfTheInverseLeadsForward()
    {
        MemoryState state = before();
        const StateDiff changes = changeCalled("slots set and erased");
        const StateDiff undo = state.inverse(changes);
        const base::Hash after = *state.commit(changes);
        const StateDiff redo = state.inverse(undo);
        QVERIFY(state.commit(undo).has_value());
        QCOMPARE(*state.commit(redo), after);
    }

    void slotsOfTheInverseRise()
    {
        MemoryState state = before();
        const StateDiff undo = state.inverse(changeCalled("account deleted"));
        const std::vector<std::pair<Uint256, Uint256>> all{{1, 11}, {2, 22}, {3, 33}};
        QVERIFY(undo.accounts.at(0).storage == all);
    }
};

QTEST_GUILESS_MAIN(MemoryStateTest)
#include "memory_state_test.moc"
