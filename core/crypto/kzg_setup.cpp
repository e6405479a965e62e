#include "core/crypto/kzg_setup.h"

#include "core/crypto/hash.h"

/// The compressed points of the trusted setup; generated from its text when the program is built.
extern "C" const unsigned char kKzgLagrangePoints[];

namespace crypto::kzg {

namespace {

using base::Uint256;

constexpr unsigned kLogLength = 12;

/// [tau]G2 of the ceremony's setup: its second G2 monomial point.
constexpr auto kTauG2 = base::detail::fixedLiteral<base::FixedBytes<96>>(
    "b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72185cbfee"
    "53492714734429b7"
    "b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2",
    192);
/// SHA-256 of kKzgLagrangePoints. Its points were validated when this was written: they are not again.
constexpr auto kLagrangeHash = base::detail::fixedLiteral<base::Hash>(
    "52c7615a9bd3eb20df67eb5a81ee701c96787c82a5ff638740b54fbadfde960b", 64);

/// 7^((order - 1) / 4096), of order 4096, and its inverse.
constexpr Uint256 kRoot{0x564c0a11a0f704f4, 0xfc3e8acfe0f8245f, 0x0ad1347b378fbf96, 0xe206da11a5d36306};
constexpr Uint256 kInverseRoot{
    0x391b2856c609b478, 0x4ae25ffab9dc5986, 0x5046d17864183203, 0x961a252dd8543362};

/// root^0, root^1 ... with the index in reverse order of bits.
void fillPowers(std::span<blst_fr> out, const Uint256& root, unsigned bits)
{
    blst_fr factor, power;
    blst_fr_from_uint64(&factor, root.words);
    blst_fr_from_uint64(&power, Uint256{1}.words);
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[reverseBits(i, bits)] = power;
        blst_fr_mul(&power, &power, &factor);
    }
}

VerifierSetup makeVerifierSetup()
{
    VerifierSetup setup;
    blst_p2_affine tau;
    CHECK(blst_p2_uncompress(&tau, kTauG2.data()) == BLST_SUCCESS);
    blst_precompute_lines(setup.tau.data(), &tau);
    blst_precompute_lines(setup.generator.data(), blst_p2_affine_generator());
    fillPowers(setup.inverseRoots, kInverseRoot, kLogLength - 1);
    return setup;
}

ProverSetup makeProverSetup()
{
    constexpr std::size_t kPointSize = 48;
    CHECK(sha256({kKzgLagrangePoints, kBlobLength * kPointSize}) == kLagrangeHash);
    ProverSetup setup{std::vector<blst_p1_affine>(kBlobLength), std::vector<blst_fr>(kBlobLength)};
    for (std::size_t i = 0; i < kBlobLength; ++i)
        CHECK(blst_p1_uncompress(&setup.lagrange[reverseBits(i, kLogLength)],
                  kKzgLagrangePoints + i * kPointSize) == BLST_SUCCESS);
    fillPowers(setup.roots, kRoot, kLogLength);
    return setup;
}

} // namespace

const VerifierSetup& verifierSetup()
{
    static const VerifierSetup setup = makeVerifierSetup();
    return setup;
}

const ProverSetup& proverSetup()
{
    static const ProverSetup setup = makeProverSetup();
    return setup;
}

} // namespace crypto::kzg
