#include "core/opstack/da_footprint.h"
#include "core/opstack/fast_lz.h"
#include "core/opstack/l1_fee.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

using namespace opstack;
using nlohmann::json;

namespace {

const std::map<std::string, Fork> kForks = {{"bedrock", Fork::Bedrock}, {"regolith", Fork::Regolith},
    {"ecotone", Fork::Ecotone}, {"fjord", Fork::Fjord}, {"isthmus", Fork::Isthmus}, {"jovian", Fork::Jovian},
    {"karst", Fork::Karst}};

L1FeeParameters parametersOf(const json& value)
{
    L1FeeParameters parameters;
    parameters.baseFee = tests::number(value, value.contains("basefee") ? "basefee" : "baseFee");
    parameters.overhead =
        tests::number(value, value.contains("l1FeeOverhead") ? "l1FeeOverhead" : "overhead");
    parameters.scalar = tests::number(value, value.contains("l1FeeScalar") ? "l1FeeScalar" : "scalar");
    parameters.blobBaseFee = tests::number(value, "blobBaseFee");
    parameters.baseFeeScalar = tests::narrow<std::uint32_t>(value, "baseFeeScalar");
    parameters.blobBaseFeeScalar = tests::narrow<std::uint32_t>(value, "blobBaseFeeScalar");
    parameters.operatorFeeScalar = tests::narrow<std::uint32_t>(value, "operatorFeeScalar");
    parameters.operatorFeeConstant = tests::narrow<std::uint64_t>(value, "operatorFeeConstant");
    parameters.daFootprintGasScalar = tests::narrow<std::uint16_t>(value, "daFootprintGasScalar");
    return parameters;
}

/// The contract is given a transaction without signature, for which it counts 68 bytes more (GasPriceOracle).
DataSize unsignedSize(const Bytes& transaction)
{
    DataSize size = measure(transaction);
    size.otherBytes += 68;
    size.fastLz += 68;
    return size;
}

/// Before Regolith the signature is counted by the rule itself.
bool holds(const json& vector)
{
    const Fork fork = kForks.at(vector["fork"].get<std::string>());
    const L1FeeParameters parameters = parametersOf(vector["params"]);
    const Bytes data = tests::hexBytes(vector["unsigned_tx_data"]);
    const DataSize size = fork == Fork::Bedrock ? measure(data) : unsignedSize(data);
    const json& fee = vector["getOperatorFee"];
    return l1Fee(fork, parameters, size) == tests::number(vector["getL1Fee"]) &&
           operatorFee(fork, parameters, tests::narrow<std::uint64_t>(fee, "gas_used")) ==
               tests::number(fee["value"]) &&
           (!vector.contains("flz_compressed_length") ||
               fastLzLength(data) == tests::narrow<std::uint64_t>(vector, "flz_compressed_length"));
}

} // namespace

