#include "core/eth/abi_json.h"

#include "core/eth/address.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace eth::abi {
namespace {

using base::Bytes;
using base::fail;
using base::Fault;
using base::Uint256;
using nlohmann::json;

// ---- From JSON

base::Result<const std::string*> stringIn(const Type& type, const json& value)
{
    if (!value.is_string()) return fail(Fault::BadData, "expected a JSON string for " + type.name());
    return value.get_ptr<const json::string_t*>();
}

/// The digits of a number: of a JSON integer its decimal digits, of a string the string.
base::Result<std::string> digitsIn(const Type& type, const json& value)
{
    if (value.is_number_unsigned()) return std::to_string(*value.get_ptr<const json::number_unsigned_t*>());
    if (value.is_number_integer()) return std::to_string(*value.get_ptr<const json::number_integer_t*>());
    if (value.is_number())
        return fail(Fault::BadData,
            "a number for " + type.name() + " that is too large for JSON: write it as a string");
    const std::string* text = TRY(stringIn(type, value));
    return *text;
}

/// The range is checked when the value is encoded; here only that the sign is not lost.
base::Result<Value> integerFromJson(const Type& type, const json& value)
{
    const std::string digits = TRY(digitsIn(type, value));
    const bool isNegative = digits.starts_with('-');
    const Uint256 magnitude = TRY(base::parseNumber(std::string_view(digits).substr(isNegative ? 1 : 0)));
    const Uint256 limit = Uint256{1} << 255;
    const bool fits = type.kind == Kind::Uint ? !isNegative || magnitude.isZero()
                                              : magnitude < limit || (isNegative && magnitude == limit);
    if (!fits) return fail(Fault::BadData, "a number out of the range of " + type.name());
    return Value(isNegative ? -magnitude : magnitude);
}

base::Result<Value> bytesFromJson(const Type& type, const json& value)
{
    const std::string* text = TRY(stringIn(type, value));
    if (!text->starts_with("0x"))
        return fail(Fault::BadData, "expected 0x and hex digits for " + type.name());
    Bytes bytes = TRY(base::parseHex(*text));
    return Value(std::move(bytes));
}

base::Result<Value> addressFromJson(const Type& type, const json& value)
{
    const std::string* text = TRY(stringIn(type, value));
    const base::Address address = TRY(parseAddress(*text));
    return Value(address);
}

base::Result<Value> boolFromJson(const json& value)
{
    if (!value.is_boolean()) return fail(Fault::BadData, "expected true or false for bool");
    return Value(*value.get_ptr<const json::boolean_t*>());
}

base::Result<Value> atomFromJson(const Type& type, const json& value)
{
    switch (type.kind) {
    case Kind::Uint:
    case Kind::Int:
        return integerFromJson(type, value);
    case Kind::Address:
        return addressFromJson(type, value);
    case Kind::Bool:
        return boolFromJson(value);
    default:
        return bytesFromJson(type, value);
    }
}

/// An atomic value is encoded for trial: that is where the ranges are known.
base::Result<Value> checkedAtom(const Type& type, const json& value)
{
    Value atom = TRY(atomFromJson(type, value));
    TRY(encodeWord(type, atom));
    return atom;
}

base::Result<Value> listFromJson(const Type& type, const json& value)
{
    if (!value.is_array()) return fail(Fault::BadData, "expected a JSON array for " + type.name());
    if (type.kind == Kind::FixedArray && value.size() != type.size)
        return fail(Fault::BadData, "a wrong number of elements for " + type.name());
    Value::List elements;
    elements.reserve(value.size());
    for (const json& element : value)
        elements.push_back(TRY(valueFromJson(type.element.front(), element)));
    return Value(std::move(elements));
}

base::Result<Value> membersFromJson(const Type& type, const json& object)
{
    if (object.size() != type.components.size())
        return fail(Fault::BadData, "a wrong number of members for " + type.name());
    Value::List values;
    for (const Parameter& component : type.components) {
        const auto member = component.name.empty() ? object.end() : object.find(component.name);
        if (member == object.end())
            return fail(Fault::BadData, "no member \"" + component.name + "\" for " + type.name());
        values.push_back(TRY(valueFromJson(component.type, *member)));
    }
    return Value(std::move(values));
}

base::Result<Value> tupleFromJson(const Type& type, const json& value)
{
    if (value.is_object()) return membersFromJson(type, value);
    Value::List values = TRY(valuesFromJson(type.components, value));
    return Value(std::move(values));
}

// ---- To JSON

std::string decimalOf(const Type& type, const Uint256& number)
{
    if (type.kind == Kind::Int && number.isNegative()) return "-" + base::toDecimal(-number);
    return base::toDecimal(number);
}

/// The writer of JSON refuses anything but UTF-8, and contracts may return any bytes.
std::string textOf(const std::string& text)
{
    const std::string written = json(text).dump(-1, ' ', false, json::error_handler_t::ignore);
    const std::string replaced = json(text).dump(-1, ' ', false, json::error_handler_t::replace);
    return written == replaced ? text : base::toHex0x(base::asBytes(text));
}

json listToJson(const Type& element, const Value::List& values)
{
    json list = json::array();
    for (const Value& value : values)
        list.push_back(toJson(element, value));
    return list;
}

} // namespace

base::Result<Value> valueFromJson(const Type& type, const json& value)
{
    switch (type.kind) {
    case Kind::Bytes:
        return bytesFromJson(type, value);
    case Kind::String:
        return Value(*TRY(stringIn(type, value)));
    case Kind::Array:
    case Kind::FixedArray:
        return listFromJson(type, value);
    case Kind::Tuple:
        return tupleFromJson(type, value);
    default:
        return checkedAtom(type, value);
    }
}

base::Result<Value::List> valuesFromJson(const std::vector<Parameter>& parameters, const json& value)
{
    if (!value.is_array()) return fail(Fault::BadData, "expected a JSON array of values");
    if (value.size() != parameters.size())
        return fail(Fault::BadData,
            "expected " + std::to_string(parameters.size()) + " values, got " + std::to_string(value.size()));
    Value::List values;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        values.push_back(TRY(valueFromJson(parameters[i].type, value[i])));
    return values;
}

json toJson(const Type& type, const Value& value)
{
    switch (type.kind) {
    case Kind::Uint:
    case Kind::Int:
        return decimalOf(type, value.number());
    case Kind::Address:
        return toChecksum(value.address());
    case Kind::Bool:
        return value.flag();
    case Kind::FixedBytes:
    case Kind::Bytes:
        return base::toHex0x(value.bytes());
    case Kind::String:
        return textOf(value.text());
    case Kind::Array:
    case Kind::FixedArray:
        return listToJson(type.element.front(), value.list());
    case Kind::Tuple:
        return toJson(type.components, value.list());
    }
    return {};
}

json toJson(const std::vector<Parameter>& parameters, const Value::List& values)
{
    CHECK(values.size() == parameters.size());
    json list = json::array();
    for (std::size_t i = 0; i < values.size(); ++i)
        list.push_back(toJson(parameters[i].type, values[i]));
    return list;
}

std::string toText(const Type& type, const Value& value)
{
    const json written = toJson(type, value);
    if (const auto* text = written.get_ptr<const json::string_t*>()) return *text;
    return written.dump();
}

} // namespace eth::abi
