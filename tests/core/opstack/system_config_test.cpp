#include "core/opstack/system_config.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

using namespace opstack;
using nlohmann::json;

namespace {

eth::Log logOf(std::uint64_t type, std::initializer_list<Uint256> words)
{
    eth::Log log;
    log.topics = {kConfigUpdateTopic, Hash{}, Uint256{type}.toHash()};
    base::append(log.data, Uint256{32}.toHash());
    base::append(log.data, Uint256{32 * words.size()}.toHash());
    for (const Uint256& word : words)
        base::append(log.data, word.toHash());
    return log;
}

/// The configuration after one log; stops when the log cannot be read.
SystemConfig after(std::uint64_t type, std::initializer_list<Uint256> words, bool ecotone = true)
{
    SystemConfig config;
    apply(config, parseConfigUpdate(logOf(type, words)).value(), ecotone);
    return config;
}

bool isVoid(std::uint64_t type, std::initializer_list<Uint256> words)
{
    SystemConfig config;
    return !apply(config, parseConfigUpdate(logOf(type, words)).value(), true) && config == SystemConfig{};
}

/// Values of a vector are written as in kona's source: 0xbabe_u32, Some(uint!(0xbeef_U256)), address!("…").
Uint256 number(const std::string& text)
{
    auto start = text.find("0x");
    if (start != std::string::npos)
        start += 2;
    else
        start = text.find('"') + 1;
    std::string digits;
    for (std::size_t i = start; i < text.size() && std::isxdigit(static_cast<unsigned char>(text[i])) != 0;
         ++i)
        digits += text[i];
    return base::parseQuantity("0x" + digits).value();
}

/// What an update set, by the names of the vectors.
std::map<std::string, Uint256> valuesOf(const SystemConfig& config)
{
    return {{"batcher_address", Uint256::from(config.batcherAddress)}, {"overhead", config.overhead},
        {"scalar", config.scalar}, {"gas_limit", config.gasLimit},
        {"eip1559_denominator", config.eip1559Denominator}, {"eip1559_elasticity", config.eip1559Elasticity},
        {"operator_fee_scalar", config.operatorFeeScalar},
        {"operator_fee_constant", config.operatorFeeConstant}, {"min_base_fee", config.minBaseFee},
        {"da_footprint_gas_scalar", config.daFootprintGasScalar}};
}

bool holds(const json& vector)
{
    const auto update = parseConfigUpdate(tests::log(vector));
    if (!vector["error"].is_null()) return !update;
    if (!update) return false;
    SystemConfig config;
    apply(config, *update, false);
    if (vector["expected"].is_null()) return true;
    const auto values = valuesOf(config);
    for (const auto& [key, value] : vector["expected"].items())
        if (values.contains(key) && values.at(key) != number(value.get<std::string>())) return false;
    return true;
}

} // namespace

class SystemConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTypeOfUpdate()
    {
        QCOMPARE(Uint256::from(after(0, {0xbeef}).batcherAddress), Uint256{0xbeef});
        QCOMPARE(after(1, {188, 684'000}, false).overhead, Uint256{188});
        QCOMPARE(after(1, {188, 684'000}, false).scalar, Uint256{684'000});
        QCOMPARE(after(1, {188, 684'000}, true).overhead, Uint256{}); // Ecotone: forced to zero
        QCOMPARE(after(2, {60'000'000}).gasLimit, 60'000'000u);
        QVERIFY(after(3, {1}) == SystemConfig{});
        QCOMPARE(after(4, {Uint256{(250ull << 32) | 6}}).eip1559Denominator, 250u);
        QCOMPARE(after(4, {Uint256{(250ull << 32) | 6}}).eip1559Elasticity, 6u);
        QCOMPARE(after(5, {(Uint256{7} << 64) + 9}).operatorFeeScalar, 7u);
        QCOMPARE(after(5, {(Uint256{7} << 64) + 9}).operatorFeeConstant, 9u);
        QCOMPARE(after(6, {1'000}).minBaseFee, 1'000u);
        QCOMPARE(after(7, {800}).daFootprintGasScalar, std::uint16_t{800});
    }
    void voidUpdatesChangeNothing()
    {
        QVERIFY(isVoid(4, {6}));
        QVERIFY(isVoid(4, {Uint256{250ull << 32}}));
        QVERIFY(isVoid(1, {0, Uint256{1} << 255}));
        QVERIFY(isVoid(1, {0, Uint256{1} << 40})); // version 0 has no blob base fee scalar
    }
    void malformedLogsAreRefused()
    {
        const auto faultOf = [](const eth::Log& log) { return parseConfigUpdate(log).error().fault; };
        QCOMPARE(faultOf(logOf(8, {1})), base::Fault::Unsupported);
        QCOMPARE(faultOf(logOf(2, {Uint256{1} << 64})), base::Fault::BadData);
        QCOMPARE(faultOf(logOf(2, {1, 2})), base::Fault::BadData);
        QCOMPARE(faultOf(logOf(1, {1})), base::Fault::BadData);
        eth::Log log = logOf(2, {1});
        log.topics[1] = Uint256{1}.toHash();
        QCOMPARE(faultOf(log), base::Fault::Unsupported);
        log = logOf(2, {1});
        log.topics.pop_back();
        QCOMPARE(faultOf(log), base::Fault::BadData);
        log = logOf(2, {1});
        log.data.push_back(0);
        QCOMPARE(faultOf(log), base::Fault::BadData);
    }
    void ecotoneScalarsComeBack()
    {
        const EcotoneScalars scalars{5227, 1'014'213};
        QVERIFY(ecotoneScalars(toScalar(scalars)) == scalars);
        QVERIFY(ecotoneScalars(Uint256{684'000}) == (EcotoneScalars{684'000, 0}));
        QVERIFY(!ecotoneScalars(toScalar(scalars) + (Uint256{1} << 64)));
        QVERIFY(!ecotoneScalars(toScalar(scalars) + (Uint256{1} << 248)));
    }
    void officialVectors()
    {
        int passed = 0, failed = 0;
        for (const auto& file : tests::derivationFiles("system-config-updates")) {
            for (const json& vector : tests::vectorsIn(file)) {
                const bool right = holds(vector);
                ++(right ? passed : failed);
                if (!right) qWarning("%s", vector["test"].get<std::string>().c_str());
            }
        }
        if (passed + failed == 0) QSKIP(tests::noVectors());
        qInfo("ConfigUpdate logs: %d passed, %d failed", passed, failed);
        QCOMPARE(failed, 0);
    }
};

QTEST_APPLESS_MAIN(SystemConfigTest)
#include "system_config_test.moc"
