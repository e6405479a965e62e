#pragma once

#include "core/base/bytes.h"

#include <cstdint>

/// The permutation keccak-f[1600], written once for every kind of lane: a 64-bit word, or a vector of four of
/// them that belong to four messages. Internal to keccak. Source: FIPS 202, section 3.
namespace crypto::detail {

inline constexpr std::size_t kKeccakRate = 136; ///< bytes a block of keccak-256 takes
inline constexpr std::size_t kKeccakRateLanes = kKeccakRate / 8;

/// FIPS 202, section 3.2.5.
inline constexpr std::uint64_t kKeccakRoundConstants[24] = {0x0000000000000001, 0x0000000000008082,
    0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001, 0x8000000080008081,
    0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002,
    0x8000000000000080, 0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080,
    0x0000000080000001, 0x8000000080008008};

// Vectors go by reference everywhere below: how they are passed by value depends on the target of the caller.

template <typename Lane>
[[gnu::always_inline]] inline void rotateLeft(Lane& lane, int by)
{
    lane = (lane << by) | (lane >> (64 - by));
}

/// Theta's word for a column: the parity of the column before and of the turned column after.
template <typename Lane>
[[gnu::always_inline]] inline void thetaWord(Lane& d, const Lane& before, const Lane& after)
{
    d = after;
    rotateLeft(d, 1);
    d ^= before;
}

/// A lane of the input on its way to its place before chi.
template <typename Lane, int kRotation>
[[gnu::always_inline]] inline void thetaRho(Lane& b, const Lane& a, const Lane& d)
{
    b = a ^ d;
    if constexpr (kRotation != 0) rotateLeft(b, kRotation);
}

/// Five lanes of the output from the five of the input that pi brings there: from[i] is the place of the
/// i-th, which lies in column from[i] % 5.
template <typename Lane, int p0, int r0, int p1, int r1, int p2, int r2, int p3, int r3, int p4, int r4>
[[gnu::always_inline]] inline void keccakRow(const Lane* a, const Lane* d, Lane* e)
{
    Lane b0, b1, b2, b3, b4;
    thetaRho<Lane, r0>(b0, a[p0], d[p0 % 5]);
    thetaRho<Lane, r1>(b1, a[p1], d[p1 % 5]);
    thetaRho<Lane, r2>(b2, a[p2], d[p2 % 5]);
    thetaRho<Lane, r3>(b3, a[p3], d[p3 % 5]);
    thetaRho<Lane, r4>(b4, a[p4], d[p4 % 5]);
    e[0] = b0 ^ (~b1 & b2);
    e[1] = b1 ^ (~b2 & b3);
    e[2] = b2 ^ (~b3 & b4);
    e[3] = b3 ^ (~b4 & b0);
    e[4] = b4 ^ (~b0 & b1);
}

/// One round from `a` to `e`; lane (x, y) lies at x + 5 y.
template <typename Lane>
[[gnu::always_inline]] inline void keccakRound(const Lane* a, Lane* e, std::uint64_t roundConstant)
{
    const Lane c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
    const Lane c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
    const Lane c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
    const Lane c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
    const Lane c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
    Lane d[5];
    thetaWord(d[0], c4, c1);
    thetaWord(d[1], c0, c2);
    thetaWord(d[2], c1, c3);
    thetaWord(d[3], c2, c4);
    thetaWord(d[4], c3, c0);

    keccakRow<Lane, 0, 0, 6, 44, 12, 43, 18, 21, 24, 14>(a, d, e);
    e[0] ^= roundConstant;
    keccakRow<Lane, 3, 28, 9, 20, 10, 3, 16, 45, 22, 61>(a, d, e + 5);
    keccakRow<Lane, 1, 1, 7, 6, 13, 25, 19, 8, 20, 18>(a, d, e + 10);
    keccakRow<Lane, 4, 27, 5, 36, 11, 10, 17, 15, 23, 56>(a, d, e + 15);
    keccakRow<Lane, 2, 62, 8, 55, 14, 39, 15, 41, 21, 2>(a, d, e + 20);
}

template <typename Lane>
[[gnu::always_inline]] inline void keccakPermute(Lane (&a)[25])
{
    Lane e[25];
    for (std::size_t round = 0; round < 24; round += 2) {
        keccakRound(a, e, kKeccakRoundConstants[round]);
        keccakRound(e, a, kKeccakRoundConstants[round + 1]);
    }
}

} // namespace crypto::detail
