#include "core/crypto/keccak.h"
#include "core/crypto/keccak_kernels.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <algorithm>
#include <random>

using base::Bytes;
using base::ByteView;
using base::Hash;
using namespace base::literals;

namespace {

/// The message of the benchmark inputs: byte i is 7 i + 3.
Bytes pattern(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::uint8_t>(7 * i + 3);
    return bytes;
}

struct Known {
    std::size_t size;
    Hash hash;
};
/// Lengths about a block's end, where padding goes wrong.
constexpr Known kKnown[] = {
    {0, "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"_hash},
    {1, "69c322e3248a5dfc29d73c5b0553b0185a35cd5bb6386747517ef7e53b15e287"_hash},
    {32, "04d1b47ed3b04c5ff6a0280293cb2ab55bd297c9c2e0c3449831b419285d7df2"_hash},
    {135, "00ef96af9cf4b24c7f269d922294444a197d0a33638c2e56634c57e892103a8f"_hash},
    {136, "742061bcad767ed4c4f5883b1dcb1aad11afdcc140dc469d953759b127b9f9ed"_hash},
    {1024, "659d180a9c2d3536b18946e40dc0bac856f2c03d8cd7b4be2d0af097d854a29b"_hash},
};

} // namespace

class KeccakTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownAnswers()
    {
        for (const Known& known : kKnown)
            QCOMPARE(crypto::keccak256(pattern(known.size)), known.hash);
    }
    void sharedVectors()
    {
        const auto file = tests::benchFile("keccak/vectors.json");
        if (!file) QSKIP(tests::noVectors());
        int passed = 0;
        const nlohmann::json vectors = tests::readJson(*file);
        for (const auto& vector : vectors["vectors"]) {
            const Bytes message = pattern(vector["len"].get<std::size_t>());
            QCOMPARE(base::toHex(crypto::keccak256(message)), vector["keccak256"].get<std::string>());
            for (const Hash& hash : crypto::keccak256x4({message, message, message, message}))
                QCOMPARE(base::toHex(hash), vector["keccak256"].get<std::string>());
            ++passed;
        }
        qInfo("keccak/vectors.json: %d passed, 0 failed", passed);
        QVERIFY(passed > 0);
    }
    /// Every length up to three blocks in every lane, beside lanes of other lengths.
    void fourAtOnceAgreeWithOneAtATime()
    {
        const Bytes bytes = pattern(4 * 450);
        for (std::size_t size = 0; size <= 420; ++size) {
            const ByteView whole = bytes;
            const std::array<ByteView, 4> messages = {whole.subspan(size, size), whole.subspan(1, 420 - size),
                whole.subspan(2, size / 3), whole.subspan(3, (size * 37) % 450)};
            const auto hashes = crypto::keccak256x4(messages);
            for (std::size_t i = 0; i < 4; ++i)
                QCOMPARE(hashes[i], crypto::keccak256(messages[i]));
        }
    }
    /// The kernels that this machine can run but does not choose, too.
    void everyKernelOfFourAgrees()
    {
        using crypto::detail::FourLanes;
        const Bytes bytes = pattern(900);
        const std::array<ByteView, 4> messages = {ByteView(bytes), ByteView(bytes).first(136),
            ByteView(bytes).first(271), ByteView(bytes).subspan(5, 0)};
        for (const FourLanes kind : {FourLanes::Avx2, FourLanes::Avx512}) {
            if (kind > crypto::detail::bestFourLanes()) continue;
            const auto hashes = crypto::detail::keccak256x4Lanes(messages, kind);
            for (std::size_t i = 0; i < 4; ++i)
                QCOMPARE(hashes[i], crypto::keccak256(messages[i]));
        }
    }
    void batchKeepsTheOrder()
    {
        const Bytes bytes = pattern(2000);
        for (const std::size_t count : {0u, 1u, 3u, 4u, 5u, 64u, 1001u}) {
            std::vector<ByteView> messages;
            for (std::size_t i = 0; i < count; ++i)
                messages.push_back(ByteView(bytes).subspan(i % 7, (i * i * 31) % 1900));
            std::vector<Hash> hashes(count);
            crypto::keccak256Batch(messages, hashes);
            for (std::size_t i = 0; i < count; ++i)
                QCOMPARE(hashes[i], crypto::keccak256(messages[i]));
        }
    }
    /// The kernels for one message that this machine can run but does not choose, too: from random states,
    /// and over several blocks.
    void everyKernelOfOneAgrees()
    {
        using namespace crypto::detail;
        constexpr std::uint64_t kSeed = 0x6b656363616b;
        std::mt19937_64 random(kSeed);
        const Bytes bytes = pattern(3 * kKeccakRate);
        const std::vector<KeccakKernel> kernels = keccakKernels();
        for (int run = 0; run < 1000; ++run) {
            KeccakState start = {};
            for (std::uint64_t& lane : start.lanes)
                lane = random();
            KeccakState expected = start;
            kernels[0].permute(expected);
            kernels[0].absorb(expected, bytes.data(), 3);
            for (const KeccakKernel& kernel : kernels) {
                KeccakState state = start;
                kernel.permute(state);
                kernel.absorb(state, bytes.data(), 3);
                QVERIFY2(std::ranges::equal(state.lanes, expected.lanes), kernel.name);
            }
        }
        for (const KeccakKernel& kernel : kernels)
            qInfo("keccak kernel %s: agrees", kernel.name);
    }
};

QTEST_APPLESS_MAIN(KeccakTest)
#include "keccak_test.moc"
