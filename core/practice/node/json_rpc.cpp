#include "core/practice/node/json_rpc.h"

#include "core/rpc/message.h"

#include <nlohmann/json.hpp>

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;

std::string dump(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string answerOf(const Json& id, const RpcResult& result)
{
    // Put together as text: the result of a large answer is then not copied once more.
    const std::string head = R"({"jsonrpc":"2.0","id":)" + dump(id);
    if (result) return head + R"(,"result":)" + dump(*result) + "}";
    Json error{{"code", result.error().code}, {"message", result.error().message}};
    if (result.error().data) error["data"] = hex(*result.error().data);
    return head + R"(,"error":)" + dump(error) + "}";
}

bool isRequest(const Json& request)
{
    const Json* version = rpc::memberIfAny(request, "jsonrpc");
    const Json* method = rpc::memberIfAny(request, "method");
    const Json* id = rpc::memberIfAny(request, "id");
    return version != nullptr && *version == "2.0" && method != nullptr && method->is_string() &&
           (id == nullptr || id->is_string() || id->is_number());
}

RpcResult resultOf(const Json& request, const Dispatch& dispatch)
{
    static const Json kNone = Json::array();
    const Json* parameters = rpc::memberIfAny(request, "params");
    if (parameters != nullptr && !parameters->is_array())
        return refuse(kInvalidParameters, "parameters must be a list");
    const Json* method = rpc::memberIfAny(request, "method");
    return dispatch(
        *method->get_ptr<const std::string*>(), Parameters(parameters != nullptr ? *parameters : kNone));
}

/// Empty for a notification.
std::string answerOne(const Json& request, const Dispatch& dispatch)
{
    if (!isRequest(request)) return answerOf(Json(), refuse(kInvalidRequest, "invalid request"));
    const bool wantsAnswer = request.contains("id");
    const RpcResult result = resultOf(request, dispatch);
    return wantsAnswer ? answerOf(*request.find("id"), result) : "";
}

std::string answerBatch(const Json& batch, const Dispatch& dispatch)
{
    if (batch.empty()) return answerOf(Json(), refuse(kInvalidRequest, "empty batch"));
    if (batch.size() > kMaxBatch) return answerOf(Json(), refuse(kInvalidRequest, "batch too large"));
    const Dispatch tooLarge = [](const std::string&, const Parameters&) -> RpcResult {
        return refuse(-32003, "response too large");
    };
    std::string answers;
    for (const Json& request : batch) {
        const bool isFull = answers.size() > kMaxBatchAnswerSize;
        const std::string answer = answerOne(request, isFull ? tooLarge : dispatch);
        if (answer.empty()) continue;
        answers += (answers.empty() ? "" : ",") + answer;
    }
    return answers.empty() ? "" : "[" + answers + "]";
}

int codeOf(Fault fault)
{
    switch (fault) {
    case Fault::BadData:
        return kInvalidParameters;
    case Fault::Storage:
        return kInternalError;
    default:
        return kServerError;
    }
}

} // namespace

RpcError::RpcError(base::Error error)
    : code(codeOf(error.fault))
    , message(error.fault == Fault::Storage ? "internal error" : std::move(error.detail))
{
}

const Json* Parameters::ifAny(std::size_t index) const
{
    return index < m_list.size() && !m_list[index].is_null() ? &m_list[index] : nullptr;
}

Result<const Json*> Parameters::at(std::size_t index) const
{
    const Json* found = ifAny(index);
    if (found == nullptr)
        return fail(Fault::BadData, "missing value for required argument " + std::to_string(index));
    return found;
}

template <typename Read>
auto Parameters::parse(std::size_t index, Read read) const -> decltype(read(std::declval<const Json&>()))
{
    const Json* found = TRY(at(index));
    auto value = read(*found);
    if (!value) return base::within("invalid argument " + std::to_string(index), std::move(value).error());
    return value;
}

Result<base::Hash> Parameters::hash(std::size_t index) const
{
    return parse(index, rpc::asFixed<base::Hash>);
}
Result<base::Address> Parameters::address(std::size_t index) const
{
    return parse(index, rpc::asFixed<base::Address>);
}
Result<base::Bytes> Parameters::bytes(std::size_t index) const
{
    return parse(index, rpc::asBytes);
}
Result<std::uint64_t> Parameters::quantity64(std::size_t index) const
{
    return parse(index, rpc::asQuantity64);
}

Result<bool> Parameters::flag(std::size_t index) const
{
    const Json* found = ifAny(index);
    if (found == nullptr) return false;
    const auto* value = found->get_ptr<const bool*>();
    if (value == nullptr)
        return fail(Fault::BadData, "invalid argument " + std::to_string(index) + ": neither true nor false");
    return *value;
}

std::string answerBody(std::string_view body, const Dispatch& dispatch)
{
    if (body.size() > kMaxRequestSize)
        return answerOf(
            Json(), refuse(kInvalidRequest, "content length too large (" + std::to_string(body.size()) + ">" +
                                                std::to_string(kMaxRequestSize) + ")"));
    const auto request = rpc::parseJson(body);
    if (!request) return answerOf(Json(), refuse(kParseError, "parse error"));
    return request->is_array() ? answerBatch(*request, dispatch) : answerOne(*request, dispatch);
}

} // namespace practice
