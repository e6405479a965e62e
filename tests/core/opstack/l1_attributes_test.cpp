#include "core/opstack/l1_attributes.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

using namespace opstack;
using nlohmann::json;

namespace {

const std::map<std::string, L1AttributesFormat> kFormats = {{"bedrock", L1AttributesFormat::Bedrock},
    {"ecotone", L1AttributesFormat::Ecotone}, {"isthmus", L1AttributesFormat::Isthmus},
    {"jovian", L1AttributesFormat::Jovian}};

/// Every value that a vector may state, by its names there.
std::map<std::string, Uint256> valuesOf(const L1Attributes& values)
{
    return {{"number", values.number}, {"l1_number", values.number}, {"timestamp", values.timestamp},
        {"l1_timestamp", values.timestamp}, {"basefee", values.baseFee}, {"l1_basefee", values.baseFee},
        {"hash", Uint256::from(values.hash)}, {"l1_hash", Uint256::from(values.hash)},
        {"sequenceNumber", values.sequenceNumber}, {"batcherHash", Uint256::from(values.batcherAddress)},
        {"batcher", Uint256::from(values.batcherAddress)}, {"l1FeeOverhead", values.overhead},
        {"l1FeeScalar", values.scalar}, {"blobBaseFee", values.blobBaseFee},
        {"l1_blobBaseFee", values.blobBaseFee}, {"baseFeeScalar", values.baseFeeScalar},
        {"blobBaseFeeScalar", values.blobBaseFeeScalar}, {"operatorFeeScalar", values.operatorFeeScalar},
        {"operatorFeeConstant", values.operatorFeeConstant},
        {"daFootprintGasScalar", values.daFootprintGasScalar}};
}

L1Attributes sample(L1AttributesFormat format)
{
    L1Attributes values;
    values.number = 21'000'000;
    values.timestamp = 1'750'000'000;
    values.baseFee = Uint256{1} << 40;
    values.hash[0] = 0xaa;
    values.sequenceNumber = 5;
    values.batcherAddress[19] = 7;
    if (format == L1AttributesFormat::Bedrock) {
        values.overhead = 188;
        values.scalar = 684'000;
        return values;
    }
    values.blobBaseFee = 3;
    values.baseFeeScalar = 5227;
    values.blobBaseFeeScalar = 1'014'213;
    if (format >= L1AttributesFormat::Isthmus) {
        values.operatorFeeScalar = 9;
        values.operatorFeeConstant = ~std::uint64_t{0};
    }
    if (format >= L1AttributesFormat::Jovian) values.daFootprintGasScalar = 400;
    return values;
}

} // namespace

class L1AttributesTest : public QObject {
    Q_OBJECT

    /// The calldata says what is expected, and encodes to itself again.
    static bool holds(const Bytes& calldata, const json& expected)
    {
        const auto call = parseL1Attributes(calldata);
        if (!call || encodeL1Attributes(call->format, call->values) != calldata) return false;
        const auto values = valuesOf(call->values);
        for (const auto& [key, value] : expected.items())
            if (!values.contains(key) || values.at(key) != tests::number(value)) return false;
        return true;
    }

    /// A whole deposit: the transaction made from its values is the same.
    static bool isRemade(const json& vector)
    {
        const auto deposit = eth::parseTransaction(tests::hexBytes(vector["raw_deposit_tx"]));
        if (!deposit || !holds(deposit->data, vector["expected"])) return false;
        RollupConfig config; // Ecotone since the start
        for (std::size_t i = 0; i <= static_cast<std::size_t>(Fork::Ecotone); ++i)
            config.forkTimes[i] = 0;
        const auto made = l1AttributesDeposit(config, parseL1Attributes(deposit->data)->values, 2);
        return made == *deposit &&
               base::toHex0x(eth::transactionHash(made)) == vector["tx_hash"].get<std::string>();
    }

private Q_SLOTS:
    void everyFormatComesBack()
    {
        for (const auto& [name, format] : kFormats) {
            const L1Attributes values = sample(format);
            const Bytes calldata = encodeL1Attributes(format, values);
            const auto call = parseL1Attributes(calldata);
            QVERIFY2(call && call->format == format && call->values == values, name.c_str());
            Bytes longer = calldata, shorter = calldata;
            longer.push_back(0);
            shorter.pop_back();
            QVERIFY(!parseL1Attributes(longer));
            QVERIFY(!parseL1Attributes(shorter));
        }
        QVERIFY(!parseL1Attributes({}));
        QVERIFY(!parseL1Attributes(Bytes(164)));
        Bytes dirty = encodeL1Attributes(L1AttributesFormat::Bedrock, sample(L1AttributesFormat::Bedrock));
        dirty[4] = 1; // above 64 bits
        QVERIFY(!parseL1Attributes(dirty));
    }
    /// The first block of a fork has the format before; a fork that is active at genesis has no first block.
    void formatOfTheTime()
    {
        RollupConfig config;
        config.blockTime = 2;
        config.setForkTime(Fork::Ecotone, 0);
        config.setForkTime(Fork::Isthmus, 100);
        config.setForkTime(Fork::Jovian, 200);
        QCOMPARE(l1AttributesFormat(config, 2), L1AttributesFormat::Ecotone);
        QCOMPARE(l1AttributesFormat(config, 98), L1AttributesFormat::Ecotone);
        QCOMPARE(l1AttributesFormat(config, 100), L1AttributesFormat::Ecotone);
        QCOMPARE(l1AttributesFormat(config, 102), L1AttributesFormat::Isthmus);
        QCOMPARE(l1AttributesFormat(config, 200), L1AttributesFormat::Isthmus);
        QCOMPARE(l1AttributesFormat(config, 202), L1AttributesFormat::Jovian);
        QCOMPARE(l1AttributesFormat(RollupConfig{}, 202), L1AttributesFormat::Bedrock);
    }
    void bedrockDepositIsASystemTransaction()
    {
        RollupConfig config;
        const auto values = sample(L1AttributesFormat::Bedrock);
        QVERIFY(l1AttributesDeposit(config, values, 2).isSystemTransaction);
        QCOMPARE(l1AttributesDeposit(config, values, 2).gas, 150'000'000u);
        config.setForkTime(Fork::Regolith, 4);
        QVERIFY(!l1AttributesDeposit(config, values, 4).isSystemTransaction);
        QCOMPARE(l1AttributesDeposit(config, values, 4).gas, 1'000'000u);
    }
    void officialVectors()
    {
        int passed = 0, failed = 0;
        for (const auto& file : tests::derivationFiles("l1-attributes-")) {
            for (const json& vector : tests::vectorsIn(file)) {
                const bool right = vector.contains("raw_deposit_tx")
                                       ? isRemade(vector)
                                       : holds(tests::hexBytes(vector["calldata"]), vector["expected"]) &&
                                             parseL1Attributes(tests::hexBytes(vector["calldata"]))->format ==
                                                 kFormats.at(vector["format"].get<std::string>());
                ++(right ? passed : failed);
                if (!right) qWarning("%s: %s", file.c_str(), vector.dump().substr(0, 200).c_str());
            }
        }
        if (passed + failed == 0) QSKIP(tests::noVectors());
        qInfo("L1 attributes: %d passed, %d failed", passed, failed);
        QCOMPARE(failed, 0);
    }
};

QTEST_APPLESS_MAIN(L1AttributesTest)
#include "l1_attributes_test.moc"
