#include "core/practice/node/json_rpc.h"

#include <QTest>

#include <nlohmann/json.hpp>

using base::Fault;
using practice::Json;
using practice::Parameters;
using practice::RpcError;
using practice::RpcResult;

namespace {

/// Gives its first parameter back, fails, or says too much.
RpcResult dispatch(const std::string& method, const Parameters& parameters)
{
    if (method == "echo") return parameters.ifAny(0) != nullptr ? *parameters.ifAny(0) : Json();
    if (method == "long") return std::string(1 << 20, 'x');
    if (method == "storage")
        return std::unexpected(base::Error{Fault::Storage, "/home/alice/secret.db is full"});
    if (method == "revert") {
        RpcError error(practice::kReverted, "execution reverted");
        error.data = base::Bytes{1, 2};
        return std::unexpected(error);
    }
    if (method == "address") {
        const base::Address address = TRY(parameters.address(0));
        return practice::hex(address);
    }
    return practice::refuse(-32601, "no such method");
}

std::string answer(std::string_view body)
{
    return practice::answerBody(body, dispatch);
}

Json parsed(const std::string& text)
{
    return Json::parse(text, nullptr, false);
}

std::string request(const std::string& method, const std::string& parameters = "[]")
{
    return R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":)" + parameters + "}";
}

} // namespace

class JsonRpcTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerHasTheIdOfItsRequest_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const char* id : {"0", "7", "-1", "\"a\"", "1.5", "null", "18446744073709551616"})
            QTest::newRow(id) << QByteArray(id);
    }
    void anAnswerHasTheIdOfItsRequest()
    {
        QFETCH(const QByteArray, id);
        const Json said = parsed(
            answer(R"({"jsonrpc":"2.0","method":"echo","params":["hi"],"id":)" + id.toStdString() + "}"));
        QVERIFY(said["id"] == Json::parse(id.toStdString()));
        QCOMPARE(said["jsonrpc"].get<std::string>(), std::string("2.0"));
        QCOMPARE(said["result"].get<std::string>(), std::string("hi"));
        QVERIFY(!said.contains("error"));
    }

    void whatIsNoRequestIsSaidToBeNone_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const std::string& body, int code) {
            QTest::newRow(name) << QByteArray::fromStdString(body) << code;
        };
        row("nothing", "", -32700);
        row("no JSON", "{", -32700);
        row("two values", "{} {}", -32700);
        row("bad text", "{\"jsonrpc\":\"2.0\",\"id\":\"\xff\",\"method\":\"echo\"}", -32700);
        row("deep lists", std::string(100'000, '['), -32700);
        row("deep and closed", std::string(1000, '[') + std::string(1000, ']'), -32700);
        row("deep in parameters", request("echo", std::string(70, '[') + std::string(70, ']')), -32700);
        row("a number", "5", -32600);
        row("null", "null", -32600);
        row("empty object", "{}", -32600);
        row("empty batch", "[]", -32600);
        row("no version", R"({"id":1,"method":"echo"})", -32600);
        row("another version", R"({"jsonrpc":"1.0","id":1,"method":"echo"})", -32600);
        row("version of another kind", R"({"jsonrpc":2.0,"id":1,"method":"echo"})", -32600);
        row("no method", R"({"jsonrpc":"2.0","id":1})", -32600);
        row("method of another kind", R"({"jsonrpc":"2.0","id":1,"method":["echo"]})", -32600);
        row("id of another kind", R"({"jsonrpc":"2.0","id":{},"method":"echo"})", -32600);
        row("named parameters", R"({"jsonrpc":"2.0","id":1,"method":"echo","params":{"a":1}})", -32602);
        row("parameters of another kind", request("echo", "5"), -32602);
        row("unknown method", request("nothing"), -32601);
        row("too long", std::string(practice::kMaxRequestSize + 1, ' '), -32600);
    }
    void whatIsNoRequestIsSaidToBeNone()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const int, code);
        const Json said = parsed(answer(body.toStdString()));
        QVERIFY(said.is_object());
        QCOMPARE(said["error"]["code"].get<int>(), code);
        QVERIFY(!said["error"]["message"].get<std::string>().empty());
        QVERIFY(said.contains("id"));
        QVERIFY(!said.contains("result"));
    }

    void aBatchIsAnsweredInItsOrder()
    {
        const Json said = parsed(answer(
            "[" + request("echo", "[1]") + "," + request("nothing") + ",7," + request("echo", "[2]") + "]"));
        QCOMPARE(said.size(), std::size_t{4});
        QCOMPARE(said[0]["result"].get<int>(), 1);
        QCOMPARE(said[1]["error"]["code"].get<int>(), -32601);
        QCOMPARE(said[2]["error"]["code"].get<int>(), -32600);
        QCOMPARE(said[3]["result"].get<int>(), 2);
    }

    void notificationsAreNotAnswered()
    {
        const std::string notification = R"({"jsonrpc":"2.0","method":"echo","params":[1]})";
        QCOMPARE(answer(notification), std::string());
        QCOMPARE(answer("[" + notification + "," + notification + "]"), std::string());
        const Json mixed = parsed(answer("[" + notification + "," + request("echo", "[2]") + "]"));
        QCOMPARE(mixed.size(), std::size_t{1});
    }

    void batchesHaveALimit()
    {
        const auto batchOf = [](std::size_t count, const std::string& one) {
            std::string batch = "[" + one;
            for (std::size_t i = 1; i < count; ++i)
                batch += "," + one;
            return batch + "]";
        };
        QCOMPARE(parsed(answer(batchOf(practice::kMaxBatch, request("echo")))).size(), practice::kMaxBatch);
        const Json tooMany = parsed(answer(batchOf(practice::kMaxBatch + 1, request("echo"))));
        QCOMPARE(tooMany["error"]["code"].get<int>(), -32600);
        const std::string large = answer(batchOf(practice::kMaxBatch, request("long")));
        QVERIFY(large.size() < practice::kMaxBatchAnswerSize + (2u << 20));
        const Json last = parsed(large)[practice::kMaxBatch - 1];
        QCOMPARE(last["error"]["code"].get<int>(), -32003);
    }

    void aRevertHasItsData()
    {
        const Json said = parsed(answer(request("revert")));
        QCOMPARE(said["error"]["code"].get<int>(), 3);
        QCOMPARE(said["error"]["data"].get<std::string>(), std::string("0x0102"));
    }

    void whatTheDiskDidStaysInside()
    {
        const Json said = parsed(answer(request("storage")));
        QCOMPARE(said["error"]["code"].get<int>(), -32603);
        QVERIFY(said.dump().find("alice") == std::string::npos);
    }

    void parametersAreReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        for (const char* text : {"[]", "[null]", "[5]", "[-1]", "[true]", "[{}]", "[[]]", "[\"\"]",
                 "[\"0x\"]", "[\"0x12\"]", "[\"0x000000000000000000000000000000000000000g\"]",
                 "[\"000000000000000000000000000000000000000000\"]", "[1e400]",
                 "[99999999999999999999999999999999999999999]"})
            QTest::newRow(text) << QByteArray(text);
    }
    void parametersAreReadStrictly()
    {
        QFETCH(const QByteArray, parameters);
        const Json said = parsed(answer(request("address", parameters.toStdString())));
        const int code = said["error"]["code"].get<int>();
        QVERIFY(code == -32602 || (parameters == "[1e400]" && code == -32700));
    }
};

QTEST_GUILESS_MAIN(JsonRpcTest)
#include "json_rpc_test.moc"
