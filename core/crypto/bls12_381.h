#pragma once

#include "core/base/bytes.h"

#include <optional>

namespace crypto {

/// The precompiled contracts of EIP-2537 (as of Prague) on the curve BLS12-381, on their raw bytes: what they
/// return, or nothing when the input is invalid: wrong length, an element not below the modulus, a point not
/// on its curve or, except for the two additions, outside its subgroup. Gas and the limits on the number of
/// pairs are the caller's. The time taken depends on the values: never give them a secret.

/// BLS12_G1ADD (0x0b): 256 bytes to 128.
std::optional<base::Bytes> blsG1Add(base::ByteView input);
/// BLS12_G1MSM (0x0c): pairs of 160 bytes, at least one, to 128.
std::optional<base::Bytes> blsG1Msm(base::ByteView input);
/// BLS12_G2ADD (0x0d): 512 bytes to 256.
std::optional<base::Bytes> blsG2Add(base::ByteView input);
/// BLS12_G2MSM (0x0e): pairs of 288 bytes, at least one, to 256.
std::optional<base::Bytes> blsG2Msm(base::ByteView input);
/// BLS12_PAIRING_CHECK (0x0f): pairs of 384 bytes, at least one, to a word of 32 bytes that is 1 or 0.
std::optional<base::Bytes> blsPairing(base::ByteView input);
/// BLS12_MAP_FP_TO_G1 (0x10): 64 bytes to 128.
std::optional<base::Bytes> blsMapFpToG1(base::ByteView input);
/// BLS12_MAP_FP2_TO_G2 (0x11): 128 bytes to 256.
std::optional<base::Bytes> blsMapFp2ToG2(base::ByteView input);

} // namespace crypto
