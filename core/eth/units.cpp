#include "core/eth/units.h"

#include <algorithm>

namespace eth {
namespace {

using base::fail;
using base::Fault;

bool isDigits(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

base::Result<void> checkForm(std::string_view whole, std::string_view fraction, bool hasPoint)
{
    if (!isDigits(whole) || (hasPoint && !isDigits(fraction)))
        return fail(Fault::BadData, "an amount is digits, or digits, a point and digits");
    return {};
}

} // namespace

base::Result<base::Uint256> parseAmount(std::string_view text, unsigned decimals)
{
    if (decimals > kMaxDecimals) return fail(Fault::Unsupported, "a unit of more than 77 decimals");
    const std::size_t point = text.find('.');
    const bool hasPoint = point != std::string_view::npos;
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = hasPoint ? text.substr(point + 1) : std::string_view();
    TRY(checkForm(whole, fraction, hasPoint));
    if (fraction.size() > decimals)
        return fail(
            Fault::BadData, "an amount of this unit has at most " + std::to_string(decimals) + " decimals");

    std::string digits(whole);
    digits += fraction;
    digits.append(decimals - fraction.size(), '0');
    return base::parseDecimal(digits);
}

std::string formatAmount(const base::Uint256& amount, unsigned decimals)
{
    std::string digits = base::toDecimal(amount);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    std::string whole = digits.substr(0, digits.size() - decimals);
    std::string fraction = digits.substr(digits.size() - decimals);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return fraction.empty() ? whole : whole + "." + fraction;
}

} // namespace eth
