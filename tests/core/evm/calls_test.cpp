#include "core/crypto/keccak.h"
#include "core/eth/address.h"
#include "tests/core/evm/world.h"
#include "tests/support/vectors.h"

#include <QtTest>

using namespace tests;
using evm::Revision;
using evm::Status;

/// Calls, creations and what they leave behind.
class CallsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valueMoves();
    void valueThatIsNotThereFailsTheCall();
    void revertUndoesEverythingButGas();
    void staticCallMayNotWrite();
    void allButOne64th();
    void delegateCallKeepsSenderAndValue();
    void returnDataOutOfBoundsFails();
    void failingPrecompileTakesItsGas();
    void depthIsLimited();
    void createdContractHasItsCode();
    void create2AddressAndCollision();
    void storageForbidsCreation();
    void deploymentRules_data();
    void deploymentRules();
    void selfDestructByFork();
    void selfDestructInTheSameTransaction();
    void delegationIsFollowed();
    void transientStorageEndsWithTheTransaction();
    void refundOfClearing_data();
    void refundOfClearing();
    void logsOfRevertedCallsVanish();
    void accountsOfNothingAreNotKept();
};

namespace {

/// CALL with `gas`, no input, 32 bytes of output at 0, and the success on the stack.
std::string callOther(const char* value = "6000")
{
    return std::string("602060006000"
                       "6000") +
           value +
           "60dd62ffffff"
           "f1";
}

Run withOther(Revision revision, const std::string& code, const std::string& other)
{
    Run run(revision);
    run.code(code);
    run.world.entries[kOther].code = hexBytes(other);
    run.world.entries[kOther].nonce = 1;
    return run;
}

std::string hexByte(std::size_t value)
{
    return base::toHex(Bytes{static_cast<std::uint8_t>(value)});
}

/// CREATE of the init code (at most 32 bytes), whose address or zero is returned.
std::string createOf(const std::string& initCode, const char* opcode = "f0", const char* salt = "")
{
    const std::size_t size = initCode.size() / 2;
    const std::string push = hexByte(0x5f + size);
    return push + initCode + "600052" + salt + "60" + hexByte(size) + "60" + hexByte(32 - size) + "6000" +
           opcode + std::string(kReturnTop);
}

} // namespace

void CallsTest::valueMoves()
{
    Run run = withOther(Revision::Osaka, callOther("6005"), "00");
    run.world.entries[kContract].balance = Uint256{7};
    run.run();
    QVERIFY(run.outcome.succeeded());
    QCOMPARE(run.change(kContract)->balance, Uint256{2});
    QCOMPARE(run.change(kOther)->balance, Uint256{5});
}

void CallsTest::valueThatIsNotThereFailsTheCall()
{
    const Run run = withOther(Revision::Osaka, callOther("6005") + std::string(kReturnTop), "00").run();
    QVERIFY(run.outcome.succeeded());
    QCOMPARE(run.result(), Uint256{0});
    Run top = withOther(Revision::Osaka, "00", "00");
    top.message.value = Uint256{2'000'000};
    QVERIFY(top.run().outcome.status == Status::InsufficientBalance);
}

