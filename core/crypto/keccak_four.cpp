#include "core/crypto/keccak_avx512.h"
#include "core/crypto/keccak_kernels.h"

#include <algorithm>

namespace crypto::detail {

#if defined(__x86_64__)
namespace {

/// One lane of each of four messages.
using Lanes = std::uint64_t __attribute__((vector_size(32)));
static_assert(sizeof(Lanes) == 32);

[[gnu::target("avx2")]] void permute4Avx2(std::uint64_t* states)
{
    keccakPermute(*reinterpret_cast<Lanes(*)[25]>(states));
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
    const auto permute = kind == FourLanes::Avx512 ? permute4Avx512 : permute4Avx2;
    std::size_t most = 0;
    for (const base::ByteView& message : messages)
        most = std::max(most, message.size() / kKeccakRate);

    std::array<base::Hash, 4> hashes;
    // Lane i of message m is word 4 i + m. By its size: what GCC calls the alignment of Lanes depends on the
    // target of the function that asks.
    alignas(sizeof(Lanes)) std::uint64_t states[4 * 25] = {};
    for (std::size_t block = 0; block <= most; ++block) {
        // A message that has ended is permuted on, and nobody reads it.
        for (std::size_t m = 0; m < 4; ++m)
            if (block * kKeccakRate <= messages[m].size())
                absorbBlock<4>(states + m, messages[m].subspan(block * kKeccakRate));
        permute(states);
        for (std::size_t m = 0; m < 4; ++m)
            if (block == messages[m].size() / kKeccakRate)
                for (std::size_t lane = 0; lane < 4; ++lane)
                    storeLane(hashes[m].data() + 8 * lane, states[4 * lane + m]);
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
