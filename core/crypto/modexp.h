#pragma once

#include "core/base/bytes.h"

namespace crypto {

/// base^exponent mod modulus, all big-endian, as many bytes as the modulus has. 0^0 is 1; a modulus of 0 or 1
/// gives zero. Any length up to 64 MiB is taken, and time grows as the price in EIP-2565 assumes: tighter
/// limits are the caller's. Source: EIP-198.
base::Bytes modexp(base::ByteView base, base::ByteView exponent, base::ByteView modulus);

} // namespace crypto
