#include "app/cli/testformat/recorded_chain.h"
#include "app/cli/testformat/verified_recording.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <atomic>
#include <thread>

// Whole chains that other software made are derived from their L1 data alone and executed: the same blocks,
// safe from the same L1 block on, and not one more.

namespace {

struct Tally {
    std::atomic<std::size_t> next = 0;
    std::atomic<std::uint64_t> blocks = 0, forced = 0, lostBatches = 0, rightGames = 0, wrongGames = 0,
                               failed = 0;
};

/// The recording of `reorg` ends with the first of three channels in its L1 block 52. The other two and those
/// in block 53 hold valid batches of 60 more blocks, whose parent checks fit what is derived and executed
/// here.
std::uint64_t furtherBlocksOf(const std::filesystem::path& file)
{
    return file.filename() == "reorg.json" ? 60 : 0;
}

void add(const std::filesystem::path& file, const testformat::VerifiedRecording& verified, Tally& tally)
{
    tally.blocks += verified.blocks;
    tally.forced += verified.forced;
    tally.lostBatches += verified.lostBatches;
    for (const testformat::JudgedGame& game : verified.games) {
        ++(game.isRight() ? tally.rightGames : tally.wrongGames);
        if (game.isRight() == (game.recordedTruth == "right")) continue;
        ++tally.failed;
        qWarning("%s: a game about block %llu is judged falsely", file.c_str(),
            static_cast<unsigned long long>(game.l2Block));
    }
    if (!verified.disputed.empty()) qInfo("%s: %s", file.c_str(), verified.disputed.c_str());
    if (verified.problem.empty() && verified.further == furtherBlocksOf(file)) return;
    ++tally.failed;
    qWarning("%s: %llu further blocks; %s", file.c_str(), static_cast<unsigned long long>(verified.further),
        verified.problem.c_str());
}

} // namespace

class RecordedDerivationTest : public QObject {
    Q_OBJECT

private:
    void verifyAll(const std::string& set, Tally& tally)
    {
        const auto folder = tests::recordedSet(set);
        const auto genesis = tests::recordedSet("genesis");
        if (!folder || !genesis) QSKIP(tests::noVectors());
        std::vector<std::filesystem::path> files = tests::filesBelow(*folder, ".json");
        std::erase_if(files, [](const auto& file) { return !testformat::isRecording(file); });
        const auto work = [&] {
            for (std::size_t i = tally.next++; i < files.size(); i = tally.next++)
                add(files[i], testformat::verifyRecording(files[i], *genesis, {}), tally);
        };
        {
            std::vector<std::jthread> workers;
            for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i)
                workers.emplace_back(work);
            work();
        }
        qInfo("%zu recordings, %llu failed; %llu blocks, %llu of them forced, %llu without their batch",
            files.size(), static_cast<unsigned long long>(tally.failed),
            static_cast<unsigned long long>(tally.blocks), static_cast<unsigned long long>(tally.forced),
            static_cast<unsigned long long>(tally.lostBatches));
        QCOMPARE(tally.failed.load(), std::uint64_t{0});
        QVERIFY(tally.blocks > 0 && tally.forced > 0);
    }

private Q_SLOTS:
    void cases()
    {
        Tally tally;
        verifyAll("cases", tally);
    }
    void journeys()
    {
        Tally tally;
        verifyAll("journeys", tally);
        if (tally.blocks > 0) QVERIFY(tally.rightGames > 0 && tally.wrongGames > 0);
    }
};

QTEST_APPLESS_MAIN(RecordedDerivationTest)
#include "recorded_derivation_test.moc"
