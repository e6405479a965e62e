#include "core/opstack/source_hash.h"
#include "core/opstack/upgrade_transactions.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

using namespace opstack;
using nlohmann::json;
using namespace base::literals;

class UpgradeTransactionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numberAndGas()
    {
        const std::map<Fork, std::size_t> numbers = {
            {Fork::Ecotone, 6}, {Fork::Fjord, 3}, {Fork::Isthmus, 8}, {Fork::Jovian, 5}, {Fork::Karst, 31}};
        for (std::size_t i = 0; i < kForkCount; ++i) {
            const Fork fork = static_cast<Fork>(i);
            QCOMPARE(upgradeTransactions(fork).size(), numbers.contains(fork) ? numbers.at(fork) : 0u);
            QCOMPARE(upgradeGas(fork), fork == Fork::Karst ? 55'370'657u : 0u);
        }
    }
    /// The first and the last of each fork. Source: the specification's derivation.md of the fork.
    void knownHashes()
    {
        const auto hashes = [](Fork fork) {
            const auto transactions = upgradeTransactions(fork);
            return std::pair(
                eth::transactionHash(transactions.front()), eth::transactionHash(transactions.back()));
        };
        QCOMPARE(hashes(Fork::Ecotone),
            std::pair("0x50549bed9a83ba7238893970780b458ed3d543f299d6f69f7a5d0b32d7cd71a7"_hash,
                "0x5b7915f2a55ce67519e6d8f65248918f4e62f545706af2bf02549bb9782c03f3"_hash));
        QCOMPARE(hashes(Fork::Isthmus).second,
            "0xf3ddde30514a8d00b0b92f14b9ce6b3170ea30f5f45b1afdc0905801134ffefe"_hash);
        QCOMPARE(hashes(Fork::Jovian),
            std::pair("0x0bad46dcef609affe3d306a9ce6239a1f3ec59673943a4c533eb20459950f542"_hash,
                "0x159d785e90a42f3b9a4d3b9fd4ab69e7c0edec3122cb2e767f3a66aba8f3e664"_hash));
        QCOMPARE(hashes(Fork::Karst),
            std::pair("0x7582a14ccf99987782cdf0a40ecb81fc7230cf18e4603354e225fc14fe4859d9"_hash,
                "0xd2e9eb2ba77098610e7dda134e70f741f7456f4ec49912d667860c40988dfd8e"_hash));
    }
    void officialTransactions()
    {
        const std::map<std::string, Fork> forks = {{"ecotone", Fork::Ecotone}, {"fjord", Fork::Fjord},
            {"isthmus", Fork::Isthmus}, {"jovian", Fork::Jovian}, {"karst", Fork::Karst}};
        int cases = 0;
        for (const auto& file : tests::derivationFiles("upgrade-transactions")) {
            const json vectors = tests::readJson(file);
            for (const auto& [name, list] : vectors["forks"].items()) {
                // A set may hold some of a fork's transactions: each is found by its source hash.
                const auto ours = upgradeTransactions(forks.at(name));
                for (const json& vector : list) {
                    const Hash source = tests::hash(vector["source_hash"]);
                    const auto found = std::ranges::find(ours, source, &eth::Transaction::sourceHash);
                    QVERIFY2(found != ours.end(), vector["intent"].get<std::string>().c_str());
                    QVERIFY(eth::encodeTransaction(*found) == tests::hexBytes(vector["raw"]));
                    QCOMPARE(eth::transactionHash(*found), tests::hash(vector["tx_hash"]));
                    QCOMPARE(upgradeSource(vector["intent"].get<std::string>()), source);
                    ++cases;
                }
            }
        }
        if (cases == 0) QSKIP(tests::noVectors());
        qInfo("upgrade transactions: %d passed, 0 failed", cases);
    }
    void officialBundle()
    {
        int cases = 0;
        for (const auto& file : tests::derivationFiles("karst-nut-bundle")) {
            const json bundle = tests::readJson(file);
            const auto ours = upgradeTransactions(Fork::Karst);
            for (std::size_t i = 0; i < bundle["transactions"].size(); ++i) {
                const json& entry = bundle["transactions"][i];
                QVERIFY(i < ours.size());
                QCOMPARE(ours[i].sourceHash,
                    upgradeSource("Karst " + std::to_string(i) + ": " + entry["intent"].get<std::string>()));
                QCOMPARE(ours[i].from, tests::address(entry["from"]));
                QCOMPARE(*ours[i].to, tests::address(entry["to"]));
                QCOMPARE(ours[i].gas, tests::narrow<std::uint64_t>(entry, "gasLimit"));
                QVERIFY(ours[i].data == tests::hexBytes(entry["data"]));
                ++cases;
            }
        }
        if (cases == 0) QSKIP(tests::noVectors());
        qInfo("Karst bundle: %d passed, 0 failed", cases);
    }
};

QTEST_APPLESS_MAIN(UpgradeTransactionsTest)
#include "upgrade_transactions_test.moc"