void CallsTest::revertUndoesEverythingButGas()
{
    const Run run = withOther(
        Revision::Osaka, "6001600155" + callOther() + std::string(kReturnTop), "600960005560006000fd")
                        .run();
    QCOMPARE(run.result(), Uint256{0});
    QVERIFY(!run.change(kOther));
    QCOMPARE(run.slot(1), Uint256{1});
    QVERIFY(run.gasUsed() < 60'000);
    const Run top = Run(Revision::Osaka).code("600960005560016000fd").run();
    QVERIFY(top.outcome.status == Status::Revert);
    QCOMPARE(top.outcome.output.size(), 1u);
    QVERIFY(top.outcome.gasLeft > 0);
    QVERIFY(top.diff.accounts.empty());
}

void CallsTest::staticCallMayNotWrite()
{
    for (const char* write : {"6001600055", "60006000a0", "600060006000f0", "60aaff", "600160005d"}) {
        const Run run = withOther(Revision::Cancun,
            "6000600060006000"
            "60dd61fffffa" +
                std::string(kReturnTop),
            write)
                            .run();
        QCOMPARE(run.result(), Uint256{0});
    }
}

void CallsTest::allButOne64th()
{
    // The callee returns its gas; everything but a 64th was asked for and more.
    const Run run =
        withOther(Revision::Osaka, callOther() + "5060206000f3", "5a60005260206000f3").gas(100'000).run();
    const std::int64_t left = 100'000 - 21 - 2600 - 3;
    QCOMPARE(run.result(), Uint256{static_cast<std::uint64_t>(left - left / 64 - 2)});
    // Before EIP-150 more than there is fails the caller.
    QVERIFY(withOther(Revision::Homestead, callOther(), "00").gas(100'000).run().outcome.status ==
            Status::OutOfGas);
}

void CallsTest::delegateCallKeepsSenderAndValue()
{
    Run run = withOther(Revision::Osaka,
        "6000600060006000"
        "60dd61fffff4"
        "00",
        "3360005534600155");
    run.message.value = Uint256{3};
    run.run();
    QCOMPARE(run.slot(0), Uint256::from(kSender));
    QCOMPARE(run.slot(1), Uint256{3});
}

void CallsTest::returnDataOutOfBoundsFails()
{
    QVERIFY(
        Run(Revision::Osaka).code("6001600060003e").run().outcome.status == Status::ReturnDataOutOfBounds);
    QVERIFY(Run(Revision::Osaka).code("6000600060003e").run().outcome.succeeded());
}

void CallsTest::failingPrecompileTakesItsGas()
{
    // BLAKE2F with no input, given 5000 gas.
    const Run run = Run(Revision::Istanbul)
                        .code("60006000600060006000"
                              "6009611388f1" +
                              std::string(kReturnTop))
                        .run();
    QCOMPARE(run.result(), Uint256{0});
    QCOMPARE(run.gasUsed(), 21 + 700 + 5000 + 15);
    // A precompile that a message calls itself.
    Run top(Revision::Istanbul);
    top.code("").gas(1000);
    top.message.recipient = top.message.codeAddress = Uint256{9}.toAddress();
    top.run();
    QVERIFY(top.outcome.status == Status::PrecompileFailure);
    QCOMPARE(top.outcome.gasLeft, 0);
}

void CallsTest::depthIsLimited()
{
    // Calls itself and counts; before EIP-150 gas alone does not end it.
    const std::string count = "60005460010160005560006000600060006000305a03f1";
    const std::string code = "6000546001016000556000600060006000600030"
                             "620186a05a03"
                             "f1";
    const Run run = Run(Revision::Homestead).code(code).gas(1'000'000'000).run();
    QVERIFY(run.outcome.succeeded());
    QCOMPARE(run.slot(0), Uint256{1025});
}

void CallsTest::createdContractHasItsCode()
{
    // Init code: returns one byte, 0xfe.
    Run run = Run(Revision::Osaka).code(createOf("60fe60005360016000f3"));
    run.run();
    const Address made = eth::createAddress(kContract, 1);
    QCOMPARE(run.result(), Uint256::from(made));
    const evm::AccountDiff* account = run.change(made);
    QVERIFY(account);
    QCOMPARE(account->nonce, 1u);
    QCOMPARE(run.diff.codes.size(), 1u);
    QCOMPARE(run.diff.codes[0].first, account->codeHash);
    QCOMPARE(run.diff.codes[0].second, Bytes{0xfe});
    QCOMPARE(run.change(kContract)->nonce, 2u);
    // Frontier's new contracts have no nonce.
    QCOMPARE(Run(Revision::Frontier).code(createOf("60fe60005360016000f3")).run().change(made)->nonce, 0u);
}

void CallsTest::create2AddressAndCollision()
{
    const std::string initCode = "60fe60005360016000f3";
    const std::string code = createOf(initCode, "f5", "6007");
    const Address made =
        eth::create2Address(kContract, Uint256{7}.toHash(), crypto::keccak256(hexBytes(initCode)));
    QCOMPARE(Run(Revision::Osaka).code(code).run().result(), Uint256::from(made));
    Run again = Run(Revision::Osaka).code(code);
    again.world.entries[made].nonce = 1;
    again.run();
    QCOMPARE(again.result(), Uint256{0});
    QCOMPARE(again.change(kContract)->nonce, 2u);    // EIP-684: raised all the same
    QVERIFY(again.outcome.gasLeft < 1'000'000 / 50); // and the gas is gone
}

/// EIP-7610.
void CallsTest::storageForbidsCreation()
{
    Run run = Run(Revision::Osaka).code(createOf("00"));
    run.world.entries[eth::createAddress(kContract, 1)].storage[1] = Uint256{1};
    QCOMPARE(run.run().result(), Uint256{0});
}

void CallsTest::deploymentRules_data()
{
    QTest::addColumn<QByteArray>("initCode");
    QTest::addColumn<int>("revision");
    QTest::addColumn<bool>("works");
    const auto row = [](const char* name, const char* code, Revision revision, bool works) {
        QTest::newRow(name) << QByteArray(code) << static_cast<int>(revision) << works;
    };
    row("24576 bytes", "6160006000f3", Revision::SpuriousDragon, true);
    row("24577 bytes, EIP-170", "6160016000f3", Revision::SpuriousDragon, false);
    row("24577 bytes before", "6160016000f3", Revision::TangerineWhistle, true);
    row("0xef, EIP-3541", "60ef60005360016000f3", Revision::London, false);
    row("0xef before", "60ef60005360016000f3", Revision::Berlin, true);
    row("no gas for the code", "61fffe6000f3", Revision::TangerineWhistle, false);
    row("no gas for the code in Frontier", "61fffe6000f3", Revision::Frontier, true);
}

void CallsTest::deploymentRules()
{
    QFETCH(QByteArray, initCode);
    QFETCH(int, revision);
    QFETCH(bool, works);
    Run run = Run(Revision{static_cast<std::uint8_t>(revision)})
                  .code(createOf(initCode.toStdString()))
                  .gas(6'000'000);
    run.run();
    QVERIFY(run.outcome.succeeded());
    QCOMPARE(!run.result().isZero(), works);
}

void CallsTest::selfDestructByFork()
{
    for (const Revision revision : {Revision::Shanghai, Revision::Cancun}) {
        Run run = Run(revision).code("60ddff");
        run.world.entries[kContract].balance = Uint256{9};
        run.world.entries[kContract].storage[1] = Uint256{1};
        run.run();
        const bool gone = revision < Revision::Cancun; // EIP-6780
        QCOMPARE(run.change(kContract)->exists, !gone);
        QCOMPARE(run.change(kOther)->balance, Uint256{9});
        QCOMPARE(run.change(kContract)->storageCleared, gone);
    }
    // To itself: the ether is burnt before Cancun, and stays after.
    Run burn = Run(Revision::Shanghai).code("30ff");
    burn.world.entries[kContract].balance = Uint256{9};
    QVERIFY(!burn.run().change(kContract)->exists);
    Run stays = Run(Revision::Cancun).code("30ff");
    stays.world.entries[kContract].balance = Uint256{9};
    QVERIFY(!stays.run().change(kContract));
    // EIP-3529.
    QCOMPARE(Run(Revision::Berlin).code("60ddff").run().refund, 24000);
    QCOMPARE(Run(Revision::London).code("60ddff").run().refund, 0);
}

void CallsTest::selfDestructInTheSameTransaction()
{
    // Init code that destroys itself: nothing remains of it.
    const Run run = Run(Revision::Cancun).code(createOf("60ddff")).run();
    QVERIFY(!run.result().isZero());
    QVERIFY(!run.change(eth::createAddress(kContract, 1)));
}

/// EIP-7702.
void CallsTest::delegationIsFollowed()
{
    const std::string code = callOther() + "5060206000f3";
    constexpr Address kTarget = "0x00000000000000000000000000000000000000ee"_address;
    for (const Revision revision : {Revision::Cancun, Revision::Prague}) {
        Run run = withOther(revision, code, base::toHex(evm::delegationCode(kTarget)));
        run.world.entries[kTarget].code = hexBytes(std::string("30") + std::string(kReturnTop));
        run.run();
        QCOMPARE(run.result(), revision == Revision::Prague ? Uint256::from(kOther) : Uint256{});
    }
    QCOMPARE(*evm::delegationOf(evm::delegationCode(kTarget)), kTarget);
    QVERIFY(!evm::delegationOf(hexBytes(std::string("ef0100"))));
    // EXTCODESIZE sees the pointer, not the code.
    Run size = withOther(Revision::Prague, std::string("60dd3b") + std::string(kReturnTop),
        base::toHex(evm::delegationCode(kTarget)));
    QCOMPARE(size.run().result(), Uint256{23});
}

void CallsTest::transientStorageEndsWithTheTransaction()
{
    World world;
    world.entries[kContract].code = hexBytes(std::string("60005c600160005d"
                                                         "60005260206000f3"));
    evm::State state(world);
    evm::CodeCache cache;
    const auto precompiles = evm::precompilesOf(Revision::Cancun);
    const evm::BlockContext block{};
    evm::Evm evm(Revision::Cancun, precompiles, block, state, cache);
    evm::Message message;
    message.gas = 100'000;
    message.recipient = message.codeAddress = kContract;
    for (int i = 0; i < 2; ++i) {
        state.beginTransaction();
        QCOMPARE(evm.execute({}, message).output, base::toBytes(Uint256{}.toHash()));
        state.finishTransaction(Revision::Cancun);
    }
}

void CallsTest::refundOfClearing_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("revision");
    QTest::addColumn<int>("refund");
    const auto row = [](const char* name, const char* code, Revision revision, int refund) {
        QTest::addRow("%s %s", name, std::string(evm::toString(revision)).c_str())
            << QByteArray(code) << static_cast<int>(revision) << refund;
    };
    // Slot 1 holds 1 at first.
    row("clear", "6000600155", Revision::Frontier, 15000);
    row("clear", "6000600155", Revision::Berlin, 15000);
    row("clear", "6000600155", Revision::London, 4800);
    row("clear and set again",
        "6000600155"
        "6001600155",
        Revision::London, 2800);
    row("clear and set again",
        "6000600155"
        "6001600155",
        Revision::Istanbul, 4200);
    row("set and clear",
        "6001600055"
        "6000600055",
        Revision::London, 19900);
    row("set and clear",
        "6001600055"
        "6000600055",
        Revision::Constantinople, 19800);
}

void CallsTest::refundOfClearing()
{
    QFETCH(QByteArray, code);
    QFETCH(int, revision);
    QFETCH(int, refund);
    Run run = Run(Revision{static_cast<std::uint8_t>(revision)}).code(code.toStdString());
    run.world.entries[kContract].storage[1] = Uint256{1};
    QCOMPARE(run.run().refund, refund);
}

void CallsTest::logsOfRevertedCallsVanish()
{
    const std::string twice = "600060006000a1" + callOther();
    QCOMPARE(withOther(Revision::Osaka, twice, "60006000a0").run().logs.size(), 2u);
    QCOMPARE(withOther(Revision::Osaka, twice, "60006000a060006000fd").run().logs.size(), 1u);
}

/// EIP-161.
void CallsTest::accountsOfNothingAreNotKept()
{
    const std::string callNobody = "6000600060006000600060ee61fffff1";
    constexpr Address kNobody = "0x00000000000000000000000000000000000000ee"_address;
    QVERIFY(!Run(Revision::SpuriousDragon).code(callNobody).run().change(kNobody));
    QVERIFY(Run(Revision::Homestead).code(callNobody).run().change(kNobody));
}

QTEST_APPLESS_MAIN(CallsTest)
#include "calls_test.moc"
