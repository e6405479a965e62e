#pragma once

#include "core/rpc/transport.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <functional>
#include <mutex>

namespace tests {

/// What a node that errs or lies makes of one request: gives the answer to hand out. `honest` asks the real
/// node (at most once is meant); its answer is a whole JSON-RPC response. An Error is silence.
using Honest = std::function<nlohmann::json()>;
using Twist =
    std::function<base::Result<nlohmann::json>(const nlohmann::json& request, const Honest& honest)>;

inline nlohmann::json resultOf(const nlohmann::json& request, nlohmann::json result)
{
    return {{"jsonrpc", "2.0"}, {"id", request["id"]}, {"result", std::move(result)}};
}
inline nlohmann::json errorOf(const nlohmann::json& request, int code, const char* message)
{
    return {{"jsonrpc", "2.0"}, {"id", request["id"]}, {"error", {{"code", code}, {"message", message}}}};
}
inline bool asks(const nlohmann::json& request, std::string_view method)
{
    return request["method"].get_ref<const std::string&>() == method;
}

/// A twist that can be changed while others use it, and the count of what it was asked. None: the truth.
class TwistSwitch {
public:
    void set(Twist twist)
    {
        const std::scoped_lock lock(m_mutex);
        m_twist = std::move(twist);
    }
    int asked() const { return m_asked; }
    void forget() { m_asked = 0; }

    base::Result<nlohmann::json> answer(const nlohmann::json& request, const Honest& honest)
    {
        ++m_asked;
        Twist twist;
        {
            const std::scoped_lock lock(m_mutex);
            twist = m_twist;
        }
        return twist ? twist(request, honest) : base::Result<nlohmann::json>(honest());
    }

private:
    std::mutex m_mutex;
    Twist m_twist;
    std::atomic<int> m_asked = 0;
};

/// A way to a real node with a twist in it.
class TwistedLine final : public rpc::Transport {
public:
    TwistedLine(std::unique_ptr<rpc::Transport> real, TwistSwitch& twist)
        : m_real(std::move(real))
        , m_twist(twist)
    {
    }
    base::Result<rpc::HttpAnswer> post(
        std::string_view body, std::size_t maxSize, std::stop_token stop) override
    {
        const nlohmann::json request = nlohmann::json::parse(body);
        const auto honest = [&] { return nlohmann::json::parse(m_real->post(body, maxSize, stop)->body); };
        const nlohmann::json answer = TRY(m_twist.answer(request, honest));
        return rpc::HttpAnswer{.status = 200, .body = answer.dump()};
    }

private:
    std::unique_ptr<rpc::Transport> m_real;
    TwistSwitch& m_twist;
};

} // namespace tests
