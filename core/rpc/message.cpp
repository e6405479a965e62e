#include "core/rpc/message.h"

#include "core/rpc/revert.h"

#include <nlohmann/json.hpp>

namespace rpc {
namespace {

using base::fail;
using base::Fault;

/// Revert data is the `data` of the error, or one level deeper in it with some servers.
std::optional<Bytes> revertDataOf(const Json& error)
{
    const Json* data = memberIfAny(error, "data");
    if (data != nullptr && data->is_object()) data = memberIfAny(*data, "data");
    if (data == nullptr) return {};
    auto bytes = asBytes(*data);
    if (!bytes) return {};
    return *std::move(bytes);
}

base::Error toError(const Json& error)
{
    const Json* code = memberIfAny(error, "code");
    if (code != nullptr && code->is_number_integer() && *code == kMethodNotFound)
        return {Fault::Unsupported, "the node does not know the method"};
    const Json* message = memberIfAny(error, "message");
    std::string words = message != nullptr && message->is_string()
                            ? plainText(*message->get_ptr<const std::string*>())
                            : "no reason given";
    if (const auto data = revertDataOf(error); data && !data->empty())
        words = "reverted: " + describeRevert(*data);
    return {Fault::Refused, words};
}

} // namespace

std::string encodeRequest(std::uint64_t id, std::string_view method, Json parameters)
{
    const Json request{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(parameters)}};
    return request.dump();
}

base::Result<Json> parseResponse(std::uint64_t id, std::string_view text)
{
    Json response = TRY(parseJson(text));
    if (const Json* error = memberIfAny(response, "error")) return std::unexpected(toError(*error));
    const Json* answered = TRY(member(response, "id"));
    if (!answered->is_number_unsigned() || *answered != id)
        return fail(Fault::BadData, "the answer is to another request");
    const auto result = response.find("result");
    if (result == response.end()) return fail(Fault::BadData, "the answer has neither result nor error");
    return std::move(*result);
}

} // namespace rpc
