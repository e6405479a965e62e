#include "core/base/thread.h"
#include "core/rpc/curl_transport.h"
#include "core/rpc/http_server.h"

#include <QTest>

#include <arpa/inet.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <thread>

using rpc::HttpServer;

namespace {

int connectTo(const char* host, std::uint16_t port)
{
    const int connection = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    ::inet_pton(AF_INET, host, &address.sin_addr);
    if (::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return connection;
    ::close(connection);
    return -1;
}

/// Everything that the server sends to these bytes until it hangs up.
std::string talk(const HttpServer& server, const std::string& request)
{
    const int connection = connectTo("127.0.0.1", server.port());
    std::string answer;
    if (::send(connection, request.data(), request.size(), MSG_NOSIGNAL) < 0) return answer;
    char buffer[4096];
    for (ssize_t size = 0; (size = ::recv(connection, buffer, sizeof buffer, 0)) > 0;)
        answer.append(buffer, static_cast<std::size_t>(size));
    ::close(connection);
    return answer;
}

std::string request(const std::string& line, const std::string& body = {},
    const std::string& host = "127.0.0.1", const std::string& headers = {})
{
    return line + " HTTP/1.1\r\nHost: " + host +
           "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
           "\r\n" + body;
}

std::unique_ptr<HttpServer> serve(HttpServer::Handle handle)
{
    auto server = HttpServer::listen(0, std::move(handle));
    if (!server) qFatal("%s", server.error().detail.c_str());
    return *std::move(server);
}

HttpServer::Reply echo(const HttpServer::Request& request, const std::stop_token&)
{
    return {.status = 200, .body = request.method + " " + request.target + " " + request.body};
}

std::size_t stackSize()
{
    pthread_attr_t attributes;
    std::size_t size = 0;
    pthread_getattr_np(pthread_self(), &attributes);
    pthread_attr_getstacksize(&attributes, &size);
    pthread_attr_destroy(&attributes);
    return size;
}

} // namespace

class HttpServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersPostAndGet()
    {
        const auto server = serve(echo);
        const std::string posted = talk(*server, request("POST /", "{}"));
        QVERIFY(posted.starts_with("HTTP/1.1 200"));
        QVERIFY(posted.find("Content-Type: application/json") != std::string::npos);
        QVERIFY(posted.ends_with("POST / {}"));
        QVERIFY(posted.find("Access-Control") == std::string::npos);
        const std::string got = talk(*server, request("GET /eth/v1/beacon/blobs/7?a=b%2C"));
        QVERIFY(got.ends_with("GET /eth/v1/beacon/blobs/7?a=b%2C "));
    }
    void handsOnTheStatus()
    {
        const auto server =
            serve([](const auto&, const auto&) { return HttpServer::Reply{.status = 429, .body = "{}"}; });
        QVERIFY(talk(*server, request("POST /", "{}")).starts_with("HTTP/1.1 429"));
    }
    void keepsConnections()
    {
        const auto server = serve(echo);
        const int connection = connectTo("127.0.0.1", server->port());
        const std::string twice = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(::send(connection, twice.data(), twice.size(), MSG_NOSIGNAL),
                static_cast<ssize_t>(twice.size()));
            std::string answer;
            char buffer[4096];
            while (!answer.ends_with("POST / {}")) {
                const ssize_t size = ::recv(connection, buffer, sizeof buffer, 0);
                QVERIFY(size > 0);
                answer.append(buffer, static_cast<std::size_t>(size));
            }
        }
        ::close(connection);
    }
    void servesOurOwnClient()
    {
        const auto server = serve([](const HttpServer::Request& asked, const auto&) {
            return HttpServer::Reply{.status = 200, .body = asked.body};
        });
        const auto transport = rpc::CurlTransport::open(server->url());
        const std::string large = "{\"x\":\"" + std::string(3'000'000, 'a') + "\"}";
        QCOMPARE((*transport)->post(large, rpc::kMaxAnswerSize, {})->body, large);
    }
    void refusesWhatIsTooLong()
    {
        const auto server = serve(echo);
        const std::string tooLong(HttpServer::kMaxBody + 1, 'a');
        QVERIFY(talk(*server, request("POST /", tooLong)).starts_with("HTTP/1.1 413"));
        const std::string chunked =
            talk(*server, "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nTransfer-Encoding: "
                          "chunked\r\n\r\n400001\r\n" +
                              tooLong + "\r\n0\r\n\r\n");
        QVERIFY(chunked.starts_with("HTTP/1.1 413"));
        QVERIFY(talk(*server, request("POST /", "still here")).ends_with("POST / still here"));
    }
    void refusesRequestsForOtherHosts_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("a name") << QByteArray("wallet.example");
        QTest::newRow("a name with our address in it") << QByteArray("127.0.0.1.example");
        QTest::newRow("none") << QByteArray("");
    }
    void refusesRequestsForOtherHosts()
    {
        QFETCH(const QByteArray, host);
        std::atomic<int> asked = 0;
        const auto server = serve([&](const auto&, const auto&) {
            ++asked;
            return HttpServer::Reply();
        });
        QVERIFY(talk(*server, request("POST /", "{}", host.toStdString())).starts_with("HTTP/1.1 403"));
        QCOMPARE(asked.load(), 0);
    }
    void refusesWhatAPageMaySend_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("text") << QByteArray("Content-Type: text/plain") << QByteArray("415");
        QTest::newRow("text with a charset")
            << QByteArray("Content-Type: text/plain;charset=UTF-8") << QByteArray("415");
        QTest::newRow("a form") << QByteArray("Content-Type: application/x-www-form-urlencoded")
                                << QByteArray("415");
        QTest::newRow("a page's origin") << QByteArray("Origin: https://page.example") << QByteArray("403");
        QTest::newRow("a hidden origin") << QByteArray("Origin: null") << QByteArray("403");
        QTest::newRow("another site") << QByteArray("Sec-Fetch-Site: cross-site") << QByteArray("403");
        QTest::newRow("JSON") << QByteArray("Content-Type: application/json; charset=utf-8")
                              << QByteArray("200");
        QTest::newRow("a local page") << QByteArray("Origin: http://localhost:3000") << QByteArray("200");
    }
    void refusesWhatAPageMaySend()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const QByteArray, status);
        std::atomic<int> asked = 0;
        const auto server = serve([&](const auto&, const auto&) {
            ++asked;
            return HttpServer::Reply();
        });
        const std::string text =
            "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n" +
            header.toStdString() + "\r\n\r\n{}";
        QVERIFY(talk(*server, text).starts_with("HTTP/1.1 " + status.toStdString()));
        QCOMPARE(asked.load(), status == "200" ? 1 : 0);
    }
    void knowsNoOtherMethods()
    {
        const auto server = serve(echo);
        for (const char* method : {"PUT /", "DELETE /", "OPTIONS /", "PATCH /"})
            QVERIFY(!talk(*server, request(method, "{}")).starts_with("HTTP/1.1 200"));
    }
    void survivesWhatIsNoHttp_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 11);
        QTest::newRow("long line") << QByteArray("GET /" + QByteArray(100'000, 'a') + " HTTP/1.1\r\n\r\n");
        QTest::newRow("negative length") << QByteArray(
            "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: -1\r\n\r\n");
        QTest::newRow("bad chunk") << QByteArray("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: "
                                                 "close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    }
    void survivesWhatIsNoHttp()
    {
        QFETCH(const QByteArray, bytes);
        const auto server = serve(echo);
        const int connection = connectTo("127.0.0.1", server->port());
        QCOMPARE(::send(connection, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL),
            static_cast<ssize_t>(bytes.size()));
        ::close(connection);
        QVERIFY(talk(*server, request("GET /here")).ends_with("GET /here "));
    }
    void listensOnTheLoopbackAlone()
    {
        const auto server = serve(echo);
        QCOMPARE(connectTo("127.0.0.2", server->port()), -1);
    }
    void handlersHaveTheirStack()
    {
        const auto server = serve([](const auto&, const auto&) {
            return HttpServer::Reply{
                .status = 200, .body = std::to_string(stackSize() >= base::Thread::kStackSize)};
        });
        QVERIFY(talk(*server, request("GET /")).ends_with("1"));
    }
    void oneServerAPort()
    {
        const auto server = serve(echo);
        const auto second = HttpServer::listen(server->port(), echo);
        QVERIFY(!second);
        QCOMPARE(second.error().fault, base::Fault::Refused);
    }
    void endsWhileAHandlerWaits()
    {
        std::promise<void> entered;
        auto server = serve([&](const auto&, const std::stop_token& stop) {
            entered.set_value();
            while (!stop.stop_requested())
                std::this_thread::yield();
            return HttpServer::Reply();
        });
        std::thread client([&] { talk(*server, request("POST /", "{}")); });
        entered.get_future().wait();
        const auto begin = std::chrono::steady_clock::now();
        const std::uint16_t port = server->port();
        server.reset();
        QVERIFY(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
        client.join();
        QVERIFY(HttpServer::listen(port, echo).has_value());
    }
};

QTEST_GUILESS_MAIN(HttpServerTest)
#include "http_server_test.moc"
