#include "core/rpc/json.h"

#include "core/base/text.h"
#include "core/eth/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace rpc {
namespace {

using base::fail;
using base::Fault;
using base::Result;

Result<const std::string*> stringIn(const Json& value)
{
    const auto* text = value.get_ptr<const std::string*>();
    if (text == nullptr) return fail(Fault::BadData, "expected a JSON string");
    return text;
}

/// True when the text holds more values than a tree may have. Counts what stands between them, outside of
/// texts.
bool hasTooManyValues(std::string_view text)
{
    if (text.size() < kMaxJsonValues) return false;
    std::size_t values = 1;
    return !eth::scanJson(text, [&](char c) {
        const bool opens = c == ',' || c == ':' || c == '[' || c == '{';
        return !opens || ++values <= kMaxJsonValues;
    });
}

template <typename Read>
auto readMember(const Json& object, const char* name, Read read) -> decltype(read(object))
{
    const Json* found = TRY(member(object, name));
    auto value = read(*found);
    if (!value) return base::within(name, std::move(value).error());
    return value;
}

} // namespace

base::Result<Json> parseJson(std::string_view text)
{
    if (eth::isTooDeepJson(text)) return fail(Fault::BadData, "the JSON is nested too deeply");
    if (hasTooManyValues(text)) return fail(Fault::BadData, "the JSON has too many values");
    Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded()) return fail(Fault::BadData, "the answer is not JSON");
    return value;
}

std::string plainText(std::string_view foreign)
{
    constexpr std::size_t kMost = 4096;
    std::string line(foreign.substr(0, 4 * kMost + 4)); // no character has more than four bytes
    for (char& c : line)
        if (c == '\n' || c == '\t') c = ' ';
    return base::visibleText(line, kMost);
}

base::Result<const Json*> member(const Json& object, const char* name)
{
    if (!object.is_object()) return fail(Fault::BadData, "expected a JSON object");
    const auto found = object.find(name);
    if (found == object.end()) return fail(Fault::BadData, std::string("the JSON has no ") + name);
    return &*found;
}

const Json* memberIfAny(const Json& object, const char* name)
{
    if (!object.is_object()) return nullptr;
    const auto found = object.find(name);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

base::Result<Uint256> asQuantity(const Json& value)
{
    const std::string* text = TRY(stringIn(value));
    if (!text->starts_with("0x0")) return base::parseQuantity(*text);
    const std::size_t first = std::min(text->find_first_not_of('0', 2), text->size() - 1);
    return base::parseQuantity("0x" + text->substr(first));
}

base::Result<std::uint64_t> asQuantity64(const Json& value)
{
    const Uint256 number = TRY(asQuantity(value));
    if (!number.fitsUint64()) return fail(Fault::BadData, "a quantity does not fit 64 bits");
    return number.low64();
}

base::Result<Bytes> asBytes(const Json& value)
{
    const std::string* text = TRY(stringIn(value));
    if (!text->starts_with("0x")) return fail(Fault::BadData, "hex bytes do not begin with 0x");
    return base::parseHex(*text);
}

base::Result<std::string> asString(const Json& value)
{
    const std::string* text = TRY(stringIn(value));
    return *text;
}

template <typename Fixed>
base::Result<Fixed> asFixed(const Json& value)
{
    const Bytes bytes = TRY(asBytes(value));
    if (bytes.size() != Fixed::kSize)
        return fail(Fault::BadData,
            "expected " + std::to_string(Fixed::kSize) + " bytes, got " + std::to_string(bytes.size()));
    return Fixed::from(bytes);
}
template base::Result<Hash> asFixed(const Json& value);
template base::Result<Address> asFixed(const Json& value);
template base::Result<base::FixedBytes<8>> asFixed(const Json& value);
template base::Result<base::FixedBytes<256>> asFixed(const Json& value);

base::Result<Uint256> quantityOf(const Json& object, const char* name)
{
    return readMember(object, name, asQuantity);
}
base::Result<std::uint64_t> quantity64Of(const Json& object, const char* name)
{
    return readMember(object, name, asQuantity64);
}
base::Result<Bytes> bytesOf(const Json& object, const char* name)
{
    return readMember(object, name, asBytes);
}
base::Result<Hash> hashOf(const Json& object, const char* name)
{
    return readMember(object, name, asFixed<Hash>);
}
base::Result<Address> addressOf(const Json& object, const char* name)
{
    return readMember(object, name, asFixed<Address>);
}

base::Result<const Json*> arrayOf(const Json& object, const char* name)
{
    const Json* found = TRY(member(object, name));
    if (!found->is_array()) return fail(Fault::BadData, std::string(name) + ": expected a JSON array");
    return found;
}

} // namespace rpc
