#include "core/wallet/json_member.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace wallet {

using base::fail;
using base::Fault;
using base::Result;
using nlohmann::json;

namespace {

std::unexpected<base::Error> badMember(std::string_view name, const char* expected)
{
    return fail(Fault::BadData, "\"" + std::string(name) + "\" is missing or is not " + expected);
}

bool isSameName(std::string_view one, std::string_view other)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::ranges::equal(one, other, {}, lower, lower);
}

Result<std::uint64_t> numberOf(std::string_view text, std::string_view name)
{
    const bool isHex = text.starts_with("0x") || text.starts_with("0X");
    if (isHex) text.remove_prefix(2);
    std::uint64_t number = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, isHex ? 16 : 10);
    if (error != std::errc{} || end != text.data() + text.size()) return badMember(name, "a whole number");
    return number;
}

} // namespace

const json* memberOf(const json& object, std::string_view name)
{
    if (!object.is_object()) return nullptr;
    const auto found = object.find(name);
    if (found != object.end()) return &*found;
    for (const auto& [key, value] : object.items())
        if (isSameName(key, name)) return &value;
    return nullptr;
}

Result<std::string> textAt(const json& object, std::string_view name)
{
    const json* member = memberOf(object, name);
    if (member == nullptr || !member->is_string()) return badMember(name, "a text");
    return *member->get_ptr<const std::string*>();
}

Result<std::uint64_t> numberAt(const json& object, std::string_view name)
{
    const json* member = memberOf(object, name);
    if (member != nullptr && member->is_string())
        return numberOf(*member->get_ptr<const std::string*>(), name);
    if (member != nullptr && member->is_number_float()) {
        // Some writers know numbers with a point only: 262144.0.
        const double number = *member->get_ptr<const double*>();
        constexpr double kExact = 1ull << 53;
        if (number >= 0 && number <= kExact && std::floor(number) == number)
            return static_cast<std::uint64_t>(number);
    }
    if (member == nullptr || !member->is_number_unsigned()) return badMember(name, "a whole number");
    return *member->get_ptr<const std::uint64_t*>();
}

Result<base::Bytes> hexAt(const json& object, std::string_view name, std::size_t byteLimit)
{
    const std::string text = TRY(textAt(object, name));
    const bool hasPrefix = text.starts_with("0x") || text.starts_with("0X");
    const std::string_view given = std::string_view(text).substr(hasPrefix ? 2 : 0);
    const std::string digits = std::string(given.size() % 2, '0') + std::string(given);
    if (digits.size() / 2 > byteLimit) return badMember(name, "of a sensible length");
    auto bytes = base::parseHex(digits);
    if (!bytes) return badMember(name, "hex digits");
    return bytes;
}

base::Bytes encodeJson(const json& value)
{
    return base::toBytes(base::asBytes(value.dump(2, ' ', false, json::error_handler_t::replace) + "\n"));
}

} // namespace wallet
