#include "core/wallet/json_member.h"

#include <nlohmann/json.hpp>

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

} // namespace

const json* memberOf(const json& object, std::string_view name)
{
    if (!object.is_object()) return nullptr;
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
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
