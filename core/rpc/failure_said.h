#pragma once

#include "core/rpc/json.h"
#include "core/rpc/transport.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What an error answer holds, wherever clients and gateways put it. Internal to failure.h; all of it is
/// hostile text.
namespace rpc {

/// Every text of an error, the innermost first, and the data of a revert beside them.
struct Said {
    std::vector<std::string> texts;
    std::optional<Bytes> data;
    bool dataIsPlainText = false; ///< it stood behind the word "Reverted", where old nodes put plain text too
    std::optional<std::int64_t> code;
    std::optional<std::uint64_t> retryAfterMs;
};

/// Adds what a JSON value of an error holds to `said`; `depth` counts the answers around it.
void collect(const Json& value, Said& said, unsigned depth);
/// After how many milliseconds the server wants to be asked again, if it says so in the error, its words or a
/// header.
std::optional<std::uint64_t> waitIn(const Said& said, const HttpAnswer& answer);

/// The text of a JSON value; nothing when it is none.
const std::string* textIn(const Json& value);
const std::string* textOf(const Json& object, const char* name);
/// The bytes of a text that is hexadecimal with 0x.
std::optional<Bytes> hexIn(std::string_view text);
/// Without white space at both ends.
std::string_view trimmed(std::string_view text);

} // namespace rpc
