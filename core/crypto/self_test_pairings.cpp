#include "core/base/uint256.h"
#include "core/crypto/bls12_381.h"
#include "core/crypto/bn254.h"
#include "core/crypto/kzg.h"
#include "core/crypto/self_test_cases.h"

namespace crypto {

namespace {

using base::Bytes;
using base::Uint256;
using namespace base::literals;

Bytes words(std::initializer_list<base::Hash> hashes)
{
    Bytes out;
    for (const base::Hash& hash : hashes)
        base::append(out, hash);
    return out;
}

/// e(G1, G2) e(-G1, G2) = 1, and not without the second pair; the generators are those of EIP-197.
bool bn254Holds()
{
    constexpr base::Hash kOne = Uint256{1}.toHash(), kTwo = Uint256{2}.toHash();
    constexpr base::Hash kMinusTwo = "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd45"_hash;
    const Bytes g2 = words({"198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"_hash,
        "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"_hash,
        "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"_hash,
        "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa"_hash});
    Bytes pairs = words({kOne, kTwo});
    base::append(pairs, g2);
    const bool one = bn254Pairing(pairs).value_or(true);
    base::append(pairs, words({kOne, kMinusTwo}));
    base::append(pairs, g2);
    const auto sum = bn254Add(words({kOne, kTwo, kOne, kTwo})), product = bn254Mul(words({kOne, kTwo, kTwo}));
    return !one && bn254Pairing(pairs).value_or(false) && sum && sum == product;
}

/// Adding the generator of G1 (EIP-2537) to itself is multiplying it by two.
bool bls12Holds()
{
    const Bytes generator = words({"0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0f"_hash,
        "c3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"_hash,
        "0000000000000000000000000000000008b3f481e3aaa0f1a09e30ed741d8ae4"_hash,
        "fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1"_hash});
    Bytes twice = generator, scaled = generator;
    base::append(twice, generator);
    base::append(scaled, Uint256{2}.toHash());
    const auto sum = blsG1Add(twice);
    return sum && sum == blsG1Msm(scaled);
}

/// The commitment to the constant polynomial 1 is the generator: its value is 1
/// everywhere, with the point at infinity for a proof.
bool kzgHolds()
{
    constexpr auto kGenerator = base::detail::fixedLiteral<KzgCommitment>(
        "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb",
        96);
    KzgProof infinity;
    infinity[0] = 0xc0;
    const base::Hash z = Uint256{5}.toHash();
    const auto right = verifyKzgProof(kGenerator, z, Uint256{1}.toHash(), infinity);
    const auto wrong = verifyKzgProof(kGenerator, z, Uint256{2}.toHash(), infinity);
    return right.value_or(false) && !wrong.value_or(true);
}

constexpr SelfTestCase kCases[] = {
    {"bn254 add, multiply, pairing", bn254Holds},
    {"bls12-381 add, multiply", bls12Holds},
    {"kzg verify", kzgHolds},
};

} // namespace

std::span<const SelfTestCase> pairingSelfTests()
{
    return kCases;
}

} // namespace crypto
