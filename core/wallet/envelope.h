#pragma once

#include "core/base/secret.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>

namespace wallet {

/// What scrypt costs: 128 N r bytes of memory and a time that grows with N r p. RFC 7914.
struct ScryptCost {
    std::uint64_t n = 0;
    std::uint32_t r = 0;
    std::uint32_t p = 0;
};

/// What our own files ask of a reader: 256 MiB and about a second. The figures of geth's "standard".
inline constexpr ScryptCost kOurCost{1u << 18, 8, 1};
inline constexpr std::uint64_t kOurMemory = 128ull * ((1u << 18) + 1) * 8; ///< bytes

/// What a foreign file may ask of us: eight times the memory of our own and 32 times the work, as far as it
/// is a file that somebody may really have written. Anything above is Unsupported before memory is taken: a
/// file can be hostile.
inline constexpr std::uint64_t kEnvelopeMemoryLimit = 128ull * ((1u << 21) + 16) * 8;
inline constexpr std::uint64_t kEnvelopeWorkLimit = (1ull << 23) * 8;
inline constexpr std::uint32_t kEnvelopeIterationLimit = 1u << 22; ///< PBKDF2

/// What it costs to try one password. Our own files: 256 MiB and 1.
struct UnsealCost {
    std::uint64_t memory = 0; ///< bytes
    double work = 0;          ///< in units of our own files' work
};

/// The longest secret that is sealed, in bytes.
inline constexpr std::size_t kEnvelopeContentLimit = 4096;

/// The "crypto" object of the Web3 Secret Storage definition, version 3: AES-128-CTR under a key from scrypt,
/// with a keccak-256 check value. Salt and counter are fresh with every call.
base::Result<nlohmann::json> seal(
    const base::Secret& content, const base::Secret& password, const ScryptCost& cost);

/// The content of such an object, by scrypt or PBKDF2. The password is tried as it is and then, each at the
/// cost of another derivation, in those of NFC, NFKC, NFD and NFKD that differ: keyboards and programs spell
/// the same letters with other bytes. Locked when none is right, BadData when the object is malformed,
/// Unsupported when it names another method or a cost above the limits.
base::Result<base::Secret> unseal(const nlohmann::json& crypto, const base::Secret& password);

/// The same for the object of version 1: AES-128-CBC with padding, under the hash of the derived key.
base::Result<base::Secret> unsealVersion1(const nlohmann::json& crypto, const base::Secret& password);

/// What unseal() will cost. Errors as there.
base::Result<UnsealCost> unsealCost(const nlohmann::json& crypto);

/// Calls open(password) with one spelling of the password after the other, as unseal() does, until it gives
/// something else than Locked.
base::Result<base::Secret> withSpellings(const base::Secret& password,
    const std::function<base::Result<base::Secret>(const base::Secret& password)>& open);

} // namespace wallet
