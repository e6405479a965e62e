#include "core/eth/address.h"
#include "core/practice/chain/simulate.h"
#include "tests/core/practice/layers/two_chains.h"

#include <QTest>

using base::Address;
using base::Bytes;
using base::Fault;
using base::Hash;
using base::Uint256;
using namespace base::literals;
using practice::AccountOverride;
using practice::SimulatedCall;
using practice::Simulation;
using practice::StateOverrides;

namespace {

constexpr Address kStranger = "0x57a0000000000000000000000000000000000001"_address;
constexpr Address kContract = "0xc000000000000000000000000000000000000002"_address;
constexpr Address kOther = "0xc000000000000000000000000000000000000003"_address;

Bytes code(const char* hex)
{
    return *base::parseHex(hex);
}
/// What these instructions leave on the stack is returned.
Bytes returning(const char* instructions)
{
    return code((std::string(instructions) + "5f5260205ff3").c_str());
}

StateOverrides withCode(Bytes bytes)
{
    StateOverrides overrides;
    overrides[kContract].code = std::move(bytes);
    return overrides;
}

SimulatedCall callTo(const Address& to)
{
    SimulatedCall call;
    call.sender = kStranger;
    call.to = to;
    return call;
}

Uint256 wordOf(const Simulation& simulation)
{
    return simulation.output.size() == 32 ? Uint256::fromBigEndian(simulation.output) : Uint256::max();
}

std::string whyNot(const base::Result<Simulation>& simulation)
{
    if (simulation) return "it succeeded";
    return simulation.error().fault == Fault::Refused ? simulation.error().detail : "another fault";
}

} // namespace

class SimulateTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::TwoChains> m_chains;

    practice::Chain& l1() { return m_chains->l1().chain(); }
    std::uint64_t head() { return l1().head()->number(); }
    Simulation run(const SimulatedCall& call, const StateOverrides& overrides = {})
    {
        return tests::require(practice::simulate(l1(), head(), call, overrides));
    }
    std::uint64_t estimate(const SimulatedCall& call, const StateOverrides& overrides = {})
    {
        Bytes output;
        return tests::require(practice::estimateGas(l1(), head(), call, overrides, output));
    }
    bool succeedsWith(SimulatedCall call, const StateOverrides& overrides, std::uint64_t gas)
    {
        call.gas = gas;
        const auto tried = practice::simulate(l1(), head(), call, overrides);
        return tried && tried->succeeded;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_chains = std::make_unique<tests::TwoChains>();
        m_chains->sealL1();
        m_chains->sealL1();
    }

    void aCallGivesWhatTheContractReturns()
    {
        const Simulation done = run(callTo(kContract), withCode(returning("602a")));
        QVERIFY(done.succeeded);
        QCOMPARE(wordOf(done), Uint256{42});
        QVERIFY(done.gasUsed > 21'000 && done.gasUsed < 21'100);
    }

    void aCreationGivesTheCode()
    {
        SimulatedCall creation = callTo(kContract);
        creation.to.reset();
        creation.data = code("60205ff3"); // 32 bytes of zeros
        const Simulation done = run(creation);
        QVERIFY(done.succeeded);
        QCOMPARE(done.output, Bytes(32));
    }

    void itRunsInTheSurroundingsOfItsBlock_data()
    {
        QTest::addColumn<QByteArray>("instruction");
        for (const char* opcode : {"43", "42", "48", "41", "44", "45", "46"})
            QTest::newRow(opcode) << QByteArray(opcode);
    }
    void itRunsInTheSurroundingsOfItsBlock()
    {
        QFETCH(const QByteArray, instruction);
        for (const std::uint64_t number : {head(), head() - 1}) {
            const auto done = practice::simulate(
                l1(), number, callTo(kContract), withCode(returning(instruction.constData())));
            const eth::Header& header = tests::require(l1().block(number))->header();
            const std::map<QByteArray, Uint256> expected{{"43", header.number}, {"42", header.timestamp},
                {"48", *header.baseFeePerGas}, {"41", Uint256::from(header.coinbase)},
                {"44", Uint256::from(header.prevRandao)}, {"45", header.gasLimit},
                {"46", practice::kL1ChainId}};
            QVERIFY(wordOf(*done) == expected.at(instruction));
        }
    }

    void itKnowsTheHashesOfEarlierBlocks()
    {
        const Simulation parent = run(callTo(kContract), withCode(returning("6001430340")));
        QVERIFY(wordOf(parent) == Uint256::from(l1().head()->header().parentHash));
    }

    void whatIsOverriddenIsSeen()
    {
        StateOverrides overrides = withCode(returning("5f54")); // slot 0
        QCOMPARE(wordOf(run(callTo(kContract), overrides)), Uint256{0});
        overrides[kContract].stateDiff[0] = 7;
        QCOMPARE(wordOf(run(callTo(kContract), overrides)), Uint256{7});
        overrides[kContract].stateDiff.clear();
        overrides[kContract].state.emplace()[0] = 8;
        QCOMPARE(wordOf(run(callTo(kContract), overrides)), Uint256{8});

        overrides = withCode(returning("47")); // its balance
        overrides[kContract].balance = 9;
        QCOMPARE(wordOf(run(callTo(kContract), overrides)), Uint256{9});
    }

    void wholeStorageIsReplacedOrPartOfIt()
    {
        // EIP-1967: where the proxy keeps its implementation.
        const Address portal = m_chains->deployment().contracts.optimismPortal;
        const char* readImplementation =
            "7f360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc54";
        StateOverrides overrides;
        overrides[portal].code = returning(readImplementation);
        QVERIFY(!wordOf(run(callTo(portal), overrides)).isZero());
        overrides[portal].stateDiff[1] = 1;
        QVERIFY(!wordOf(run(callTo(portal), overrides)).isZero());
        overrides[portal].stateDiff.clear();
        overrides[portal].state.emplace();
        QVERIFY(wordOf(run(callTo(portal), overrides)).isZero());
    }

    void theNonceDecidesWhereACreationGoes()
    {
        SimulatedCall creation = callTo(kContract);
        creation.to.reset();
        creation.data = returning("30"); // ADDRESS, as if it were code
        StateOverrides overrides;
        overrides[kStranger].nonce = 5;
        const Simulation done = run(creation, overrides);
        QVERIFY(wordOf(done) == Uint256::from(eth::createAddress(kStranger, 5)));
    }

    void withoutAPriceNothingIsCharged()
    {
        QVERIFY(run(callTo(kOther)).succeeded);
        SimulatedCall paying = callTo(kOther);
        paying.gasPrice = 1'000'000'000'000;
        paying.gas = 21'000;
        QVERIFY(whyNot(practice::simulate(l1(), head(), paying))
                    .starts_with("insufficient funds for gas * price + value: address 0x"));
        StateOverrides rich;
        rich[kStranger].balance = paying.gasPrice * Uint256{21'000};
        QVERIFY(practice::simulate(l1(), head(), paying, rich)->succeeded);
        paying.value = 1;
        QVERIFY(whyNot(practice::simulate(l1(), head(), paying, rich)).starts_with("insufficient funds"));
        paying.value = Uint256::max();
        paying.gasPrice = Uint256::max();
        QVERIFY(whyNot(practice::simulate(l1(), head(), paying, rich)).starts_with("insufficient funds"));
        paying.gasPrice = 1;
        QVERIFY(whyNot(practice::simulate(l1(), head(), paying, rich))
                    .starts_with("max fee per gas less than block base fee"));
    }

    void whatCannotBeginIsRefused()
    {
        SimulatedCall call = callTo(kOther);
        call.gas = 20'999;
        QCOMPARE(whyNot(practice::simulate(l1(), head(), call)),
            std::string("intrinsic gas too low: have 20999, want 21000"));
        call.gas = 21'000 + 16 * 1000;
        call.data = Bytes(1000, 1); // EIP-7623
        QCOMPARE(whyNot(practice::simulate(l1(), head(), call)),
            std::string("insufficient gas for floor data gas cost: have 37000, want 61000"));
        call = callTo(kOther);
        call.to.reset();
        call.data = Bytes(49'153);
        QVERIFY(whyNot(practice::simulate(l1(), head(), call)).starts_with("max initcode size exceeded"));
        QCOMPARE(practice::simulate(l1(), head() + 1, callTo(kOther)).error().fault, Fault::NotYet);
    }

    void failuresAreToldInTheWordsOfNodes_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("bare revert") << QByteArray("5f5ffd") << QByteArray("execution reverted");
        // mstore(0, selector of Error), offset 32, length 2, "no"
        QTest::newRow("reason") << QByteArray("6308c379a060e01b5f52602060045260026024527f6e6f" +
                                              QByteArray(60, '0') + "60445260645ffd")
                                << QByteArray("execution reverted: no");
        QTest::newRow("no instruction") << QByteArray("fe") << QByteArray("invalid instruction");
        QTest::newRow("endless") << QByteArray("5b5f56") << QByteArray("out of gas");
    }
    void failuresAreToldInTheWordsOfNodes()
    {
        QFETCH(const QByteArray, code);
        QFETCH(const QByteArray, words);
        SimulatedCall call = callTo(kContract);
        call.gas = 100'000;
        const Simulation done = run(call, withCode(*base::parseHex(code.toStdString())));
        QVERIFY(!done.succeeded);
        QCOMPARE(QByteArray::fromStdString(practice::failureOf(done)), words);
    }

    void nothingOfItStays()
    {
        const Hash before = l1().state().root();
        SimulatedCall call = callTo(kOther);
        call.value = 5;
        StateOverrides rich;
        rich[kStranger].balance = 100;
        QVERIFY(run(call, rich).succeeded);
        QVERIFY(l1().state().root() == before);
        QVERIFY(!l1().state().account(kOther));
    }

    void noCallGetsMoreThanTheLimit()
    {
        SimulatedCall call = callTo(kContract);
        call.gas = ~std::uint64_t{0};
        const Simulation done = run(call, withCode(returning("5a"))); // GAS
        QVERIFY(wordOf(done) < Uint256{practice::kCallGasLimit});
        QVERIFY(wordOf(done) > Uint256{practice::kCallGasLimit - 30'000});
    }

    void authorizationsAreInForce()
    {
        const practice::Role user = tests::require(practice::practiceAccount(3));
        SimulatedCall call = callTo(user.address);
        eth::Authorization permission;
        permission.chainId = practice::kL1ChainId;
        permission.address = kContract;
        call.authorizations.push_back(tests::require(eth::signAuthorization(permission, user.key)));
        QCOMPARE(wordOf(run(call, withCode(returning("602a")))), Uint256{42});
    }

    // ---- Estimates

    void aTransferTakesTwentyOneThousand() { QCOMPARE(estimate(callTo(kOther)), std::uint64_t{21'000}); }

    void anEstimateIsEnoughAndNotFarAboveIt_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("stores") << QByteArray("60015f55");
        // Clears slot 0: the refund comes at the end, the gas is needed before.
        QTest::newRow("refund") << QByteArray("5f5f55");
        // Calls itself down to a depth, each with 63/64 of the gas; reverts where a call fails.
        QTest::newRow("withheld by calls") << QByteArray(
            "5f5f5f5f5f73" + QByteArray::fromStdString(base::toHex(kOther)) + "5af1600114602357fe5b00");
        // Fails with less than 200,000 left.
        QTest::newRow("asks for gas") << QByteArray("62030d405a11600a57fe5b00");
    }
    void anEstimateIsEnoughAndNotFarAboveIt()
    {
        QFETCH(const QByteArray, code);
        StateOverrides overrides = withCode(*base::parseHex(code.toStdString()));
        overrides[kContract].stateDiff[0] = code == "5f5f55" ? 1 : 0;
        overrides[kOther].code = *base::parseHex("436001554360025500");
        const std::uint64_t gas = estimate(callTo(kContract), overrides);
        QVERIFY(succeedsWith(callTo(kContract), overrides, gas));
        QVERIFY(!succeedsWith(callTo(kContract), overrides, gas - gas / 100 - 1));
    }

    void aRealDepositRunsWithItsEstimate()
    {
        const practice::Role user = tests::require(practice::practiceAccount(1));
        SimulatedCall call;
        call.sender = user.address;
        call.to = m_chains->deployment().contracts.optimismPortal;
        call.value = 1;
        call.data = eth::abi::callOf("depositTransaction(address,uint256,uint64,bool,bytes)",
            {kOther, Uint256{1}, std::uint64_t{100'000}, false, Bytes{}});
        const std::uint64_t gas = estimate(call);
        const Hash hash = m_chains->send(practice::Layer::L1, 1, *call.to, 1, call.data, gas);
        m_chains->sealL1();
        const auto place = tests::require(l1().find(hash));
        QVERIFY(place && place->block->receipts[place->index].succeeded);
        const Simulation before = tests::require(practice::simulate(l1(), head() - 1, call));
        QVERIFY(before.logs == place->block->receipts[place->index].logs);
        QVERIFY(before.gasUsed == place->block->receipts[place->index].cumulativeGasUsed);
    }

    void aRevertComesWithItsData()
    {
        Bytes output;
        const auto gas = practice::estimateGas(
            l1(), head(), callTo(kContract), withCode(code("602a5f5260205ffd")), output);
        QCOMPARE(gas.error().fault, Fault::Refused);
        QCOMPARE(gas.error().detail, std::string("execution reverted"));
        QCOMPARE(Uint256::fromBigEndian(output), Uint256{42});
    }

    void noGasIsEnoughForAnEndlessLoop()
    {
        Bytes output;
        const auto gas =
            practice::estimateGas(l1(), head(), callTo(kContract), withCode(code("5b5f56")), output);
        // EIP-7825: no transaction may have more.
        QCOMPARE(gas.error().detail, std::string("gas required exceeds allowance (16777216)"));
        QVERIFY(output.empty());
    }

    void theSendersMoneyBoundsAnEstimate()
    {
        SimulatedCall call = callTo(kOther);
        call.gasPrice = 1'000'000'000'000;
        StateOverrides overrides;
        overrides[kStranger].balance = call.gasPrice * Uint256{20'000};
        Bytes output;
        QCOMPARE(practice::estimateGas(l1(), head(), call, overrides, output).error().detail,
            std::string("gas required exceeds allowance (20000)"));
        overrides[kStranger].balance = call.gasPrice * Uint256{30'000};
        QCOMPARE(*practice::estimateGas(l1(), head(), call, overrides, output), std::uint64_t{21'000});
        call.value = Uint256::max();
        QCOMPARE(practice::estimateGas(l1(), head(), call, overrides, output).error().detail,
            std::string("insufficient funds for transfer"));
    }

    // ---- Access lists

    void anAccessListNamesWhatIsTouched()
    {
        // Reads its slot 5 and the balance of another account.
        StateOverrides overrides = withCode(code(("60055473" + base::toHex(kOther) + "3100").c_str()));
        const auto listing = practice::createAccessList(l1(), head(), callTo(kContract), overrides);
        QVERIFY(listing->simulation.succeeded);
        const std::vector<eth::AccessListEntry> expected{{kContract, {Uint256{5}.toHash()}}, {kOther, {}}};
        QVERIFY(listing->accessList == expected);
        SimulatedCall naming = callTo(kContract);
        naming.accessList = listing->accessList;
        QCOMPARE(run(naming, overrides).gasUsed, listing->simulation.gasUsed);
    }

    void aTransferTouchesNothingWorthNaming()
    {
        const auto listing = practice::createAccessList(l1(), head(), callTo(kOther));
        QVERIFY(listing->accessList.empty());
        QCOMPARE(listing->simulation.gasUsed, std::uint64_t{21'000});
    }

    // ---- L2

    void theL1DataFeeIsNotCharged()
    {
        m_chains->slot();
        practice::Chain& l2 = m_chains->l2().shown();
        const auto done = practice::simulate(l2, l2.head()->number(), callTo(kOther));
        QVERIFY(done && done->succeeded);
        Bytes output;
        QCOMPARE(*practice::estimateGas(l2, l2.head()->number(), callTo(kOther), {}, output),
            std::uint64_t{21'000});
    }
};

QTEST_GUILESS_MAIN(SimulateTest)
#include "simulate_test.moc"
