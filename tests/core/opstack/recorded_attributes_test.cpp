#include "core/execution/fees.h"
#include "core/opstack/eip1559.h"
#include "core/opstack/payload_attributes.h"
#include "core/opstack/rollup_config_json.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

// Whole chains that other software made: what payloadAttributes() asks of every block, computed from its
// parent and L1 alone, is what the block has.

using namespace opstack;
using nlohmann::json;

namespace {

/// What a recording says of one L1 block.
struct L1Block {
    L1BlockRef reference;
    std::vector<eth::Receipt> receipts;
};

/// The rules for blobs at a time, from the chain configuration of the recorded L1.
std::optional<execution::BlobParameters> blobsAt(const json& chain, std::uint64_t timestamp)
{
    std::optional<execution::BlobParameters> found;
    for (const char* fork : {"cancun", "prague", "osaka"}) {
        const std::string time = std::string(fork) + "Time";
        if (!chain.contains(time) || chain[time].is_null() || timestamp < chain[time].get<std::uint64_t>())
            continue;
        const json& entry = chain["blobSchedule"][fork];
        found = execution::BlobParameters{
            entry["target"], entry["max"], entry["baseFeeUpdateFraction"].get<std::uint64_t>()};
    }
    return found;
}

Uint256 blobBaseFee(const json& chain, const eth::Header& header)
{
    const auto blobs = blobsAt(chain, header.timestamp);
    if (!blobs || !header.excessBlobGas) return Uint256{1};
    return execution::blobBaseFee(*header.excessBlobGas, *blobs);
}

std::map<Hash, L1Block> l1Of(const json& recording)
{
    std::map<Hash, L1Block> blocks;
    const auto add = [&](const json& encoded, const json& receipts) {
        const eth::Header header = eth::parseHeader(tests::hexBytes(encoded)).value();
        const Hash hash = eth::headerHash(header);
        L1Block& block = blocks[hash];
        block.reference = {{hash, header.number}, header.parentHash, header.timestamp,
            header.baseFeePerGas.value_or(Uint256{}), blobBaseFee(recording["l1_chain_config"], header),
            header.prevRandao, header.parentBeaconBlockRoot};
        for (const json& receipt : receipts)
            block.receipts.push_back(eth::parseReceipt(tests::hexBytes(receipt)).value());
    };
    add(recording["l1_genesis_header"], json::array());
    for (const json& block : recording["l1"])
        add(block["header"], block["receipts"]);
    return blocks;
}

/// The attributes of the block after `parent`, as a node derives them that knows the origin.
base::Result<PayloadAttributes> derive(
    const RollupConfig& config, const eth::Block& parent, const L2BlockRef& parentRef, const L1Block& origin)
{
    SystemConfig system = TRY(systemConfigOf(config, parent));
    std::vector<eth::Transaction> deposits;
    if (origin.reference.id != parentRef.l1Origin) {
        applyConfigUpdates(system, config, origin.reference.timestamp, origin.receipts);
        deposits = TRY(depositsOf(config, origin.reference.id.hash, origin.receipts));
    }
    return payloadAttributes(config, parentRef, system, origin.reference, deposits);
}

bool beginsWith(const eth::Block& block, const std::vector<Bytes>& expected)
{
    const auto isDeposit = [](const eth::Transaction& tx) {
        return tx.type == eth::TransactionType::Deposit;
    };
    const auto count = std::ranges::count_if(block.transactions, isDeposit);
    if (static_cast<std::size_t>(count) != expected.size()) return false;
    for (std::size_t i = 0; i < expected.size(); ++i)
        if (eth::encodeTransaction(block.transactions[i]) != expected[i]) return false;
    return true;
}

Bytes extraDataOf(const RollupConfig& config, const PayloadAttributes& attributes)
{
    BaseFeeParameters parameters;
    if (attributes.eip1559Params) {
        parameters.denominator = base::loadBigEndian<std::uint32_t>(attributes.eip1559Params->data());
        parameters.elasticity = base::loadBigEndian<std::uint32_t>(attributes.eip1559Params->data() + 4);
    }
    parameters.minBaseFee = attributes.minBaseFee.value_or(0);
    return encodeExtraData(config, attributes.timestamp, parameters);
}

/// The first thing in which the block is not what the attributes ask for; empty when it is.
std::string difference(
    const RollupConfig& config, const PayloadAttributes& attributes, const eth::Block& block)
{
    const eth::Header& header = block.header;
    if (!beginsWith(block, attributes.transactions)) return "first transactions";
    if (header.timestamp != attributes.timestamp) return "timestamp";
    if (header.gasLimit != attributes.gasLimit) return "gas limit";
    if (header.prevRandao != attributes.prevRandao) return "prevRandao";
    if (header.coinbase != attributes.feeRecipient) return "fee recipient";
    if (header.parentBeaconBlockRoot != attributes.parentBeaconBlockRoot) return "beacon root";
    if (block.withdrawals.has_value() != attributes.hasWithdrawals) return "withdrawals";
    const bool holocene = config.isActive(Fork::Holocene, header.timestamp);
    const bool jovian = config.isActive(Fork::Jovian, header.timestamp);
    if (attributes.eip1559Params.has_value() != holocene) return "EIP-1559 parameters";
    if (attributes.minBaseFee.has_value() != jovian) return "minimum base fee";
    return header.extraData == extraDataOf(config, attributes) ? "" : "extraData";
}

struct Tally {
    int chains = 0, blocks = 0, firstOfEpoch = 0, activations = 0, failed = 0;
};

class Replay {
public:
    Replay(const json& recording, const RollupConfig& config)
        : m_config(config)
        , m_l1(l1Of(recording))
    {
        m_parent.header = eth::parseHeader(tests::hexBytes(recording["l2_genesis_header"])).value();
    }

