#include "core/bridge/contracts.h"
#include "tests/support/fake_node.h"

#include <QTest>

using base::Fault;
using tests::FakeNode;

class ContractsTest : public QObject {
    Q_OBJECT

    FakeNode m_node{900};
    bridge::Network m_network;

    base::Result<void> check(const nlohmann::json& answer)
    {
        m_node.on("eth_getCode", "0x00");
        m_node.on("eth_call", answer);
        rpc::Chain l1(m_node.transport(), 900, rpc::Stack::Ethereum);
        rpc::Chain l2(m_node.transport(), 901, rpc::Stack::Optimism);
        return bridge::checkContracts({.network = m_network, .l1 = l1, .l2 = l2}, {});
    }

private Q_SLOTS:
    void whatTheSystemConfigNamesIsCompared()
    {
        const std::string zero = "0x" + std::string(64, '0');
        QVERIFY(check(zero));
        QVERIFY(check(zero + std::string(64, '0'))); // a later version returns more
        QVERIFY(check("0x" + std::string(63, '0') + "1").error().fault == Fault::Mismatch);
    }
    void onlyARevertSaysThatItIsTooOld()
    {
        QVERIFY(check(FakeNode::error(3, "execution reverted", "0x")));
        QVERIFY(check(FakeNode::error(-32005, "rate limit exceeded")).error().fault == Fault::Busy);
        QVERIFY(check(FakeNode::error(-32000, "header not found")).error().fault == Fault::MissingState);
        QVERIFY(check("0x").error().fault == Fault::BadData);
    }
};

QTEST_APPLESS_MAIN(ContractsTest)
#include "contracts_test.moc"
