#pragma once

#include "core/eth/abi.h"

#include <nlohmann/json_fwd.hpp>

namespace eth::abi {

/// ABI values as JSON: numbers as decimal strings, addresses with EIP-55 checksum, bytes as "0x…" strings,
/// arrays and tuples as arrays.
///
/// When read, a number may also be a JSON integer or hex, an address may be without checksum (all in one
/// case), and a tuple whose components have names may be an object with exactly these. A number with a
/// fraction or exponent is refused: JSON readers lose digits of large ones.

base::Result<Value> valueFromJson(const Type& type, const nlohmann::json& json);
/// From an array.
base::Result<Value::List> valuesFromJson(
    const std::vector<Parameter>& parameters, const nlohmann::json& json);

/// The value must fit the type, as decode() gives it. Strings that are not UTF-8 become "0x…".
nlohmann::json toJson(const Type& type, const Value& value);
nlohmann::json toJson(const std::vector<Parameter>& parameters, const Value::List& values);

/// One line for people: an atomic value without quotes, anything else as JSON.
std::string toText(const Type& type, const Value& value);

} // namespace eth::abi
