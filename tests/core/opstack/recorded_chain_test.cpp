#include "core/eth/block.h"
#include "core/opstack/da_footprint.h"
#include "core/opstack/deposit.h"
#include "core/opstack/eip1559.h"
#include "core/opstack/l1_attributes.h"
#include "core/opstack/output_root.h"
#include "core/opstack/rollup_config_json.h"
#include "core/opstack/upgrade_transactions.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

// What the functions of this folder say about whole chains that other software made: every block's base fee,
// extraData, first transaction, deposits, upgrade transactions, DA footprint and output root.

using namespace opstack;
using nlohmann::json;

namespace {

/// The deposits of every L1 block, by its hash.
using DepositsByBlock = std::map<Hash, std::vector<eth::Transaction>>;

DepositsByBlock depositsOf(const RollupConfig& config, const json& l1)
{
    DepositsByBlock all;
    for (const json& block : l1) {
        const Hash hash = tests::hash(block["hash"]);
        std::uint64_t logIndex = 0;
        for (const json& raw : block["receipts"]) {
            const auto receipt = eth::parseReceipt(tests::hexBytes(raw)).value();
            for (const eth::Log& log : receipt.logs) {
                if (log.address == config.depositContractAddress && !log.topics.empty() &&
                    log.topics[0] == kTransactionDepositedTopic)
                    all[hash].push_back(parseDeposit(log, hash, logIndex).value());
                ++logIndex;
            }
        }
    }
    return all;
}

/// The deposits that a block must begin with.
std::vector<eth::Transaction> expectedDeposits(const RollupConfig& config, const DepositsByBlock& byBlock,
    const L1Attributes& attributes, std::uint64_t timestamp)
{
    std::vector<eth::Transaction> expected{l1AttributesDeposit(config, attributes, timestamp)};
    const auto users = byBlock.find(attributes.hash);
    if (attributes.sequenceNumber == 0 && users != byBlock.end())
        expected.insert(expected.end(), users->second.begin(), users->second.end());
    for (std::size_t i = 0; i < kForkCount; ++i) {
        const Fork fork = static_cast<Fork>(i);
        if (!config.isActivationBlock(fork, timestamp)) continue;
        const auto upgrade = upgradeTransactions(fork);
        expected.insert(expected.end(), upgrade.begin(), upgrade.end());
    }
    return expected;
}

bool isDeposit(const eth::Transaction& transaction)
{
    return transaction.type == eth::TransactionType::Deposit;
}

/// Why the block is not what these functions say it must be; empty when it is.
std::string difference(const RollupConfig& config, const DepositsByBlock& deposits, const eth::Header& parent,
    const eth::Block& block, const json& recorded)
{
    const eth::Header& header = block.header;
    if (nextBaseFee(config, parent, header.timestamp) != header.baseFeePerGas) return "base fee";
    if (config.isActive(Fork::Holocene, header.timestamp)) {
        const auto parameters = parseExtraData(config, header.timestamp, header.extraData);
        if (!parameters || encodeExtraData(config, header.timestamp, *parameters) != header.extraData)
            return "extraData";
    }
    if (block.transactions.empty()) return "no transactions";
    const auto call = parseL1Attributes(block.transactions[0].data);
    if (!call) return "L1 attributes: " + call.error().detail;
    const auto expected = expectedDeposits(config, deposits, call->values, header.timestamp);
    const auto firstOther = std::ranges::find_if_not(block.transactions, isDeposit);
    if (!std::ranges::equal(std::ranges::subrange(block.transactions.begin(), firstOther), expected))
        return "deposits";
    if (config.isActive(Fork::Jovian, header.timestamp)) {
        std::uint64_t footprint = 0;
        for (auto it = firstOther; it != block.transactions.end(); ++it)
            footprint += daFootprint(measure(eth::encodeTransaction(*it)), call->values.daFootprintGasScalar);
        if (header.blobGasUsed != footprint) return "DA footprint";
    }
    if (config.isActive(Fork::Isthmus, header.timestamp) && recorded.contains("output_root")) {
        const OutputRootProof proof{
            header.stateRoot, header.withdrawalsRoot.value_or(Hash{}), eth::headerHash(header)};
        if (outputRoot(proof) != tests::hash(recorded["output_root"])) return "output root";
    }
    return {};
}

struct Tally {
    int chains = 0, blocks = 0, failed = 0;
};

void run(const std::filesystem::path& file, Tally& tally)
{
    const json recording = tests::readJson(file);
    const auto config = parseRollupConfig(recording["rollup"].dump());
    QVERIFY2(config.has_value(), file.c_str());
    const DepositsByBlock deposits = depositsOf(*config, recording["l1"]);
    eth::Header parent = eth::parseHeader(tests::hexBytes(recording["l2_genesis_header"])).value();
    ++tally.chains;
    for (const json& recorded : recording["l2"]) {
        const auto block = eth::parseBlock(tests::hexBytes(recorded["block"])).value();
        const std::string why = difference(*config, deposits, parent, block, recorded);
        ++tally.blocks;
        if (!why.empty()) ++tally.failed;
        if (!why.empty())
            qWarning("%s, block %llu: %s", file.c_str(), static_cast<unsigned long long>(block.header.number),
                why.c_str());
        parent = block.header;
    }
}

} // namespace

class RecordedChainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyBlockFollowsTheRules()
    {
        Tally tally;
        for (const auto& file : tests::recordings())
            run(file, tally);
        if (tally.chains == 0) QSKIP(tests::noVectors());
        qInfo("%d chains, %d blocks: %d passed, %d failed", tally.chains, tally.blocks,
            tally.blocks - tally.failed, tally.failed);
        QCOMPARE(tally.failed, 0);
    }
};

QTEST_APPLESS_MAIN(RecordedChainTest)
#include "recorded_chain_test.moc"
