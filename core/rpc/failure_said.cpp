#include "core/rpc/failure_said.h"

#include "core/rpc/failure_words.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace rpc {
namespace {

constexpr unsigned kMostNested = 12;               ///< answers within answers
constexpr std::uint64_t kLongestWait = 10'000'000; ///< in any unit: beyond it no server means what it says
constexpr std::size_t kMostTexts = 64; ///< of the causes; the error's own words are read in any case

/// A text that is data ("0x…", "Reverted 0x…"), that holds a whole JSON answer, or that says something.
void collectText(const std::string& text, Said& said, unsigned depth)
{
    constexpr std::string_view kReverted = "Reverted ";
    const bool isMarked = text.starts_with(kReverted);
    const std::string_view bare = std::string_view(text).substr(isMarked ? kReverted.size() : 0);
    if (auto bytes = hexIn(trimmed(bare))) {
        if (!said.data) {
            said.data = std::move(bytes);
            said.dataIsPlainText = isMarked;
        }
        if (isMarked) said.texts.emplace_back("reverted");
        return;
    }
    if (const std::size_t begin = text.find('{'); begin != std::string::npos && depth < kMostNested) {
        const std::size_t end = text.rfind('}');
        if (end != std::string::npos && end > begin)
            if (const auto inner = parseJson(std::string_view(text).substr(begin, end - begin + 1)))
                collect(*inner, said, depth + 1);
    }
    if (!trimmed(text).empty()) said.texts.push_back(text);
}

std::optional<std::uint64_t> durationMs(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    // "nan" is a number to the library, and less than nothing.
    if (error != std::errc() || !(number >= 0 && number <= kLongestWait)) return {};
    const std::string_view unit =
        trimmed(std::string_view(end, static_cast<std::size_t>(text.data() + text.size() - end)));
    const double factor = unit == "ms" ? 1 : unit == "s" || unit.empty() ? 1000 : unit == "m" ? 60'000 : 0;
    if (factor == 0) return {};
    const double ms = number * factor;
    const auto whole = static_cast<std::uint64_t>(ms);
    return static_cast<double>(whole) < ms ? whole + 1 : whole;
}

void collectWait(const Json& data, Said& said)
{
    if (const std::string* text = textOf(data, "try_again_in")) said.retryAfterMs = durationMs(*text);
    const Json* rate = memberIfAny(data, "rate");
    const Json* seconds = memberIfAny(rate != nullptr ? *rate : data, "backoff_seconds");
    if (seconds == nullptr || !seconds->is_number()) return;
    const double wait = seconds->is_number_float()
                            ? *seconds->get_ptr<const double*>()
                            : static_cast<double>(*seconds->get_ptr<const std::int64_t*>());
    if (wait > 0 && wait < 1e6) said.retryAfterMs = static_cast<std::uint64_t>(wait * 1000);
}

} // namespace

const std::string* textIn(const Json& value)
{
    return value.get_ptr<const std::string*>();
}

const std::string* textOf(const Json& object, const char* name)
{
    const Json* found = memberIfAny(object, name);
    return found == nullptr ? nullptr : textIn(*found);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::optional<Bytes> hexIn(std::string_view text)
{
    if (!text.starts_with("0x")) return {};
    auto bytes = base::parseHex(text);
    if (!bytes) return {};
    return *std::move(bytes);
}

/// Causes first: what lies deepest was said by whoever knows.
void collect(const Json& value, Said& said, unsigned depth)
{
    if (depth > kMostNested || (depth > 1 && said.texts.size() >= kMostTexts)) return;
    if (const std::string* text = textIn(value)) return collectText(*text, said, depth);
    if (value.is_array())
        for (const Json& element : value)
            collect(element, said, depth + 1);
    if (!value.is_object()) return;
    collectWait(value, said);
    for (const char* inner : {"cause", "data", "error", "originalError", "errors", "details", "reason",
             "result", "return", "output", "message", "error_description"})
        if (const Json* found = memberIfAny(value, inner)) collect(*found, said, depth + 1);
    const Json* code = memberIfAny(value, "code");
    if (code == nullptr) return;
    if (const std::string* name = textIn(*code)) said.texts.push_back(*name);
    if (code->is_number_integer()) said.code = *code->get_ptr<const std::int64_t*>();
}

std::optional<std::uint64_t> waitIn(const Said& said, const HttpAnswer& answer)
{
    if (said.retryAfterMs) return said.retryAfterMs;
    if (const auto header = answer.header("retry-after"); !header.empty())
        if (const auto ms = durationMs(header); ms && *ms > 0) return ms;
    struct Wait {
        std::string_view phrase;
        std::uint64_t unit;
    };
    constexpr Wait kWaits[] = {{"reset in @ seconds", 1000}, {"again in @ seconds", 1000},
        {"again in @ s", 1000}, {"after @ seconds", 1000}, {"after @ s", 1000}, {"again in @ ms", 1},
        {"again in @ minutes", 60'000}, {"in @ seconds", 1000}};
    for (const std::string& text : said.texts)
        for (const Wait& wait : kWaits)
            if (const auto found = findPhrase(wordsOf(text), wait.phrase);
                found && found->front() <= Uint256{kLongestWait})
                return found->front().low64() * wait.unit;
    return {};
}

} // namespace rpc
