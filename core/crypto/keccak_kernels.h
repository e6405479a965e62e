#pragma once

#include "core/base/bytes.h"
#include "core/crypto/keccak_round.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

/// What keccak chooses from at run time. Internal to keccak.
namespace crypto::detail {

/// Lanes are little-endian.
inline std::uint64_t loadLane(const std::uint8_t* from)
{
    std::uint64_t lane = 0;
    std::memcpy(&lane, from, 8);
    if constexpr (std::endian::native == std::endian::big) lane = __builtin_bswap64(lane);
    return lane;
}
inline void storeLane(std::uint8_t* to, std::uint64_t lane)
{
    if constexpr (std::endian::native == std::endian::big) lane = __builtin_bswap64(lane);
    std::memcpy(to, &lane, 8);
}

/// The lane after the whole ones: the bytes that are left and the padding's first bit.
inline std::uint64_t lastLane(base::ByteView message, std::size_t whole)
{
    std::uint64_t last = 0x01;
    for (std::size_t i = message.size(); i > 8 * whole; --i)
        last = last << 8 | message[i - 1];
    return last;
}
inline constexpr std::uint64_t kLastBitOfPadding = 0x80ull << 56;

/// XORs the next block of a message into a state whose lanes are kStride words apart; when less than a block
/// is left, that and the padding.
template <std::size_t kStride>
void absorbBlock(std::uint64_t* state, base::ByteView left)
{
    const std::size_t whole = std::min(left.size() / 8, kKeccakRateLanes);
    for (std::size_t lane = 0; lane < whole; ++lane)
        state[kStride * lane] ^= loadLane(left.data() + 8 * lane);
    if (whole == kKeccakRateLanes) return;
    state[kStride * whole] ^= lastLane(left, whole);
    state[kStride * (kKeccakRateLanes - 1)] ^= kLastBitOfPadding;
}

struct KeccakState {
    std::uint64_t lanes[25];
    std::uint64_t room[25]; ///< for what a kernel keeps beside them
};

struct KeccakKernel {
    const char* name; ///< of the instructions
    /// XORs each of `count` blocks of kKeccakRate bytes into the state and permutes it.
    void (*absorb)(KeccakState& state, const std::uint8_t* blocks, std::size_t count);
    void (*permute)(KeccakState& state);
};
/// The fastest on this processor.
const KeccakKernel& keccakKernel();
/// All that this processor can run, the slowest and portable one first.
std::vector<KeccakKernel> keccakKernels();
#if defined(__x86_64__)
/// Needs BMI and BMI2.
void permuteBmi(KeccakState& state);
#endif

/// AVX-512F and AVX-512VL.
bool hasAvx512();
/// From now on as on a processor without it, before the first hash: for measuring what most users have.
void forbidAvx512();
/// The instructions that permute four messages at once.
enum class FourLanes : std::uint8_t { None, Avx2, Avx512 };
/// Of this processor; it can do those before it too.
FourLanes bestFourLanes();
/// Not with None.
std::array<base::Hash, 4> keccak256x4Lanes(const std::array<base::ByteView, 4>& messages, FourLanes kind);

} // namespace crypto::detail
