#include "core/rpc/failure_words.h"

#include <algorithm>

namespace rpc {
namespace {

using base::Uint256;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool isWordChar(char c)
{
    return isDigit(c) || isLower(c) || isUpper(c);
}
char lower(char c)
{
    return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

Word numberWord(std::optional<Uint256> value)
{
    return {"#", std::move(value)};
}

std::optional<Uint256> valueOf(base::Result<Uint256> parsed)
{
    if (!parsed) return {};
    return *parsed;
}

/// Hashes stand in texts with and without 0x; a few hex digits with a digit among them are one too.
bool looksLikeHash(std::string_view run)
{
    return run.size() >= 4 && std::ranges::all_of(run, isHex) && std::ranges::any_of(run, isDigit) &&
           !std::ranges::all_of(run, isDigit);
}

/// CamelCase into words: before a capital after a small letter, and before the last capital of several that a
/// small letter follows.
void splitCamel(std::string_view run, std::vector<Word>& words)
{
    std::string word;
    for (std::size_t i = 0; i < run.size(); ++i) {
        const bool afterSmall = i > 0 && isUpper(run[i]) && isLower(run[i - 1]);
        const bool lastOfMany =
            i > 0 && isUpper(run[i]) && isUpper(run[i - 1]) && i + 1 < run.size() && isLower(run[i + 1]);
        if ((afterSmall || lastOfMany) && !word.empty()) {
            words.push_back({word, {}});
            word.clear();
        }
        word += lower(run[i]);
    }
    if (!word.empty()) words.push_back({std::move(word), {}});
}

/// A run that begins with digits: the number, and the unit behind it if there is one ("100wei", "2K").
void splitNumber(std::string_view run, std::vector<Word>& words)
{
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(run, isDigit) - run.begin());
    std::optional<Uint256> value = valueOf(base::parseDecimal(run.substr(0, end)));
    const std::string_view unit = run.substr(end);
    if (value && (unit == "k" || unit == "K")) {
        words.push_back(numberWord(*value * Uint256{1000}));
        return;
    }
    words.push_back(numberWord(std::move(value)));
    if (!unit.empty()) splitCamel(unit, words);
}

void takeRun(std::string_view run, std::vector<Word>& words)
{
    if (run.size() > 2 && run[0] == '0' && (run[1] == 'x' || run[1] == 'X') &&
        std::ranges::all_of(run.substr(2), isHex))
        words.push_back(numberWord(valueOf(base::parseQuantity("0x" + std::string(run.substr(2))))));
    else if (looksLikeHash(run))
        words.push_back(numberWord({}));
    else if (isDigit(run[0]) && run != "0x")
        splitNumber(run, words);
    else
        splitCamel(run, words);
}

/// "10,000" as 10000. True when the comma at `at` stands before exactly three digits of a number.
bool isThousandsComma(std::string_view text, std::size_t at)
{
    const auto digitAt = [&](std::size_t i) { return i < text.size() && isDigit(text[i]); };
    return text[at] == ',' && at > 0 && isDigit(text[at - 1]) && digitAt(at + 1) && digitAt(at + 2) &&
           digitAt(at + 3) && !digitAt(at + 4);
}

std::vector<std::string_view> split(std::string_view phrase)
{
    std::vector<std::string_view> parts;
    while (!phrase.empty()) {
        const std::size_t end = std::min(phrase.find(' '), phrase.size());
        if (end > 0) parts.push_back(phrase.substr(0, end));
        phrase.remove_prefix(std::min(end + 1, phrase.size()));
    }
    return parts;
}

struct Matcher {
    const std::vector<Word>& words;
    const std::vector<std::string_view>& parts;
    bool toTheEnd;
    std::vector<Uint256> values = {};

    bool fits(const Word& word, std::string_view part)
    {
        if (part == "#") return word.text == "#";
        if (part == "@") {
            if (!word.number) return false;
            values.push_back(*word.number);
            return true;
        }
        if (isDigit(part[0]) && std::ranges::all_of(part, isDigit))
            return word.number && base::toDecimal(*word.number) == part;
        return word.text == part;
    }

    bool from(std::size_t at, std::size_t part)
    {
        constexpr std::size_t kMostSkipped = 12;
        if (part == parts.size()) return !toTheEnd || at == words.size();
        if (parts[part] == "*") {
            const std::size_t kept = values.size();
            for (std::size_t skipped = 0; skipped <= kMostSkipped && at + skipped <= words.size();
                ++skipped) {
                if (from(at + skipped, part + 1)) return true;
                values.resize(kept);
            }
            return false;
        }
        return at < words.size() && fits(words[at], parts[part]) && from(at + 1, part + 1);
    }
};

} // namespace

std::vector<Word> wordsOf(std::string_view text)
{
    constexpr std::size_t kMostWords = 400; // behind these nothing is said that decides
    std::vector<Word> words;
    std::string run;
    const auto finish = [&] {
        if (!run.empty()) takeRun(run, words);
        run.clear();
    };
    for (std::size_t i = 0; i < text.size() && words.size() < kMostWords; ++i) {
        if (isWordChar(text[i])) {
            run += text[i];
        } else if (text[i] == '.' && !run.empty() && std::ranges::all_of(run, isDigit) &&
                   i + 1 < text.size() && isDigit(text[i + 1])) {
            // A fraction has no whole value.
            for (++i; i < text.size() && isDigit(text[i]);)
                ++i;
            --i;
            words.push_back(numberWord({}));
            run.clear();
        } else if (text[i] != '\'' && !isThousandsComma(text, i)) {
            finish();
        }
    }
    finish();
    return words;
}

std::optional<std::vector<base::Uint256>> findPhrase(const std::vector<Word>& words, std::string_view phrase)
{
    const bool atBegin = phrase.starts_with('^');
    const bool toTheEnd = phrase.ends_with('$');
    if (atBegin) phrase.remove_prefix(1);
    if (toTheEnd) phrase.remove_suffix(1);
    const std::vector<std::string_view> parts = split(phrase);
    Matcher matcher{words, parts, toTheEnd};
    for (std::size_t at = 0; at <= words.size(); ++at) {
        matcher.values.clear();
        if (matcher.from(at, 0)) return matcher.values;
        if (atBegin) break;
    }
    return std::nullopt;
}

} // namespace rpc
