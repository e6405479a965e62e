#include "core/evm/code.h"
#include "core/evm/code_cache.h"
#include "tests/core/evm/random_program.h"

#include <QtTest>

#include <barrier>
#include <thread>

using namespace tests;

class CodeCacheTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCodeIsMadeReadyOnce();
    void aFullCacheForgetsAllButWhatIsInUse();
    void threadsRunTheSameCodesAsOneDoes();
};

void CodeCacheTest::aCodeIsMadeReadyOnce()
{
    evm::CodeCache codes;
    const Bytes code{0x5b, 0x00};
    const auto first = codes.get(Hash{}, code);
    QCOMPARE(codes.get(Hash{}, code), first);
    QCOMPARE(&first->program(evm::Revision::Osaka), &first->program(evm::Revision::Osaka));
    // Blocks of two forks in turn do not undo each other's work.
    auto& older = first->program(evm::Revision::London);
    QVERIFY(&older != &first->program(evm::Revision::Osaka));
    QCOMPARE(&first->program(evm::Revision::London), &older);
}

void CodeCacheTest::aFullCacheForgetsAllButWhatIsInUse()
{
    evm::CodeCache codes(100);
    const Bytes code(60, 0x5b);
    Hash other;
    other.bytes[0] = 1;
    const auto first = codes.get(Hash{}, code);
    codes.get(other, code);
    QVERIFY(codes.get(Hash{}, code) != first);
    QVERIFY(first->isJumpDest(59));
}

/// All begin on a code at the same moment, so that they look for its blocks and make them at once; half of
/// them by the rules of an older revision.
void CodeCacheTest::threadsRunTheSameCodesAsOneDoes()
{
    constexpr int kPrograms = 200;
    constexpr int kThreads = 4;
    const auto runOf = [](int seed, bool isOlder) {
        Choices choices({}, static_cast<std::uint64_t>(seed));
        Run run = randomRun(choices);
        if (isOlder) run.revision = evm::Revision::Shanghai;
        return run;
    };
    evm::CodeCache codes(1u << 16u); // full every now and then
    std::barrier start(kThreads);
    std::array<std::string, kThreads> differences;
    const auto work = [&](int thread) {
        const bool isOlder = thread % 2 == 1;
        for (int seed = 0; seed < kPrograms; ++seed) {
            Run alone = runOf(seed, isOlder);
            Run together = alone;
            together.codes = &codes;
            alone.run();
            start.arrive_and_wait();
            for (int i = 0; i < 3; ++i)
                differences[static_cast<std::size_t>(thread)] += differenceBetween(alone, together.run());
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int thread = 1; thread < kThreads; ++thread)
            threads.emplace_back(work, thread);
        work(0);
    }
    for (const std::string& difference : differences)
        QCOMPARE(difference, std::string());
}

QTEST_APPLESS_MAIN(CodeCacheTest)
#include "code_cache_test.moc"
