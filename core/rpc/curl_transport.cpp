#include "core/rpc/curl_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <mutex>
#include <optional>
#include <vector>

namespace rpc {
namespace {

using base::fail;
using base::Fault;
using base::Result;

/// curl_global_init is not thread-safe on every system: once, before the first handle.
bool curlIsReady()
{
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return ready;
}

template <auto Release>
struct ReleaseWith {
    template <typename T>
    void operator()(T* handle) const
    {
        Release(handle);
    }
};
using UrlHandle = std::unique_ptr<CURLU, ReleaseWith<curl_url_cleanup>>;
using EasyHandle = std::unique_ptr<CURL, ReleaseWith<curl_easy_cleanup>>;
using MultiHandle = std::unique_ptr<CURLM, ReleaseWith<curl_multi_cleanup>>;
using Headers = std::unique_ptr<curl_slist, ReleaseWith<curl_slist_free_all>>;

struct Server {
    std::string url;
    std::string host;
    bool isLoopback = false;
};

std::string urlPart(CURLU* url, CURLUPart part)
{
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

Result<Server> parseServer(const std::string& url)
{
    if (url.find("://") == std::string::npos)
        return fail(Fault::BadData, "the node's address must begin with http:// or https://");
    const UrlHandle parsed(curl_url());
    if (!parsed ||
        curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return fail(Fault::BadData, "the node's address is not a URL");
    const std::string scheme = urlPart(parsed.get(), CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https")
        return fail(Fault::BadData, "the node's address must begin with http:// or https://");
    std::string host = urlPart(parsed.get(), CURLUPART_HOST);
    if (host.empty()) return fail(Fault::BadData, "the node's address names no host");
    const bool isLoopback = host == "localhost" || host.starts_with("127.") || host == "[::1]";
    return Server{url, std::move(host), isLoopback};
}

constexpr std::size_t kMaxErrorSize = 1u << 20;
constexpr int kOk = 200;

/// What one request fills.
struct Answer {
    HttpAnswer http;
    std::size_t limit = 0;
    bool tooLong = false;

    std::size_t room() const { return http.status == kOk ? limit : std::max(limit, kMaxErrorSize); }
};

std::size_t takeBody(char* bytes, std::size_t one, std::size_t count, void* into)
{
    auto& answer = *static_cast<Answer*>(into);
    const std::size_t size = one * count;
    answer.tooLong = size > answer.room() - answer.http.body.size();
    if (answer.tooLong) return 0;
    answer.http.body.append(bytes, size);
    return size;
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

/// One line of the head: the status, or a header of the few that tell something of a failure.
std::size_t takeHeader(char* bytes, std::size_t one, std::size_t count, void* into)
{
    auto& answer = *static_cast<Answer*>(into);
    const std::size_t size = one * count;
    std::string_view line(bytes, size);
    if (line.starts_with("HTTP/")) {
        answer.http.headers.clear(); // "100 Continue" and the like have a head of their own
        const std::size_t space = line.find(' ');
        const std::string_view digits = space == std::string_view::npos ? "" : line.substr(space + 1, 3);
        std::from_chars(digits.data(), digits.data() + digits.size(), answer.http.status);
        return size;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return size;
    std::string name = lowerCase(line.substr(0, colon));
    if (name != "retry-after" && name != "content-type" && name != "location") return size;
    line.remove_prefix(colon + 1);
    const std::size_t begin = line.find_first_not_of(" \t\r\n");
    const std::size_t end = line.find_last_not_of(" \t\r\n");
    if (begin != std::string_view::npos)
        answer.http.headers.emplace_back(std::move(name), std::string(line.substr(begin, end - begin + 1)));
    return size;
}

/// One connection of its own: an easy handle on a multi handle, because only curl_multi_wakeup can end a wait
/// at once.
class Connection {
public:
    static std::optional<Connection> open(const Server& server, const TransportLimits& limits)
    {
        Connection made;
        if (!made.m_easy || !made.m_multi || !made.m_headers) return {};
        made.configure(server, limits);
        return made;
    }

    CURLcode perform(std::string_view body, Answer& answer, const std::stop_token& stop)
    {
        curl_easy_setopt(m_easy.get(), CURLOPT_POSTFIELDS, body.data());
        curl_easy_setopt(m_easy.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        curl_easy_setopt(m_easy.get(), CURLOPT_WRITEDATA, &answer);
        curl_easy_setopt(m_easy.get(), CURLOPT_HEADERDATA, &answer);
        curl_multi_add_handle(m_multi.get(), m_easy.get());
        const CURLcode code = run(stop);
        curl_multi_remove_handle(m_multi.get(), m_easy.get());
        return code;
    }

private:
    Connection()
        : m_easy(curl_easy_init())
        , m_multi(curl_multi_init())
    {
        m_headers.reset(curl_slist_append(nullptr, "Content-Type: application/json"));
        // A server that waits for "100 Continue" costs a second for every large body.
        if (m_headers) curl_slist_append(m_headers.get(), "Expect:");
    }

    void configure(const Server& server, const TransportLimits& limits)
    {
        CURL* easy = m_easy.get();
        curl_easy_setopt(easy, CURLOPT_URL, server.url.c_str());
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, m_headers.get());
        curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.count()));
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, takeBody);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, takeHeader);
        if (server.isLoopback) curl_easy_setopt(easy, CURLOPT_PROXY, "");
    }

    CURLcode run(const std::stop_token& stop)
    {
        const std::stop_callback wake(stop, [multi = m_multi.get()] { curl_multi_wakeup(multi); });
        for (int running = 1; running > 0;) {
            if (stop.stop_requested()) return CURLE_ABORTED_BY_CALLBACK;
            if (curl_multi_perform(m_multi.get(), &running) != CURLM_OK) return CURLE_FAILED_INIT;
            if (running > 0) curl_multi_poll(m_multi.get(), nullptr, 0, 1000, nullptr);
        }
        int left = 0;
        const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left);
        return message != nullptr && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
    }

    EasyHandle m_easy;
    MultiHandle m_multi;
    Headers m_headers;
};

} // namespace

/// Handles wait here between requests; as many exist as there were requests at the same time.
struct CurlTransport::Connections {
    Server server;
    TransportLimits limits;
    std::mutex mutex;
    std::vector<Connection> idle;

