#pragma once

#include "core/base/uint256.h"

#include <string>
#include <string_view>

namespace eth {

/// Decimals between Wei and the unit: 1 Ether is 10^18 Wei, 1 Gwei 10^9.
inline constexpr unsigned kEtherDecimals = 18;
inline constexpr unsigned kGweiDecimals = 9;

/// No token in use has more; 10^77 still fits 256 bits.
inline constexpr unsigned kMaxDecimals = 77;

/// "1.5" with 18 decimals is 1500000000000000000, exactly. Digits, and optionally a point with digits on both
/// sides; nothing else: no sign, exponent, space or separator of thousands. BadData when it is not such a
/// number, has more digits after the point than `decimals` (trailing zeros included, lest a typing error be
/// taken for precision) or passes 2^256 - 1.
base::Result<base::Uint256> parseAmount(std::string_view text, unsigned decimals);

/// Exact, without trailing zeros: "1.5", "1", "0.000000000000000001".
std::string formatAmount(const base::Uint256& amount, unsigned decimals);

} // namespace eth
