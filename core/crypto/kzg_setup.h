#pragma once

#include "core/crypto/bls12_381_groups.h"

/// What the KZG functions need of the ceremony's setup, in two parts of which the second is large. Internal
/// to kzg.cpp.
namespace crypto::kzg {

inline constexpr std::size_t kBlobLength = 4096; ///< FIELD_ELEMENTS_PER_BLOB

/// The index with its lowest `bits` bits in reverse order.
constexpr std::size_t reverseBits(std::size_t index, unsigned bits)
{
    std::size_t reversed = 0;
    for (unsigned i = 0; i < bits; ++i)
        reversed |= ((index >> i) & 1) << (bits - 1 - i);
    return reversed;
}

/// The lines through a constant point of G2 that its Miller loop draws.
using Lines = std::array<blst_fp6, 68>;

/// Made in about a millisecond.
struct VerifierSetup {
    Lines generator; ///< of G2
    Lines tau;       ///< of the secret of the ceremony times the generator
    /// 1/w for the roots of unity at the even places of a blob's order (the odd ones are their negatives).
    std::array<blst_fr, kBlobLength / 2> inverseRoots;
};
const VerifierSetup& verifierSetup();

/// Made in about a quarter of a second.
struct ProverSetup {
    std::vector<blst_p1_affine> lagrange; ///< in the order of a blob
    std::vector<blst_fr> roots;           ///< of unity, in the order of a blob
};
const ProverSetup& proverSetup();

} // namespace crypto::kzg
