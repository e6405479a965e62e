#include "core/crypto/keccak_avx512.h"
#include "core/crypto/keccak_kernels.h"

#include <algorithm>

namespace crypto::detail {

#if defined(__x86_64__)
namespace {

/// One lane of each of four messages.
using Lanes = std::uint64_t __attribute__((vector_size(32)));
static_assert(sizeof(Lanes) == 32);

struct Message {
    const std::uint8_t* at = nullptr;
    std::size_t wholeBlocks = 0;
    std::uint8_t last[kKeccakRate] = {};
};

Message padded(base::ByteView view)
{
    Message message{.at = view.data(), .wholeBlocks = view.size() / kKeccakRate};
    const base::ByteView rest = view.subspan(message.wholeBlocks * kKeccakRate);
    std::copy(rest.begin(), rest.end(), message.last);
    message.last[rest.size()] = 0x01;
    message.last[kKeccakRate - 1] |= 0x80;
    return message;
}

/// The next block of a message; after its end the last one again, whose result nobody reads.
const std::uint8_t* block(const Message& message, std::size_t index)
{
    return index < message.wholeBlocks ? message.at + index * kKeccakRate : message.last;
}

using Blocks = const std::uint8_t* const (&)[4];

template <typename Permute>
[[gnu::always_inline]] inline void absorb4(Lanes (&state)[25], Blocks blocks, Permute permute)
{
    for (std::size_t i = 0; i < kKeccakRateLanes; ++i)
        state[i] ^= Lanes{loadLane(blocks[0] + 8 * i), loadLane(blocks[1] + 8 * i),
            loadLane(blocks[2] + 8 * i), loadLane(blocks[3] + 8 * i)};
    permute(state);
}

[[gnu::target("avx2")]] void permute4Avx2(Lanes (&state)[25])
{
    keccakPermute(state);
}
void absorb4Avx2(Lanes (&state)[25], Blocks blocks)
{
    absorb4(state, blocks, permute4Avx2);
}
void absorb4Avx512(Lanes (&state)[25], Blocks blocks)
{
    absorb4(state, blocks, [](Lanes* lanes) { permute4Avx512(reinterpret_cast<std::uint64_t*>(lanes)); });
}

FourLanes detect()
{
    if (hasAvx512()) return FourLanes::Avx512;
    return __builtin_cpu_supports("avx2") ? FourLanes::Avx2 : FourLanes::None;
}

} // namespace

FourLanes bestFourLanes()
{
    static const FourLanes best = detect();
    return best;
}

std::array<base::Hash, 4> keccak256x4Lanes(const std::array<base::ByteView, 4>& messages, FourLanes kind)
{
    CHECK(kind != FourLanes::None);
    const auto absorb = kind == FourLanes::Avx512 ? absorb4Avx512 : absorb4Avx2;
    const Message padding[4] = {
        padded(messages[0]), padded(messages[1]), padded(messages[2]), padded(messages[3])};
    std::size_t most = 0;
    for (const Message& message : padding)
        most = std::max(most, message.wholeBlocks);

    std::array<base::Hash, 4> hashes;
    Lanes state[25] = {};
    for (std::size_t i = 0; i <= most; ++i) {
        absorb(
            state, {block(padding[0], i), block(padding[1], i), block(padding[2], i), block(padding[3], i)});
        for (std::size_t m = 0; m < 4; ++m)
            if (padding[m].wholeBlocks == i)
                for (std::size_t lane = 0; lane < 4; ++lane)
                    storeLane(hashes[m].data() + 8 * lane, state[lane][m]);
    }
    return hashes;
}

#else

FourLanes bestFourLanes()
{
    return FourLanes::None;
}

std::array<base::Hash, 4> keccak256x4Lanes(const std::array<base::ByteView, 4>&, FourLanes)
{
    base::panic("no vectors of four words on this processor", __FILE__, __LINE__);
}

#endif

} // namespace crypto::detail
