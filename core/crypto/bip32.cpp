#include "core/crypto/bip32.h"

#include "core/crypto/base58.h"
#include "core/crypto/hash.h"

#include <algorithm>

namespace crypto {
namespace {

/// BIP-32, "Serialization format": version, depth, parent's fingerprint, child number, chain code, key.
constexpr std::size_t kEncodedSize = 78;
constexpr std::size_t kChainCodeAt = 13;
constexpr std::size_t kKeyAt = 45;
constexpr std::uint32_t kPrivateVersion = 0x0488ade4;
constexpr std::uint32_t kPublicVersion = 0x0488b21e;

/// The two halves of HMAC-SHA512 that BIP-32 calls I_L and I_R.
struct Halves {
    base::Secret left, right;
};
Halves hmacHalves(base::ByteView key, base::ByteView message)
{
    base::FixedBytes<64> both = hmacSha512(key, message);
    const base::Wiped wiped(both.bytes);
    const base::ByteView view = both;
    return {base::Secret(view.first(32)), base::Secret(view.subspan(32))};
}

base::Result<KeyPosition> childPosition(
    const KeyPosition& parent, const base::FixedBytes<4>& parentFingerprint, std::uint32_t childNumber)
{
    if (parent.depth == 255) return base::fail(base::Fault::BadData, "a key tree is no deeper than 255");
    return KeyPosition{static_cast<std::uint8_t>(parent.depth + 1), parentFingerprint, childNumber};
}

void storeHeader(std::uint8_t* to, std::uint32_t version, const KeyPosition& position)
{
    base::storeBigEndian(to, version);
    to[4] = position.depth;
    std::copy(position.parentFingerprint.begin(), position.parentFingerprint.end(), to + 5);
    base::storeBigEndian(to + 9, position.childNumber);
}

/// The bytes of an extended key of this version; their position is checked.
base::Result<base::Secret> parseEncoded(std::string_view text, std::uint32_t version)
{
    base::Secret bytes = TRY(parseBase58Check(text));
    if (bytes.size() != kEncodedSize) return base::fail(base::Fault::BadData, "an extended key has 78 bytes");
    if (base::loadBigEndian<std::uint32_t>(bytes.data()) != version)
        return base::fail(base::Fault::BadData, "not an extended key of this kind");
    const base::ByteView parentAndChild = bytes.view().subspan(5, 8);
    const bool isRoot = bytes.data()[4] == 0;
    if (isRoot && std::any_of(parentAndChild.begin(), parentAndChild.end(),
                      [](std::uint8_t byte) { return byte != 0; }))
        return base::fail(base::Fault::BadData, "an extended key of depth zero has a parent");
    return bytes;
}

KeyPosition positionOf(base::ByteView encoded)
{
    return {encoded[4], base::FixedBytes<4>::from(encoded.subspan(5, 4)),
        base::loadBigEndian<std::uint32_t>(encoded.data() + 9)};
}

base::Result<ExtendedPrivateKey> checked(ExtendedPrivateKey key)
{
    TRY(publicKeyOf(key.key));
    return key;
}

template <typename Key>
base::Result<Key> deriveAll(Key key, const DerivationPath& path)
{
    for (const std::uint32_t childNumber : path)
        key = TRY(deriveChild(key, childNumber));
    return key;
}

} // namespace

base::Result<ExtendedPrivateKey> masterKey(const base::Secret& seed)
{
    if (seed.size() < 16 || seed.size() > 64)
        return base::fail(base::Fault::BadData, "a seed has 16 to 64 bytes");
    Halves halves = hmacHalves(base::asBytes("Bitcoin seed"), seed.view());
    return checked({.position = {}, .chainCode = std::move(halves.right), .key = std::move(halves.left)});
}

base::Result<ExtendedPrivateKey> deriveChild(const ExtendedPrivateKey& parent, std::uint32_t childNumber)
{
    const ExtendedPublicKey publicParent = neuter(parent);
    base::Secret message = base::Secret::ofSize(37);
    if (childNumber & kHardened)
        std::copy_n(parent.key.view().begin(), 32, message.data() + 1);
    else
        std::copy_n(publicParent.key.begin(), 33, message.data());
    base::storeBigEndian(message.data() + 33, childNumber);

    const KeyPosition position =
        TRY(childPosition(parent.position, fingerprintOf(publicParent), childNumber));
    Halves halves = hmacHalves(parent.chainCode.view(), message.view());
    base::Secret key = TRY(addToPrivateKey(parent.key, halves.left));
    return ExtendedPrivateKey{position, std::move(halves.right), std::move(key)};
}

base::Result<ExtendedPublicKey> deriveChild(const ExtendedPublicKey& parent, std::uint32_t childNumber)
{
    if (childNumber & kHardened)
        return base::fail(base::Fault::BadData, "a public key has no hardened children");
    std::uint8_t message[37];
    std::copy(parent.key.begin(), parent.key.end(), message);
    base::storeBigEndian(message + 33, childNumber);

    const KeyPosition position = TRY(childPosition(parent.position, fingerprintOf(parent), childNumber));
    const Halves halves = hmacHalves(parent.chainCode, message);
    const PublicKey parentKey = TRY(parsePublicKey(parent.key));
    const PublicKey key = TRY(addToPublicKey(parentKey, halves.left));
    return ExtendedPublicKey{position, base::Hash::from(halves.right.view()), compress(key)};
}

base::Result<ExtendedPrivateKey> derive(const ExtendedPrivateKey& from, const DerivationPath& path)
{
    return deriveAll(from.clone(), path);
}

base::Result<ExtendedPublicKey> derive(const ExtendedPublicKey& from, const DerivationPath& path)
{
    return deriveAll(from, path);
}

ExtendedPublicKey neuter(const ExtendedPrivateKey& key)
{
    const base::Result<PublicKey> publicKey = publicKeyOf(key.key);
    CHECK(publicKey.has_value());
    return {key.position, base::Hash::from(key.chainCode.view()), compress(*publicKey)};
}

base::FixedBytes<4> fingerprintOf(const ExtendedPublicKey& key)
{
    return base::FixedBytes<4>::from(base::ByteView(ripemd160(sha256(key.key))).first(4));
}

base::Secret encodeExtendedKey(const ExtendedPrivateKey& key)
{
    base::Secret bytes = base::Secret::ofSize(kEncodedSize);
    storeHeader(bytes.data(), kPrivateVersion, key.position);
    std::copy_n(key.chainCode.view().begin(), 32, bytes.data() + kChainCodeAt);
    std::copy_n(key.key.view().begin(), 32, bytes.data() + kKeyAt + 1);
    return encodeBase58Check(bytes.view());
}

std::string encodeExtendedKey(const ExtendedPublicKey& key)
{
    std::uint8_t bytes[kEncodedSize];
    storeHeader(bytes, kPublicVersion, key.position);
    std::copy_n(key.chainCode.begin(), 32, bytes + kChainCodeAt);
    std::copy_n(key.key.begin(), 33, bytes + kKeyAt);
    return std::string(encodeBase58Check(bytes).text());
}

base::Result<ExtendedPrivateKey> parseExtendedPrivateKey(std::string_view text)
{
    const base::Secret bytes = TRY(parseEncoded(text, kPrivateVersion));
    if (bytes.view()[kKeyAt] != 0) return base::fail(base::Fault::BadData, "not a private key");
    return checked({.position = positionOf(bytes.view()),
        .chainCode = base::Secret(bytes.view().subspan(kChainCodeAt, 32)),
        .key = base::Secret(bytes.view().subspan(kKeyAt + 1))});
}

base::Result<ExtendedPublicKey> parseExtendedPublicKey(std::string_view text)
{
    const base::Secret bytes = TRY(parseEncoded(text, kPublicVersion));
    const base::ByteView key = bytes.view().subspan(kKeyAt);
    TRY(parsePublicKey(key));
    return ExtendedPublicKey{positionOf(bytes.view()),
        base::Hash::from(bytes.view().subspan(kChainCodeAt, 32)), base::FixedBytes<33>::from(key)};
}

} // namespace crypto
