#include "tests/support/fake_node.h"

#include "core/base/uint256.h"

namespace tests {
namespace {

constexpr const char* kErrorMark = "the error of a fake node";

} // namespace

struct FakeNode::Line final : rpc::Transport {
    explicit Line(FakeNode& to)
        : node(to)
    {
    }

    base::Result<rpc::HttpAnswer> post(std::string_view body, std::size_t, std::stop_token stop) override
    {
        if (stop.stop_requested()) return base::fail(base::Fault::Cancelled, "stopped");
        return node.answer(body);
    }

    FakeNode& node;
};

FakeNode::FakeNode(std::uint64_t chainId)
{
    on("eth_chainId", base::toQuantity(base::Uint256{chainId}));
}

void FakeNode::on(const std::string& method, Answer answer)
{
    const std::scoped_lock lock(m_mutex);
    m_answers[method] = std::move(answer);
}

void FakeNode::on(const std::string& method, const nlohmann::json& always)
{
    on(method, [always](const nlohmann::json&) { return always; });
}

void FakeNode::setStatus(const std::string& method, int status, std::optional<std::string> body)
{
    const std::scoped_lock lock(m_mutex);
    m_statuses[method] = Status{status, std::move(body)};
}

void FakeNode::setOffline(bool offline)
{
    const std::scoped_lock lock(m_mutex);
    m_offline = offline;
}

std::vector<nlohmann::json> FakeNode::asked(const std::string& method) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_asked.find(method);
    return found == m_asked.end() ? std::vector<nlohmann::json>{} : found->second;
}

std::unique_ptr<rpc::Transport> FakeNode::transport()
{
    return std::make_unique<Line>(*this);
}

nlohmann::json FakeNode::error(int code, const std::string& message, const std::string& data)
{
    nlohmann::json error{{"code", code}, {"message", message}};
    if (!data.empty()) error["data"] = data;
    return {{kErrorMark, error}};
}

base::Result<rpc::HttpAnswer> FakeNode::answer(std::string_view body)
{
    Answer found;
    Status status;
    const nlohmann::json request = nlohmann::json::parse(body);
    nlohmann::json response{{"jsonrpc", "2.0"}, {"id", request["id"]}};
    {
        const std::scoped_lock lock(m_mutex);
        if (m_offline) return base::fail(base::Fault::Offline, "the fake node is offline");
        m_asked[request["method"]].push_back(request["params"]);
        if (const auto at = m_answers.find(request["method"]); at != m_answers.end()) found = at->second;
        if (const auto at = m_statuses.find(request["method"]); at != m_statuses.end()) status = at->second;
    }
    const nlohmann::json result = found ? found(request["params"]) : error(-32601, "no such method");
    if (result.is_object() && result.contains(kErrorMark))
        response["error"] = result[kErrorMark];
    else
        response["result"] = result;
    return rpc::HttpAnswer{.status = status.status, .body = status.body.value_or(response.dump())};
}

} // namespace tests
