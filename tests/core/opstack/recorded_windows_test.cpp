#include "core/opstack/rollup_config_json.h"
#include "core/opstack/sequencing.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

// Whole chains that other software derived: a block is forced where forcedEpoch() says so, and nowhere else.

using namespace opstack;
using nlohmann::json;

namespace {

/// A block of the safe chain and the L1 block that made it safe.
struct SafeBlock {
    L2BlockRef reference;
    std::uint64_t derivedFrom = 0;
    bool hasUsersTransactions = false;
};

std::vector<SafeBlock> safeChain(const RollupConfig& config, const json& recording)
{
    const eth::Header genesis = eth::parseHeader(tests::hexBytes(recording["l2_genesis_header"])).value();
    std::vector<SafeBlock> chain{
        {l2BlockRef(config, {genesis, {}, {}, {}}, eth::headerHash(genesis)).value(), 0, false}};
    for (const json& recorded : recording["l2"]) {
        const auto block = eth::parseBlock(tests::hexBytes(recorded["block"])).value();
        chain.push_back({l2BlockRef(config, block, eth::headerHash(block.header)).value(),
            recorded["derived_from"].get<std::uint64_t>(),
            block.transactions.back().type != eth::TransactionType::Deposit});
    }
    return chain;
}

struct Tally {
    int chains = 0, blocks = 0, forced = 0, failed = 0;
};

class Recording {
public:
    explicit Recording(const json& recording)
        : m_config(parseRollupConfig(recording["rollup"].dump()).value())
        , m_chain(safeChain(m_config, recording))
    {
        const auto add = [&](const json& encoded) {
            const eth::Header header = eth::parseHeader(tests::hexBytes(encoded)).value();
            m_l1Times[header.number] = header.timestamp;
        };
        add(recording["l1_genesis_header"]);
        for (const json& block : recording["l1"])
            add(block["header"]);
    }

    void check(const std::filesystem::path& file, Tally& tally) const
    {
        ++tally.chains;
        for (std::size_t i = 0; i + 1 < m_chain.size(); ++i)
            report(checkNext(m_chain[i], m_chain[i + 1], tally), file, m_chain[i + 1], tally);
        if (forced(m_chain.back(), m_l1Times.rbegin()->first))
            report("another one must follow", file, m_chain.back(), tally);
    }

private:
    std::optional<std::uint64_t> forced(const SafeBlock& safeHead, std::uint64_t l1Head) const
    {
        const auto next = m_l1Times.find(safeHead.reference.l1Origin.number + 1);
        if (next == m_l1Times.end() || next->first > l1Head) return std::nullopt;
        return forcedEpoch(m_config, safeHead.reference, next->second, l1Head);
    }

    std::string checkNext(const SafeBlock& parent, const SafeBlock& block, Tally& tally) const
    {
        const std::uint64_t epoch = block.reference.l1Origin.number;
        ++tally.blocks;
        if (block.derivedFrom > parent.derivedFrom && forced(parent, block.derivedFrom - 1))
            return "forced by an earlier L1 block";
        if (!isWithinWindow(m_config, epoch, block.derivedFrom)) return "after its window";
        const auto due = forced(parent, block.derivedFrom);
        if (!due || block.hasUsersTransactions) return {};
        ++tally.forced;
        return *due == epoch ? "" : "of another epoch";
    }

    static void report(
        const std::string& why, const std::filesystem::path& file, const SafeBlock& block, Tally& tally)
    {
        if (why.empty()) return;
        ++tally.failed;
        qWarning("%s, block %llu: %s", file.c_str(),
            static_cast<unsigned long long>(block.reference.id.number), why.c_str());
    }

    RollupConfig m_config;
    std::vector<SafeBlock> m_chain;
    std::map<std::uint64_t, std::uint64_t> m_l1Times;
};

} // namespace

class RecordedWindowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocksAreForcedWhereTheWindowIsOver()
    {
        Tally tally;
        for (const auto& file : tests::recordings())
            Recording(tests::readJson(file)).check(file, tally);
        if (tally.chains == 0) QSKIP(tests::noVectors());
        qInfo("%d chains, %d blocks, %d of them forced; %d failed", tally.chains, tally.blocks, tally.forced,
            tally.failed);
        QCOMPARE(tally.failed, 0);
        QVERIFY(tally.forced > 0);
    }
};

QTEST_APPLESS_MAIN(RecordedWindowsTest)
#include "recorded_windows_test.moc"
