#include "core/bridge/deposit.h"
#include "core/eth/abi.h"
#include "core/opstack/deposit.h"
#include "core/opstack/predeploys.h"
#include "core/simulation/simulator.h"
#include "tests/core/withdrawal/practice_route.h"

using base::Address;
using base::Bytes;
using base::Uint256;
using simulation::Message;
using simulation::Simulator;
using tests::PracticeRoute;
using tests::SmallNetwork;

namespace {

constexpr std::uint64_t kTokens = 1'000'000;

Bytes call(const char* signature, const eth::abi::Value::List& arguments)
{
    return eth::abi::callOf(signature, arguments);
}

rpc::Call asCall(const Message& message)
{
    return {.from = message.from, .to = message.to, .value = message.value, .data = message.data, .gas = {}};
}

/// Both are the least gas to within a hundredth.
bool isAbout(std::uint64_t a, std::uint64_t b)
{
    return (std::max(a, b) - std::min(a, b)) * 50 <= a;
}

} // namespace

/// Our own EVM on a node's state, beside what the node itself says of the same calls. The contracts are real.
class SimulatorTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PracticeRoute> m_ground;
    Address m_user = PracticeRoute::user(0).address;

    const practice::Contracts& contracts() const { return m_ground->network.deployment.contracts; }
    const practice::Token& token(const char* symbol) const
    {
        for (const practice::Token& token : m_ground->network.deployment.tokens)
            if (token.symbol == symbol) return token;
        qFatal("no such token");
    }
    Message deposit() const
    {
        return {m_user, contracts().l1StandardBridge, Uint256{1'000'000},
            bridge::encodeDepositCall({.from = m_user, .recipient = m_user, .amount = Uint256{1'000'000}})};
    }
    Message approval(const practice::Token& token) const
    {
        return {m_user, token.l1, {},
            call("approve(address,uint256)", {contracts().l1StandardBridge, Uint256{kTokens}})};
    }
    Message tokenDeposit(const practice::Token& token) const
    {
        const Address l2 = token.l2.value_or(Address{});
        return {m_user, contracts().l1StandardBridge, {},
            call("bridgeERC20To(address,address,address,uint256,uint32,bytes)",
                {token.l1, l2, m_user, Uint256{kTokens}, Uint256{200'000}, Bytes{}})};
    }
    void giveTokens(const practice::Token& token) { m_ground->sendL1(0, token.l1, {}, call("drip()", {})); }

private Q_SLOTS:
    void init()
    {
        m_ground = std::make_unique<PracticeRoute>(practice::Generation::Current);
        m_ground->network.steps(3);
    }

    /// The same gas as the node's own estimate, and every byte of it proven.
    void agreesWithAnHonestNode()
    {
        Simulator simulator = SmallNetwork::known(Simulator::atNewest(m_ground->l1, {}));
        const std::uint64_t ours = SmallNetwork::known(simulator.estimateLast({deposit()}, {}));
        const auto theirs = SmallNetwork::known(m_ground->l1.estimateGas(asCall(deposit()), {}));
        QVERIFY(ours > 21'000);
        QVERIFY2(isAbout(ours, theirs.unproven()), qPrintable(QString::number(ours)));
        QVERIFY(simulator.isProven());
        const auto trials = SmallNetwork::known(simulator.run(std::vector{deposit()}, {}));
        QVERIFY(trials[0].succeeded);
        QVERIFY(std::ranges::any_of(trials[0].logs, [&](const eth::Log& log) {
            return log.address == contracts().optimismPortal &&
                   log.topics[0] == opstack::kTransactionDepositedTopic;
        }));
    }
    /// What the node cannot say: a call that needs one that has not been sent.
    void triesACallOnWhatTheOneBeforeLeft()
    {
        const practice::Token& token = this->token("PRT");
        giveTokens(token);
        Simulator simulator = SmallNetwork::known(Simulator::atNewest(m_ground->l1, {}));
        QVERIFY(!m_ground->l1.estimateGas(asCall(tokenDeposit(token)), {}));
        const auto alone = simulator.estimateLast({tokenDeposit(token)}, {});
        QVERIFY(!alone && alone.error().fault == base::Fault::Reverted);

        const Message escrow{
            m_user, token.l1, {}, call("balanceOf(address)", {contracts().l1StandardBridge})};
        const auto trials = SmallNetwork::known(
            simulator.run(std::vector{escrow, approval(token), tokenDeposit(token), escrow}, {}));
        for (const execution::Trial& trial : trials)
            QVERIFY2(trial.succeeded, simulation::failureOf(trial).c_str());
        QCOMPARE(Uint256::fromBigEndian(trials[3].output) - Uint256::fromBigEndian(trials[0].output),
            Uint256{kTokens});

        // Sent for real, it takes what was estimated.
        const std::uint64_t gas =
            SmallNetwork::known(simulator.estimateLast({approval(token), tokenDeposit(token)}, {}));
        m_ground->sendL1(0, token.l1, {}, approval(token).data);
        const auto theirs = SmallNetwork::known(m_ground->l1.estimateGas(asCall(tokenDeposit(token)), {}));
        QVERIFY2(isAbout(gas, theirs.unproven()), qPrintable(QString::number(gas)));
    }
    void aTokenThatKeepsAShareIsSeen()
    {
        const practice::Token& token = this->token("TAX");
        giveTokens(token);
        Simulator simulator = SmallNetwork::known(Simulator::atNewest(m_ground->l1, {}));
        const Message escrow{
            m_user, token.l1, {}, call("balanceOf(address)", {contracts().l1StandardBridge})};
        const auto trials =
            SmallNetwork::known(simulator.run(std::vector{approval(token), tokenDeposit(token), escrow}, {}));
        QVERIFY(trials[1].succeeded);
        QVERIFY(Uint256::fromBigEndian(trials[2].output) < Uint256{kTokens});
    }
    /// On L2: the message of a deposit, as the L1 messenger's alias will bring it.
    void triesWhatADepositWillDoOnL2()
    {
        Simulator l2 = SmallNetwork::known(Simulator::atNewest(m_ground->l2, {}));
        const Message nobodys{opstack::toL2Alias(contracts().l1CrossDomainMessenger),
            opstack::kL2CrossDomainMessenger, {},
            call("relayMessage(uint256,address,address,uint256,uint256,bytes)",
                {Uint256{1} << 240u, contracts().l1StandardBridge, opstack::kL2StandardBridge, Uint256{},
                    Uint256{200'000}, Bytes{1, 2, 3, 4}})};
        const auto trials = SmallNetwork::known(l2.run(std::vector{nobodys}, {}));
        QVERIFY(trials[0].succeeded); // the messenger keeps a message that fails, and says so in a log
        QVERIFY(l2.isProven());
        QCOMPARE(trials[0].logs.size(), 1u);
    }
    void whatANodeDoesNotAnswerIsNoResult()
    {
        for (std::size_t failing = 0; failing < 12; ++failing) {
            m_ground->failAt(practice::Layer::L1, {});
            auto simulator = SmallNetwork::known(Simulator::atNewest(m_ground->l1, {}));
            m_ground->failAt(practice::Layer::L1, failing);
            const auto trials = simulator.run(std::vector{deposit()}, {});
            QVERIFY(!trials && trials.error().fault == base::Fault::Offline);
        }
    }
    void amountsBeyondTheBalanceAreToldApart()
    {
        Message all = deposit();
        all.value = ~Uint256{};
        Simulator simulator = SmallNetwork::known(Simulator::atNewest(m_ground->l1, {}));
        const auto trials = simulator.run(std::vector{all}, {});
        QVERIFY(!trials && trials.error().fault == base::Fault::Funds);
        Message tight = deposit();
        tight.gas = 21'001;
        const auto refused = simulator.run(std::vector{tight}, {});
        QVERIFY(!refused && refused.error().fault == base::Fault::Refused);
    }
};

QTEST_GUILESS_MAIN(SimulatorTest)
#include "simulator_test.moc"
