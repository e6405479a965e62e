#include "core/execution/ethereum_chains.h"
#include "core/execution/header_rules.h"

#include <QTest>

using base::Uint256;
using evm::Revision;
using execution::ChainRules;
using namespace base::literals;

class EthereumChainsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The rows of 13,773,000 are of the official difficultyArrowGlacierForkBlock; the others differ from
    /// them by the bomb alone, 2^(periods of 100,000 blocks - 2), whose delay is that of the EIP named.
    void theBombIsPutOffByItsOwnForks_data()
    {
        QTest::addColumn<quint64>("number");
        QTest::addColumn<quint64>("seconds");
        QTest::addColumn<bool>("ommers");
        QTest::addColumn<quint64>("expected");
        const auto row = [](const char* name, quint64 number, quint64 seconds, bool ommers,
                             quint64 expected) {
            QTest::newRow(name) << number << seconds << ommers << expected;
        };
        row("official: Arrow Glacier", 13'773'000, 1, false, 0x250e55b8064c9b);
        row("official: Arrow Glacier, ommers", 13'773'000, 1, true, 0x2512f6ee947b9e);
        row("official: Arrow Glacier, 19 s", 13'773'000, 19, false, 0x2505134ae9ee95);
        row("official: Arrow Glacier, 19 s, ommers", 13'773'000, 19, true, 0x2509b481781d98);
        row("Byzantium, EIP-649", 4'370'000, 1, false, 0x250e55a806549b);
        row("before Constantinople", 7'279'999, 1, false, 0x250f55a8064c9b);
        row("Constantinople, EIP-1234", 7'280'000, 1, false, 0x250e55a8164c9b);
        row("Istanbul, before Muir Glacier", 9'199'999, 1, false, 0x250ed5a8064c9b);
        row("Muir Glacier, EIP-2384", 9'200'000, 1, false, 0x250e55a8064c9c);
        row("Berlin, before London", 12'964'999, 1, false, 0x250e75a8064c9b);
        row("London, EIP-3554", 12'965'000, 1, false, 0x250e55e8064c9b);
        row("before Arrow Glacier", 13'772'999, 1, false, 0x250e95a8064c9b);
        row("before Gray Glacier", 15'049'999, 1, false, 0x251055a8064c9b);
        row("Gray Glacier, EIP-5133", 15'050'000, 1, false, 0x250e59a8064c9b);
    }
    void theBombIsPutOffByItsOwnForks()
    {
        QFETCH(quint64, number);
        QFETCH(quint64, seconds);
        QFETCH(bool, ommers);
        QFETCH(quint64, expected);
        eth::Header parent;
        parent.number = number - 1;
        parent.difficulty = std::uint64_t{0x2509b471781d98};
        const auto rules = ChainRules::ethereum(execution::mainnet()).at(number, 0, 0);
        QCOMPARE(execution::difficultyAfter(parent, ommers, seconds, rules).low64(), std::uint64_t{expected});
    }

    void forksBeginWhereTheyDo_data()
    {
        QTest::addColumn<quint64>("chainId");
        QTest::addColumn<quint64>("number");
        QTest::addColumn<quint64>("timestamp");
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("from");
        QTest::addColumn<quint64>("blobsBefore");
        QTest::addColumn<quint64>("blobsFrom");
        const auto row = [](const char* name, quint64 chain, quint64 number, quint64 timestamp,
                             Revision before, Revision from, quint64 blobsBefore = 0, quint64 blobsFrom = 0) {
            QTest::newRow(name) << chain << number << timestamp << static_cast<int>(before)
                                << static_cast<int>(from) << blobsBefore << blobsFrom;
        };
        using enum Revision;
        constexpr quint64 kMainnet = 1, kSepolia = 11'155'111, kHoodi = 560'048, kLate = 20'000'000;
        row("mainnet: Homestead", kMainnet, 1'150'000, 0, Frontier, Homestead);
        row("mainnet: Tangerine Whistle", kMainnet, 2'463'000, 0, Homestead, TangerineWhistle);
        row("mainnet: Spurious Dragon", kMainnet, 2'675'000, 0, TangerineWhistle, SpuriousDragon);
        row("mainnet: Byzantium", kMainnet, 4'370'000, 0, SpuriousDragon, Byzantium);
        row("mainnet: Petersburg", kMainnet, 7'280'000, 0, Byzantium, Petersburg);
        row("mainnet: Istanbul", kMainnet, 9'069'000, 0, Petersburg, Istanbul);
        row("mainnet: Muir Glacier", kMainnet, 9'200'000, 0, Istanbul, Istanbul);
        row("mainnet: Berlin", kMainnet, 12'244'000, 0, Istanbul, Berlin);
        row("mainnet: London", kMainnet, 12'965'000, 0, Berlin, London);
        row("mainnet: Paris", kMainnet, 15'537'394, 0, London, Paris);
        row("mainnet: Shanghai", kMainnet, kLate, 1'681'338'455, Paris, Shanghai);
        row("mainnet: Cancun", kMainnet, kLate, 1'710'338'135, Shanghai, Cancun, 0, 6);
        row("mainnet: Prague", kMainnet, kLate, 1'746'612'311, Cancun, Prague, 6, 9);
        row("mainnet: Osaka", kMainnet, kLate, 1'764'798'551, Prague, Osaka, 9, 9);
        row("mainnet: BPO1", kMainnet, kLate, 1'765'290'071, Osaka, Osaka, 9, 15);
        row("mainnet: BPO2", kMainnet, kLate, 1'767'747'671, Osaka, Osaka, 15, 21);
        row("Sepolia: Paris", kSepolia, 1'450'409, 0, London, Paris);
        row("Sepolia: Shanghai", kSepolia, kLate, 1'677'557'088, Paris, Shanghai);
        row("Sepolia: Cancun", kSepolia, kLate, 1'706'655'072, Shanghai, Cancun, 0, 6);
        row("Sepolia: Prague", kSepolia, kLate, 1'741'159'776, Cancun, Prague, 6, 9);
        row("Sepolia: Osaka", kSepolia, kLate, 1'760'427'360, Prague, Osaka, 9, 9);
        row("Sepolia: BPO1", kSepolia, kLate, 1'761'017'184, Osaka, Osaka, 9, 15);
        row("Sepolia: BPO2", kSepolia, kLate, 1'761'607'008, Osaka, Osaka, 15, 21);
        row("Hoodi: Prague", kHoodi, 100, 1'742'999'832, Cancun, Prague, 6, 9);
        row("Hoodi: Osaka", kHoodi, 100, 1'761'677'592, Prague, Osaka, 9, 9);
        row("Hoodi: BPO1", kHoodi, 100, 1'762'365'720, Osaka, Osaka, 9, 15);
        row("Hoodi: BPO2", kHoodi, 100, 1'762'955'544, Osaka, Osaka, 15, 21);
    }
    void forksBeginWhereTheyDo()
    {
        QFETCH(quint64, chainId);
        QFETCH(quint64, number);
        QFETCH(quint64, timestamp);
        QFETCH(int, before);
        QFETCH(int, from);
        QFETCH(quint64, blobsBefore);
        QFETCH(quint64, blobsFrom);
        const execution::EthereumChain* const chain = execution::ethereumChain(chainId);
        QVERIFY(chain != nullptr);
        const auto rules = ChainRules::ethereum(*chain);
        // By time where the fork has one, else by number.
        const auto last = timestamp ? rules.at(number, timestamp - 1, 0) : rules.at(number - 1, 0, 0);
        const auto first = rules.at(number, timestamp, 0);
        QCOMPARE(static_cast<int>(last.revision), before);
        QCOMPARE(static_cast<int>(first.revision), from);
        QCOMPARE(last.blobs ? last.blobs->max : 0, std::uint64_t{blobsBefore});
        QCOMPARE(first.blobs ? first.blobs->max : 0, std::uint64_t{blobsFrom});
        QCOMPARE(first.chainId, std::uint64_t{chainId});
    }

    void depositsAreTakenFromTheChainsOwnContract()
    {
        const auto contractOf = [](const execution::EthereumChain& chain) {
            return ChainRules::ethereum(chain).at(20'000'000, 1'761'700'000, 0).depositContract;
        };
        QVERIFY(contractOf(execution::mainnet()) == "0x00000000219ab540356cbb839cbe05303d7705fa"_address);
        QVERIFY(contractOf(execution::sepolia()) == "0x7f02c3e3c98b133055b8b348b2ac625669ed295d"_address);
        QVERIFY(contractOf(execution::hoodi()) == "0x00000000219ab540356cbb839cbe05303d7705fa"_address);
    }

    /// Sepolia has had Amsterdam since 6 October 2026.
    void aForkThatIsNotImplementedIsNotJudged()
    {
        const auto rules = ChainRules::ethereum(execution::sepolia());
        QVERIFY(rules.checkKnown(1'791'294'815));
        QVERIFY(!rules.checkKnown(1'791'294'816));
        eth::Header parent, header;
        parent.timestamp = 1'791'294'804;
        header.number = 1;
        header.timestamp = 1'791'294'816;
        header.parentHash = eth::headerHash(parent);
        const auto judged = execution::checkHeader(header, parent, rules);
        QVERIFY(!judged && judged.error().fault == base::Fault::Unsupported);
    }

    void otherChainsAreNotKnown() { QVERIFY(execution::ethereumChain(10) == nullptr); }
};

QTEST_APPLESS_MAIN(EthereumChainsTest)
#include "ethereum_chains_test.moc"
