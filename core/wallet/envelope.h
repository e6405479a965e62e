#pragma once

#include "core/base/secret.h"

#include <nlohmann/json_fwd.hpp>

namespace wallet {

/// What scrypt costs: 128 N r bytes of memory and a time that grows with N r p. RFC 7914.
struct ScryptCost {
    std::uint64_t n = 0;
    std::uint32_t r = 0;
    std::uint32_t p = 0;
};

/// What our own files ask of a reader: 256 MiB and about a second. The figures of geth's "standard".
inline constexpr ScryptCost kOurCost{1u << 18, 8, 1};

/// What a foreign file may ask of us: no more memory or work than our own, whatever N, r and p are. Anything
/// above is Unsupported before memory is taken: a file can be hostile.
inline constexpr std::uint64_t kEnvelopeMemoryLimit = 128ull * ((1u << 18) + 1) * 8;
inline constexpr std::uint64_t kEnvelopeWorkLimit = (1ull << 18) * 8;
inline constexpr std::uint32_t kEnvelopeIterationLimit = 1u << 20; ///< PBKDF2

/// The longest secret that is sealed, in bytes.
inline constexpr std::size_t kEnvelopeContentLimit = 4096;

/// The "crypto" object of the Web3 Secret Storage definition, version 3: AES-128-CTR under a key from scrypt,
/// with a keccak-256 check value. Salt and counter are fresh with every call.
base::Result<nlohmann::json> seal(
    const base::Secret& content, const base::Secret& password, const ScryptCost& cost);

/// The content of such an object, by scrypt or PBKDF2. Locked when the password is wrong, BadData when the
/// object is malformed, Unsupported when it names another method or a cost above the limits.
base::Result<base::Secret> unseal(const nlohmann::json& crypto, const base::Secret& password);

} // namespace wallet
