#include "core/evm/code.h"
#include "core/evm/code_cache.h"
#include "core/evm/program.h"
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
    void manyClonesTakeNoMoreThanTheLimit();
    void aCodeThatGrowsIsForgottenToo();
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

/// EIP-1167: 45 bytes that anybody may deploy by the million, each with another address inside.
void CodeCacheTest::manyClonesTakeNoMoreThanTheLimit()
{
    constexpr std::size_t kLimit = 4u << 20u;
    constexpr std::size_t kOneCode = 16u << 10u;
    Bytes clone = *base::parseHex(
        "363d3d373d3d3d363d73bebebebebebebebebebebebebebebebebebebebe5af43d82803e903d91602b57fd5bf3");
    QCOMPARE(clone.size(), std::size_t{45});
    evm::CodeCache codes(kLimit);
    std::size_t most = 0;
    for (std::uint32_t i = 0; i < 5'000; ++i) {
        base::storeBigEndian(clone.data() + 10, i);
        Run run(evm::Revision::Osaka);
        run.code(base::toHex(clone));
        run.codes = &codes;
        run.run();
        QVERIFY(run.outcome.status == evm::Status::Success);
        most = std::max(most, codes.footprint());
    }
    QVERIFY(most > kLimit / 2); // they are counted, with their translation: the bytes alone are 225,000
    QVERIFY(most <= kLimit + kOneCode);
}

/// What is translated after the code came in counts too.
void CodeCacheTest::aCodeThatGrowsIsForgottenToo()
{
    evm::CodeCache codes(100u << 10u);
    const Bytes code(20'000, 0x5b);
    const auto first = codes.get(Hash{}, code);
    QCOMPARE(codes.get(Hash{}, code), first);
    const std::size_t before = codes.footprint();
    first->program(evm::Revision::Osaka).start();
    QVERIFY(codes.footprint() > before + 100'000);
    const auto second = codes.get(Hash{}, code);
    QVERIFY(second != first);
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
