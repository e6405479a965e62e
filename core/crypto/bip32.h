#pragma once

#include "core/base/secret.h"
#include "core/crypto/derivation_path.h"
#include "core/crypto/secp256k1.h"

#include <cstdint>
#include <string>
#include <string_view>

/// BIP-32: trees of keys.
namespace crypto {

/// Where a key hangs in its tree.
struct KeyPosition {
    std::uint8_t depth = 0;
    base::FixedBytes<4> parentFingerprint{}; ///< zero at the root
    std::uint32_t childNumber = 0;

    friend bool operator==(const KeyPosition&, const KeyPosition&) = default;
};

struct ExtendedPublicKey {
    KeyPosition position;
    base::Hash chainCode{};
    base::FixedBytes<33> key{}; ///< compressed

    friend bool operator==(const ExtendedPublicKey&, const ExtendedPublicKey&) = default;
};

struct ExtendedPrivateKey {
    KeyPosition position;
    base::Secret chainCode; ///< 32 bytes
    base::Secret key;       ///< 32 bytes, in 1..n-1

    ExtendedPrivateKey clone() const { return {position, chainCode.clone(), key.clone()}; }
};

/// The root of the tree of a seed of 16 to 64 bytes. BadData for another size, and for the seeds (1 in 2^127)
/// that BIP-32 calls invalid.
base::Result<ExtendedPrivateKey> masterKey(const base::Secret& seed);

/// CKDpriv. BadData when the depth would pass 255 and for an invalid child (1 in 2^127).
base::Result<ExtendedPrivateKey> deriveChild(const ExtendedPrivateKey& parent, std::uint32_t childNumber);
/// CKDpub. Also BadData for a hardened child, which only the private parent has.
base::Result<ExtendedPublicKey> deriveChild(const ExtendedPublicKey& parent, std::uint32_t childNumber);

/// Every step of the path in turn, from any key.
base::Result<ExtendedPrivateKey> derive(const ExtendedPrivateKey& from, const DerivationPath& path);
base::Result<ExtendedPublicKey> derive(const ExtendedPublicKey& from, const DerivationPath& path);

/// The public half. The key must be valid, as all that this header returns are.
ExtendedPublicKey neuter(const ExtendedPrivateKey& key);

/// The first four bytes of HASH160 of the public key.
base::FixedBytes<4> fingerprintOf(const ExtendedPublicKey& key);

/// "xprv…" and "xpub…" (main net).
base::Secret encodeExtendedKey(const ExtendedPrivateKey& key);
std::string encodeExtendedKey(const ExtendedPublicKey& key);

/// BadData for any text that BIP-32's test vector 5 calls invalid: wrong check bytes, version, prefix, key
/// out of range or not on the curve, a root with a parent.
base::Result<ExtendedPrivateKey> parseExtendedPrivateKey(std::string_view text);
base::Result<ExtendedPublicKey> parseExtendedPublicKey(std::string_view text);

} // namespace crypto
