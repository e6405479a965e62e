#include "app/cli/testformat/recorded_chain.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <atomic>
#include <thread>

class RecordedChainsTest : public QObject {
    Q_OBJECT

private:
    void replayAll(const std::string& set)
    {
        const auto folder = tests::recordedSet(set);
        const auto genesis = tests::recordedSet("genesis");
        if (!folder || !genesis) QSKIP(tests::noVectors());
        std::vector<std::filesystem::path> files = tests::filesBelow(*folder, ".json");
        std::erase_if(files, [](const auto& file) { return !testformat::isRecording(file); });
        std::atomic<std::size_t> next = 0;
        std::atomic<std::uint64_t> blocks = 0, stateless = 0, failed = 0;
        const auto work = [&] {
            for (std::size_t i = next++; i < files.size(); i = next++) {
                const testformat::Replay replay = testformat::replayRecording(files[i], *genesis);
                blocks += replay.blocks;
                stateless += replay.statelessBlocks;
                if (replay.problem.empty()) continue;
                ++failed;
                qWarning("%s: %s", files[i].c_str(), replay.problem.c_str());
            }
        };
        {
            std::vector<std::jthread> workers;
            for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i)
                workers.emplace_back(work);
            work();
        }
        qInfo("%zu recordings, %llu failed; %llu blocks, %llu of them on witnesses too", files.size(),
            static_cast<unsigned long long>(failed), static_cast<unsigned long long>(blocks),
            static_cast<unsigned long long>(stateless));
        QCOMPARE(failed.load(), std::uint64_t{0});
        if (blocks == 0) QSKIP("vectors absent: no recording in this set");
    }

private Q_SLOTS:
    void cases() { replayAll("cases"); }
    void journeys() { replayAll("journeys"); }
};

QTEST_APPLESS_MAIN(RecordedChainsTest)
#include "recorded_chains_test.moc"
