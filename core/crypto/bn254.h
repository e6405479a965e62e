#pragma once

#include "core/base/bytes.h"

#include <optional>

namespace crypto {

/// The precompiled contracts on the curve alt_bn128 (BN254), on their raw bytes: what they return, or nothing
/// when the input is invalid (the call then fails and takes all its gas). Gas is the caller's. The time taken
/// depends on the values: never give them a secret.

/// EIP-196 ECADD (0x06): the sum of two points. Input beyond 128 bytes is ignored, missing bytes are zero.
std::optional<base::FixedBytes<64>> bn254Add(base::ByteView input);

/// EIP-196 ECMUL (0x07): a point times a number of 256 bits. As above with 96 bytes.
std::optional<base::FixedBytes<64>> bn254Mul(base::ByteView input);

/// EIP-197 ECPAIRING (0x08): whether the product of the pairings of all (G1, G2) pairs of 192 bytes each is
/// one. The empty input is true; nothing when the length is no multiple of 192, a coordinate is not below the
/// field's modulus, a point is not on its curve, or a point of the twist is outside the subgroup.
std::optional<bool> bn254Pairing(base::ByteView input);

} // namespace crypto
