#include "core/opstack/payload_attributes.h"

#include "core/opstack/da_footprint.h"
#include "core/opstack/deposit.h"
#include "core/opstack/eip1559.h"
#include "core/opstack/l1_attributes.h"
#include "core/opstack/packed.h"
#include "core/opstack/predeploys.h"
#include "core/opstack/upgrade_transactions.h"

namespace opstack {

namespace {

using base::fail;
using base::Fault;
using base::Result;

Result<void> checkGenesis(const RollupConfig& config, const Hash& hash)
{
    if (hash != config.genesis.l2.hash) return fail(Fault::BadData, "another genesis block of L2");
    return {};
}

/// What the first transaction of a block after genesis says.
Result<L1Attributes> l1AttributesOf(const RollupConfig& config, const eth::Block& block)
{
    if (block.transactions.empty() || block.transactions[0].type != eth::TransactionType::Deposit)
        return fail(Fault::BadData, "an L2 block that does not begin with the L1 attributes");
    const L1AttributesCall call = TRY(parseL1Attributes(block.transactions[0].data));
    if (call.format != l1AttributesFormat(config, block.header.timestamp))
        return fail(Fault::BadData, "L1 attributes in the format of another fork");
    return call.values;
}

/// Calls visit(fork) for every fork whose first L2 block has this time, in their order.
template <typename Visit>
void forEachActivation(const RollupConfig& config, std::uint64_t l2Timestamp, const Visit& visit)
{
    for (std::size_t i = 0; i < kForkCount; ++i)
        if (config.isActivationBlock(static_cast<Fork>(i), l2Timestamp)) visit(static_cast<Fork>(i));
}

std::uint64_t upgradeGasAt(const RollupConfig& config, std::uint64_t l2Timestamp)
{
    std::uint64_t gas = 0;
    forEachActivation(config, l2Timestamp, [&](Fork fork) { gas += upgradeGas(fork); });
    return gas;
}

/// The header's limit without what an upgrade added for one block. Chains that passed Karst before that was
/// taken off again have kept it.
Result<std::uint64_t> lastingGasLimit(const RollupConfig& config, const eth::Header& header)
{
    if (config.keepKarstUpgradeGas && config.isActivationBlock(Fork::Karst, header.timestamp))
        return header.gasLimit;
    const std::uint64_t added = upgradeGasAt(config, header.timestamp);
    if (header.gasLimit < added) return fail(Fault::BadData, "a gas limit below that of the upgrade");
    return header.gasLimit - added;
}

/// The block's number in its epoch: zero for the first.
Result<std::uint64_t> nextSequenceNumber(const L2BlockRef& parent, const L1BlockRef& origin)
{
    if (origin.id == parent.l1Origin) return parent.sequenceNumber + 1;
    if (origin.id.number == parent.l1Origin.number + 1 && origin.parentHash == parent.l1Origin.hash) return 0;
    return fail(Fault::BadData, "an L1 origin that does not follow the parent's");
}

/// Scalars count from the second block of Ecotone; in the first one the contract does not know them yet.
Result<void> addFees(
    L1Attributes& values, L1AttributesFormat format, const SystemConfig& system, const L1BlockRef& origin)
{
    if (format == L1AttributesFormat::Bedrock) {
        values.overhead = system.overhead;
        values.scalar = system.scalar;
        return {};
    }
    const auto scalars = ecotoneScalars(system.scalar);
    if (!scalars) return fail(Fault::BadData, "fee scalars in force that are none");
    values.blobBaseFee = origin.blobBaseFee;
    values.baseFeeScalar = scalars->baseFeeScalar;
    values.blobBaseFeeScalar = scalars->blobBaseFeeScalar;
    values.operatorFeeScalar = system.operatorFeeScalar;
    values.operatorFeeConstant = system.operatorFeeConstant;
    values.daFootprintGasScalar =
        system.daFootprintGasScalar == 0 ? kDefaultDaFootprintGasScalar : system.daFootprintGasScalar;
    return {};
}

Result<eth::Transaction> firstTransaction(const RollupConfig& config, const SystemConfig& system,
    const L1BlockRef& origin, std::uint64_t sequenceNumber, std::uint64_t l2Timestamp)
{
    L1Attributes values;
    values.number = origin.id.number;
    values.timestamp = origin.timestamp;
    values.baseFee = origin.baseFee;
    values.hash = origin.id.hash;
    values.sequenceNumber = sequenceNumber;
    values.batcherAddress = system.batcherAddress;
    TRY(addFees(values, l1AttributesFormat(config, l2Timestamp), system, origin));
    return l1AttributesDeposit(config, values, l2Timestamp);
}

base::FixedBytes<8> eip1559ParametersOf(const SystemConfig& system)
{
    PackedWriter out;
    out.number(system.eip1559Denominator).number(system.eip1559Elasticity);
    return base::FixedBytes<8>::from(out.take());
}

/// What the forks have added to the Engine API's attributes.
void addForkFields(PayloadAttributes& attributes, const RollupConfig& config, const SystemConfig& system,
    const L1BlockRef& origin)
{
    const auto isActive = [&](Fork fork) { return config.isActive(fork, attributes.timestamp); };
    attributes.hasWithdrawals = isActive(Fork::Canyon);
    if (isActive(Fork::Ecotone))
        attributes.parentBeaconBlockRoot = origin.parentBeaconBlockRoot.value_or(Hash{});
    if (isActive(Fork::Holocene)) attributes.eip1559Params = eip1559ParametersOf(system);
    if (isActive(Fork::Jovian)) attributes.minBaseFee = system.minBaseFee;
}

} // namespace

Result<L2BlockRef> l2BlockRef(const RollupConfig& config, const eth::Block& block, const Hash& hash)
{
    const eth::Header& header = block.header;
    L2BlockRef reference{{hash, header.number}, header.parentHash, header.timestamp, config.genesis.l1, 0};
    if (header.number == config.genesis.l2.number) {
        TRY(checkGenesis(config, hash));
        return reference;
    }
    const L1Attributes values = TRY(l1AttributesOf(config, block));
    reference.l1Origin = {values.hash, values.number};
    reference.sequenceNumber = values.sequenceNumber;
    return reference;
}

Result<SystemConfig> systemConfigOf(const RollupConfig& config, const eth::Block& block)
{
    const eth::Header& header = block.header;
    if (header.number == config.genesis.l2.number) {
        TRY(checkGenesis(config, eth::headerHash(header)));
        return config.genesis.systemConfig;
    }
    const L1Attributes values = TRY(l1AttributesOf(config, block));
    SystemConfig system;
    system.batcherAddress = values.batcherAddress;
    system.overhead = values.overhead;
    system.scalar = values.scalar;
    if (l1AttributesFormat(config, header.timestamp) >= L1AttributesFormat::Ecotone)
        system.scalar = toScalar({values.baseFeeScalar, values.blobBaseFeeScalar});
    system.gasLimit = TRY(lastingGasLimit(config, header));
    system.operatorFeeScalar = values.operatorFeeScalar;
    system.operatorFeeConstant = values.operatorFeeConstant;
    system.daFootprintGasScalar = values.daFootprintGasScalar;
    if (!config.isActive(Fork::Holocene, header.timestamp)) return system;
    const BaseFeeParameters parameters = TRY(parseExtraData(config, header.timestamp, header.extraData));
    system.eip1559Denominator = parameters.denominator;
    system.eip1559Elasticity = parameters.elasticity;
    system.minBaseFee = parameters.minBaseFee;
    return system;
}

void applyConfigUpdates(SystemConfig& systemConfig, const RollupConfig& config, std::uint64_t l1Timestamp,
    const std::vector<eth::Receipt>& receipts)
{
    const bool ecotone = config.isActive(Fork::Ecotone, l1Timestamp);
    for (const eth::Receipt& receipt : receipts) {
        if (!receipt.succeeded) continue;
        for (const eth::Log& log : receipt.logs) {
            if (log.address != config.l1SystemConfigAddress) continue;
            if (const auto update = parseConfigUpdate(log)) apply(systemConfig, *update, ecotone);
        }
    }
}

Result<std::vector<eth::Transaction>> depositsOf(
    const RollupConfig& config, const Hash& l1BlockHash, const std::vector<eth::Receipt>& receipts)
{
    std::vector<eth::Transaction> deposits;
    std::uint64_t logIndex = 0;
    for (const eth::Receipt& receipt : receipts) {
        const std::uint64_t firstLog = logIndex;
        logIndex += receipt.logs.size();
        if (!receipt.succeeded) continue;
        for (std::size_t i = 0; i < receipt.logs.size(); ++i) {
            const eth::Log& log = receipt.logs[i];
            const bool isDeposit = log.address == config.depositContractAddress && !log.topics.empty() &&
                                   log.topics[0] == kTransactionDepositedTopic;
            if (isDeposit) deposits.push_back(TRY(parseDeposit(log, l1BlockHash, firstLog + i)));
        }
    }
    return deposits;
}

Result<PayloadAttributes> payloadAttributes(const RollupConfig& config, const L2BlockRef& parent,
    const SystemConfig& systemConfig, const L1BlockRef& origin, const std::vector<eth::Transaction>& deposits)
{
    PayloadAttributes attributes;
    attributes.timestamp = parent.timestamp + config.blockTime;
    if (config.unknownForkTime && attributes.timestamp >= *config.unknownForkTime)
        return fail(Fault::Unsupported, "the chain has passed a fork that is not known here");
    if (attributes.timestamp < origin.timestamp)
        return fail(Fault::BadData, "an L2 block before the time of its L1 origin");
    const std::uint64_t sequenceNumber = TRY(nextSequenceNumber(parent, origin));
    if (sequenceNumber != 0 && !deposits.empty())
        return fail(Fault::BadData, "deposits in a block that is not the first of its epoch");
    attributes.prevRandao = origin.prevRandao;
    attributes.feeRecipient = kSequencerFeeVault;
    attributes.gasLimit = systemConfig.gasLimit + upgradeGasAt(config, attributes.timestamp);
    addForkFields(attributes, config, systemConfig, origin);

    const auto add = [&](const eth::Transaction& transaction) {
        attributes.transactions.push_back(eth::encodeTransaction(transaction));
    };
    add(TRY(firstTransaction(config, systemConfig, origin, sequenceNumber, attributes.timestamp)));
    for (const eth::Transaction& deposit : deposits)
        add(deposit);
    forEachActivation(config, attributes.timestamp, [&](Fork fork) {
        for (const eth::Transaction& upgrade : upgradeTransactions(fork))
            add(upgrade);
    });
    return attributes;
}

} // namespace opstack
