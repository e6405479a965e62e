#include "core/crypto/hash.h"
#include "core/crypto/modexp.h"
#include "core/crypto/p256.h"
#include "core/crypto/secp256k1.h"
#include "core/crypto/self_test_cases.h"

namespace crypto {
namespace {

using base::Uint256;
using namespace base::literals;

/// The key 1 and its well-known RFC 6979 signature.
const Signature& knownSignature()
{
    static const Signature signature{
        .r = Uint256::from("934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"_hash),
        .s = Uint256::from("2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5"_hash),
        .yParity = 1};
    return signature;
}
base::Hash knownHash()
{
    return sha256(base::asBytes("Satoshi Nakamoto"));
}
base::Secret keyOne()
{
    return base::Secret(Uint256{1}.toHash());
}
constexpr base::Address kAddressOfOne = "7e5f4552091a69125d5dfcb7b8c2659029395bdf"_address;

bool signHolds()
{
    return sign(keyOne(), knownHash()) == knownSignature();
}

bool recoverHolds()
{
    const auto key = recover(knownHash(), knownSignature());
    return key && addressOf(*key) == kAddressOfOne &&
           verify(*key, knownHash(), knownSignature().r, knownSignature().s) &&
           !verify(*key, knownHash(), knownSignature().s, knownSignature().r);
}

bool publicKeyHolds()
{
    const auto key = publicKeyOf(keyOne());
    return key && addressOf(*key) == kAddressOfOne && parsePublicKey(compress(*key)) == key;
}

/// RFC 6979, appendix A.2.5: SHA-256 of "sample".
bool p256Holds()
{
    const base::Hash hash = sha256(base::asBytes("sample"));
    const Uint256 r = Uint256::from("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"_hash);
    const Uint256 s = Uint256::from("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"_hash);
    const Uint256 x = Uint256::from("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"_hash);
    const Uint256 y = Uint256::from("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"_hash);
    return verifyP256(hash, r, s, x, y) && !verifyP256(hash, r, s + Uint256{1}, x, y);
}

/// An odd modulus, and one with both an odd part and a power of two: 2^200 (2^255 - 19).
bool modexpHolds()
{
    const auto power = [](std::string_view base, std::string_view exponent, std::string_view modulus) {
        return base::toHex(
            modexp(*base::parseHex(base), *base::parseHex(exponent), *base::parseHex(modulus)));
    };
    const std::string odd = power("03", "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2e",
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");
    const std::string even = power("980553f0db2fd09de3c9", // 3^50
        "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffef",
        "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed000000000000000000000000000000000000"
        "00000000000000");
    return odd == "0000000000000000000000000000000000000000000000000000000000000001" &&
           even == "1e9412636b5ec1c31a8a94566d0daccfe544bb868af6bafcb00000359ba2b9881722ada2b320f164f67f472dc"
                   "fb62884c3e3109a5ac4055ff9";
}

constexpr SelfTestCase kCases[] = {
    {"secp256k1 sign", signHolds},
    {"secp256k1 recover, verify", recoverHolds},
    {"secp256k1 public key", publicKeyHolds},
    {"secp256r1 verify", p256Holds},
    {"modexp", modexpHolds},
};

} // namespace

std::span<const SelfTestCase> curveSelfTests()
{
    return kCases;
}

} // namespace crypto
