#pragma once

#include "core/rpc/curl_transport.h"
#include "tests/support/http_server.h"

#include <nlohmann/json.hpp>

#include <set>

namespace tests {

/// Stands between a program and its node, counts what passes, and can stop either way in the middle of one
/// request.
class NodeProxy {
public:
    enum class Hold {
        Nothing,
        Request, ///< the request is not handed on
        Answer,  ///< the node has the request, and nobody hears the answer
    };

    explicit NodeProxy(const std::string& nodeUrl);

    std::string url() const { return m_server.url(); }
    /// What happens to eth_sendRawTransaction from now on. What is held stays so until the proxy ends.
    void hold(Hold hold) { m_hold = hold; }
    /// From now on the method is one that the node does not know.
    void takeAway(const std::string& method);
    /// How many of them came so far, and how many the node has answered.
    int arrived() const { return m_arrived; }
    int answered() const { return m_answered; }
    /// The different signed transactions among them.
    std::vector<std::string> transactions() const;

private:
    bool knows(const std::string& method) const;
    HttpServer::Reply pass(const std::string& body);

    std::unique_ptr<rpc::CurlTransport> m_node;
    std::atomic<Hold> m_hold = Hold::Nothing;
    std::atomic<int> m_arrived = 0;
    std::atomic<int> m_answered = 0;
    mutable std::mutex m_mutex;
    std::vector<std::string> m_transactions;
    std::set<std::string> m_unknown;
    HttpServer m_server; // the last: its threads use the others
};

} // namespace tests
