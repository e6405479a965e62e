#pragma once

#include "core/base/result.h"
#include "core/base/uint256.h"

#include <QString>

#include <optional>

namespace ui {

/// All digits of an amount of Wei in ETH: "1.000000000000000001 ETH". For tooltips and whatever is about to
/// be signed.
QString exactEth(const base::Uint256& wei);

/// For lists and cards: at most six decimals, never rounded up, "…" when digits were left off: "1.234567…
/// ETH". An amount below the last shown decimal reads "< 0.000001 ETH": never as zero.
QString shortEth(const base::Uint256& wei);

/// Of a token whose decimals are not known here, in its smallest unit: "12500000 × 0xD357De…cFe328".
QString exactUnits(const base::Uint256& units, const base::Address& token);

/// A price of gas: "1.5 Gwei", exact.
QString exactGwei(const base::Uint256& wei);

/// What a user typed into an amount field, as eth::parseAmount() reads it: a lone comma is refused and not
/// guessed at, because it separates thousands in one country and decimals in another. Nothing when the text
/// is no amount.
std::optional<base::Uint256> parseEth(const QString& text);

/// A number with thin spaces between its thousands: "1 234 567".
QString grouped(std::uint64_t number);

} // namespace ui
