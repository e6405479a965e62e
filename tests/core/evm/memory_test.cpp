#include "core/evm/memory.h"

#include <QtTest>

#include <random>

/// The memory of frames, whose buffer is cleared ahead and used again.
class MemoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void growsByZeroBytesAndKeepsTheOthers();
};

/// Beside a model that is a vector: through growth by small and large steps, and through what the frames
/// before have left in the buffer.
void MemoryTest::growsByZeroBytesAndKeepsTheOthers()
{
    constexpr std::uint64_t kSeed = 0x6d656d6f7279;
    std::mt19937_64 random(kSeed);
    evm::Memory memory;
    for (int frame = 0; frame < 200; ++frame) {
        if (frame % 10 == 9)
            memory.trim();
        else
            memory.reset();
        QCOMPARE(memory.size(), std::size_t{0});
        QCOMPARE(memory.wordEnd(), std::size_t{0});
        std::vector<std::uint8_t> model;
        for (int step = 0; step < 20; ++step) {
            const std::size_t most = random() % 4 == 0 ? 300 : 5; // words
            model.resize(model.size() + 32 * (1 + random() % most));
            { // What an allocation gets is seldom zero.
                const std::vector<std::uint8_t> left(2 * model.size(), 0xee);
                QVERIFY(left.back() == 0xee);
            }
            memory.grow(model.size());
            QCOMPARE(memory.size(), model.size());
            QCOMPARE(memory.wordEnd(), model.size() - 31);
            QVERIFY(std::ranges::equal(memory.view(0, memory.size()), model));
            const std::size_t last = model.size() - 1;
            for (const std::size_t at : {random() % model.size(), last})
                model[at] = memory.data()[at] = 0xff;
        }
    }
}

QTEST_APPLESS_MAIN(MemoryTest)
#include "memory_test.moc"
