#include "core/rpc/failure.h"

#include "core/eth/json.h"
#include "core/rpc/failure_phrases.h"
#include "core/rpc/failure_reason.h"
#include "core/rpc/failure_said.h"
#include "core/rpc/revert.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace rpc {
namespace {

using base::Fault;

std::string_view withoutMark(std::string_view body)
{
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (body.starts_with(kByteOrderMark)) body.remove_prefix(kByteOrderMark.size());
    return trimmed(body);
}

// --- What it means -----------------------------------------------------------------------------------------

struct Judged {
    Meaning meaning;
    std::string_view text; ///< that decided
};

std::optional<Judged> judge(const Said& said, std::string_view method)
{
    for (const std::string& text : said.texts)
        if (const auto meaning = meaningOf(wordsOf(text), method)) return Judged{*meaning, text};
    return std::nullopt;
}

/// What the status alone says. Cloudflare has its own from 520 on.
std::optional<Meaning> meaningOfStatus(int status)
{
    switch (status) {
    case 401:
    case 403:
        return Meaning{FailureClass::Auth, ""};
    case 402:
        return Meaning{FailureClass::Busy, "quota"};
    case 429:
        return Meaning{FailureClass::Busy, "rate"};
    case 408:
    case 499:
    case 504:
    case 522:
    case 524:
        return Meaning{FailureClass::Busy, "timeout"};
    case 500:
    case 501:
        return Meaning{FailureClass::Busy, "internal"};
    default:
        if (status >= 500) return Meaning{FailureClass::Busy, "unhealthy"};
        return std::nullopt;
    }
}

/// What the number alone says, where no text does.
std::optional<Meaning> meaningOfCode(std::int64_t code, const Said& said, std::string_view method)
{
    constexpr std::int64_t kMethodNotFound = -32601;
    constexpr std::int64_t kPruned = 4444;
    constexpr std::int64_t kReverted = 3;
    if (code == kMethodNotFound) return Meaning{FailureClass::Unsupported, "method"};
    if (code == kPruned) return Meaning{FailureClass::MissingState, "history"};
    if (code == kReverted && said.data && !isSend(method)) return Meaning{FailureClass::Reverted, ""};
    if (code == 429 || code == -32429) return Meaning{FailureClass::Busy, "rate"};
    if (code == 401 || code == 403) return Meaning{FailureClass::Auth, ""};
    return std::nullopt;
}

/// A send whose fate nobody told. A server that counts callers says no before it looks at the transaction.
bool leavesOutcomeOpen(const Failure& failure, std::string_view method)
{
    if (!isSend(method)) return false;
    if (failure.kind == FailureClass::BadAnswer) return true;
    return failure.kind == FailureClass::Busy && failure.aspect != "rate" && failure.aspect != "quota" &&
           failure.aspect != "capacity";
}

void addFigures(const Said& said, const Meaning& meaning, std::string_view decisive, Failure& failure)
{
    const auto add = [&](std::string_view text) {
        for (const Figure& figure : figuresOf(wordsOf(text), meaning))
            if (!failure.figure(figure.name)) failure.figures.push_back(figure);
    };
    add(decisive);
    for (const std::string& text : said.texts)
        add(text);
}

Failure failureOf(const Said& said, const Judged& judged, const Question& question, const HttpAnswer& answer)
{
    Failure failure;
    failure.kind = judged.meaning.kind;
    failure.aspect = judged.meaning.aspect;
    failure.isMined = judged.meaning.isMined;
    failure.status = answer.status;
    failure.words = judged.text;
    if (failure.kind == FailureClass::Reverted)
        describeRevertOf(said, judged.text, failure);
    else
        addFigures(said, judged.meaning, judged.text, failure);
    if (failure.kind == FailureClass::Reverted && !failure.aspect.empty())
        addFigures(said, judged.meaning, judged.text, failure);
    if (isSend(question.method) && failure.kind != FailureClass::Reverted)
        nameTransaction(said, judged.text, failure);
    if (failure.kind == FailureClass::Busy) failure.retryAfterMs = waitIn(said, answer);
    failure.outcomeUnknown = leavesOutcomeOpen(failure, question.method);
    return failure;
}

Failure plainFailure(
    const Meaning& meaning, std::string words, const Question& question, const HttpAnswer& answer)
{
    Said said;
    if (!words.empty()) said.texts.push_back(std::move(words));
    const std::string_view text = said.texts.empty() ? std::string_view() : said.texts.front();
    return failureOf(said, {meaning, text}, question, answer);
}

Failure badAnswer(
    std::string_view aspect, std::string words, const Question& question, const HttpAnswer& answer)
{
    return plainFailure({FailureClass::BadAnswer, aspect}, std::move(words), question, answer);
}

/// HTTP 429 says busy, whatever stands in it.
Meaning under(int status, Meaning meaning)
{
    if (status == 429 && meaning.kind != FailureClass::Busy) return {FailureClass::Busy, "rate"};
    return meaning;
}

/// An error object (or text) of JSON-RPC: unknown words never end anything.
Failure failureOfError(const Json& error, const Question& question, const HttpAnswer& answer)
{
    Said said;
    collect(error, said, 0);
    auto judged = judge(said, question.method);
    if (!judged) {
        Meaning meaning{FailureClass::Busy, "internal"};
        if (const auto byStatus = meaningOfStatus(answer.status)) meaning = *byStatus;
        if (said.code)
            if (const auto byCode = meaningOfCode(*said.code, said, question.method)) meaning = *byCode;
        judged = {meaning, said.texts.empty() ? std::string_view("no reason given") : said.texts.back()};
    }
    judged->meaning = under(answer.status, judged->meaning);
    Failure failure = failureOf(said, *judged, question, answer);
    // What is shown is what the server says, not only the part of it that decided.
    if (const std::string* message = error.is_object() ? textOf(error, "message") : nullptr) {
        failure.words = *message;
        if (message->find(judged->text) == std::string::npos && judged->text != "reverted")
            failure.words += ": " + std::string(judged->text);
    }
    failure.ofWholeBatch = question.method == "(batch)";
    return failure;
}

// --- Bodies that are not JSON-RPC --------------------------------------------------------------------------

/// True when the text ends before its first JSON value does.
bool endsTooEarly(std::string_view text)
{
    std::int64_t open = 0;
    return eth::scanJson(text, [&](char c) {
        if (c == '{' || c == '[') ++open;
        return (c != '}' && c != ']') || --open != 0;
    });
}

Failure failureOfPage(const Question& question, const HttpAnswer& answer)
{
    const auto byStatus = meaningOfStatus(answer.status);
    Failure failure =
        plainFailure(byStatus.value_or(Meaning{FailureClass::BadAnswer, "html"}), {}, question, answer);
    failure.words = "a page for people, not an answer";
    failure.isHtml = true;
    return failure;
}

Failure failureOfText(std::string_view text, const Question& question, const HttpAnswer& answer)
{
    const auto byStatus = meaningOfStatus(answer.status);
    if (text.empty())
        return plainFailure(
            byStatus.value_or(Meaning{FailureClass::BadAnswer, "empty"}), {}, question, answer);
    const auto known = meaningOf(wordsOf(text), question.method);
    constexpr int kOk = 200;
    if (answer.status == kOk) {
        Failure failure = badAnswer("text", std::string(text), question, answer);
        if (known) failure.looksLike = known->kind;
        return failure;
    }
    const Meaning meaning = known ? *known : byStatus.value_or(Meaning{FailureClass::BadAnswer, "text"});
    return plainFailure(under(answer.status, meaning), std::string(text), question, answer);
}

/// JSON, but no answer of JSON-RPC: gateways and other services say what they have to say in members of their
/// own.
Failure failureOfOther(const Json& object, const Question& question, const HttpAnswer& answer)
{
    Said said;
    collect(object, said, 0);
    if (const auto judged = judge(said, question.method))
        return failureOf(said, {under(answer.status, judged->meaning), judged->text}, question, answer);
    if (said.code)
        if (const auto meaning = meaningOfCode(*said.code, said, question.method))
            return plainFailure(*meaning, said.texts.empty() ? "" : said.texts.back(), question, answer);
    const auto byStatus = meaningOfStatus(answer.status);
    return plainFailure(byStatus.value_or(Meaning{FailureClass::BadAnswer, "not-jsonrpc"}),
        said.texts.empty() ? "JSON, but no answer of JSON-RPC" : said.texts.back(), question, answer);
}

// --- Results that are failures -----------------------------------------------------------------------------

const Json* elementIfAny(const Json& array, std::size_t index)
{
    return array.is_array() && array.size() > index ? &array[index] : nullptr;
}

/// An error within a result, as eth_createAccessList and eth_simulateV1 have it.
const Json* errorWithin(const Json& result, std::string_view method)
{
    if (method == "eth_createAccessList") return memberIfAny(result, "error");
    if (method != "eth_simulateV1") return nullptr;
    const Json* block = elementIfAny(result, 0);
    const Json* calls = block == nullptr ? nullptr : memberIfAny(*block, "calls");
    const Json* call = calls == nullptr ? nullptr : elementIfAny(*calls, 0);
    return call == nullptr ? nullptr : memberIfAny(*call, "error");
}

/// Some nodes hand out what a call reverted with as if it had returned it. No value of any ABI type begins
/// with this selector and has four bytes more than whole words.
std::optional<Bytes> revertAsResult(const Json& result, std::string_view method)
{
    const std::string* text = textIn(result);
    if (method != "eth_call" || text == nullptr) return {};
    auto bytes = hexIn(*text);
    if (!bytes || !isErrorOfString(*bytes)) return {};
    return bytes;
}

bool answersWithQuantity(std::string_view method)
{
    constexpr std::string_view kMethods[] = {"eth_blockNumber", "eth_chainId", "eth_gasPrice",
        "eth_getBalance", "eth_getTransactionCount", "eth_estimateGas", "eth_maxPriorityFeePerGas"};
    return std::ranges::find(kMethods, method) != std::end(kMethods);
}

std::optional<Failure> failureOfResult(const Json& result, const Question& question, const HttpAnswer& answer)
{
    if (const Json* error = errorWithin(result, question.method))
        return failureOfError(*error, question, answer);
    if (auto data = revertAsResult(result, question.method)) {
        Said said;
        said.data = std::move(data);
        return failureOf(said, {{FailureClass::Reverted, ""}, {}}, question, answer);
    }
    if (answersWithQuantity(question.method) && !result.is_null() && !result.is_string())
        return badAnswer("not-jsonrpc", "the result is no quantity", question, answer);
    if (isSend(question.method) && question.sent) {
        const auto hash = asFixed<Hash>(result);
        const bool isReceipt = question.method == "eth_sendRawTransactionSync" && result.is_object();
        if (!isReceipt && (!hash || *hash != *question.sent))
            return badAnswer("not-jsonrpc", "the node took another transaction", question, answer);
    }
    if (question.method.starts_with("eth_getBlockBy") && result.is_null()) {
        Failure failure =
            plainFailure({FailureClass::MissingState, "block"}, "no such block", question, answer);
        failure.isNullResult = true;
        return failure;
    }
    return std::nullopt;
}

/// Ids come back as text or as 1.0 from gateways that make one out of the other.
bool isId(const Json& id, std::uint64_t asked)
{
    if (id.is_number_unsigned()) return id == asked;
    if (const std::string* text = textIn(id)) return *text == std::to_string(asked);
    return id.is_number_float() && id == static_cast<double>(asked);
}

std::expected<Json, Failure> readObject(Json response, const Question& question, const HttpAnswer& answer)
{
    const Json* error = memberIfAny(response, "error");
    const bool isEnvelope = response.contains("jsonrpc") || response.contains("id");
    if (error != nullptr && (isEnvelope || error->is_object()))
        return std::unexpected(failureOfError(*error, question, answer));
    const auto result = response.find("result");
    if (!isEnvelope || result == response.end())
        return std::unexpected(
            isEnvelope && error == nullptr && memberIfAny(response, "message") == nullptr
                ? badAnswer("not-jsonrpc", "the answer has neither result nor error", question, answer)
                : failureOfOther(response, question, answer));
    const Json* id = memberIfAny(response, "id");
    if (id == nullptr || !isId(*id, question.id))
        return std::unexpected(
            badAnswer("not-jsonrpc", "the answer is to another request", question, answer));
    if (auto failure = failureOfResult(*result, question, answer))
        return std::unexpected(*std::move(failure));
    return std::move(*result);
}

Fault faultOf(const Failure& failure)
{
    switch (failure.kind) {
    case FailureClass::Reverted:
        return Fault::Reverted;
    case FailureClass::AlreadyKnown:
    case FailureClass::NotNow:
        return Fault::NotNow;
    case FailureClass::RefusedFinal:
        return Fault::Refused;
    case FailureClass::Busy:
        return Fault::Busy;
    case FailureClass::MissingState:
        return Fault::MissingState;
    case FailureClass::RangeTooLarge:
        return Fault::RangeTooLarge;
    case FailureClass::Unsupported:
        return Fault::Unsupported;
    case FailureClass::Auth:
        return Fault::NotAllowed;
    case FailureClass::BadAnswer:
        return Fault::BadAnswer;
    }
    base::panic("a class with no fault", __FILE__, __LINE__);
}

} // namespace

