#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace eth {

/// Limits for JSON that people or programs hand in: nothing that we read nests deeper.
inline constexpr std::size_t kMaxJsonSize = 4u << 20;
inline constexpr unsigned kMaxJsonDepth = 64;

/// True when the text opens more arrays and objects within each other than that. Asked before parsing: a
/// parser that has built a deep document has already spent the memory.
bool isTooDeepJson(std::string_view text);

/// One JSON value and nothing after it; an object may not have the same member twice. BadData otherwise.
base::Result<nlohmann::json> parseJson(std::string_view text);

} // namespace eth
