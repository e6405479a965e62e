#include "core/rpc/http_server.h"

#include "core/base/thread.h"

#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <optional>
#include <thread>

namespace rpc {
namespace {

using base::fail;
using base::Fault;

constexpr int kWorkers = 16; // a connection that is kept alive holds one
constexpr std::time_t kIdleSeconds = 5, kReadSeconds = 10, kWriteSeconds = 30;
constexpr std::size_t kRequestsPerConnection = 10'000;
constexpr const char* kJsonType = "application/json";

/// Threads on which contracts can be called.
class Workers final : public httplib::TaskQueue {
public:
    Workers()
    {
        for (int i = 0; i < kWorkers; ++i)
            m_threads.emplace_back([this](const std::stop_token&) { work(); });
    }

    // Newer versions of the library want to know whether the task was taken.
    using Taken = decltype(std::declval<httplib::TaskQueue&>().enqueue({}));
    Taken enqueue(std::function<void()> task) override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_tasks.push_back(std::move(task));
        }
        m_wake.notify_one();
        return Taken(true);
    }

    void shutdown() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isOver = true;
        }
        m_wake.notify_all();
        m_threads.clear();
    }

private:
    void work()
    {
        while (true) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_isOver || !m_tasks.empty(); });
            if (m_tasks.empty()) return;
            const std::function<void()> task = std::move(m_tasks.front());
            m_tasks.pop_front();
            lock.unlock();
            task();
        }
    }

    std::deque<std::function<void()>> m_tasks;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isOver = false;
    std::vector<base::Thread> m_threads; // last: they use the others
};

/// A page whose name was made to point to this computer says that name here.
bool isMeantForUs(const httplib::Request& request)
{
    const std::string host = request.get_header_value("Host");
    const std::string name = host.substr(0, host.find(':'));
    return name == "127.0.0.1" || name == "localhost";
}

/// A page of the web, or the browser on its behalf, names itself in one of these headers; programs do not.
bool isFromAPage(const httplib::Request& request)
{
    const std::string origin = request.get_header_value("Origin");
    const bool isOurs = origin.starts_with("http://127.0.0.1:") || origin.starts_with("http://localhost:");
    const std::string site = request.get_header_value("Sec-Fetch-Site");
    const bool isCrossSite = !site.empty() && site != "same-origin" && site != "none";
    return (!origin.empty() && !isOurs) || isCrossSite;
}

/// What a page may post without asking first (Fetch standard, "CORS-safelisted request-header") is never
/// JSON; a program that says nothing of its type is taken for one that means JSON.
bool isJson(const httplib::Request& request)
{
    const std::string type = request.get_header_value("Content-Type");
    const std::string essence = type.substr(0, type.find_first_of("; "));
    return essence.empty() || essence == kJsonType || essence == "application/json-rpc" ||
           essence == "application/jsonrequest";
}

/// The status of a request that is not for us; nothing when it is.
std::optional<int> refusalOf(const httplib::Request& request)
{
    constexpr int kForbidden = 403, kUnsupportedMediaType = 415;
    if (!isMeantForUs(request) || isFromAPage(request)) return kForbidden;
    if (request.method == "POST" && !isJson(request)) return kUnsupportedMediaType;
    return std::nullopt;
}

/// Nothing when it is too long, also once it is unpacked, or cut off; `response` says so.
std::optional<std::string> readBody(const httplib::ContentReader& reader, httplib::Response& response)
{
    constexpr int kContentTooLarge = 413;
    std::string body;
    bool isTooLong = false;
    const bool isWhole = reader([&](const char* data, std::size_t size) {
        isTooLong = body.size() + size > HttpServer::kMaxBody;
        if (!isTooLong) body.append(data, size);
        return !isTooLong;
    });
    if (isTooLong) response.status = kContentTooLarge;
    if (!isWhole) return std::nullopt;
    return body;
}

} // namespace

struct HttpServer::Parts {
    Handle handle;
    std::stop_source stop;
    httplib::Server server;
    int port = 0;
    std::thread listener;
    std::atomic<bool> hasEnded = false; ///< the listener, of itself or not

    void answer(const httplib::Request& request, httplib::Response& response, std::string body)
    {
        Reply reply = handle({request.method, request.target, std::move(body)}, stop.get_token());
        response.status = reply.status;
        response.set_content(std::move(reply.body), kJsonType);
    }

    void setUp();
};

void HttpServer::Parts::setUp()
{
    server.new_task_queue = [] { return new Workers; };
    server.set_keep_alive_max_count(kRequestsPerConnection);
    server.set_keep_alive_timeout(kIdleSeconds);
    server.set_read_timeout(kReadSeconds);
    server.set_write_timeout(kWriteSeconds);
    server.set_payload_max_length(kMaxBody);
    server.set_tcp_nodelay(true);
    // The library's own choice lets two servers share a port.
    server.set_socket_options([](socket_t socket) {
        const int on = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, reinterpret_cast<const char*>(&on), sizeof(on));
    });
    server.set_pre_routing_handler([](const httplib::Request& request, httplib::Response& response) {
        const std::optional<int> refusal = refusalOf(request);
        if (!refusal) return httplib::Server::HandlerResponse::Unhandled;
        response.status = *refusal;
        return httplib::Server::HandlerResponse::Handled;
    });
    server.Get("/.*", [this](const httplib::Request& request, httplib::Response& response) {
        answer(request, response, {});
    });
    server.Post("/.*", [this](const httplib::Request& request, httplib::Response& response,
                           const httplib::ContentReader& reader) {
        auto body = readBody(reader, response);
        if (body) answer(request, response, *std::move(body));
    });
}

base::Result<std::unique_ptr<HttpServer>> HttpServer::listen(std::uint16_t port, Handle handle)
{
    auto parts = std::make_unique<Parts>();
    parts->handle = std::move(handle);
    parts->setUp();
    httplib::Server& server = parts->server;
    constexpr const char* kHost = "127.0.0.1";
    const bool isBound = port == 0 ? (parts->port = server.bind_to_any_port(kHost)) > 0
                                   : server.bind_to_port(kHost, parts->port = port);
    if (!isBound) return fail(Fault::Refused, "port " + std::to_string(port) + " is taken");
    parts->listener = std::thread([&server, &hasEnded = parts->hasEnded] {
        server.listen_after_bind();
        hasEnded = true;
    });
    // A stop before it runs would be lost; a listener that fails never runs.
    while (!server.is_running() && !parts->hasEnded)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (parts->hasEnded) {
        parts->listener.join();
        return fail(Fault::Storage, "nothing listens on port " + std::to_string(parts->port));
    }
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(parts)));
}

HttpServer::HttpServer(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

HttpServer::~HttpServer()
{
    m_parts->stop.request_stop();
    m_parts->server.stop();
    m_parts->listener.join();
}

std::uint16_t HttpServer::port() const
{
    return static_cast<std::uint16_t>(m_parts->port);
}

} // namespace rpc
