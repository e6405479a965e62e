#include "core/crypto/keccak_avx512.h"
#include "core/crypto/keccak_kernels.h"

namespace crypto::detail {
namespace {

bool isAvx512Forbidden = false;

template <typename Permute>
[[gnu::always_inline]] inline void absorb(
    KeccakState& state, const std::uint8_t* blocks, std::size_t count, Permute permute)
{
    for (; count != 0; --count, blocks += kKeccakRate) {
        for (std::size_t i = 0; i < kKeccakRateLanes; ++i)
            state.lanes[i] ^= loadLane(blocks + 8 * i);
        permute(state);
    }
}

void permutePortable(KeccakState& state)
{
    keccakPermute(state.lanes);
}
void absorbPortable(KeccakState& state, const std::uint8_t* blocks, std::size_t count)
{
    absorb(state, blocks, count, permutePortable);
}

#if defined(__x86_64__)
void absorbBmi(KeccakState& state, const std::uint8_t* blocks, std::size_t count)
{
    absorb(state, blocks, count, permuteBmi);
}

void permuteVector(KeccakState& state)
{
    permuteAvx512(state.lanes);
}
void absorbVector(KeccakState& state, const std::uint8_t* blocks, std::size_t count)
{
    absorb(state, blocks, count, permuteVector);
}
#endif

} // namespace

bool hasAvx512()
{
#if defined(__x86_64__)
    static const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl");
    return has && !isAvx512Forbidden;
#else
    return false;
#endif
}

void forbidAvx512()
{
    isAvx512Forbidden = true;
}

std::vector<KeccakKernel> keccakKernels()
{
    std::vector<KeccakKernel> kernels = {{"portable", absorbPortable, permutePortable}};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))
        kernels.push_back({"BMI2", absorbBmi, permuteBmi});
    // No faster than general registers on a core of one's own, but a quarter faster on one that is shared.
    if (hasAvx512()) kernels.push_back({"AVX-512", absorbVector, permuteVector});
#endif
    return kernels;
}

const KeccakKernel& keccakKernel()
{
    static const KeccakKernel best = keccakKernels().back();
    return best;
}

} // namespace crypto::detail
