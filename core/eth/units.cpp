#include "core/eth/units.h"

#include <algorithm>

namespace eth {
namespace {

using base::fail;
using base::Fault;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isDigits(std::string_view text)
{
    return std::ranges::all_of(text, isDigit);
}

/// What people and locales put between groups of digits, a point and a comma apart: spaces of all widths,
/// apostrophes, underscores.
constexpr std::string_view kSeparators[] = {" ", "\u00a0", "\u2007", "\u2009", "\u202f", "'", "\u2019", "_"};

/// The text with each of those separators as one space.
std::string withPlainSeparators(std::string_view text)
{
    std::string plain;
    while (!text.empty()) {
        const auto* separator = std::ranges::find_if(
            kSeparators, [&](std::string_view candidate) { return text.starts_with(candidate); });
        const bool isOne = separator != std::end(kSeparators);
        plain += isOne ? ' ' : text.front();
        text.remove_prefix(isOne ? separator->size() : 1);
    }
    return plain;
}

std::unexpected<base::Error> noAmount()
{
    return fail(Fault::BadData, "an amount is digits, with a point before the decimals, such as 0.5");
}

/// A comma in a text without point is the decimal one here and divides thousands there.
base::Result<char> decimalMark(std::string_view text)
{
    const auto points = std::ranges::count(text, '.'), commas = std::ranges::count(text, ',');
    if (points <= 1 && commas == 0) return '.';
    if (points == 0 && commas == 1)
        return fail(Fault::BadData, "a comma may stand before decimals or between thousands: write a point "
                                    "before the decimals, and nothing "
                                    "between thousands");
    if (commas == 0 || points == 0) return '\0'; // several of one kind: they divide thousands
    const bool pointIsLast = text.rfind('.') > text.rfind(',');
    if ((pointIsLast ? points : commas) != 1) return noAmount();
    return pointIsLast ? '.' : ',';
}

/// The digits without what divides them: groups of three of one kind, the first perhaps shorter.
base::Result<std::string> joinGroups(std::string_view whole)
{
    const std::size_t first = whole.find_first_not_of("0123456789");
    if (first == std::string_view::npos) return std::string(whole);
    const char separator = whole[first];
    std::string digits;
    for (std::size_t at = 0; at <= whole.size();) {
        const std::size_t end = std::min(whole.find(separator, at), whole.size());
        const std::string_view group = whole.substr(at, end - at);
        const bool fits =
            at == 0 ? !group.empty() && group.size() <= 3 && group[0] != '0' : group.size() == 3;
        if (!fits || !isDigits(group))
            return fail(Fault::BadData, "the digits of an amount are divided in threes, or not at all");
        digits += group;
        at = end + 1;
    }
    return digits;
}

} // namespace

base::Result<base::Uint256> parseAmount(std::string_view text, unsigned decimals)
{
    if (decimals > kMaxDecimals) return fail(Fault::Unsupported, "a unit of more than 77 decimals");
    const std::string plain = withPlainSeparators(text);
    if (plain.find_first_of("0123456789") == std::string::npos ||
        plain.find_first_not_of("0123456789 .,") != std::string::npos)
        return noAmount();
    const char mark = TRY(decimalMark(plain));
    const std::size_t point = mark == '\0' ? std::string::npos : plain.find(mark);
    const std::string fraction = point == std::string::npos ? std::string() : plain.substr(point + 1);
    std::string digits = TRY(joinGroups(std::string_view(plain).substr(0, point)));
    if (!isDigits(fraction)) return noAmount();
    if (fraction.size() > decimals)
        return fail(
            Fault::BadData, "an amount of this unit has at most " + std::to_string(decimals) + " decimals");

    digits += fraction;
    digits.append(decimals - fraction.size(), '0');
    return digits.empty() ? base::Uint256{} : base::parseDecimal(digits);
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
