#include "core/rpc/curl_transport.h"
#include "tests/support/http_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <condition_variable>

using base::Fault;
using tests::HttpServer;

class CurlTransportTest : public QObject {
    Q_OBJECT

    static base::Result<rpc::HttpAnswer> ask(
        const HttpServer& server, rpc::TransportLimits limits = {}, std::stop_token stop = {})
    {
        auto transport = TRY(rpc::CurlTransport::open(server.url(), limits));
        return transport->post("{\"q\":1}", rpc::kMaxAnswerSize, std::move(stop));
    }

private Q_SLOTS:
    void carriesTextBothWays()
    {
        const HttpServer server([](const std::string& body) {
            return HttpServer::Reply{.status = 200, .body = body, .headers = {}};
        });
        const auto transport = rpc::CurlTransport::open(server.url());
        QVERIFY(transport);
        for (int i = 0; i < 3; ++i)
            QCOMPARE((*transport)->post("{\"n\":" + std::to_string(i) + "}", rpc::kMaxAnswerSize, {})->body,
                "{\"n\":" + std::to_string(i) + "}");
        const std::string large = "{\"x\":\"" + std::string(3'000'000, 'a') + "\"}";
        QCOMPARE((*transport)->post(large, rpc::kMaxAnswerSize, {})->body, large);
    }
    void refusesAddressesOfOtherKinds_data()
    {
        QTest::addColumn<QString>("url");
        for (const char* url : {"file:///etc/passwd", "ftp://h/", "gopher://h", "localhost:8545", "",
                 "http://", "http://exa mple/"})
            QTest::newRow(url) << url;
    }
    void refusesAddressesOfOtherKinds()
    {
        QFETCH(QString, url);
        const auto transport = rpc::CurlTransport::open(url.toStdString());
        QVERIFY(!transport);
        QVERIFY(transport.error().fault == Fault::BadData);
    }
    void handsOverStatusBodyAndHeaders_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("body");
        QTest::newRow("an error in JSON") << 500 << "{}";
        QTest::newRow("busy") << 503 << "<html>";
        QTest::newRow("too many requests") << 429 << "slow down";
        QTest::newRow("a page") << 200 << "<html>";
        QTest::newRow("nothing") << 200 << "";
    }
    void handsOverStatusBodyAndHeaders()
    {
        QFETCH(int, status);
        QFETCH(QString, body);
        const HttpServer server([&](const std::string&) {
            return HttpServer::Reply{status, body.toStdString(), "Retry-After:  7 \r\nX-Other: 1\r\n"};
        });
        const auto answer = ask(server);
        QVERIFY(answer);
        QCOMPARE(answer->status, status);
        QCOMPARE(QString::fromStdString(answer->body), body);
        QCOMPARE(answer->header("retry-after"), std::string_view("7"));
        QCOMPARE(answer->header("x-other"), std::string_view());
    }
    void followsNoRedirect()
    {
        const HttpServer target(
            [](const std::string&) { return HttpServer::Reply{.status = 200, .body = "{}", .headers = {}}; });
        const HttpServer server([&](const std::string&) {
            return HttpServer::Reply{307, "", "Location: " + target.url() + "\r\n"};
        });
        QCOMPARE(ask(server)->status, 307);
        QCOMPARE(target.requests(), 0);
    }
    void anAnswerHasALimit()
    {
        const HttpServer server([](const std::string&) {
            return HttpServer::Reply{.status = 200, .body = std::string(2000, '{'), .headers = {}};
        });
        QVERIFY(
            ask(server,
                {.connect = std::chrono::seconds(1), .whole = std::chrono::seconds(5), .answerSize = 1999})
                .error()
                .fault == Fault::BadAnswer);
        QVERIFY(ask(server,
            {.connect = std::chrono::seconds(1), .whole = std::chrono::seconds(5), .answerSize = 2000}));
    }
    void aMethodsAnswerHasItsOwnLimit()
    {
        const HttpServer server([](const std::string& body) {
            const bool fails = body == "fail";
            return HttpServer::Reply{
                .status = fails ? 500 : 200, .body = std::string(5000, '{'), .headers = {}};
        });
        const auto transport = *rpc::CurlTransport::open(server.url());
        QVERIFY(transport->post("{}", 4096, {}).error().fault == Fault::BadAnswer);
        QVERIFY(transport->post("{}", 5000, {}));
        QCOMPARE(transport->post("fail", 4096, {})->body.size(), std::size_t{5000}); // a page may say why
    }
    void silenceIsOfflineAfterItsTime()
    {
        std::atomic<bool> over = false;
        const HttpServer server([&](const std::string&) {
            while (!over)
                std::this_thread::yield();
            return HttpServer::Reply{};
        });
        const auto answer = ask(server, {.connect = std::chrono::milliseconds(300),
                                            .whole = std::chrono::milliseconds(300),
                                            .answerSize = 10});
        over = true;
        QVERIFY(answer.error().fault == Fault::Offline);
    }
    void nobodyThereIsOffline()
    {
        std::string url;
        {
            const HttpServer gone([](const std::string&) { return HttpServer::Reply{}; });
            url = gone.url();
        }
        QVERIFY((*rpc::CurlTransport::open(url))->post("{}", rpc::kMaxAnswerSize, {}).error().fault ==
                Fault::Offline);
    }
    void aStopEndsTheWaitAtOnce()
    {
        std::mutex mutex;
        std::condition_variable arrived;
        bool isThere = false;
        std::atomic<bool> over = false;
        const HttpServer server([&](const std::string&) {
            {
                const std::scoped_lock lock(mutex);
                isThere = true;
            }
            arrived.notify_one();
            while (!over)
                std::this_thread::yield();
            return HttpServer::Reply{};
        });
        std::stop_source source;
        std::jthread stopper([&] {
            std::unique_lock lock(mutex);
            arrived.wait(lock, [&] { return isThere; });
            source.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        const auto answer = ask(server, {}, source.get_token());
        over = true;
        QVERIFY(answer.error().fault == Fault::Cancelled);
        QVERIFY(timer.elapsed() < 900); // below the second after which curl's wait ends by itself
    }
    void errorsDoNotShowTheKeyInAnAddress()
    {
        const auto transport = rpc::CurlTransport::open("http://user:secret1@127.0.0.1:1/v2/secret2");
        QVERIFY(transport);
        const auto answer = (*transport)->post("{}", rpc::kMaxAnswerSize, {});
        QVERIFY(!answer);
        QVERIFY(answer.error().detail.find("secret") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(CurlTransportTest)
#include "curl_transport_test.moc"