    std::optional<Connection> take()
    {
        const std::scoped_lock lock(mutex);
        if (idle.empty()) return Connection::open(server, limits);
        std::optional<Connection> taken(std::move(idle.back()));
        idle.pop_back();
        return taken;
    }
    void giveBack(Connection connection)
    {
        const std::scoped_lock lock(mutex);
        idle.push_back(std::move(connection));
    }
};

CurlTransport::CurlTransport(std::unique_ptr<Connections> connections)
    : m_connections(std::move(connections))
{
}
CurlTransport::~CurlTransport() = default;

base::Result<std::unique_ptr<CurlTransport>> CurlTransport::open(
    const std::string& url, TransportLimits limits)
{
    if (!curlIsReady()) return fail(Fault::Unsupported, "the network library does not start");
    auto connections = std::make_unique<Connections>();
    connections->server = TRY(parseServer(url));
    connections->limits = limits;
    return std::unique_ptr<CurlTransport>(new CurlTransport(std::move(connections)));
}

base::Result<HttpAnswer> CurlTransport::post(std::string_view body, std::size_t maxSize, std::stop_token stop)
{
    if (stop.stop_requested()) return fail(Fault::Cancelled, "stopped");
    std::optional<Connection> connection = m_connections->take();
    if (!connection) return fail(Fault::Offline, "no more network handles");

    const std::string& host = m_connections->server.host;
    Answer answer{.http = {}, .limit = std::min(m_connections->limits.answerSize, maxSize)};
    const CURLcode code = connection->perform(body, answer, stop);
    if (stop.stop_requested()) return fail(Fault::Cancelled, "stopped");
    if (answer.tooLong)
        return fail(Fault::BadAnswer,
            host + " sent an answer longer than " + std::to_string(answer.room()) + " bytes");
    if (code != CURLE_OK) return fail(Fault::Offline, host + ": " + curl_easy_strerror(code));
    m_connections->giveBack(*std::move(connection));
    return std::move(answer.http);
}

} // namespace rpc
