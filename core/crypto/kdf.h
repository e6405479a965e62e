#pragma once

#include "core/base/secret.h"

#include <cstdint>

namespace crypto {

/// The most that a key derivation may cost. A keystore file names its own cost, and the file may be hostile:
/// whatever is above is refused before any work or memory is spent. Eight times the memory of what wallets
/// write today still fits.
inline constexpr std::uint32_t kPbkdf2WorkLimit =
    1u << 23; ///< iterations for each hash-sized piece of the output
inline constexpr std::uint64_t kScryptMemoryLimit = (2ull << 30) + (1u << 20); ///< bytes: 128 r (N + p)
inline constexpr std::uint64_t kScryptWorkLimit = 1ull << 26;                  ///< N r p

/// PBKDF2 with HMAC. RFC 8018, section 5.2. BadData for zero iterations or no output, Unsupported above the
/// limits.
base::Result<base::Secret> pbkdf2HmacSha256(
    base::ByteView password, base::ByteView salt, std::uint32_t iterations, std::size_t dkLen);
base::Result<base::Secret> pbkdf2HmacSha512(
    base::ByteView password, base::ByteView salt, std::uint32_t iterations, std::size_t dkLen);

/// RFC 7914, except that N may be 2^(16 r) or more: keystores with N = 2^18 and r = 1 exist. Needs 128 r (N +
/// p) bytes of memory while it runs. BadData when N is not a power of two above 1, or r, p or dkLen is zero;
/// Unsupported above the limits.
base::Result<base::Secret> scrypt(base::ByteView password, base::ByteView salt, std::uint64_t N,
    std::uint32_t r, std::uint32_t p, std::size_t dkLen);

} // namespace crypto
