#pragma once

#include "core/rpc/transport.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace tests {

/// A node that answers from a table of functions, one a method; whatever else is asked is an unknown method.
class FakeNode {
public:
    /// Gives the `result` of the answer; or, from error(), its `error`.
    using Answer = std::function<nlohmann::json(const nlohmann::json& parameters)>;

    explicit FakeNode(std::uint64_t chainId);

    void on(const std::string& method, Answer answer);
    void on(const std::string& method, const nlohmann::json& always);
    /// From now on nobody answers (or again).
    void setOffline(bool offline);

    /// From now on every request of the method is answered with this HTTP status, and with this body instead
    /// of its answer where one is given.
    void setStatus(const std::string& method, int status, std::optional<std::string> body = {});

    /// The parameters of every request of the method so far.
    std::vector<nlohmann::json> asked(const std::string& method) const;

    /// A way to this node, which must outlive it.
    std::unique_ptr<rpc::Transport> transport();

    static nlohmann::json error(int code, const std::string& message, const std::string& data = {});

private:
    struct Line;
    base::Result<rpc::HttpAnswer> answer(std::string_view body);

    mutable std::mutex m_mutex;
    std::map<std::string, Answer> m_answers;
    std::map<std::string, std::vector<nlohmann::json>> m_asked;
    struct Status {
        int status = 200;
        std::optional<std::string> body;
    };
    std::map<std::string, Status> m_statuses;
    bool m_offline = false;
};

} // namespace tests