    std::string add(const eth::Block& block, Tally& tally)
    {
        const auto reference = l2BlockRef(m_config, block, eth::headerHash(block.header));
        if (!reference) return reference.error().detail;
        const auto parent = l2BlockRef(m_config, m_parent, eth::headerHash(m_parent.header));
        if (!parent) return parent.error().detail;
        const auto origin = m_l1.find(reference->l1Origin.hash);
        if (origin == m_l1.end()) return "an origin that is not recorded";
        const auto attributes = derive(m_config, m_parent, *parent, origin->second);
        if (!attributes) return attributes.error().detail;
        ++tally.blocks;
        if (reference->sequenceNumber == 0) ++tally.firstOfEpoch;
        const std::uint64_t time = block.header.timestamp;
        if (m_config.forkAt(time) != m_config.forkAt(m_parent.header.timestamp)) ++tally.activations;
        m_parent = block;
        return difference(m_config, *attributes, block);
    }

private:
    const RollupConfig& m_config;
    std::map<Hash, L1Block> m_l1;
    eth::Block m_parent;
};

void run(const std::filesystem::path& file, Tally& tally)
{
    const json recording = tests::readJson(file);
    const auto config = parseRollupConfig(recording["rollup"].dump());
    QVERIFY2(config.has_value(), file.c_str());
    Replay replay(recording, *config);
    ++tally.chains;
    for (const json& recorded : recording["l2"]) {
        const auto block = eth::parseBlock(tests::hexBytes(recorded["block"])).value();
        const std::string why = replay.add(block, tally);
        if (why.empty()) continue;
        ++tally.failed;
        qWarning("%s, block %llu: %s", file.c_str(), static_cast<unsigned long long>(block.header.number),
            why.c_str());
        return;
    }
}

} // namespace

class RecordedAttributesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyBlockIsMadeFromTheAttributesOfItsParentAndL1()
    {
        Tally tally;
        for (const auto& file : tests::recordings())
            run(file, tally);
        if (tally.chains == 0) QSKIP(tests::noVectors());
        qInfo("%d chains, %d blocks (%d first of their epoch, %d first of a fork); %d chains failed",
            tally.chains, tally.blocks, tally.firstOfEpoch, tally.activations, tally.failed);
        QCOMPARE(tally.failed, 0);
        QVERIFY(tally.firstOfEpoch > 0 && tally.activations > 0);
    }
};

QTEST_APPLESS_MAIN(RecordedAttributesTest)
#include "recorded_attributes_test.moc"
