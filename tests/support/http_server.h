#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace tests {

/// A small HTTP server on a free loopback port, one thread a connection, one request a connection. It plays
/// nodes that answer well, badly or never.
class HttpServer {
public:
    struct Reply {
        int status = 200;
        std::string body;
        std::string headers; ///< more lines, each ended by "\r\n"
    };
    /// Called on the connection's thread with the request's body. It may take its time: stopping() tells when
    /// to give up.
    using Handler = std::function<Reply(const std::string& body)>;

    explicit HttpServer(Handler handler);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer();

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    int requests() const { return m_requests; }
    const std::atomic<bool>& stopping() const { return m_stopping; }

private:
    void accept();
    void serve(int connection);

    Handler m_handler;
    int m_socket = -1;
    std::uint16_t m_port = 0;
    std::atomic<int> m_requests = 0;
    std::atomic<bool> m_stopping = false;
    std::mutex m_mutex;
    std::vector<std::thread> m_connections;
    std::thread m_listener;
};

} // namespace tests
