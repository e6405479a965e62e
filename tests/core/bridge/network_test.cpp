#include "core/bridge/network.h"

#include <QTest>

#include <set>

namespace {

const std::string kGood = "{\"networks\":[{\"id\":\"a/b\",\"name\":\"B\",\"isTestnet\":true,"
                          "\"l1\":{\"name\":\"A\",\"chainId\":1,\"url\":\"\",\"explorer\":\"\"},"
                          "\"l2\":{\"name\":\"B\",\"chainId\":2,\"url\":\"\",\"explorer\":\"\"},"
                          "\"contracts\":{\"optimismPortal\":\"0x75CEb25776D0402972B736F6E13Fd0616BE98f22\","
                          "\"systemConfig\":\"0x3FEb7f8765B9341B054eB4671cC47D3e33D1606d\","
                          "\"l1StandardBridge\":\"0x52AF4Dff31d13449b70993E21eb599C615a66541\","
                          "\"l1CrossDomainMessenger\":\"0xc8c71093ffc2092D61A72369d81940B839Bb12b4\"}}]}";

std::string with(const std::string& part, const std::string& instead)
{
    std::string text = kGood;
    const std::size_t at = text.find(part);
    CHECK(at != std::string::npos);
    return text.replace(at, part.size(), instead);
}

} // namespace

class NetworkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theKnownNetworksAreConsistent()
    {
        std::set<std::string> ids;
        std::set<std::uint64_t> l2s;
        for (const bridge::Network& network : bridge::knownNetworks()) {
            QVERIFY2(ids.insert(network.id).second, network.id.c_str());
            QVERIFY2(l2s.insert(network.l2.chainId).second, network.id.c_str());
            QVERIFY(network.provenance == bridge::Provenance::BuiltIn);
            QCOMPARE(network.isTestnet, network.l1.chainId != 1);
        }
        QVERIFY(bridge::findNetwork(bridge::kPracticeNetwork) != nullptr);
        QCOMPARE(bridge::findNetwork("mainnet/op")->l2.chainId, 10u);
        QVERIFY(bridge::findNetwork("mainnet/nobody") == nullptr);
    }
    void aNetworkOfTheUserIsMarked()
    {
        const auto networks = bridge::parseNetworks(kGood, bridge::Provenance::AddedByUser);
        QVERIFY2(networks, networks ? "" : networks.error().detail.c_str());
        QVERIFY(networks->front().provenance == bridge::Provenance::AddedByUser);
    }
    void refusesWhatIsNotExactlyANetwork_data()
    {
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QString::fromStdString(text);
        };
        row("no JSON", "networks");
        row("no list", "{}");
        row("a letter of an address changed", with("0x52AF4D", "0x52AF4E"));
        row("an address without checksum",
            with("0x52AF4Dff31d13449b70993E21eb599C615a66541", "0x52af4dff31d13449b70993e21eb599c615a66541"));
        row("a zero address",
            with("0x52AF4Dff31d13449b70993E21eb599C615a66541", "0x0000000000000000000000000000000000000000"));
        row("a misspelt contract", with("l1StandardBridge", "l1StandardBrigde"));
        row("one more member", with("\"id\"", "\"more\":1,\"id\""));
        row("the same member twice",
            with("\"name\":\"B\",\"isTestnet\"", "\"name\":\"B\",\"name\":\"C\",\"isTestnet\""));
        row("a negative chain id", with("\"chainId\":1", "\"chainId\":-1"));
        row("a chain id as text", with("\"chainId\":1", "\"chainId\":\"1\""));
    }
    void refusesWhatIsNotExactlyANetwork()
    {
        QFETCH(QString, text);
        const auto networks = bridge::parseNetworks(text.toStdString(), bridge::Provenance::AddedByUser);
        QVERIFY(!networks);
        QVERIFY(networks.error().fault == base::Fault::BadData);
    }
};

QTEST_APPLESS_MAIN(NetworkTest)
#include "network_test.moc"
