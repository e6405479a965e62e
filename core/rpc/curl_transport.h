#pragma once

#include "core/rpc/transport.h"

#include <chrono>
#include <memory>

namespace rpc {

/// What a CurlTransport allows a server.
struct TransportLimits {
    std::chrono::milliseconds connect{10'000};
    std::chrono::milliseconds whole{30'000};
    std::size_t answerSize = kMaxAnswerSize; ///< whatever the method
};

/// A JSON-RPC server over HTTP or HTTPS, by libcurl. Follows no redirect, speaks no other protocol, checks
/// certificates, keeps connections. Errors name the server by its host only: a path or a user name may hold a
/// key. The body of an answer with another status than 200 may have kMaxErrorSize whatever the method: it is
/// a page or a reason.
class CurlTransport final : public Transport {
public:
    /// BadData when `url` is not an absolute http or https URL.
    static base::Result<std::unique_ptr<CurlTransport>> open(
        const std::string& url, TransportLimits limits = {});
    ~CurlTransport() override;

    base::Result<HttpAnswer> post(std::string_view body, std::size_t maxSize, std::stop_token stop) override;

private:
    struct Connections;
    explicit CurlTransport(std::unique_ptr<Connections> connections);

    std::unique_ptr<Connections> m_connections;
};

} // namespace rpc
