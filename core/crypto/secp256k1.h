#pragma once

#include "core/base/bytes.h"
#include "core/base/secret.h"
#include "core/base/uint256.h"

namespace crypto {

/// The order of the curve's group. SEC 2, section 2.4.1.
inline constexpr base::Uint256 kSecp256k1Order{
    0xffffffffffffffff, 0xfffffffffffffffe, 0xbaaedce6af48a03b, 0xbfd25e8cd0364141};

/// An uncompressed public key without its 0x04 byte: x and y.
using PublicKey = base::FixedBytes<64>;

struct Signature {
    base::Uint256 r, s;
    std::uint8_t yParity = 0; ///< of the point R; 0 or 1

    friend bool operator==(const Signature&, const Signature&) = default;
};

/// Signs with the RFC 6979 nonce; s is in the lower half. BadData when the key is zero or not below the
/// order.
base::Result<Signature> sign(const base::Secret& privateKey, const base::Hash& hash);

/// The key that made the signature, or Mismatch. Any s in 1..n-1 is accepted: the callers decide about EIP-2.
base::Result<PublicKey> recover(const base::Hash& hash, const Signature& signature);

/// True when the signature is right; takes either half of s.
bool verify(const PublicKey& key, const base::Hash& hash, const base::Uint256& r, const base::Uint256& s);

/// BadData when the key is zero or not below the order.
base::Result<PublicKey> publicKeyOf(const base::Secret& privateKey);
/// 33 bytes: 0x02 or 0x03, then x.
base::FixedBytes<33> compress(const PublicKey& key);
/// From 33 or 65 bytes. BadData when it is not a point of the curve.
base::Result<PublicKey> parsePublicKey(base::ByteView encoded);

/// (key + tweak) mod n and key + tweak G: how BIP-32 derives. BadData when the tweak is not below the order,
/// or the result is zero or infinity.
base::Result<base::Secret> addToPrivateKey(const base::Secret& key, const base::Secret& tweak);
base::Result<PublicKey> addToPublicKey(const PublicKey& key, const base::Secret& tweak);

/// The last 20 bytes of the key's keccak-256.
base::Address addressOf(const PublicKey& key);

} // namespace crypto
