#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rpc {

/// What a server sent back over HTTP.
struct HttpAnswer {
    int status = 200;
    std::string body;
    /// Names in lower case; only those that tell something of a failure: retry-after, content-type, location.
    std::vector<std::pair<std::string, std::string>> headers = {};

    /// Empty when there is none.
    std::string_view header(std::string_view name) const
    {
        for (const auto& [have, value] : headers)
            if (have == name) return value;
        return {};
    }
};

/// The most that any method's answer may have; a block's receipts or a witness come near a tenth.
inline constexpr std::size_t kMaxAnswerSize = 64u << 20;

/// Carries one JSON text to a node and its answer back. Thread-safe.
struct Transport {
    virtual ~Transport() = default;

    /// The answer, whatever its status and body say. Offline when there is none, BadAnswer when it is longer
    /// than `maxSize`, Cancelled soon after a stop is requested.
    virtual base::Result<HttpAnswer> post(
        std::string_view body, std::size_t maxSize, std::stop_token stop) = 0;
};

} // namespace rpc
