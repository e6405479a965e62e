#include "core/opstack/eip1559.h"

#include <QTest>

using namespace opstack;

namespace {

/// Canyon at 100, Holocene at 200, Jovian at 300; 6, 50 and 250 as on OP Mainnet.
RollupConfig sampleConfig()
{
    RollupConfig config;
    config.setForkTime(Fork::Canyon, 100);
    config.setForkTime(Fork::Holocene, 200);
    config.setForkTime(Fork::Jovian, 300);
    return config;
}

eth::Header parentAt(std::uint64_t timestamp, std::uint64_t gasUsed)
{
    eth::Header header;
    header.timestamp = timestamp;
    header.gasLimit = 30'000'000;
    header.gasUsed = gasUsed;
    header.baseFeePerGas = 1'000'000;
    return header;
}

} // namespace

class Eip1559Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void extraDataOfTheTime()
    {
        const RollupConfig config = sampleConfig();
        const BaseFeeParameters parameters{1, 2, 3};
        QVERIFY(encodeExtraData(config, 199, parameters).empty());
        QCOMPARE(base::toHex(encodeExtraData(config, 200, parameters)), std::string("000000000100000002"));
        QCOMPARE(base::toHex(encodeExtraData(config, 300, parameters)),
            std::string("0100000001000000020000000000000003"));
        // Zero stands for the chain's own.
        QCOMPARE(base::toHex(encodeExtraData(config, 200, {})), std::string("00000000fa00000006"));
        QCOMPARE(base::toHex(encodeExtraData(config, 300, {0, 0, 9})),
            std::string("01000000fa000000060000000000000009"));
    }
    void extraDataComesBack()
    {
        const RollupConfig config = sampleConfig();
        const BaseFeeParameters parameters{250, 6, 77};
        QVERIFY(parseExtraData(config, 300, encodeExtraData(config, 300, parameters)) == parameters);
        QVERIFY(!parseExtraData(config, 200, encodeExtraData(config, 300, parameters)));
        QVERIFY(!parseExtraData(config, 300, encodeExtraData(config, 200, parameters)));
        QVERIFY(!parseExtraData(config, 200, {}));
        QVERIFY(!parseExtraData(config, 200, Bytes(9)));
        Bytes otherVersion = encodeExtraData(config, 200, parameters);
        otherVersion[0] = 1;
        QVERIFY(!parseExtraData(config, 200, otherVersion));
    }
    void baseFeeBeforeHolocene()
    {
        const RollupConfig config = sampleConfig();
        QCOMPARE(*nextBaseFee(config, parentAt(10, 5'000'000), 12), Uint256{1'000'000});
        QCOMPARE(*nextBaseFee(config, parentAt(10, 10'000'000), 12), Uint256{1'020'000}); // 1/50
        QCOMPARE(*nextBaseFee(config, parentAt(10, 0), 12), Uint256{980'000});
        // The denominator is that of the block's own time.
        QCOMPARE(*nextBaseFee(config, parentAt(98, 10'000'000), 100), Uint256{1'004'000}); // 1/250
        // Holocene's first block has no parameters in its parent.
        QCOMPARE(*nextBaseFee(config, parentAt(198, 10'000'000), 200), Uint256{1'004'000});
        eth::Header small = parentAt(10, 5'000'001);
        small.baseFeePerGas = 1;
        QCOMPARE(*nextBaseFee(config, small, 12), Uint256{2}); // at least one more
    }
    void baseFeeFromTheParentsExtraData()
    {
        const RollupConfig config = sampleConfig();
        eth::Header header = parentAt(200, 20'000'000);
        header.extraData = encodeExtraData(config, 200, {10, 3, 0}); // target 10 million
        QCOMPARE(*nextBaseFee(config, header, 202), Uint256{1'100'000});
        header.extraData.clear();
        QCOMPARE(nextBaseFee(config, header, 202).error().fault, base::Fault::BadData);
    }
    void jovianCountsDataAndHasALeastFee()
    {
        const RollupConfig config = sampleConfig();
        eth::Header header = parentAt(300, 0);
        header.blobGasUsed = 20'000'000;
        header.extraData = encodeExtraData(config, 300, {10, 3, 0});
        QCOMPARE(*nextBaseFee(config, header, 302), Uint256{1'100'000});
        header.extraData = encodeExtraData(config, 300, {10, 3, 5'000'000});
        QCOMPARE(*nextBaseFee(config, header, 302), Uint256{5'000'000});
        header.baseFeePerGas.reset();
        QVERIFY(!nextBaseFee(config, header, 302));
    }
};

QTEST_APPLESS_MAIN(Eip1559Test)
#include "eip1559_test.moc"
