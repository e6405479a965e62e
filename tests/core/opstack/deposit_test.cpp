#include "core/opstack/deposit.h"
#include "core/opstack/source_hash.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

using namespace opstack;
using nlohmann::json;

namespace {

/// A log of a portal: mint 1, value 2, gas 3, some data.
eth::Log sampleLog(bool isCreation)
{
    Bytes opaque(73);
    opaque[31] = 1;
    opaque[63] = 2;
    opaque[71] = 3;
    opaque[72] = isCreation ? 1 : 0;
    base::append(opaque, base::asBytes("hello"));
    eth::Log log;
    log.topics = {kTransactionDepositedTopic, Uint256{0xaa}.toHash(), Uint256{0xbb}.toHash(), Hash{}};
    base::append(log.data, Uint256{32}.toHash());
    base::append(log.data, Uint256{opaque.size()}.toHash());
    base::append(log.data, opaque);
    log.data.resize(64 + 96);
    return log;
}

} // namespace

class DepositTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fieldsOfALog()
    {
        const auto deposit = parseDeposit(sampleLog(false), Hash{}, 4);
        QVERIFY(deposit.has_value());
        QCOMPARE(deposit->sourceHash, userDepositSource(Hash{}, 4));
        QCOMPARE(deposit->from[19], std::uint8_t{0xaa});
        QCOMPARE((*deposit->to)[19], std::uint8_t{0xbb});
        QCOMPARE(deposit->mint, Uint256{1});
        QCOMPARE(deposit->value, Uint256{2});
        QCOMPARE(deposit->gas, std::uint64_t{3});
        QCOMPARE(base::asText(deposit->data), std::string_view("hello"));
        QVERIFY(!deposit->isSystemTransaction);
        QVERIFY(!parseDeposit(sampleLog(true), Hash{}, 4)->to);
    }
    void malformedLogsAreRefused_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("another event") << 0;
        QTest::newRow("three topics") << 1;
        QTest::newRow("another version") << 2;
        QTest::newRow("dirty sender") << 3;
        QTest::newRow("dirty padding") << 4;
        QTest::newRow("cut") << 5;
        QTest::newRow("longer") << 6;
        QTest::newRow("short opaque data") << 7;
        QTest::newRow("huge length") << 8;
    }
    void malformedLogsAreRefused()
    {
        QFETCH(int, what);
        eth::Log log = sampleLog(false);
        switch (what) {
        case 0:
            log.topics[0] = Hash{};
            break;
        case 1:
            log.topics.pop_back();
            break;
        case 2:
            log.topics[3] = Uint256{1}.toHash();
            break;
        case 3:
            log.topics[1][0] = 1;
            break;
        case 4:
            log.data.back() = 1;
            break;
        case 5:
            log.data.pop_back();
            break;
        case 6:
            log.data.resize(log.data.size() + 32);
            break;
        case 7:
            log.data[63] = 72;
            break;
        default:
            log.data[32] = 0xff;
        }
        QVERIFY(!parseDeposit(log, Hash{}, 0));
    }
    void aliasComesBack()
    {
        Address top;
        for (auto& byte : top.bytes)
            byte = 0xff;
        for (const Address& address : {Address{}, top})
            QCOMPARE(fromL2Alias(toL2Alias(address)), address);
        QCOMPARE(base::toHex(toL2Alias(Address{})), std::string("1111000000000000000000000000000000001111"));
    }
    void officialLogs()
    {
        int passed = 0, failed = 0;
        for (const auto& file : tests::derivationFiles("deposit-log-decode")) {
            for (const json& vector : tests::vectorsIn(file)) {
                const auto deposit = parseDeposit(tests::log(vector), tests::hash(vector["block_hash"]),
                    tests::narrow<std::uint64_t>(vector, "log_index"));
                const std::string expected = vector["expected"].get<std::string>();
                const bool right =
                    expected.starts_with("error")
                        ? !deposit
                        : deposit && base::toHex0x(eth::encodeTransaction(*deposit)) == expected;
                ++(right ? passed : failed);
                if (!right) qWarning("%s", vector["name"].get<std::string>().c_str());
            }
        }
        for (const auto& file : tests::derivationFiles("devnet-deposits")) {
            for (const json& vector : tests::vectorsIn(file)) {
                const json& l1Log = vector["l1_log"];
                const auto deposit = parseDeposit(tests::log(l1Log), tests::hash(l1Log["blockHash"]),
                    tests::narrow<std::uint64_t>(l1Log, "logIndex"));
                const bool right =
                    deposit && deposit->sourceHash == tests::hash(vector["source_hash"]) &&
                    eth::encodeTransaction(*deposit) == tests::hexBytes(vector["l2_deposit_tx_raw"]) &&
                    eth::transactionHash(*deposit) == tests::hash(vector["l2_deposit_tx_hash"]);
                ++(right ? passed : failed);
                if (!right) qWarning("%s", vector["label"].get<std::string>().c_str());
            }
        }
        if (passed + failed == 0) QSKIP(tests::noVectors());
        qInfo("deposit logs: %d passed, %d failed", passed, failed);
        QCOMPARE(failed, 0);
    }
    void officialSourcesAndAliases()
    {
        int cases = 0;
        if (const auto file = tests::vectorFile("abi/deposit-source-hashes.json")) {
            for (const json& vector : tests::vectorsIn(*file)) {
                const Hash block = tests::hash(vector["l1_block_hash"]);
                QCOMPARE(userDepositSource(block, tests::narrow<std::uint64_t>(vector, "log_index")),
                    tests::hash(vector["user_deposit_source_hash"]));
                QCOMPARE(l1AttributesSource(block, tests::narrow<std::uint64_t>(vector, "sequence_number")),
                    tests::hash(vector["l1_info_source_hash"]));
                QCOMPARE(upgradeSource(vector["upgrade_intent"].get<std::string>()),
                    tests::hash(vector["upgrade_source_hash"]));
                cases += 3;
            }
        }
        for (const auto& file : tests::derivationFiles("cross-domain-")) {
            const json vectors = tests::readJson(file);
            for (const json& vector : vectors["aliases"]) {
                QCOMPARE(toL2Alias(tests::address(vector["input"])), tests::address(vector["output"]));
                QCOMPARE(fromL2Alias(tests::address(vector["output"])), tests::address(vector["input"]));
                ++cases;
            }
            for (const json& vector : vectors["upgrade_deposit_source"]) {
                QCOMPARE(upgradeSource(vector["intent"].get<std::string>()), tests::hash(vector["expected"]));
                ++cases;
            }
            for (const json& vector : vectors["l1_info_source"]) {
                QCOMPARE(l1AttributesSource(tests::hash(vector["l1_block_hash"]),
                             tests::narrow<std::uint64_t>(vector, "sequence_number")),
                    tests::hash(vector["expected"]));
                ++cases;
            }
            for (const json& vector : vectors["user_deposit_source"]) {
                QCOMPARE(userDepositSource(tests::hash(vector["l1_block_hash"]),
                             tests::narrow<std::uint64_t>(vector, "l1_log_index")),
                    tests::hash(vector["expected"]));
                ++cases;
            }
        }
        if (cases == 0) QSKIP(tests::noVectors());
        qInfo("source hashes and aliases: %d passed, 0 failed", cases);
    }
};

QTEST_APPLESS_MAIN(DepositTest)
#include "deposit_test.moc"
