#include "app/cli/argument_parser.h"

#include <algorithm>
#include <limits>

namespace cli {
namespace {

/// How many letters differ, are missing or too many (Levenshtein's distance).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

struct Count {
    std::size_t least = 0;
    std::size_t most = 0;
};

Count countOf(std::string_view synopsis)
{
    Count count;
    while (!synopsis.empty()) {
        const std::size_t end = std::min(synopsis.find(' '), synopsis.size());
        const std::string_view word = synopsis.substr(0, end);
        synopsis.remove_prefix(std::min(end + 1, synopsis.size()));
        if (!word.starts_with('[')) ++count.least;
        const bool repeats =
            word.find("…") != std::string_view::npos || word.find("...") != std::string_view::npos;
        if (repeats)
            count.most = std::numeric_limits<std::size_t>::max();
        else if (count.most != std::numeric_limits<std::size_t>::max())
            ++count.most;
    }
    return count;
}

std::unexpected<UsageError> wrong(std::string message)
{
    return std::unexpected(UsageError{std::move(message)});
}

bool isHelp(std::string_view word)
{
    return word == "--help" || word == "-h";
}

} // namespace

std::pair<const Command*, std::size_t> ArgumentParser::find(std::span<const std::string_view> words) const
{
    for (const std::size_t count : {2u, 1u}) {
        if (words.size() < count) continue;
        std::string name(words[0]);
        if (count == 2) name += " " + std::string(words[1]);
        const auto found = std::ranges::find(commands, name, &Command::name);
        if (found != commands.end()) return {&*found, count};
    }
    return {nullptr, 0};
}

std::expected<Arguments, UsageError> ArgumentParser::parse(
    const Command& command, std::span<const std::string_view> words)
{
    Arguments out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--") {
            for (const std::string_view rest : words.subspan(i + 1))
                out.m_positional.emplace_back(rest);
            break;
        }
        if (!words[i].starts_with("--") && words[i] != "-h") {
            out.m_positional.emplace_back(words[i]);
            continue;
        }
        const std::size_t equals = words[i].find('=');
        const bool hasValue = equals != std::string_view::npos;
        const std::string name(isHelp(words[i]) ? "--help" : words[i].substr(0, equals));
        const auto option = std::ranges::find(command.options, name, &Option::name);
        const bool isCommon = name == "--json" || name == "--help";
        if (option == command.options.end() && !isCommon) return wrong("unknown option " + name);
        if (out.has(name)) return wrong(name + " is given twice");
        const bool isFlag = isCommon || option->valueName.empty();
        if (isFlag && hasValue) return wrong(name + " takes no value");
        if (isFlag)
            out.m_options.emplace_back(name, "");
        else if (hasValue)
            out.m_options.emplace_back(name, words[i].substr(equals + 1));
        else if (i + 1 < words.size())
            out.m_options.emplace_back(name, words[++i]);
        else
            return wrong(name + " needs a value: " + std::string(option->valueName));
    }
    return out;
}

std::optional<UsageError> ArgumentParser::checkCount(const Command& command, const Arguments& arguments)
{
    const Count count = countOf(command.synopsis);
    const std::size_t given = arguments.positional().size();
    if (given < count.least) return UsageError{"something is missing: " + std::string(command.synopsis)};
    if (given > count.most && count.most == 0)
        return UsageError{"\"" + arguments.positional().front() + "\" is not expected here"};
    if (given > count.most)
        return UsageError{"\"" + arguments.positional()[count.most] + "\" is too much: only " +
                          std::string(command.synopsis) + " is expected"};
    return {};
}

std::string_view ArgumentParser::nearest(std::string_view typed) const
{
    for (const Command& command : commands)
        if (distance(typed, command.name) <= 2) return command.name;
    return {};
}

std::vector<const Command*> ArgumentParser::group(std::string_view word) const
{
    std::vector<const Command*> members;
    for (const Command& command : commands)
        if (command.name.starts_with(word) && command.name.substr(word.size()).starts_with(' '))
            members.push_back(&command);
    return members;
}

} // namespace cli
