#include "core/crypto/secp256k1.h"

#include "core/crypto/keccak.h"

#include <openssl/rand.h>
#include <secp256k1.h>
#include <secp256k1_recovery.h>

namespace crypto {
namespace {

/// One context for all threads: nothing but its making changes it. It is blinded with fresh randomness, which
/// hides the keys it signs with from power and timing measurements.
const secp256k1_context* context()
{
    static const secp256k1_context* const shared = [] {
        secp256k1_context* made = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
        std::uint8_t seed[32];
        const base::Wiped wiped(seed);
        CHECK(made != nullptr);
        CHECK(RAND_priv_bytes(seed, sizeof seed) == 1);
        CHECK(secp256k1_context_randomize(made, seed) == 1);
        return made;
    }();
    return shared;
}

bool isPrivateKey(const base::Secret& key)
{
    return key.size() == 32 && secp256k1_ec_seckey_verify(context(), key.view().data()) == 1;
}

/// Big-endian r, then s.
base::FixedBytes<64> compactForm(const base::Uint256& r, const base::Uint256& s)
{
    base::FixedBytes<64> compact;
    const base::Hash rBytes = r.toHash(), sBytes = s.toHash();
    std::copy(rBytes.begin(), rBytes.end(), compact.data());
    std::copy(sBytes.begin(), sBytes.end(), compact.data() + 32);
    return compact;
}

PublicKey serialized(const secp256k1_pubkey& key)
{
    std::uint8_t encoded[65];
    std::size_t size = sizeof encoded;
    secp256k1_ec_pubkey_serialize(context(), encoded, &size, &key, SECP256K1_EC_UNCOMPRESSED);
    return PublicKey::from(base::ByteView(encoded).subspan(1));
}

bool parse(base::ByteView encoded, secp256k1_pubkey& key)
{
    return secp256k1_ec_pubkey_parse(context(), &key, encoded.data(), encoded.size()) == 1;
}

bool parse(const PublicKey& from, secp256k1_pubkey& key)
{
    std::uint8_t encoded[65] = {0x04};
    std::copy(from.begin(), from.end(), encoded + 1);
    return parse(base::ByteView(encoded), key);
}

} // namespace

base::Result<Signature> sign(const base::Secret& privateKey, const base::Hash& hash)
{
    if (!isPrivateKey(privateKey)) return base::fail(base::Fault::BadData, "private key out of range");
    secp256k1_ecdsa_recoverable_signature made;
    CHECK(secp256k1_ecdsa_sign_recoverable(context(), &made, hash.data(), privateKey.view().data(),
              secp256k1_nonce_function_rfc6979, nullptr) == 1);
    base::FixedBytes<64> compact;
    int recovery = 0;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(context(), compact.data(), &recovery, &made);
    const base::ByteView bytes = compact;
    return Signature{.r = base::Uint256::fromBigEndian(bytes.first(32)),
        .s = base::Uint256::fromBigEndian(bytes.subspan(32)),
        .yParity = static_cast<std::uint8_t>(recovery)};
}

base::Result<PublicKey> recover(const base::Hash& hash, const Signature& signature)
{
    if (signature.yParity > 1) return base::fail(base::Fault::BadData, "signature parity is neither 0 nor 1");
    const base::FixedBytes<64> compact = compactForm(signature.r, signature.s);
    secp256k1_ecdsa_recoverable_signature parsed;
    secp256k1_pubkey key;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(
            context(), &parsed, compact.data(), signature.yParity) != 1 ||
        secp256k1_ecdsa_recover(context(), &key, &parsed, hash.data()) != 1)
        return base::fail(base::Fault::Mismatch, "signature belongs to no key");
    return serialized(key);
}

bool verify(const PublicKey& key, const base::Hash& hash, const base::Uint256& r, const base::Uint256& s)
{
    const base::FixedBytes<64> compact = compactForm(r, s);
    secp256k1_ecdsa_signature signature;
    secp256k1_pubkey parsed;
    if (!parse(key, parsed) ||
        secp256k1_ecdsa_signature_parse_compact(context(), &signature, compact.data()) != 1)
        return false;
    secp256k1_ecdsa_signature_normalize(
        context(), &signature, &signature); // the library refuses the upper half of s
    return secp256k1_ecdsa_verify(context(), &signature, hash.data(), &parsed) == 1;
}

base::Result<PublicKey> publicKeyOf(const base::Secret& privateKey)
{
    secp256k1_pubkey key;
    if (!isPrivateKey(privateKey) ||
        secp256k1_ec_pubkey_create(context(), &key, privateKey.view().data()) != 1)
        return base::fail(base::Fault::BadData, "private key out of range");
    return serialized(key);
}

base::FixedBytes<33> compress(const PublicKey& key)
{
    base::FixedBytes<33> compressed;
    compressed[0] = static_cast<std::uint8_t>(0x02 + (key[63] & 1));
    std::copy_n(key.begin(), 32, compressed.data() + 1);
    return compressed;
}

base::Result<PublicKey> parsePublicKey(base::ByteView encoded)
{
    // The library also takes the hybrid forms 0x06 and 0x07, which nothing here uses.
    const bool compressed = encoded.size() == 33 && (encoded[0] == 0x02 || encoded[0] == 0x03);
    const bool uncompressed = encoded.size() == 65 && encoded[0] == 0x04;
    secp256k1_pubkey key;
    if (!(compressed || uncompressed) || !parse(encoded, key))
        return base::fail(base::Fault::BadData, "not a public key");
    return serialized(key);
}

base::Result<base::Secret> addToPrivateKey(const base::Secret& key, const base::Secret& tweak)
{
    base::Secret sum = key.clone();
    if (!isPrivateKey(key) || tweak.size() != 32 ||
        secp256k1_ec_seckey_tweak_add(context(), sum.data(), tweak.view().data()) != 1)
        return base::fail(base::Fault::BadData, "sum of private keys out of range");
    return sum;
}

base::Result<PublicKey> addToPublicKey(const PublicKey& key, const base::Secret& tweak)
{
    secp256k1_pubkey sum;
    if (!parse(key, sum) || tweak.size() != 32 ||
        secp256k1_ec_pubkey_tweak_add(context(), &sum, tweak.view().data()) != 1)
        return base::fail(base::Fault::BadData, "sum of public keys out of range");
    return serialized(sum);
}

base::Address addressOf(const PublicKey& key)
{
    return base::Address::from(base::ByteView(keccak256(key)).subspan(12));
}

} // namespace crypto
