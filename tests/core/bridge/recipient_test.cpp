#include "core/bridge/recipient.h"
#include "core/eth/address.h"
#include "core/opstack/deposit.h"
#include "core/opstack/predeploys.h"
#include "tests/support/fake_node.h"

#include <QTest>

using base::Fault;
using bridge::RecipientKind;
using nlohmann::json;
using tests::FakeNode;
using namespace base::literals;

namespace {

constexpr base::Address kSomebody = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"_address;
constexpr base::Address kPortal = "0x1000000000000000000000000000000000000001"_address;
constexpr base::Address kContract = "0xdac17f958d2ee523a2206206994597c13d831ec7"_address;

} // namespace

class RecipientTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeNode> m_l1, m_l2;

    /// The only contract of this layer.
    static void put(FakeNode& node, const base::Address& contract, const std::string& code = "0x6001")
    {
        node.on("eth_getCode", [=](const json& parameters) -> json {
            return parameters[0] == base::toHex0x(contract) ? code : "0x";
        });
    }
    /// What contracts do when they are paid, and when they are asked for totalSupply() or decimals().
    static void behave(FakeNode& node, const FakeNode::Answer& whenPaid, const FakeNode::Answer& whenAsked)
    {
        node.on("eth_call", [=](const json& parameters) -> json {
            const bool isAsked = parameters[0]["data"] != "0x";
            return isAsked ? whenAsked(parameters) : whenPaid(parameters);
        });
    }
    static json reverts(const json&) { return FakeNode::error(3, "execution reverted", "0x"); }
    static json word(const json&) { return "0x" + std::string(64, '0'); }
    static json nothing(const json&) { return "0x"; }

    base::Result<RecipientKind> check(const base::Address& recipient)
    {
        bridge::Network network;
        network.contracts = {kPortal, kPortal, kPortal, kPortal};
        rpc::Chain l1(m_l1->transport(), 900, rpc::Stack::Ethereum);
        rpc::Chain l2(m_l2->transport(), 901, rpc::Stack::Optimism);
        return bridge::checkRecipient({network, l1, l2}, recipient, base::Uint256{5}, {});
    }

private Q_SLOTS:
    void init()
    {
        m_l1 = std::make_unique<FakeNode>(900);
        m_l2 = std::make_unique<FakeNode>(901);
        m_l1->on("eth_getCode", "0x");
        m_l2->on("eth_getCode", "0x");
        m_l2->on("eth_getBalance", "0x5");
    }

    void anAccountIsUsual()
    {
        QVERIFY(check(kSomebody) == RecipientKind::Usual);
        QVERIFY(m_l2->asked("eth_call").empty());
    }
    void whatNobodyHasAKeyOfIsRefused_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::newRow("ecrecover") << QByteArray("0x0000000000000000000000000000000000000001");
        QTest::newRow("secp256r1") << QByteArray("0x0000000000000000000000000000000000000100");
        QTest::newRow("burnt") << QByteArray("0x000000000000000000000000000000000000dead");
        QTest::newRow("L2 bridge") << QByteArray("0x4200000000000000000000000000000000000010");
        QTest::newRow("L2 messenger") << QByteArray("0x4200000000000000000000000000000000000007");
        QTest::newRow("message passer") << QByteArray("0x4200000000000000000000000000000000000016");
        QTest::newRow("one of 2,048") << QByteArray("0x42000000000000000000000000000000000007ff");
        QTest::newRow("its code") << QByteArray("0xc0d3c0d3c0d3c0d3c0d3c0d3c0d3c0d3c0d30010");
        QTest::newRow("depositor") << QByteArray("0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001");
        QTest::newRow("ether as a token") << QByteArray("0xdeaddeaddeaddeaddeaddeaddeaddeaddead0000");
        QTest::newRow("portal") << QByteArray("0x1000000000000000000000000000000000000001");
        QTest::newRow("portal on L2") << QByteArray("0x2111000000000000000000000000000000001112");
    }
    void whatNobodyHasAKeyOfIsRefused()
    {
        QFETCH(QByteArray, address);
        const auto checked = check(*eth::parseAddress(address.toStdString()));
        QVERIFY(!checked && checked.error().fault == Fault::Refused);
    }
    void theAliasOfAnyContractOnL1IsRefused()
    {
        put(*m_l1, kContract);
        QVERIFY(check(opstack::toL2Alias(kContract)).error().fault == Fault::Refused);
    }
    void aContractOnL1OnlyIsTold()
    {
        put(*m_l1, kContract);
        behave(*m_l1, nothing, reverts);
        QVERIFY(check(kContract) == RecipientKind::ContractOnL1Only);
        // Whoever has delegated an account has its key.
        put(*m_l1, kContract, "0xef0100" + std::string(40, '1'));
        QVERIFY(check(kContract) == RecipientKind::Usual);
    }
    void tokensOfBothLayersAreRefused()
    {
        put(*m_l2, kContract);
        behave(*m_l2, nothing, word);
        QVERIFY(check(kContract).error().fault == Fault::Refused);
        put(*m_l2, kSomebody);
        put(*m_l1, kContract);
        behave(*m_l1, nothing, word);
        QVERIFY(check(kContract).error().fault == Fault::Refused);
    }
    void aContractOnL2MustTakeEther()
    {
        put(*m_l2, kContract);
        behave(*m_l2, nothing, nothing);
        QVERIFY(check(kContract) == RecipientKind::Usual);
        behave(*m_l2, reverts, reverts);
        QVERIFY(check(kContract).error().fault == Fault::Refused);
    }
    /// Nodes lend no money: somebody who has some pays, and no more than that.
    void thePayerIsOneThatCan()
    {
        put(*m_l2, kContract);
        m_l2->on("eth_getBalance", [](const json& parameters) -> json {
            return parameters[0] == base::toHex0x(opstack::kWeth) ? "0x3" : "0x0";
        });
        json paid;
        behave(
            *m_l2,
            [&](const json& parameters) -> json {
                paid = parameters[0];
                return "0x";
            },
            reverts);
        QVERIFY(check(kContract) == RecipientKind::Usual);
        QVERIFY(paid["from"] == base::toHex0x(opstack::kWeth));
        QVERIFY(paid["value"] == "0x3");
    }
    void whatANodeDoesNotSayIsNotPassed()
    {
        m_l2->setOffline(true);
        QVERIFY(check(kSomebody).error().fault == Fault::Offline);
        m_l2->setOffline(false);
        put(*m_l2, kContract);
        m_l2->on("eth_call", FakeNode::error(-32005, "rate limit exceeded"));
        QVERIFY(check(kContract).error().fault == Fault::Busy);
    }
};

QTEST_APPLESS_MAIN(RecipientTest)
#include "recipient_test.moc"
