#pragma once

#include "core/base/result.h"

#include <stop_token>
#include <string>
#include <string_view>

namespace rpc {

/// Carries one JSON text to a node and its answer back. Thread-safe.
struct Transport {
    virtual ~Transport() = default;

    /// The body of the answer, whatever it says. Offline when there is none, Refused when the server answers
    /// with something other than JSON-RPC, BadData when the answer is too long, Cancelled soon after a stop
    /// is requested.
    virtual base::Result<std::string> post(std::string_view body, std::stop_token stop) = 0;
};

} // namespace rpc
