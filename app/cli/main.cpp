#include "app/cli/command.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace cli {

/// Takes a command line apart by the table.
struct Parser {
    const std::vector<Command>& commands;

    /// The command whose one or two words lead the arguments, and how many words they were.
    std::pair<const Command*, std::size_t> find(std::span<const std::string_view> words) const
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

    std::expected<Arguments, UsageError> parse(const Command& command, std::span<const std::string_view> words) const
    {
        Arguments out;
        bool optionsOver = false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (optionsOver || !words[i].starts_with("--")) {
                out.m_positional.emplace_back(words[i]);
                continue;
            }
            if (words[i] == "--") {
                optionsOver = true;
                continue;
            }
            const std::size_t equals = words[i].find('=');
            const std::string_view name = words[i].substr(0, equals);
            if (name == "--json" || name == "--help") {
                out.m_options.emplace_back(name, "");
                continue;
            }
            const auto option = std::ranges::find(command.options, name, &Option::name);
            if (option == command.options.end()) return std::unexpected(UsageError{"unknown option " + std::string(name)});
            if (option->valueName.empty()) {
                if (equals != std::string_view::npos) return std::unexpected(UsageError{std::string(name) + " takes no value"});
                out.m_options.emplace_back(name, "");
            } else if (equals != std::string_view::npos) {
                out.m_options.emplace_back(name, words[i].substr(equals + 1));
            } else if (i + 1 < words.size()) {
                out.m_options.emplace_back(name, words[++i]);
            } else {
                return std::unexpected(UsageError{std::string(name) + " needs a value: " + std::string(option->valueName)});
            }
        }
        return out;
    }
};

namespace {

constexpr const char* kIntroduction =
    "postern-cli: a bridge and wallet for OP Stack rollups that needs no operator's leave.\n"
    "\n"
    "Usage: postern-cli COMMAND [ARGUMENTS] [OPTIONS]\n"
    "       postern-cli COMMAND --help      how to use one command, with an example\n"
    "       postern-cli --version\n"
    "\n"
    "Every command takes --json: one JSON object on stdout and nothing else. Passwords and keys are asked for at a\n"
    "prompt or read from a file descriptor, never taken from the command line.\n"
    "Exit codes: 0 done, 1 failed, 2 wrong usage.\n"
    "\n"
    "Commands:\n";

void printHelp(const std::vector<Command>& commands)
{
    std::fputs(kIntroduction, stdout);
    std::size_t width = 0;
    for (const Command& command : commands) width = std::max(width, command.name.size());
    for (const Command& command : commands)
        std::printf("  %-*s  %s\n", static_cast<int>(width), std::string(command.name).c_str(), std::string(command.help).c_str());
}

void printManual(const Command& command)
{
    std::string usage = "Usage: postern-cli " + std::string(command.name);
    if (!command.synopsis.empty()) usage += " " + std::string(command.synopsis);
    std::printf("%s [OPTIONS]\n\n%s.\n", usage.c_str(), std::string(command.help).c_str());
    if (!command.manual.empty()) std::printf("\n%s\n", std::string(command.manual).c_str());
    std::printf("\nOptions:\n");
    std::size_t width = std::strlen("--json");
    for (const Option& option : command.options) width = std::max(width, option.name.size() + 1 + option.valueName.size());
    for (const Option& option : command.options) {
        const std::string name = std::string(option.name) + (option.valueName.empty() ? "" : " " + std::string(option.valueName));
        std::printf("  %-*s  %s\n", static_cast<int>(width), name.c_str(), std::string(option.help).c_str());
    }
    std::printf("  %-*s  print JSON\n", static_cast<int>(width), "--json");
}

int usage(const std::string& message, std::string_view command)
{
    std::fprintf(stderr, "postern-cli: %s\nTry: postern-cli %s--help\n", message.c_str(),
        command.empty() ? "" : (std::string(command) + " ").c_str());
    return static_cast<int>(Exit::Usage);
}

int report(const base::Error& error, bool json)
{
    if (json) printJson({{"error", {{"fault", base::toString(error.fault)}, {"detail", error.detail}}}});
    std::fprintf(stderr, "postern-cli: %s\n", error.detail.c_str());
    return static_cast<int>(Exit::Failed);
}

/// The most similar command name, when one is near: two wrong letters at most.
std::string nearest(const std::vector<Command>& commands, std::string_view typed)
{
    const auto distance = [](std::string_view a, std::string_view b) {
        std::vector<std::size_t> row(b.size() + 1);
        for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            std::size_t diagonal = row[0]++;
            for (std::size_t j = 1; j <= b.size(); ++j) {
                const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
            }
        }
        return row[b.size()];
    };
    for (const Command& command : commands)
        if (distance(typed, command.name) <= 2) return std::string(command.name);
    return {};
}

std::vector<Command> allCommands()
{
    std::vector<Command> all;
    for (auto group : {crossingCommands, accountCommands, codecCommands, executionCommands})
        for (Command& command : group()) all.push_back(std::move(command));
    return all;
}

int run(std::span<const std::string_view> words)
{
    const std::vector<Command> commands = allCommands();
    if (words.empty()) return usage("no command", "");
    if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") return printHelp(commands), 0;
    if (words[0] == "--version") {
        const bool json = words.size() > 1 && words[1] == "--json";
        json ? printJson({{"name", "postern-cli"}, {"version", POSTERN_VERSION}}) : printLine("postern-cli " POSTERN_VERSION);
        return 0;
    }
    const Parser parser{commands};
    const auto [command, taken] = parser.find(words);
    if (command == nullptr) {
        const std::string typed = std::string(words[0]) + (words.size() > 1 ? " " + std::string(words[1]) : "");
        std::string near = nearest(commands, typed);
        if (near.empty()) near = nearest(commands, words[0]);
        return usage("there is no command \"" + std::string(words[0]) + "\"" + (near.empty() ? "" : "; did you mean \"" + near + "\"?"), "");
    }
    const auto arguments = parser.parse(*command, words.subspan(taken));
    if (!arguments) return usage(arguments.error().message, command->name);
    if (arguments->has("--help")) return printManual(*command), 0;
    const Outcome outcome = command->run(*arguments);
    if (outcome) return static_cast<int>(*outcome);
    if (const auto* wrong = std::get_if<UsageError>(&outcome.error())) return usage(wrong->message, command->name);
    return report(std::get<base::Error>(outcome.error()), arguments->json());
}

} // namespace
} // namespace cli

int main(int argc, char** argv)
{
    const std::vector<std::string_view> words(argv + 1, argv + argc);
    return cli::run(words);
}
