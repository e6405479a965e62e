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

/// The most bytes that an answer to this method may have: a number is short, a block is not.
std::size_t maxAnswerSize(std::string_view method);

} // namespace rpc
