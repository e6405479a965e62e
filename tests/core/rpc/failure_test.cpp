#include "core/rpc/failure.h"
#include "core/rpc/failure_words.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <map>

using base::Fault;
using rpc::Failure;
using rpc::FailureClass;
using rpc::HttpAnswer;
using rpc::Json;
using rpc::Question;

namespace {

constexpr const char* kSend = "eth_sendRawTransaction";

std::string nameOf(FailureClass kind)
{
    switch (kind) {
    case FailureClass::Reverted:
        return "reverted";
    case FailureClass::AlreadyKnown:
        return "already-known";
    case FailureClass::RefusedFinal:
        return "refused-final";
    case FailureClass::NotNow:
        return "not-now";
    case FailureClass::Busy:
        return "busy";
    case FailureClass::MissingState:
        return "missing-state";
    case FailureClass::RangeTooLarge:
        return "range-too-large";
    case FailureClass::Unsupported:
        return "unsupported";
    case FailureClass::Auth:
        return "auth";
    case FailureClass::BadAnswer:
        return "bad-answer";
    }
    return "none";
}

/// The answers are to the request that they name, but where one is meant to name another.
Question questionOf(const Json& entry, const std::string& method)
{
    Question question{.method = method, .id = 1, .sent = {}};
    const Json& extracted = entry.at("extracted");
    const Json body = Json::parse(tests::textOf(entry.at("body")), nullptr, false);
    if (!extracted.contains("expectedId") && body.is_object() && body.contains("id") &&
        body.at("id").is_number_unsigned())
        question.id = body.at("id");
    if (extracted.contains("expectedHash"))
        question.sent = base::Hash::from(tests::hexBytes(extracted.at("expectedHash")));
    return question;
}

HttpAnswer answerOf(const Json& entry)
{
    HttpAnswer answer{.status = entry.at("httpStatus"), .body = tests::textOf(entry.at("body"))};
    for (const auto& [name, value] : entry.at("headers").items())
        answer.headers.emplace_back(name, tests::textOf(value));
    return answer;
}

template <typename T>
Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json();
}

/// What the failure says under this name of the vectors; a number in the form of `like`.
Json valueOf(const Failure& failure, const std::string& name, const Json& like, const std::string& method)
{
    for (const char* aspect : {"scope", "cause", "what", "why", "kind", "halt"})
        if (name == aspect) return failure.aspect;
    if (name == "revertData") return failure.revertData ? Json(base::toHex0x(*failure.revertData)) : Json();
    if (name == "txHash")
        return failure.transactionHash ? Json(base::toHex0x(*failure.transactionHash)) : Json();
    if (name == "reason") return orNull(failure.reason);
    if (name == "retryAfterMs") return orNull(failure.retryAfterMs);
    if (name == "looksLike") return failure.looksLike ? Json(nameOf(*failure.looksLike)) : Json();
    if (name == "txHashPrefix") return failure.hashPrefix;
    if (name == "outcomeUnknown") return failure.outcomeUnknown;
    if (name == "mined") return failure.isMined;
    if (name == "html") return failure.isHtml;
    if (name == "resultNull") return failure.isNullResult;
    if (name == "wholeBatch") return failure.ofWholeBatch;
    if (name == "rejectedBeforeInclusion") return method.starts_with("eth_sendRaw");
    const auto figure = failure.figure(name);
    if (!figure) return {};
    return like.is_string() ? Json(base::toDecimal(*figure)) : Json(figure->low64());
}

/// Empty when the entry is judged right.
std::string misjudged(const Json& entry)
{
    const std::string method = entry.at("method");
    const auto read = rpc::readAnswer(questionOf(entry, method), answerOf(entry));
    if (read) return "accepted";
    const Failure& failure = read.error();
    if (nameOf(failure.kind) != tests::textOf(entry.at("class"))) return "is " + nameOf(failure.kind);
    for (const auto& [name, value] : entry.at("extracted").items()) {
        if (name == "expectedId" || name == "expectedHash") continue;
        const Json have = valueOf(failure, name, value, method);
        if (have != value) return name + " is " + have.dump();
    }
    return {};
}

HttpAnswer errorAnswer(int code, const std::string& message, int status = 200)
{
    return {.status = status,
        .body =
            Json{{"jsonrpc", "2.0"}, {"id", 1}, {"error", {{"code", code}, {"message", message}}}}.dump()};
}

Failure failureOf(const std::string& method, const HttpAnswer& answer)
{
    auto read = rpc::readAnswer({.method = method, .id = 1, .sent = {}}, answer);
    return read ? Failure() : std::move(read).error();
}

std::string judged(const Failure& failure)
{
    return nameOf(failure.kind) + (failure.aspect.empty() ? "" : " ") + std::string(failure.aspect);
}

} // namespace

class FailureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judgesEveryAnswerOfTheVectors()
    {
        const auto folder = tests::vectorSet("rpc-answers");
        if (!folder) QSKIP(tests::noVectors());
        int right = 0, wrong = 0;
        for (const auto& file : tests::filesBelow(*folder, ".json"))
            for (const Json& entry : tests::readJson(file)) {
                const std::string why = misjudged(entry);
                why.empty() ? ++right : ++wrong;
                if (!why.empty())
                    qWarning("%s (%s): %s", tests::textOf(entry.at("id")).c_str(),
                        tests::textOf(entry.at("class")).c_str(), why.c_str());
            }
        qInfo("%d right, %d wrong", right, wrong);
        QVERIFY(right > 0);
        QCOMPARE(wrong, 0);
    }

    void judgesWords_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("judged");
        const auto row = [](const char* method, const char* words, const char* verdict) {
            QTest::addRow("%s: %s", method, words) << method << words << verdict;
        };
        // A transaction that can never be taken.
        row(kSend, "nonce too low: next nonce 5, tx nonce 4", "refused-final nonce-used");
        row(kSend, "OldNonce", "refused-final nonce-used");
        row(kSend, "INTERNAL_ERROR: rlp too long", "refused-final bytes");
        row(kSend, "invalid sender: invalid chain id for signer: have 1 want 10", "refused-final bytes");
        row(kSend, "intrinsic gas too low: gas 20000, minimum needed 21000", "refused-final bytes");
        row(kSend, "exceeds max transaction gas limit", "refused-final bytes");
        row(kSend, "too many blobs in transaction: have 7, permitted 6", "refused-final bytes");
        row(kSend, "sender is not an EOA", "refused-final state");
        // One that may be taken another time.
        row(kSend, "exceeds block gas limit", "not-now block-gas-limit");
        row(kSend, "transaction underpriced: gas tip cap 1, minimum needed 2", "not-now underpriced");
        row(kSend, "max fee per gas less than block base fee: address 0x01, maxFeePerGas: 1, baseFee: 8",
            "not-now below-base-fee");
        row(kSend, "insufficient gas price to replace existing transaction",
            "not-now replacement-underpriced");
        row(kSend, "nonce too high: tx nonce 12, gapped nonce 9", "not-now nonce-gap");
        row(kSend, "OwnNonceAlreadyUsed", "not-now nonce-in-use");
        row(kSend, "sequencer pending tx pool full, please try again", "not-now pool-full");
        row(kSend, "account limit exceeded: pooled 16 txs", "not-now account-limit");
        row(kSend, "tx fee (1.10 ether) exceeds the configured cap (1.00 ether)", "not-now node-policy");
        // One that is there.
        row(kSend, "already known", "already-known");
        row(kSend, "INTERNAL_ERROR: existing tx with same hash", "already-known");
        row(kSend, "failed to forward tx to sequencer, please try again. Error message: 'already known'",
            "already-known");
        // No verdict.
        row(kSend, "request timed out", "busy timeout");
        row(kSend, "some words that nobody knows", "busy internal");
        row("eth_call", "some words that nobody knows", "busy internal");
        row("eth_call", "300/second request limit reached", "busy rate");
        row("eth_call", "execution aborted (timeout = 5s)", "busy timeout");
        row("eth_call", "no backend is currently healthy to serve traffic", "busy unhealthy");
        // What a contract says decides nothing.
        row("eth_call", "execution reverted: Too Many Requests", "reverted");
        row("eth_call", "historical backend error: execution reverted: nonce too low", "reverted");
        row("eth_call", "out of gas: gas required exceeds: 30000000", "reverted out-of-gas");
        row("eth_estimateGas", "gas required exceeds allowance (0)", "not-now insufficient-funds");
        row("eth_estimateGas", "gas required exceeds allowance (30000000)", "reverted out-of-gas");
        row("eth_call", "missing trie node 1ae2ebe5 (path )", "missing-state state");
        row("eth_call", "header not found", "missing-state block");
        row("eth_getLogs", "block range extends beyond current head block", "missing-state head-lag");
        row("eth_getLogs", "eth_getLogs is limited to a 10,000 range", "range-too-large blocks");
        row("eth_getLogs", "query returned more than 10000 results", "range-too-large results");
        row("eth_getLogs", "You are limited to a maximum of 25 requests per second", "busy rate");
        row("eth_getLogs", "ranges over 10000 blocks are not supported on free plan",
            "range-too-large blocks");
        row("eth_getProof", "eth_getProof - Method not supported", "unsupported method");
        row("eth_getBlockByNumber", "finalized is not a supported commitment", "unsupported tag");
        row("eth_call", "Invalid access key", "auth");
    }
    void judgesWords()
    {
        QFETCH(const QString, method);
        QFETCH(const QString, words);
        QFETCH(const QString, judged);
        for (const int status : {200, 500}) {
            const Failure failure =
                failureOf(method.toStdString(), errorAnswer(-32000, words.toStdString(), status));
            QCOMPARE(QString::fromStdString(::judged(failure)), judged);
        }
    }

    void aServersWordsStayBehindOurs_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<int>("fault");
        const auto row = [](const char* name, int status, const char* body, const char* detail, Fault fault) {
            QTest::newRow(name) << status << QByteArray(body) << detail << static_cast<int>(fault);
        };
        row("an error that is a text", 200,
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":\"rate limit exceeded for key\"}",
            "rate limit exceeded for key", Fault::Busy);
        row("a gateway's message", 429, "{\"message\":\"API rate limit exceeded\"}",
            "HTTP 429: API rate limit exceeded", Fault::Busy);
        row("a gateway's error", 403, "{\"error\":\"invalid api key\"}", "HTTP 403: invalid api key",
            Fault::NotAllowed);
        row("control characters", 200,
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000,\"message\":\"no "
            "\\u001b[31mway\\u202e\"}}",
            "no \\x1b[31mway\\u202e", Fault::Busy);
        row("no words", 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000}}", "no reason given",
            Fault::Busy);
        row("no body", 503, "", "HTTP 503", Fault::Busy);
        row("a page", 502, "<html>", "HTTP 502: a page for people, not an answer", Fault::Busy);
        row("an empty answer", 200, "", "an empty answer", Fault::BadAnswer);
        row("a text", 200, "pong", "pong", Fault::BadAnswer);
    }
    void aServersWordsStayBehindOurs()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const QString, detail);
        QFETCH(const int, fault);
        const base::Error error =
            rpc::toError(failureOf("eth_getBalance", {.status = status, .body = body.toStdString()}));
        QCOMPARE(QString::fromStdString(error.detail), detail);
        QCOMPARE(static_cast<int>(error.fault), fault);
    }
    void longWordsAreKeptWhole()
    {
        const std::string words(3000, 'w');
        QCOMPARE(rpc::toError(failureOf("eth_call", errorAnswer(-32000, words))).detail, words);
    }

    void takesAnswersAsOtherClientsDo_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("plain") << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x384\"}");
        QTest::newRow("the id as text")
            << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":\"7\",\"result\":\"0x384\"}");
        QTest::newRow("the id as a fraction")
            << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":7.0,\"result\":\"0x384\"}");
        QTest::newRow("no version") << QByteArray("{\"id\":7,\"result\":\"0x384\"}");
        QTest::newRow("an error that is null")
            << QByteArray("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":null,\"result\":\"0x384\"}");
        QTest::newRow("a byte order mark")
            << QByteArray("\xef\xbb\xbf{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x384\"}");
        QTest::newRow("space around")
            << QByteArray(" \r\n{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x384\"}\n");
        QTest::newRow("an array of one")
            << QByteArray("[{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x384\"}]");
    }
    void takesAnswersAsOtherClientsDo()
    {
        QFETCH(const QByteArray, body);
        const auto read = rpc::readAnswer(
            {.method = "eth_getBalance", .id = 7, .sent = {}}, {.status = 200, .body = body.toStdString()});
        QVERIFY(read.has_value());
        QCOMPARE(read->get<std::string>(), std::string("0x384"));
    }
    void takesTheResultOfItsOwnRequestOnly()
    {
        for (const char* body : {"{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":\"0x1\"}",
                 "{\"jsonrpc\":\"2.0\",\"id\":7}", "{\"jsonrpc\":\"2.0\",\"id\":\"70\",\"result\":\"0x1\"}",
                 "[1]", "7", "null", "{}", "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x1\"}{}"}) {
            const auto read = rpc::readAnswer(
                {.method = "eth_getBalance", .id = 7, .sent = {}}, {.status = 200, .body = body});
            QVERIFY2(!read, body);
            QCOMPARE(nameOf(read.error().kind), std::string("bad-answer"));
        }
    }
    void anotherHashIsNoAnswerToASend()
    {
        const base::Hash sent = base::Hash::from(base::Bytes(32, 0x5a));
        const auto ask = [&](const base::Hash& answered) {
            return rpc::readAnswer({.method = kSend, .id = 1, .sent = sent},
                {.status = 200,
                    .body = Json{{"jsonrpc", "2.0"}, {"id", 1}, {"result", base::toHex0x(answered)}}.dump()});
        };
        QVERIFY(ask(sent).has_value());
        QVERIFY(!ask(base::Hash()));
        QVERIFY(ask(base::Hash()).error().outcomeUnknown);
    }
    void whatIsCutOffIsNeverFinal()
    {
        const std::string whole = errorAnswer(-32000, "nonce too low").body;
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const Failure failure = failureOf(kSend, {.status = 200, .body = whole.substr(0, size)});
            QCOMPARE(nameOf(failure.kind), std::string("bad-answer"));
            QVERIFY(failure.outcomeUnknown);
        }
    }
    void answersWithinAnswersEnd()
    {
        std::string words = "nobody knows";
        for (int i = 0; i < 14; ++i) // each doubles the backslashes
            words = Json{{"error", {{"message", words}}}}.dump();
        QCOMPARE(nameOf(failureOf("eth_call", errorAnswer(-32000, words)).kind), std::string("busy"));
    }
    void manyCausesDoNotHideTheWords()
    {
        const Json causes(100'000, "nobody knows this either");
        const Json error{{"code", -32000}, {"message", "rate limit exceeded"}, {"data", causes}};
        const std::string body = Json{{"jsonrpc", "2.0"}, {"id", 1}, {"error", error}}.dump();
        QCOMPARE(judged(failureOf("eth_call", {.status = 200, .body = body})), std::string("busy rate"));
    }
    void readsNumbersOutOfWords()
    {
        const Failure limit = failureOf("eth_getLogs",
            errorAnswer(-32602,
                "Log response size exceeded. You can make eth_getLogs requests with up to a 2K "
                "block range and no limit on the response size, or you can request any block "
                "range with a cap of 10K logs in the response. Based on your parameters and the "
                "response size limit, this block range should work: [0x0, 0xd043b8]"));
        QCOMPARE(limit.figure("maxBlocks")->low64(), 2000u);
        QCOMPARE(limit.figure("maxResults")->low64(), 10'000u);
        QCOMPARE(limit.figure("suggestedTo")->low64(), 0xd043b8u);
        QVERIFY(!limit.figure("maxBytes"));
    }
    void aRevertKeepsItsData()
    {
        const Json error{{"code", 3}, {"message", "execution reverted"}, {"data", "0xc5defbad"}};
        const Failure failure = failureOf("eth_call",
            {.status = 200, .body = Json{{"jsonrpc", "2.0"}, {"id", 1}, {"error", error}}.dump()});
        QVERIFY(failure.kind == FailureClass::Reverted);
        QCOMPARE(base::toHex0x(*failure.revertData), std::string("0xc5defbad"));
        QCOMPARE(rpc::toError(failure).detail, std::string("reverted: OptimismPortal_BadTarget()"));
    }
    void waitsAsLongAsItIsTold()
    {
        const Failure header =
            failureOf("eth_call", {.status = 429, .body = "slow down", .headers = {{"retry-after", "7"}}});
        QCOMPARE(*header.retryAfterMs, 7000u);
        const Failure words =
            failureOf("eth_call", errorAnswer(-32005, "rate limit exceeded, retry after 3 seconds"));
        QCOMPARE(*words.retryAfterMs, 3000u);
        // What is no time is none, however a server writes it.
        for (const char* wait : {"nan", "-nan", "inf", "-1", "1e300", "99999999999"})
            QVERIFY(!failureOf(
                "eth_call", {.status = 429, .body = "slow down", .headers = {{"retry-after", wait}}})
                    .retryAfterMs);
        QVERIFY(!failureOf("eth_call", {.status = 429, .body = "try again in 18446744073709551615 seconds"})
                .retryAfterMs);
    }
    void takesWordsApart()
    {
        const auto text = [](std::string_view words) {
            std::string joined;
            for (const rpc::Word& word : rpc::wordsOf(words))
                joined += (joined.empty() ? "" : " ") + word.text;
            return joined;
        };
        QCOMPARE(text("RLPTooLong: size 0x10, can't"), std::string("rlp too long size # cant"));
        QCOMPARE(text("eth_getLogs 10,000 2K 100wei 1.5"), std::string("eth get logs # # # wei #"));
        QCOMPARE(text("INTERNAL_ERROR: maxFeePerGas"), std::string("internal error max fee per gas"));
        QCOMPARE(rpc::wordsOf("10,000").front().number->low64(), 10'000u);
        QCOMPARE(rpc::wordsOf("2K").front().number->low64(), 2000u);
        QVERIFY(rpc::findPhrase(rpc::wordsOf("the nonce is too low"), "nonce * low"));
        QVERIFY(!rpc::findPhrase(rpc::wordsOf("the nonce is too low"), "^nonce"));
        QVERIFY(!rpc::findPhrase(rpc::wordsOf("invalid params"), "^invalid$"));
    }
};

QTEST_APPLESS_MAIN(FailureTest)
#include "failure_test.moc"
