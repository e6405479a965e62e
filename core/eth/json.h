#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace eth {

/// Limits for JSON that people or programs hand in: nothing that we read nests deeper.
inline constexpr std::size_t kMaxJsonSize = 4u << 20;
inline constexpr unsigned kMaxJsonDepth = 64;

/// Gives `take` each character of a JSON text that stands outside of its strings and is no quotation mark, in
/// order, until it says false. True when it never did.
template <typename Take>
bool scanJson(std::string_view text, Take take)
{
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString && c == '\\')
            ++i;
        else if (c == '"')
            inString = !inString;
        else if (!inString && !take(c))
            return false;
    }
    return true;
}

/// True when the text opens more arrays and objects within each other than that. Asked before parsing: a
/// parser that has built a deep document has already spent the memory.
bool isTooDeepJson(std::string_view text);

/// One JSON value and nothing after it; an object may not have the same member twice. BadData otherwise.
base::Result<nlohmann::json> parseJson(std::string_view text);

} // namespace eth
