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

/// "1.5" with 18 decimals is 1500000000000000000, exactly. As people type it: ".5", "5.", and digits before
/// the point in groups of three between spaces, apostrophes, underscores or commas: "1 234.5", "1,234.5",
/// also "1.234,5" and "1.234.567", where the form leaves no doubt. A point alone is always the decimal one.
/// BadData, with the reason, when it can be read in two ways ("1,000", "1,5"), is no number (signs,
/// exponents, hex, units), has more digits after the point than `decimals` (trailing zeros included, lest a
/// typing error be taken for precision) or passes 2^256 - 1.
base::Result<base::Uint256> parseAmount(std::string_view text, unsigned decimals);

/// Exact, without trailing zeros: "1.5", "1", "0.000000000000000001".
std::string formatAmount(const base::Uint256& amount, unsigned decimals);

} // namespace eth
