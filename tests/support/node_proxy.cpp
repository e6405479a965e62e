#include "tests/support/node_proxy.h"

#include <algorithm>

namespace tests {
namespace {

std::unique_ptr<rpc::CurlTransport> transportTo(const std::string& url)
{
    auto transport = rpc::CurlTransport::open(url);
    CHECK(transport.has_value());
    return *std::move(transport);
}

} // namespace

NodeProxy::NodeProxy(const std::string& nodeUrl)
    : m_node(transportTo(nodeUrl))
    , m_server([this](const std::string& body) { return pass(body); })
{
}

std::vector<std::string> NodeProxy::transactions() const
{
    const std::scoped_lock lock(m_mutex);
    return m_transactions;
}

void NodeProxy::takeAway(const std::string& method)
{
    const std::scoped_lock lock(m_mutex);
    m_unknown.insert(method);
}

bool NodeProxy::knows(const std::string& method) const
{
    const std::scoped_lock lock(m_mutex);
    return !m_unknown.contains(method);
}

HttpServer::Reply NodeProxy::pass(const std::string& body)
{
    const nlohmann::json request = nlohmann::json::parse(body);
    if (!knows(request["method"])) {
        const nlohmann::json error{
            {"code", -32601}, {"message", "the method does not exist/is not available"}};
        return {.status = 200,
            .body = nlohmann::json{{"jsonrpc", "2.0"}, {"id", request["id"]}, {"error", error}}.dump(),
            .headers = {}};
    }
    const bool isSend = request["method"] == "eth_sendRawTransaction";
    const Hold hold = isSend ? m_hold.load() : Hold::Nothing;
    const auto waitForever = [&] {
        while (!m_server.stopping())
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    };
    if (isSend) {
        const std::scoped_lock lock(m_mutex);
        const std::string bytes = request["params"][0];
        if (std::ranges::find(m_transactions, bytes) == m_transactions.end()) m_transactions.push_back(bytes);
    }
    if (isSend) ++m_arrived;
    if (hold == Hold::Request) return waitForever(), HttpServer::Reply{};
    const auto answer = m_node->post(body, rpc::kMaxAnswerSize, {});
    if (isSend) ++m_answered;
    if (hold == Hold::Answer) waitForever();
    if (!answer) return {.status = 502, .body = {}, .headers = {}};
    return {.status = answer->status, .body = answer->body, .headers = {}};
}

} // namespace tests
