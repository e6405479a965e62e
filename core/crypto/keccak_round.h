#pragma once

#include <cstddef>
#include <cstdint>

/// The permutation keccak-f[1600], written once for every kind of lane: a 64-bit word, or a vector of four of
/// them that belong to four messages. Internal to keccak. Source: FIPS 202, section 3.
///
/// Nothing here may be emitted as a function of its own: a file that is compiled for newer processors
/// includes it too.
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

/// What a round asks of its lanes. Specialised where the processor combines three words in one instruction.
template <typename Lane>
struct KeccakLogic {
    template <int kBy>
    [[gnu::always_inline]] static void turnLeft(Lane& lane)
    {
        if constexpr (kBy != 0) lane = (lane << kBy) | (lane >> (64 - kBy));
    }
    [[gnu::always_inline]] static void chi(Lane& e, const Lane& a, const Lane& b, const Lane& c)
    {
        e = a ^ (~b & c);
    }

    /// The parity of each column, as theta adds it to the columns beside.
    struct Theta {
        Lane d[5];

        [[gnu::always_inline]] explicit Theta(const Lane* a)
        {
            // Without loops: not every compiler unrolls them at every level of optimisation.
            const Lane c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
            const Lane c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
            const Lane c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
            const Lane c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
            const Lane c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
            beside(d[0], c4, c1);
            beside(d[1], c0, c2);
            beside(d[2], c1, c3);
            beside(d[3], c2, c4);
            beside(d[4], c3, c0);
        }
        template <int kColumn>
        [[gnu::always_inline]] void add(Lane& b, const Lane& a) const
        {
            b = a ^ d[kColumn];
        }

    private:
        [[gnu::always_inline]] static void beside(Lane& sum, const Lane& left, const Lane& right)
        {
            sum = right;
            turnLeft<1>(sum);
            sum ^= left;
        }
    };
};

/// A lane of the input on its way to its place before chi.
template <typename Lane, int kPlace, int kRotation>
[[gnu::always_inline]] inline void thetaRho(
    Lane& b, const Lane* a, const typename KeccakLogic<Lane>::Theta& theta)
{
    theta.template add<kPlace % 5>(b, a[kPlace]);
    KeccakLogic<Lane>::template turnLeft<kRotation>(b);
}

/// Five lanes of the output from the five of the input that pi brings there: p0 … p4 are their places, r0 …
/// r4 their turns.
template <typename Lane, int p0, int r0, int p1, int r1, int p2, int r2, int p3, int r3, int p4, int r4>
[[gnu::always_inline]] inline void keccakRow(
    const Lane* a, const typename KeccakLogic<Lane>::Theta& theta, Lane* e)
{
    using Logic = KeccakLogic<Lane>;
    Lane b0, b1, b2, b3, b4;
    thetaRho<Lane, p0, r0>(b0, a, theta);
    thetaRho<Lane, p1, r1>(b1, a, theta);
    thetaRho<Lane, p2, r2>(b2, a, theta);
    thetaRho<Lane, p3, r3>(b3, a, theta);
    thetaRho<Lane, p4, r4>(b4, a, theta);
    Logic::chi(e[0], b0, b1, b2);
    Logic::chi(e[1], b1, b2, b3);
    Logic::chi(e[2], b2, b3, b4);
    Logic::chi(e[3], b3, b4, b0);
    Logic::chi(e[4], b4, b0, b1);
}

/// One round from `a` to `e`; lane (x, y) lies at x + 5 y.
template <typename Lane>
[[gnu::always_inline]] inline void keccakRound(const Lane* a, Lane* e, std::uint64_t roundConstant)
{
    const typename KeccakLogic<Lane>::Theta theta(a);
    keccakRow<Lane, 0, 0, 6, 44, 12, 43, 18, 21, 24, 14>(a, theta, e);
    e[0] ^= roundConstant;
    keccakRow<Lane, 3, 28, 9, 20, 10, 3, 16, 45, 22, 61>(a, theta, e + 5);
    keccakRow<Lane, 1, 1, 7, 6, 13, 25, 19, 8, 20, 18>(a, theta, e + 10);
    keccakRow<Lane, 4, 27, 5, 36, 11, 10, 17, 15, 23, 56>(a, theta, e + 15);
    keccakRow<Lane, 2, 62, 8, 55, 14, 39, 15, 41, 21, 2>(a, theta, e + 20);
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
