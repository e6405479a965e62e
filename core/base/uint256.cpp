#include "core/base/uint256.h"

namespace base {
namespace {

/// The largest power of ten in a word, and its number of digits.
constexpr std::uint64_t kChunk = 10'000'000'000'000'000'000u;
constexpr unsigned kChunkDigits = 19;

Result<unsigned> decimalDigit(char c)
{
    if (c < '0' || c > '9') return fail(Fault::BadData, "not a decimal digit");
    return static_cast<unsigned>(c - '0');
}

} // namespace

std::string toDecimal(const Uint256& value)
{
    std::string text;
    Uint256 rest = value;
    do {
        const auto [quotient, chunk] = divide(rest, Uint256{kChunk});
        std::string digits = std::to_string(chunk.low64());
        if (!quotient.isZero()) digits.insert(0, kChunkDigits - digits.size(), '0');
        text.insert(0, digits);
        rest = quotient;
    } while (!rest.isZero());
    return text;
}

std::string toQuantity(const Uint256& value)
{
    const std::string digits = toHex(value.toHash());
    const std::size_t first = digits.find_first_not_of('0');
    return "0x" + (first == std::string::npos ? "0" : digits.substr(first));
}

Result<Uint256> parseDecimal(std::string_view text)
{
    if (text.empty()) return fail(Fault::BadData, "an empty number");
    Uint256 value;
    for (const char c : text) {
        const unsigned digit = TRY(decimalDigit(c));
        Uint256 shifted;
        if (mulOverflows(value, Uint256{10}, shifted)) return fail(Fault::BadData, "a number above 2^256");
        const auto [sum, overflow] = addOverflow(shifted, Uint256{digit});
        if (overflow) return fail(Fault::BadData, "a number above 2^256");
        value = sum;
    }
    return value;
}

Result<Uint256> parseQuantity(std::string_view text)
{
    if (!text.starts_with("0x") && !text.starts_with("0X")) return fail(Fault::BadData, "a quantity without 0x");
    text.remove_prefix(2);
    if (text.empty() || text.size() > 64) return fail(Fault::BadData, "a quantity of 0 or more than 64 digits");
    const std::string even = (text.size() % 2 != 0 ? "0" : "") + std::string(text);
    const Bytes bytes = TRY(parseHex(even));
    return Uint256::fromBigEndian(bytes);
}

Result<Uint256> parseNumber(std::string_view text)
{
    return text.starts_with("0x") || text.starts_with("0X") ? parseQuantity(text) : parseDecimal(text);
}

Result<std::uint64_t> parseUint64(std::string_view text)
{
    const Uint256 value = TRY(parseNumber(text));
    if (!value.fitsUint64()) return fail(Fault::BadData, "a number above 2^64");
    return value.low64();
}

} // namespace base
