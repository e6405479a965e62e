#pragma once

#include "core/base/bytes.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

/// The members of JSON objects from files that may be hostile.
namespace wallet {

/// The member of an object, or nothing when there is none or `object` is no object. Programs disagree about
/// capital letters ("Crypto", "dkLen"): where the name as given is absent, one that differs in them is taken.
const nlohmann::json* memberOf(const nlohmann::json& object, std::string_view name);

// A member of the kind that is asked for; BadData, naming it, otherwise.

base::Result<std::string> textAt(const nlohmann::json& object, std::string_view name);
/// A number of 0 or more without a fraction, or one as text in decimal or, after 0x, in hex.
base::Result<std::uint64_t> numberAt(const nlohmann::json& object, std::string_view name);
/// Hex digits of any case, with or without 0x; an odd number of them begins with half a byte.
base::Result<base::Bytes> hexAt(const nlohmann::json& object, std::string_view name, std::size_t byteLimit);

/// The JSON with two spaces of indent and a line end. Text that is not UTF-8 is replaced.
base::Bytes encodeJson(const nlohmann::json& value);

} // namespace wallet
