#pragma once

#include "core/base/uint256.h"

namespace crypto {

/// Checks an ECDSA signature of the curve secp256r1. False for r or s out of 1..n-1, a coordinate not below
/// p, and a point that is not on the curve or is infinity, written (0, 0). Either half of s is taken. Source:
/// EIP-7951, RIP-7212.
bool verifyP256(const base::Hash& hash, const base::Uint256& r, const base::Uint256& s,
    const base::Uint256& x, const base::Uint256& y);

} // namespace crypto
