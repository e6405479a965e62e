#pragma once

#include "core/rpc/json.h"

#include <cstdint>
#include <string_view>

namespace rpc {

/// The text of a JSON-RPC 2.0 request.
std::string encodeRequest(std::uint64_t id, std::string_view method, Json parameters);

/// The number of the error object that means that the server does not know the method. JSON-RPC 2.0,
/// section 5.1.
inline constexpr int kMethodNotFound = -32601;

/// The `result` of the answer to request `id`. Refused with the server's words (and the reason of a revert,
/// decoded) when it is an error, Unsupported when the server does not know the method; BadData when it is no
/// answer to that request.
base::Result<Json> parseResponse(std::uint64_t id, std::string_view text);

} // namespace rpc
