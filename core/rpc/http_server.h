#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace rpc {

/// A small HTTP server for programs on this computer: it listens on 127.0.0.1 alone. It refuses requests that
/// were meant for another host, so that no web page can reach it under a name of its own; those that carry
/// the Origin of a page; and POSTs of another type than JSON, which any page may send without asking. It
/// sends no CORS headers. GET and POST only.
class HttpServer {
public:
    struct Request {
        std::string method; ///< "GET", "POST"
        std::string target; ///< path and query
        std::string body;
    };
    struct Reply {
        int status = 200;
        std::string body; ///< JSON
    };
    /// Called on several threads at once, each a base::Thread. A stop is requested when the
    /// server ends, which waits for the handlers to return.
    using Handle = std::function<Reply(const Request& request, std::stop_token stop)>;

    static constexpr std::size_t kMaxBody = 4u << 20; ///< longer ones get 413

    /// Listens on the port; 0 takes any that is free. Refused when it is taken.
    static base::Result<std::unique_ptr<HttpServer>> listen(std::uint16_t port, Handle handle);
    ~HttpServer();

    std::uint16_t port() const;
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port()); }

private:
    struct Parts;
    explicit HttpServer(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace rpc
