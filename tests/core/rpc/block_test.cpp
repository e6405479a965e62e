#include "core/rpc/block.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <nlohmann/json.hpp>

using base::Fault;
using rpc::Json;

namespace {

/// What the official vectors say of a refused block, and the same in our words.
struct Reason {
    std::string_view official;
    std::string_view ours;
};
constexpr Reason kReasons[] = {
    {"failed to verify block hash", "block hash:"},
    {"failed to verify transactions list", "transactions root:"},
    {"failed to verify withdrawals list", "withdrawals root:"},
    {"block tx ", "transaction "},
    {"block withdrawal ", "withdrawal "},
    {"expected withdrawals", "withdrawals: the header commits to a list"},
    {"expected no withdrawals", "withdrawals: the header commits to none"},
};

std::string_view ours(std::string_view official)
{
    for (const Reason& reason : kReasons)
        if (official.starts_with(reason.official)) return reason.ours;
    return "block hash:"; // headers: the only check there is
}

/// The block of one vector as the reader under test sees it.
base::Result<void> read(const std::filesystem::path& file, const Json& block)
{
    if (file.parent_path().filename() == "headers") {
        TRY(rpc::parseBlockHeader(block));
    } else {
        TRY(rpc::parseBlock(block, rpc::Stack::Ethereum));
    }
    return {};
}

/// An empty block of number 1 with its right hash; made by hand so that the rules are tested without official
/// vectors.
Json emptyBlock()
{
    eth::Header header;
    header.number = 1;
    header.withdrawalsRoot = eth::kEmptyTrieRoot;
    header.baseFeePerGas = eth::Uint256{7};
    const auto hex = [](base::ByteView bytes) { return base::toHex0x(bytes); };
    return {{"hash", hex(eth::headerHash(header))}, {"parentHash", hex(header.parentHash)},
        {"sha3Uncles", hex(header.ommersHash)}, {"miner", hex(header.coinbase)},
        {"stateRoot", hex(header.stateRoot)}, {"transactionsRoot", hex(header.transactionsRoot)},
        {"receiptsRoot", hex(header.receiptRoot)}, {"logsBloom", hex(header.bloom)}, {"difficulty", "0x0"},
        {"number", "0x1"}, {"gasLimit", "0x0"}, {"gasUsed", "0x0"}, {"timestamp", "0x0"}, {"extraData", "0x"},
        {"mixHash", hex(header.prevRandao)}, {"nonce", hex(header.nonce)}, {"baseFeePerGas", "0x7"},
        {"withdrawalsRoot", hex(*header.withdrawalsRoot)}, {"transactions", Json::array()},
        {"withdrawals", Json::array()}};
}

} // namespace

class BlockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsValidBlocksAndRefusesTamperedOnes()
    {
        const auto folder = tests::vectorSet("derivation/l1-rpc-blocks");
        if (!folder) QSKIP(tests::noVectors());
        int passed = 0, failed = 0;
        for (const auto& file : tests::filesBelow(*folder, ".json")) {
            const Json vector = tests::readJson(file);
            const Json& metadata = vector["metadata"];
            const bool mustFail = metadata.value("fail", false);
            const auto result = read(file, vector["block"]);
            const bool right =
                mustFail ? !result && result.error().detail.starts_with(ours(metadata.value("reason", "")))
                         : result.has_value();
            right ? ++passed : ++failed;
            if (!right)
                qWarning() << file.filename().c_str()
                           << (result ? "accepted" : result.error().detail.c_str());
        }
        qInfo("%d passed, %d failed", passed, failed);
        QVERIFY(passed > 0);
        QCOMPARE(failed, 0);
    }
    void acceptsAnEmptyBlock()
    {
        const auto block = rpc::parseBlock(emptyBlock(), rpc::Stack::Ethereum);
        QVERIFY2(block, block ? "" : block.error().detail.c_str());
        QCOMPARE(block->header.number, 1u);
        QVERIFY(block->withdrawals && block->withdrawals->empty());
    }
    void refusesAChangedHeader_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("another number") << "number"
                                        << "0x2";
        QTest::newRow("another time") << "timestamp"
                                      << "0x1";
        QTest::newRow("another base fee") << "baseFeePerGas"
                                          << "0x8";
        QTest::newRow("a field of a later fork") << "blobGasUsed"
                                                 << "0x0";
    }
    void refusesAChangedHeader()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        Json block = emptyBlock();
        block[field.toStdString()] = value.toStdString();
        const auto parsed = rpc::parseBlock(block, rpc::Stack::Ethereum);
        QVERIFY(!parsed);
        QVERIFY(parsed.error().fault == Fault::Mismatch);
    }
    void aHeaderOfALaterForkProvesNothingAndIsNoLie()
    {
        Json block = emptyBlock();
        block["hash"] = base::toHex0x(base::Hash::from(base::Bytes(32, 7)));
        QVERIFY(rpc::parseBlockHeader(block).error().fault == Fault::Mismatch);
        block["fieldOfALaterFork"] = "0x1";
        QVERIFY(rpc::parseBlockHeader(block).error().fault == Fault::Unsupported);
        QCOMPARE(rpc::parseUnprovenHeader(block)->hash, base::Hash::from(base::Bytes(32, 7)));
    }
    void unknownFieldsBesideAHeaderThatIsRightDoNotMatter()
    {
        Json block = emptyBlock();
        block["number"] = "0x0001";
        block["fieldOfSomeNode"] = "0x1";
        QVERIFY(rpc::parseBlockHeader(block));
    }
    void yParityCountsBesideV_data()
    {
        QTest::addColumn<QString>("yParity");
        QTest::addColumn<QString>("v");
        QTest::addColumn<int>("parity");
        QTest::newRow("both") << "0x1" << "0x1" << 1;
        QTest::newRow("v of before EIP-155") << "0x0" << "0x1b" << 0;
        QTest::newRow("v of another") << "0x1" << "0x1b" << 1;
        QTest::newRow("v of EIP-155") << "0x1" << "0x26" << 1;
        QTest::newRow("v alone") << "" << "0x1" << 1;
        QTest::newRow("v alone, of before EIP-155") << "" << "0x1c" << 1;
        QTest::newRow("v alone, of EIP-155") << "" << "0x25" << 0;
        QTest::newRow("yParity alone") << "0x1" << "" << 1;
        QTest::newRow("no parity") << "0x2" << "0x0" << -1;
        QTest::newRow("neither") << "" << "" << -1;
    }
    void yParityCountsBesideV()
    {
        QFETCH(const QString, yParity);
        QFETCH(const QString, v);
        QFETCH(const int, parity);
        Json transaction{{"type", "0x2"}, {"chainId", "0x1"}, {"nonce", "0x0"}, {"gas", "0x1"},
            {"to", nullptr}, {"value", "0x00"}, {"input", "0x"}, {"maxFeePerGas", "0x1"},
            {"maxPriorityFeePerGas", "0x1"}, {"accessList", nullptr}, {"r", "0x1"}, {"s", "0x1"}};
        if (!yParity.isEmpty()) transaction["yParity"] = yParity.toStdString();
        if (!v.isEmpty()) transaction["v"] = v.toStdString();
        const auto parsed = rpc::parseTransaction(transaction);
        QCOMPARE(parsed ? parsed->yParity : -1, parity);
    }
    void refusesABodyThatTheHeaderDoesNotCommitTo()
    {
        Json block = emptyBlock();
        block["withdrawals"].push_back({{"index", "0x0"}, {"validatorIndex", "0x0"},
            {"address", "0x0000000000000000000000000000000000000000"}, {"amount", "0x1"}});
        QVERIFY(rpc::parseBlock(block, rpc::Stack::Ethereum).error().detail.starts_with("withdrawals root:"));
        QVERIFY(!rpc::parseBlock(block, rpc::Stack::Optimism));
        block.erase("withdrawals");
        QVERIFY(!rpc::parseBlock(block, rpc::Stack::Ethereum));
    }
    void refusesMalformedFields_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("json");
        QTest::newRow("decimal") << "number"
                                 << "1";
        QTest::newRow("65 bits") << "number"
                                 << "\"0x10000000000000000\"";
        QTest::newRow("short hash") << "parentHash"
                                    << "\"0x00\"";
        QTest::newRow("no prefix") << "extraData"
                                   << "\"00\"";
        QTest::newRow("not hex") << "number"
                                 << "\"0xg\"";
        QTest::newRow("null") << "stateRoot"
                              << "null";
        QTest::newRow("object") << "transactions"
                                << "{}";
    }
    void refusesMalformedFields()
    {
        QFETCH(QString, field);
        QFETCH(QString, json);
        Json block = emptyBlock();
        block[field.toStdString()] = Json::parse(json.toStdString());
        const auto parsed = rpc::parseBlock(block, rpc::Stack::Ethereum);
        QVERIFY(!parsed);
        QVERIFY(parsed.error().fault == Fault::BadData);
    }
};

QTEST_APPLESS_MAIN(BlockTest)
#include "block_test.moc"
