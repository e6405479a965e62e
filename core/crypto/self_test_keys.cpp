#include "core/crypto/aes.h"
#include "core/crypto/bip32.h"
#include "core/crypto/bip39.h"
#include "core/crypto/hash.h"
#include "core/crypto/kdf.h"
#include "core/crypto/random.h"
#include "core/crypto/self_test_cases.h"
#include "core/crypto/word_list_text.h"

#include <string>

namespace crypto {
namespace {

bool is(const base::Result<base::Secret>& secret, std::string_view hex)
{
    return secret && base::toHex(secret->view()) == hex;
}

/// RFC 7914, section 11, and the same input to HMAC-SHA512.
bool pbkdf2Holds()
{
    const base::ByteView password = base::asBytes("passwd"), salt = base::asBytes("salt");
    return is(pbkdf2HmacSha256(password, salt, 1, 32),
               "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc") &&
           is(pbkdf2HmacSha512(password, salt, 1, 64),
               "c74319d99499fc3e9013acff597c23c5baf0a0bec5634c46b8352b793e324723"
               "d55caa76b2b25c43402dcfdc06cdcf66f95b7d0429420b39520006749c51a04e");
}

/// RFC 7914, section 12.
bool scryptHolds()
{
    return is(scrypt({}, {}, 16, 1, 1, 64),
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
}

/// NIST SP 800-38A, section F.5.1, first block.
bool aesHolds()
{
    const base::Bytes key = *base::parseHex("2b7e151628aed2a6abf7158809cf4f3c");
    const auto counter = *base::parseFixed<base::FixedBytes<16>>("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    const base::Bytes plain = *base::parseHex("6bc1bee22e409f96e93d7e117393172a");
    return base::toHex(aes128Ctr(key, counter, plain).view()) == "874d6191b620e3261bef6864990db6ce";
}

bool wordListsHold()
{
    std::string all;
    for (const std::string_view text : detail::kWordListTexts)
        all += text;
    return base::toHex(sha256(base::asBytes(all))) ==
           "e014b2e907ede249771dbdf049ed4d633219a6d7f02a672f3aaf38c4e0396833";
}

/// The well-known test mnemonic of development nodes and the key of its first account.
bool mnemonicHolds()
{
    const auto parsed =
        parseMnemonic(base::Secret::fromText("test test test test test test test test test test test junk"));
    if (!parsed) return false;
    const auto seed = seedOf(parsed->text, {});
    if (!seed) return false;
    const auto root = masterKey(*seed);
    if (!root) return false;
    const auto account = derive(*root, accountPath(PathStyle::Bip44, 0));
    return account &&
           is(account->key.clone(), "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
}

/// Not an answer that is known, but two that must differ.
bool randomHolds()
{
    return !randomSecret(32).equals(randomSecret(32)) && randomBytes(32) != randomBytes(32);
}

constexpr SelfTestCase kCases[] = {
    {"pbkdf2", pbkdf2Holds},
    {"scrypt", scryptHolds},
    {"aes-128-ctr", aesHolds},
    {"bip-39 word lists", wordListsHold},
    {"bip-39 and bip-32", mnemonicHolds},
    {"random numbers", randomHolds},
};

} // namespace

std::span<const SelfTestCase> keySelfTests()
{
    return kCases;
}

} // namespace crypto
