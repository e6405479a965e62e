#include "tests/support/patience.h"
#include "ui/async/lane.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <latch>
#include <vector>

using ui::Lane;

namespace {
/// Blocks until the lane asks to stop, as long as patience lasts; true when it was asked.
bool waitForStop(const Lane::Context& context)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, context.stop, std::chrono::milliseconds(tests::kPatience), [] { return false; });
    return context.stop.stop_requested();
}

/// Touches so many MiB of the stack.
int touchStack(int mebibytes)
{
    volatile char room[1u << 20u];
    room[0] = 1;
    if (mebibytes > 1) room[0] = static_cast<char>(touchStack(mebibytes - 1));
    return room[0];
}
} // namespace

class LaneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The practice network runs contracts on it; a thread of the system's own has 512 KiB on macOS, 8 MiB on
    /// Linux.
    void theWorkerHasTheStackForNestedCalls()
    {
        Lane lane;
        int touched = 0;
        lane.run(
            this, [](const Lane::Context&) { return touchStack(12); }, [&](int value) { touched = value; });
        EVENTUALLY_EQUAL(touched, 1);
    }
    void worksElsewhereAndDeliversHere()
    {
        Lane lane;
        QThread* delivered = nullptr;
        QThread* worked = nullptr;
        lane.run(
            this, [](const Lane::Context&) { return QThread::currentThread(); },
            [&](QThread* where) {
                worked = where;
                delivered = QThread::currentThread();
            });
        EVENTUALLY_EQUAL(delivered, thread());
        QVERIFY(worked != thread());
    }

    void postsArriveInOrderBeforeTheResult()
    {
        Lane lane;
        std::vector<int> seen;
        lane.run(
            this,
            [&seen](const Lane::Context& context) {
                for (int i = 0; i < 5; ++i)
                    context.post([&seen, i] { seen.push_back(i); });
                return 5;
            },
            [&](int last) { seen.push_back(last); });
        EVENTUALLY_EQUAL(seen.size(), std::size_t{6});
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    }

    void ownerGoneMeansNoCallback()
    {
        Lane lane;
        std::latch ownerGone(1);
        bool called = false;
        bool after = false;
        auto owner = std::make_unique<QObject>();
        lane.run(
            owner.get(),
            [&ownerGone, &called](const Lane::Context& context) {
                ownerGone.wait();
                context.post([&called] { called = true; });
                return 1;
            },
            [&](int) { called = true; });
        owner.reset();
        ownerGone.count_down();
        lane.run(this, [](const Lane::Context&) { return true; }, [&](bool value) { after = value; });
        EVENTUALLY(after);
        QVERIFY(!called);
    }

    void destroyingTheLaneStopsTheJobAndWaits()
    {
        std::atomic<bool> stopped = false;
        std::atomic<bool> secondRan = false;
        bool delivered = false;
        std::latch started(1);
        {
            Lane lane;
            lane.run(
                this,
                [&](const Lane::Context& context) {
                    started.count_down();
                    stopped = waitForStop(context);
                    return 0;
                },
                [&](int) { delivered = true; });
            lane.run(
                this, [&](const Lane::Context&) { return secondRan = true, 0; },
                [&](int) { delivered = true; });
            started.wait();
        }
        QVERIFY(stopped);
        QCoreApplication::processEvents();
        QVERIFY(!secondRan);
        QVERIFY(!delivered);
    }

    void jobsRunInOrder()
    {
        Lane lane;
        std::vector<int> order;
        for (int i = 0; i < 100; ++i)
            lane.run(
                this, [i](const Lane::Context&) { return i; }, [&](int value) { order.push_back(value); });
        EVENTUALLY_EQUAL(order.size(), std::size_t{100});
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void moveOnlyJobsAndResultsPass()
    {
        Lane lane;
        int value = 0;
        lane.run(
            this, [held = std::make_unique<int>(7)](const Lane::Context&) mutable { return std::move(held); },
            [&, extra = std::make_unique<int>(1)](std::unique_ptr<int> result) { value = *result + *extra; });
        EVENTUALLY_EQUAL(value, 8);
    }

    void whatTheCallbackHoldsIsDestroyedOnTheLanesThread()
    {
        struct Witness {
            QThread** where;
            explicit Witness(QThread** to)
                : where(to)
            {
            }
            Witness(Witness&& other) noexcept
                : where(std::exchange(other.where, nullptr))
            {
            }
            ~Witness()
            {
                if (where) *where = QThread::currentThread();
            }
        };
        QThread* jobDied = nullptr;
        QThread* doneDied = nullptr;
        Lane lane;
        lane.run(
            this, [held = Witness(&jobDied)](const Lane::Context&) { return 1; },
            [held = Witness(&doneDied)](int) {});
        EVENTUALLY_EQUAL(doneDied, thread());
        QCOMPARE(jobDied, thread());
    }

    void aCallbackMayDestroyTheLane()
    {
        auto lane = std::make_unique<Lane>();
        bool second = false;
        std::latch bothQueued(1);
        lane->run(
            this, [&](const Lane::Context&) { return bothQueued.wait(), 1; }, [&](int) { lane.reset(); });
        lane->run(this, [](const Lane::Context&) { return 2; }, [&](int) { second = true; });
        bothQueued.count_down();
        EVENTUALLY(!lane);
        Q_UNUSED(second)
    }
};

QTEST_GUILESS_MAIN(LaneTest)
#include "lane_test.moc"
