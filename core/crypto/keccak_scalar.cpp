#include "core/crypto/keccak_avx512.h"
#include "core/crypto/keccak_kernels.h"

namespace crypto::detail {
namespace {

template <typename Permute>
[[gnu::always_inline]] inline void absorb(
    KeccakState& state, const std::uint8_t* blocks, std::size_t count, Permute permute)
{
    for (; count != 0; --count, blocks += kKeccakRate) {
        for (std::size_t i = 0; i < kKeccakRateLanes; ++i)
            state[i] ^= loadLane(blocks + 8 * i);
        permute(state);
    }
}

void permutePortable(KeccakState& state)
{
    keccakPermute(state);
}
void absorbPortable(KeccakState& state, const std::uint8_t* blocks, std::size_t count)
{
    absorb(state, blocks, count, permutePortable);
}

#if defined(__x86_64__)
// The same with and-not and rotation into another register as one instruction each: a fifth fewer
// instructions. What is left is bound by what the processor can issue, not by latency: 130 operations a round
// for the arithmetic alone.
[[gnu::target("bmi,bmi2")]] void permuteBmi(KeccakState& state)
{
    keccakPermute(state);
}
void absorbBmi(KeccakState& state, const std::uint8_t* blocks, std::size_t count)
{
    absorb(state, blocks, count, permuteBmi);
}

void permuteVector(KeccakState& state)
{
    permuteAvx512(state);
}
void absorbVector(KeccakState& state, const std::uint8_t* blocks, std::size_t count)
{
    absorb(state, blocks, count, permuteAvx512);
}
#endif

KeccakKernel bestKernel()
{
#if defined(__x86_64__)
    // No faster than general registers on a core of one's own, but a quarter faster on one that is shared.
    if (hasAvx512()) return {absorbVector, permuteVector};
    if (__builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")) return {absorbBmi, permuteBmi};
#endif
    return portableKernel();
}

} // namespace

bool hasAvx512()
{
#if defined(__x86_64__)
    static const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl");
    return has;
#else
    return false;
#endif
}

KeccakKernel portableKernel()
{
    return {absorbPortable, permutePortable};
}

const KeccakKernel& keccakKernel()
{
    static const KeccakKernel best = bestKernel();
    return best;
}

} // namespace crypto::detail
