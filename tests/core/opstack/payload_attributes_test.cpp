#include "core/opstack/deposit.h"
#include "core/opstack/l1_attributes.h"
#include "core/opstack/payload_attributes.h"
#include "core/opstack/upgrade_transactions.h"

#include <QTest>

using namespace opstack;
using namespace base::literals;
using base::Fault;

namespace {

constexpr Address kPortal = "0x1000000000000000000000000000000000000001"_address;
constexpr Address kSystemConfig = "0x1000000000000000000000000000000000000002"_address;

Hash hashOf(std::uint8_t byte)
{
    Hash hash;
    hash.bytes.fill(byte);
    return hash;
}

/// Every fork up to Isthmus at genesis, Jovian at 1,100 and Karst at 1,200.
RollupConfig someConfig()
{
    RollupConfig config;
    config.genesis.l1 = {hashOf(1), 100};
    config.genesis.l2 = {hashOf(2), 0};
    config.genesis.l2Time = 1000;
    config.genesis.systemConfig.gasLimit = 30'000'000;
    config.genesis.systemConfig.scalar = toScalar({1368, 810949});
    for (Fork fork : {Fork::Regolith, Fork::Canyon, Fork::Delta, Fork::Ecotone, Fork::Fjord, Fork::Granite,
             Fork::Holocene, Fork::Isthmus})
        config.setForkTime(fork, 0);
    config.setForkTime(Fork::Jovian, 1100);
    config.setForkTime(Fork::Karst, 1200);
    config.depositContractAddress = kPortal;
    config.l1SystemConfigAddress = kSystemConfig;
    return config;
}

L1BlockRef originOf(std::uint64_t number, std::uint64_t timestamp)
{
    const auto byte = static_cast<std::uint8_t>(number - 99);
    return {{hashOf(byte), number}, hashOf(static_cast<std::uint8_t>(byte - 1)), timestamp, Uint256{7},
        Uint256{1}, hashOf(0x77), hashOf(0x88)};
}

/// The L2 block before one at `timestamp`, in the epoch of L1 block 100.
L2BlockRef parentOf(std::uint64_t timestamp)
{
    return {{hashOf(0x22), 10}, hashOf(0x21), timestamp - 2, {hashOf(1), 100}, 4};
}

base::Result<PayloadAttributes> at(std::uint64_t timestamp)
{
    const RollupConfig config = someConfig();
    return payloadAttributes(
        config, parentOf(timestamp), config.genesis.systemConfig, originOf(100, 990), {});
}

/// A block as the attributes make it, without users' transactions.
eth::Block blockOf(const PayloadAttributes& attributes)
{
    eth::Block block;
    block.header.number = 11;
    block.header.timestamp = attributes.timestamp;
    block.header.gasLimit = attributes.gasLimit;
    block.header.extraData = base::parseHex("01000000fa00000006000000000000000a").value();
    for (const Bytes& transaction : attributes.transactions)
        block.transactions.push_back(eth::parseTransaction(transaction).value());
    return block;
}

/// TransactionDeposited(0x0a…, 0x0b…, version 0, mint 0, value 0, gas 21000, no creation, no data).
eth::Log depositLog()
{
    eth::Log log;
    log.address = kPortal;
    log.topics = {
        base::parseFixed<Hash>("b3813568d9991fc951961fcb4c784893574240a28925604d09fc577c55bb7c32").value(),
        Hash{}, Hash{}, Hash{}};
    Bytes opaque(73);
    opaque[64 + 6] = 0x52, opaque[64 + 7] = 0x08;
    log.data = Bytes(160);
    log.data[31] = 32, log.data[63] = 73;
    std::ranges::copy(opaque, log.data.begin() + 64);
    return log;
}

eth::Receipt receiptOf(std::vector<eth::Log> logs)
{
    eth::Receipt receipt;
    receipt.succeeded = true;
    receipt.logs = std::move(logs);
    return receipt;
}

/// ConfigUpdate(0, type, abi.encode(value)).
eth::Log configLog(std::uint64_t type, std::uint64_t value)
{
    eth::Log log;
    log.address = kSystemConfig;
    log.topics = {kConfigUpdateTopic, Hash{}, Uint256{type}.toHash()};
    for (std::uint64_t word : {std::uint64_t{32}, std::uint64_t{32}, value})
        base::append(log.data, Uint256{word}.toHash());
    return log;
}

} // namespace

class PayloadAttributesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBlockOfTheSameEpochCountsOn()
    {
        const auto attributes = at(1010);
        QVERIFY(attributes.has_value());
        QCOMPARE(attributes->transactions.size(), std::size_t{1});
        const auto first = eth::parseTransaction(attributes->transactions[0]).value();
        QCOMPARE(parseL1Attributes(first.data)->values.sequenceNumber, std::uint64_t{5});
        QCOMPARE(attributes->gasLimit, std::uint64_t{30'000'000});
    }

    void onlyTheBlockAfterTheParentsOriginMayFollowIt()
    {
        const RollupConfig config = someConfig();
        const auto with = [&](L1BlockRef origin) {
            return payloadAttributes(config, parentOf(1010), config.genesis.systemConfig, origin, {});
        };
        QVERIFY(with(originOf(101, 1002)).has_value());
        QCOMPARE(with(originOf(102, 1004)).error().fault, Fault::BadData);
        L1BlockRef orphan = originOf(101, 1002);
        orphan.parentHash = hashOf(0x99);
        QCOMPARE(with(orphan).error().fault, Fault::BadData);
        L1BlockRef other = originOf(100, 990);
        other.id.hash = hashOf(0x99);
        QCOMPARE(with(other).error().fault, Fault::BadData);
    }

    void aBlockIsNotOlderThanItsOrigin()
    {
        const RollupConfig config = someConfig();
        const auto with = [&](std::uint64_t originTime) {
            return payloadAttributes(
                config, parentOf(1010), config.genesis.systemConfig, originOf(101, originTime), {});
        };
        QVERIFY(with(1010).has_value());
        QCOMPARE(with(1011).error().fault, Fault::BadData);
    }

    void depositsBelongToTheFirstBlockOfAnEpoch()
    {
        const RollupConfig config = someConfig();
        const auto deposits = depositsOf(config, hashOf(2), {receiptOf({depositLog()})});
        QVERIFY(deposits.has_value());
        const auto first = payloadAttributes(
            config, parentOf(1010), config.genesis.systemConfig, originOf(101, 1002), *deposits);
        QCOMPARE(first->transactions.size(), std::size_t{2});
        QCOMPARE(first->transactions[1], eth::encodeTransaction(deposits->at(0)));
        const auto later = payloadAttributes(
            config, parentOf(1010), config.genesis.systemConfig, originOf(100, 990), *deposits);
        QCOMPARE(later.error().fault, Fault::BadData);
    }

    void aForksFirstBlockHasItsUpgradeAndTheGasForIt()
    {
        const auto jovian = at(1100);
        QCOMPARE(jovian->transactions.size(), 1 + upgradeTransactions(Fork::Jovian).size());
        QCOMPARE(jovian->gasLimit, std::uint64_t{30'000'000});
        const auto karst = at(1200);
        QCOMPARE(karst->transactions.size(), 1 + upgradeTransactions(Fork::Karst).size());
        QCOMPARE(karst->gasLimit, std::uint64_t{30'000'000 + 55'370'657});
        QCOMPARE(at(1202)->transactions.size(), std::size_t{1});
    }

    void theUpgradesGasStaysOnlyWhereTheChainKeptIt()
    {
        RollupConfig config = someConfig();
        const eth::Block activation = blockOf(at(1200).value());
        QCOMPARE(systemConfigOf(config, activation)->gasLimit, std::uint64_t{30'000'000});
        config.keepKarstUpgradeGas = true;
        QCOMPARE(systemConfigOf(config, activation)->gasLimit, std::uint64_t{30'000'000 + 55'370'657});
    }

    void nothingIsSaidAboutAForkThatIsNotKnown()
    {
        RollupConfig config = someConfig();
        config.unknownForkTime = 1010;
        const auto with = [&](std::uint64_t timestamp) {
            return payloadAttributes(
                config, parentOf(timestamp), config.genesis.systemConfig, originOf(100, 990), {});
        };
        QVERIFY(with(1008).has_value());
        QCOMPARE(with(1010).error().fault, Fault::Unsupported);
    }

    void theSystemConfigOfABlockIsReadBackFromIt()
    {
        const RollupConfig config = someConfig();
        SystemConfig system = config.genesis.systemConfig;
        system.batcherAddress = "0x00000000000000000000000000000000000000ba"_address;
        system.operatorFeeScalar = 3;
        system.operatorFeeConstant = 4;
        system.eip1559Denominator = 250;
        system.eip1559Elasticity = 6;
        system.minBaseFee = 10;
        system.daFootprintGasScalar = 500;
        const auto attributes = payloadAttributes(config, parentOf(1110), system, originOf(100, 990), {});
        QVERIFY(systemConfigOf(config, blockOf(*attributes)) == system);
    }

    void aScalarOfZeroStandsForTheDefault()
    {
        const RollupConfig config = someConfig();
        const auto read = systemConfigOf(config, blockOf(at(1110).value()));
        QCOMPARE(read->daFootprintGasScalar, std::uint16_t{400});
    }

    void aBlockWithoutItsL1AttributesIsNoBlockOfTheChain()
    {
        const RollupConfig config = someConfig();
        eth::Block block = blockOf(at(1110).value());
        QVERIFY(l2BlockRef(config, block, hashOf(5)).has_value());
        block.header.timestamp = 1090; // before Jovian, whose format it has
        QCOMPARE(l2BlockRef(config, block, hashOf(5)).error().fault, Fault::BadData);
        block.transactions.clear();
        QCOMPARE(l2BlockRef(config, block, hashOf(5)).error().fault, Fault::BadData);
        QCOMPARE(systemConfigOf(config, block).error().fault, Fault::BadData);
    }

    void genesisIsTheOneOfTheConfiguration()
    {
        const RollupConfig config = someConfig();
        const eth::Block genesis;
        const auto reference = l2BlockRef(config, genesis, hashOf(2));
        QVERIFY(reference->l1Origin == config.genesis.l1);
        QCOMPARE(reference->sequenceNumber, std::uint64_t{0});
        QCOMPARE(l2BlockRef(config, genesis, hashOf(3)).error().fault, Fault::BadData);
        QCOMPARE(systemConfigOf(config, genesis).error().fault, Fault::BadData);
    }

    void logsAreCountedThroughTheWholeL1Block()
    {
        const RollupConfig config = someConfig();
        eth::Log foreign = depositLog();
        foreign.address = kSystemConfig;
        eth::Receipt failed = receiptOf({});
        failed.succeeded = false;
        const auto deposits = depositsOf(
            config, hashOf(2), {receiptOf({foreign, foreign}), failed, receiptOf({foreign, depositLog()})});
        QCOMPARE(deposits->size(), std::size_t{1});
        QCOMPARE(deposits->at(0).sourceHash, parseDeposit(depositLog(), hashOf(2), 3)->sourceHash);
    }

    void aMalformedDepositIsNotPassedOver()
    {
        eth::Log log = depositLog();
        log.data.pop_back();
        QCOMPARE(depositsOf(someConfig(), hashOf(2), {receiptOf({log})}).error().fault, Fault::BadData);
    }

    void whatFailedOnL1DoesNotCount()
    {
        const RollupConfig config = someConfig();
        eth::Receipt failed = receiptOf({depositLog(), configLog(2, 5'000'000)});
        failed.succeeded = false;
        QVERIFY(depositsOf(config, hashOf(2), {failed})->empty());
        SystemConfig system = config.genesis.systemConfig;
        applyConfigUpdates(system, config, 1000, {failed});
        QVERIFY(system == config.genesis.systemConfig);
    }

    void updatesComeInOrderAndUnknownOnesArePassedOver()
    {
        const RollupConfig config = someConfig();
        SystemConfig system = config.genesis.systemConfig;
        eth::Log foreign = configLog(2, 1);
        foreign.address = kPortal;
        applyConfigUpdates(system, config, 1000,
            {receiptOf({configLog(2, 40'000'000), configLog(99, 1)}),
                receiptOf({configLog(2, 50'000'000), configLog(6, 9), foreign})});
        QCOMPARE(system.gasLimit, std::uint64_t{50'000'000});
        QCOMPARE(system.minBaseFee, std::uint64_t{9});
    }
};

QTEST_APPLESS_MAIN(PayloadAttributesTest)
#include "payload_attributes_test.moc"
