#include "core/base/thread.h"

#include <QTest>

#include <pthread.h>

#include <atomic>
#include <thread>
#include <vector>

using base::Thread;

namespace {

std::size_t stackSize()
{
#if defined(__APPLE__)
    return pthread_get_stacksize_np(pthread_self());
#elif defined(__linux__)
    pthread_attr_t attributes;
    std::size_t size = 0;
    pthread_getattr_np(pthread_self(), &attributes);
    pthread_attr_getstacksize(&attributes, &size);
    pthread_attr_destroy(&attributes);
    return size;
#else
    return Thread::kStackSize; // nothing tells it there
#endif
}

} // namespace

class ThreadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasTheStackThatIsAskedFor()
    {
        std::size_t usual = 0, small = 0;
        Thread([&](const std::stop_token&) { usual = stackSize(); }).join();
        Thread([&](const std::stop_token&) { small = stackSize(); }, 256u << 10u).join();
        QVERIFY(usual >= Thread::kStackSize);
        QVERIFY(small >= (256u << 10u));
#if defined(__linux__)
        QVERIFY(small < (1u << 20u));
#endif
    }
    void isAskedToStopAndWaitedFor()
    {
        std::atomic<bool> isOver = false;
        {
            const Thread thread([&](const std::stop_token& stop) {
                while (!stop.stop_requested())
                    std::this_thread::yield();
                isOver = true;
            });
            QVERIFY(!isOver);
        }
        QVERIFY(isOver);
    }
    void movesIntoAVectorAndOverAnother()
    {
        std::atomic<int> done = 0;
        std::vector<Thread> threads;
        for (int i = 0; i < 10; ++i)
            threads.emplace_back([&](const std::stop_token&) { ++done; });
        Thread last;
        last = Thread([&](const std::stop_token&) { ++done; });
        last = {};
        threads.clear();
        QCOMPARE(done.load(), 11);
    }
};

QTEST_APPLESS_MAIN(ThreadTest)
#include "thread_test.moc"
