#include "tests/support/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace tests {
namespace {

std::size_t bodyLength(const std::string& head)
{
    std::string lower = head;
    for (char& c : lower)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const std::size_t at = lower.find("\r\ncontent-length:");
    return at == std::string::npos ? 0 : std::strtoull(lower.c_str() + at + 17, nullptr, 10);
}

/// The body of one whole request, or nothing when the other side hangs up.
std::optional<std::string> readRequest(int connection)
{
    std::string text;
    char piece[65536];
    for (;;) {
        const std::size_t end = text.find("\r\n\r\n");
        if (end != std::string::npos && text.size() >= end + 4 + bodyLength(text.substr(0, end + 2)))
            return text.substr(end + 4);
        const ssize_t got = ::recv(connection, piece, sizeof piece, 0);
        if (got <= 0) return {};
        text.append(piece, static_cast<std::size_t>(got));
    }
}

void writeAll(int connection, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t sent = ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

} // namespace

HttpServer::HttpServer(Handler handler)
    : m_handler(std::move(handler))
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (m_socket < 0 || ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(m_socket, 64) != 0 ||
        ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        std::perror("no loopback server");
        std::abort();
    }
    m_port = ntohs(address.sin_port);
    m_listener = std::thread([this] { accept(); });
}

HttpServer::~HttpServer()
{
    m_stopping = true;
    m_listener.join();
    ::close(m_socket);
    for (std::thread& connection : m_connections)
        connection.join();
}

void HttpServer::accept()
{
    while (!m_stopping) {
        pollfd waiting{m_socket, POLLIN, 0};
        if (::poll(&waiting, 1, 50) <= 0) continue;
        const int connection = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        const std::scoped_lock lock(m_mutex);
        m_connections.emplace_back([this, connection] { serve(connection); });
    }
}

void HttpServer::serve(int connection)
{
    if (const auto body = readRequest(connection)) {
        ++m_requests;
        const Reply reply = m_handler(*body);
        writeAll(connection, "HTTP/1.1 " + std::to_string(reply.status) +
                                 " Status\r\nContent-Type: application/json\r\nConnection: close\r\n" +
                                 reply.headers + "Content-Length: " + std::to_string(reply.body.size()) +
                                 "\r\n\r\n" + reply.body);
    }
    ::close(connection);
}

} // namespace tests
