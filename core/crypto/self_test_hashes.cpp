#include "core/crypto/hash.h"
#include "core/crypto/keccak.h"
#include "core/crypto/self_test_cases.h"

#include <string>
#include <string_view>

// Answers: the appendices of FIPS 180-4, the RIPEMD-160 paper, RFC 4231 test case 2, RFC 7693 appendix A.
namespace crypto {
namespace {

constexpr std::string_view kKeccakOfAbc = "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45";
constexpr std::string_view kKeccakOf200As =
    "96ea54061def936c4be90b518992fdc6f12f535068a256229aca54267b4d084d";

bool keccakHolds()
{
    return base::toHex(keccak256(base::asBytes("abc"))) == kKeccakOfAbc;
}

bool keccakBatchHolds()
{
    const base::ByteView abc = base::asBytes("abc");
    const std::string text(200, 'a');
    const auto hashes = keccak256x4({abc, base::asBytes(text), {}, abc});
    return base::toHex(hashes[0]) == kKeccakOfAbc && base::toHex(hashes[1]) == kKeccakOf200As &&
           hashes[2] == keccak256({}) && hashes[3] == hashes[0];
}

bool sha256Holds()
{
    return base::toHex(sha256(base::asBytes("abc"))) ==
           "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
}

bool sha512Holds()
{
    return base::toHex(sha512(base::asBytes("abc"))) ==
           "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
           "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
}

bool ripemd160Holds()
{
    return base::toHex(ripemd160(base::asBytes("abc"))) == "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc";
}

bool blake2bHolds()
{
    // The unkeyed 64-byte hash of "abc" is one call: the IV with the parameter block, one block, three bytes,
    // last.
    std::uint64_t h[8] = {0x6a09e667f3bcc908 ^ 0x01010040, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
        0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
    blake2bCompress(12, h, {0x636261}, {3, 0}, true);
    return h[0] == 0x0d4d1c983fa580ba && h[7] == 0x239900d4ed8623b9;
}

bool hmacHolds()
{
    const base::ByteView key = base::asBytes("Jefe"), message = base::asBytes("what do ya want for nothing?");
    return base::toHex(hmacSha256(key, message)) ==
               "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" &&
           base::toHex(hmacSha512(key, message)) ==
               "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
               "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";
}

constexpr SelfTestCase kCases[] = {
    {"keccak-256", keccakHolds},
    {"keccak-256 batch", keccakBatchHolds},
    {"sha-256", sha256Holds},
    {"sha-512", sha512Holds},
    {"ripemd-160", ripemd160Holds},
    {"blake2b F", blake2bHolds},
    {"hmac", hmacHolds},
};

} // namespace

std::span<const SelfTestCase> hashSelfTests()
{
    return kCases;
}

} // namespace crypto