std::optional<Uint256> Failure::figure(std::string_view name) const
{
    const auto found = std::ranges::find(figures, name, &Figure::name);
    if (found == figures.end()) return {};
    return found->value;
}

std::expected<Json, Failure> readAnswer(const Question& question, const HttpAnswer& answer)
{
    const std::string_view body = withoutMark(answer.body);
    if (body.starts_with('<')) return std::unexpected(failureOfPage(question, answer));
    auto parsed = parseJson(body);
    if (!parsed && !body.starts_with('{') && !body.starts_with('['))
        return std::unexpected(failureOfText(body, question, answer));
    if (!parsed)
        return std::unexpected(badAnswer(
            endsTooEarly(body) ? "truncated" : "not-jsonrpc", parsed.error().detail, question, answer));
    if (parsed->is_array() && question.method == "(batch)") return *std::move(parsed);
    if (parsed->is_array() && parsed->size() == 1) {
        Json only = std::move((*parsed)[0]);
        *parsed = std::move(only);
    }
    if (parsed->is_object()) return readObject(*std::move(parsed), question, answer);
    return std::unexpected(failureOfOther(*parsed, question, answer));
}

base::Error toError(const Failure& failure)
{
    constexpr int kOk = 200;
    const std::string words = plainText(failure.words);
    const std::string status = "HTTP " + std::to_string(failure.status);
    std::string detail = words;
    if (failure.kind == FailureClass::Reverted) {
        const bool hasData = failure.revertData && !failure.revertData->empty();
        detail = "reverted: " + (hasData ? describeRevert(*failure.revertData)
                                         : plainText(failure.reason.value_or(
                                               words.empty() ? std::string("no reason given") : words)));
    } else if (failure.status != kOk) {
        detail = words.empty() ? status : status + ": " + words;
    } else if (words.empty()) {
        detail = failure.kind == FailureClass::BadAnswer ? "an empty answer" : "no reason given";
    }
    return {faultOf(failure), std::move(detail)};
}

} // namespace rpc
