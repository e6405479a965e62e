#pragma once

#include "core/base/uint256.h"

namespace crypto::detail {

/// modexp() for a modulus above 1 that fits a Uint256, as nearly all do. Internal to modexp.
base::Uint256 modexp256(base::ByteView base, base::ByteView exponent, const base::Uint256& modulus);

} // namespace crypto::detail