class L1FeeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Figures of the specification.
    void fastLzLengths()
    {
        QCOMPARE(fastLzLength({}), 0u);
        QCOMPARE(fastLzLength(Bytes(1000)), 21u);
        QCOMPARE(fastLzLength(Bytes(1000, 0x2a)), 21u);
        QCOMPARE(fastLzLength(Bytes{0xfa, 0xca, 0xde}), 4u);
        for (std::size_t size = 0; size < 64; ++size) // no read past the end (for the sanitizers)
            QVERIFY(fastLzLength(Bytes(size, 7)) <= size + 2);
    }
    void wordsOfTheContract()
    {
        L1BlockWords words;
        words.scalars = Uint256{0, 0, 0x0000000500000006, 0x9900000000000000}; // then the sequence number
        words.operatorFee = Uint256{0, 0, 0x0000000300000004, 7};
        const L1FeeParameters parameters = toL1FeeParameters(words);
        QCOMPARE(parameters.baseFeeScalar, 5u);
        QCOMPARE(parameters.blobBaseFeeScalar, 6u);
        QCOMPARE(parameters.daFootprintGasScalar, std::uint16_t{3});
        QCOMPARE(parameters.operatorFeeScalar, 4u);
        QCOMPARE(parameters.operatorFeeConstant, 7u);
    }
    /// A block of OP Mainnet (124665056) and the figures of Ecotone's specification.
    void knownFees()
    {
        L1FeeParameters parameters;
        parameters.baseFee = 47'036'678'951;
        parameters.baseFeeScalar = 1368;
        parameters.blobBaseFee = 57'422'457'042;
        parameters.blobBaseFeeScalar = 810'949;
        QCOMPARE(l1Fee(Fork::Ecotone, parameters, {26, 147, 0}), Uint256{7'306'020'222'001});
        parameters.baseFee = 1'055'991'687;
        parameters.baseFeeScalar = 5227;
        parameters.blobBaseFee = 1;
        parameters.blobBaseFeeScalar = 1'014'213;
        QCOMPARE(l1Fee(Fork::Fjord, parameters, {0, 0, 385}), l1Fee(Fork::Karst, parameters, {0, 0, 385}));
        QCOMPARE(estimatedSize(0), 100'000'000u);
        QCOMPARE(estimatedSize(170), 100'000'000u);
        QVERIFY(estimatedSize(171) > 100'000'000u);
    }
    /// The first block of Ecotone, where its values are still zero.
    void regolithRuleWhereEcotoneIsUnset()
    {
        L1FeeParameters parameters;
        parameters.baseFee = 1'000'000'000;
        parameters.overhead = 50;
        parameters.scalar = 7'000'000;
        const DataSize size{0, 30, 100};
        const Uint256 fee = l1Fee(Fork::Regolith, parameters, size);
        QVERIFY(!fee.isZero());
        QCOMPARE(l1Fee(Fork::Ecotone, parameters, size), fee);
        QCOMPARE(l1Fee(Fork::Fjord, parameters, size), fee);
        parameters.blobBaseFee = 1;
        QCOMPARE(l1Fee(Fork::Ecotone, parameters, size), Uint256{});
    }
    void footprint()
    {
        QCOMPARE(daFootprint({0, 0, 100}, 0), 100u * 400);
        QCOMPARE(daFootprint({0, 0, 100}, 7), 100u * 7);
        QCOMPARE(daFootprint({0, 0, 1000}, 1), 793u); // 836.5 - 42.5856, rounded down
    }
    void officialFastLz()
    {
        int passed = 0, failed = 0;
        for (const auto& file : tests::derivationFiles("fastlz")) {
            for (const json& vector : tests::vectorsIn(file)) {
                const bool right = fastLzLength(tests::hexBytes(vector["data"])) ==
                                   tests::narrow<std::uint64_t>(vector, "flz_compressed_length");
                ++(right ? passed : failed);
                if (!right) qWarning("%s", vector["source"].get<std::string>().c_str());
            }
        }
        if (passed + failed == 0) QSKIP(tests::noVectors());
        qInfo("FastLZ: %d passed, %d failed", passed, failed);
        QCOMPARE(failed, 0);
    }
    void officialFees()
    {
        int passed = 0, failed = 0;
        for (const auto& file : tests::derivationFiles("l1-fees-contract")) {
            for (const json& vector : tests::vectorsIn(file)) {
                const bool right = holds(vector);
                ++(right ? passed : failed);
                if (!right)
                    qWarning("%s, %s", vector["fork"].get<std::string>().c_str(),
                        vector["source"].get<std::string>().c_str());
            }
        }
        if (passed + failed == 0) QSKIP(tests::noVectors());
        qInfo("L1 and operator fees: %d passed, %d failed", passed, failed);
        QCOMPARE(failed, 0);
    }
    void figuresOfOpGeth()
    {
        int cases = 0;
        for (const auto& file : tests::derivationFiles("l1-fees-op-geth")) {
            const json vectors = tests::readJson(file);
            const L1FeeParameters parameters = parametersOf(vectors["params"]);
            const DataSize size{0, 30, 0}; // as the file says of its transaction
            for (const auto& [name, expected] : vectors["expected"].items()) {
                QCOMPARE(l1Fee(kForks.at(name), parameters, size), tests::number(expected["fee"]));
                QCOMPARE(l1GasUsed(kForks.at(name), parameters, size), tests::number(expected["gas"]));
                ++cases;
            }
            const json& least = vectors["fjord_minimum"];
            for (const json& flz : least["flz_sizes"]) {
                const DataSize small{0, 0, flz.get<std::uint64_t>()};
                QCOMPARE(l1Fee(Fork::Fjord, parameters, small), tests::number(least["fee"]));
                ++cases;
            }
            for (const json& flz : vectors["fjord_above_minimum"]["flz_sizes"]) {
                QVERIFY(l1Fee(Fork::Fjord, parameters, {0, 0, flz.get<std::uint64_t>()}) >
                        tests::number(least["fee"]));
                ++cases;
            }
            const json& parity = vectors["fjord_solidity_parity"];
            const DataSize flz{0, 0, tests::narrow<std::uint64_t>(parity, "flz_size")};
            QCOMPARE(l1Fee(Fork::Fjord, parametersOf(parity), flz), tests::number(parity["fee"]));
            QCOMPARE(l1GasUsed(Fork::Fjord, parametersOf(parity), flz), tests::number(parity["gas"]));
            ++cases;
        }
        if (cases == 0) QSKIP(tests::noVectors());
        qInfo("fees of op-geth: %d passed, 0 failed", cases);
    }
};

QTEST_APPLESS_MAIN(L1FeeTest)
#include "l1_fee_test.moc"
