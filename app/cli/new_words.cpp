#include "app/cli/new_words.h"

#include "core/crypto/random.h"

#include <algorithm>
#include <vector>

namespace cli {

using base::Result;
using base::Secret;

namespace {

constexpr std::string_view kAdvice = "\nThese words are your money. Whoever reads them can take it; without "
                                     "them nothing brings it back when this\n"
                                     "machine is lost. Write them on paper, in this order, and keep the "
                                     "paper where nobody looks. No photograph, no file,\n"
                                     "no message. They are shown this once.\n\n";
constexpr std::size_t kWordsAsked = 3;

std::vector<std::string_view> split(std::string_view words)
{
    std::vector<std::string_view> list;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        list.push_back(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return list;
}

/// Some of 0 … count-1, in order.
std::vector<std::size_t> chooseSome(std::size_t count)
{
    std::vector<std::size_t> chosen;
    while (chosen.size() < std::min(kWordsAsked, count)) {
        const std::size_t place = crypto::randomBytes(1)[0] % count;
        if (std::ranges::find(chosen, place) == chosen.end()) chosen.push_back(place);
    }
    std::ranges::sort(chosen);
    return chosen;
}

/// Piece by piece: the words are in no text that would be left in memory.
void show(Terminal& terminal, const std::vector<std::string_view>& words)
{
    constexpr std::size_t kColumns = 4;
    constexpr std::size_t kWidth = 12;
    terminal.write(kAdvice);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        terminal.write(std::string(4 - number.size(), ' ') + number + ". ");
        terminal.write(words[i]);
        const bool endsLine = (i + 1) % kColumns == 0 || i + 1 == words.size();
        terminal.write(endsLine ? "\n" : std::string(kWidth - std::min(kWidth - 1, words[i].size()), ' '));
    }
}

} // namespace

Result<void> teachWords(Terminal& terminal, const Secret& words)
{
    const std::vector<std::string_view> list = split(words.text());
    for (;;) {
        show(terminal, list);
        TRY(terminal.askLine("\nPress Enter when they are on paper. The screen will be cleared. "));
        terminal.clear();
        bool allRight = true;
        for (const std::size_t place : chooseSome(list.size())) {
            const Secret typed = TRY(terminal.askSecret("Word " + std::to_string(place + 1) + ": "));
            allRight = allRight && typed.text() == list[place];
        }
        if (allRight) return {};
        terminal.write(
            "That is not what was shown. Here they are again; Ctrl-C gives up, and nothing is stored.\n");
    }
}

} // namespace cli
