#include "core/opstack/rollup_config_json.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

using namespace opstack;
using nlohmann::json;

namespace {

json sample()
{
    return json::parse(R"({
        "genesis": {
            "l1": {"hash": "0x1111111111111111111111111111111111111111111111111111111111111111", "number": 7},
            "l2": {"hash": "0x2222222222222222222222222222222222222222222222222222222222222222", "number": 0},
            "l2_time": 1000,
            "system_config": {
                "batcherAddr": "0x3333333333333333333333333333333333333333",
                "overhead": "0x00000000000000000000000000000000000000000000000000000000000000bc",
                "scalar": "0x00000000000000000000000000000000000000000000000000000000000a6fe0",
                "gasLimit": 30000000,
                "eip1559Params": "0x000000fa00000006",
                "operatorFeeParams": "0x0000000000000000000000000000000000000000000000050000000000000006"
            }
        },
        "block_time": 2, "max_sequencer_drift": 600, "seq_window_size": 3600, "channel_timeout": 120,
        "l1_chain_id": 900, "l2_chain_id": 901, "regolith_time": 0, "canyon_time": 10, "delta_time": 20,
        "batch_inbox_address": "0x4444444444444444444444444444444444444444",
        "deposit_contract_address": "0x5555555555555555555555555555555555555555",
        "l1_system_config_address": "0x6666666666666666666666666666666666666666",
        "keep_karst_upgrade_gas": true,
        "chain_op_config": {"eip1559Elasticity": 20, "eip1559Denominator": 1000, "eip1559DenominatorCanyon": "0x3e8"}
    })");
}

base::Result<RollupConfig> parsed(const json& value)
{
    return parseRollupConfig(value.dump());
}

} // namespace

class RollupConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsWrittenAsOpNodeWritesIt()
    {
        json expected = sample();
        expected["chain_op_config"]["eip1559DenominatorCanyon"] = 1000;
        expected["genesis"]["system_config"]["minBaseFee"] = 0;
        expected["genesis"]["system_config"]["daFootprintGasScalar"] = 0;
        const auto config = parsed(sample());
        QVERIFY(config.has_value());
        QVERIFY(toJson(*config) == expected);
    }
    void everyField()
    {
        const auto config = parsed(sample());
        QVERIFY(config.has_value());
        QCOMPARE(config->genesis.l1.number, 7u);
        QCOMPARE(config->genesis.l2.hash[5], std::uint8_t{0x22});
        QCOMPARE(config->genesis.l2Time, 1000u);
        QCOMPARE(config->genesis.systemConfig.batcherAddress[0], std::uint8_t{0x33});
        QCOMPARE(config->genesis.systemConfig.overhead, Uint256{188});
        QCOMPARE(config->genesis.systemConfig.scalar, Uint256{684'000});
        QCOMPARE(config->genesis.systemConfig.gasLimit, 30'000'000u);
        QCOMPARE(config->genesis.systemConfig.eip1559Denominator, 250u);
        QCOMPARE(config->genesis.systemConfig.eip1559Elasticity, 6u);
        QCOMPARE(config->genesis.systemConfig.operatorFeeScalar, 5u);
        QCOMPARE(config->genesis.systemConfig.operatorFeeConstant, 6u);
        QCOMPARE(config->channelTimeoutBedrock, 120u);
        QCOMPARE(config->l2ChainId, 901u);
        QCOMPARE(config->eip1559.denominatorCanyon, 1000u);
        QVERIFY(config->keepKarstUpgradeGas);
        QVERIFY(!config->usesAltDa);
    }
    void forksByTime()
    {
        const auto config = parsed(sample()).value();
        QCOMPARE(config.forkAt(0), Fork::Regolith);
        QCOMPARE(config.forkAt(19), Fork::Canyon);
        QCOMPARE(config.forkAt(20), Fork::Delta);
        QVERIFY(config.isActivationBlock(Fork::Canyon, 10));
        QVERIFY(config.isActivationBlock(Fork::Canyon, 11));
        QVERIFY(!config.isActivationBlock(Fork::Canyon, 12));
        QVERIFY(!config.isActivationBlock(Fork::Regolith, 2));
        QVERIFY(!config.isActive(Fork::Karst, ~std::uint64_t{0}));
        QCOMPARE(toString(Fork::Karst), "karst");
    }
    void forkLeftOutComesWithTheNext()
    {
        json value = sample();
        value.erase("regolith_time");
        QVERIFY(!parsed(value)->isActive(Fork::Regolith, 9));
        QVERIFY(parsed(value)->isActive(Fork::Regolith, 10));
    }
    void unknownForkIsSeen()
    {
        json value = sample();
        value["lagoon_time"] = 500;
        value["interop_time"] = 400;
        value["pectra_blob_schedule_time"] = 30;
        const auto config = parsed(value).value();
        QCOMPARE(config.unknownForkTime.value(), 400u);
        QCOMPARE(config.pectraBlobScheduleTime.value(), 30u);
    }
    void whatIsWrongIsRefused()
    {
        const auto refuses = [](const char* pointer, const json& put) {
            json value = sample();
            value[json::json_pointer(pointer)] = put;
            return !parsed(value);
        };
        QVERIFY(refuses("/genesis", 1));
        QVERIFY(refuses("/genesis/l1/hash", "0x11"));
        QVERIFY(refuses("/genesis/l1/number", -1));
        QVERIFY(refuses("/genesis/system_config/gasLimit", 1.5));
        QVERIFY(refuses("/genesis/system_config/eip1559Params", "0x00"));
        QVERIFY(refuses("/block_time", 0));
        QVERIFY(refuses("/l2_chain_id", "0x1ffffffffffffffff"));
        QVERIFY(refuses("/canyon_time", 30)); // after Delta
        QVERIFY(refuses("/batch_inbox_address", nullptr));
        QVERIFY(refuses("/keep_karst_upgrade_gas", "yes"));
        QVERIFY(refuses("/chain_op_config/eip1559Denominator", 0));
        QVERIFY(!parseRollupConfig(""));
        QVERIFY(!parseRollupConfig("[]"));
        QVERIFY(!parseRollupConfig(std::string(kMaxRollupConfigSize + 1, ' ')));
    }
    /// kona's dialect, from the real blocks' files.
    void officialConfigurations()
    {
        const auto set = tests::vectorSet("op-blocks");
        if (!set) QSKIP(tests::noVectors());
        int cases = 0;
        for (const auto& file : tests::filesBelow(*set, ".json")) {
            const json block = tests::readJson(file);
            if (!block.is_object() || !block.contains("rollup_config")) continue;
            const auto config = parsed(block["rollup_config"]);
            if (!config) qWarning("%s: %s", file.c_str(), config.error().detail.c_str());
            QVERIFY(config.has_value());
            QCOMPARE(config->l2ChainId, block["chain_id"].get<std::uint64_t>());
            ++cases;
        }
        qInfo("rollup configurations: %d passed, 0 failed", cases);
        if (cases == 0) QSKIP("vectors absent: no rollup configuration in op-blocks");
    }
};

QTEST_APPLESS_MAIN(RollupConfigTest)
#include "rollup_config_test.moc"
