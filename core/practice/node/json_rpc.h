#pragma once

#include "core/rpc/json.h"

#include <functional>

namespace practice {

using rpc::Json;

/// Numbers of error objects. JSON-RPC 2.0, section 5.1; EIP-1474; 3 is what every node gives for a revert.
inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kInvalidParameters = -32602;
inline constexpr int kInternalError = -32603;
inline constexpr int kServerError = -32000;
inline constexpr int kLimitExceeded = -32005;
inline constexpr int kReverted = 3;

/// The error object of an answer.
struct RpcError {
    RpcError(int errorCode, std::string words)
        : code(errorCode)
        , message(std::move(words))
    {
    }
    /// What was malformed came with the request; what the disk did is nobody's business outside.
    RpcError(base::Error error); // NOLINT: TRY turns one into the other

    int code;
    std::string message;
    std::optional<base::Bytes> data; ///< what a call reverted with
};
/// The `result` of an answer, or its `error`.
using RpcResult = std::expected<Json, RpcError>;

[[nodiscard]] inline std::unexpected<RpcError> refuse(int code, std::string message)
{
    return std::unexpected(RpcError(code, std::move(message)));
}

/// The list of a request's parameters. Trailing ones may be left out or null.
class Parameters {
public:
    explicit Parameters(const Json& list)
        : m_list(list)
    {
    }

    const Json* ifAny(std::size_t index) const;
    /// BadData when it is not there.
    base::Result<const Json*> at(std::size_t index) const;

    base::Result<base::Hash> hash(std::size_t index) const;
    base::Result<base::Address> address(std::size_t index) const;
    base::Result<base::Bytes> bytes(std::size_t index) const;
    base::Result<std::uint64_t> quantity64(std::size_t index) const;
    /// False when it is left out.
    base::Result<bool> flag(std::size_t index) const;

private:
    template <typename Read>
    auto parse(std::size_t index, Read read) const -> decltype(read(std::declval<const Json&>()));

    const Json& m_list;
};

/// Runs one method; never called with anything but well-formed envelopes.
using Dispatch = std::function<RpcResult(const std::string& method, const Parameters& parameters)>;

/// The answer to one request or to a batch of them, empty when nobody asked for one (notifications).
std::string answerBody(std::string_view body, const Dispatch& dispatch);

inline constexpr std::size_t kMaxRequestSize = 4u << 20;
inline constexpr std::size_t kMaxBatch = 100;
/// The answers of a batch together; later ones are refused.
inline constexpr std::size_t kMaxBatchAnswerSize = 32u << 20;

/// In the forms of the JSON-RPC specification.
inline std::string quantity(const base::Uint256& number)
{
    return base::toQuantity(number);
}
inline std::string hex(base::ByteView bytes)
{
    return base::toHex0x(bytes);
}

} // namespace practice
