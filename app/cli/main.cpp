#include "app/cli/argument_parser.h"
#include "core/base/process.h"

#include <algorithm>
#include <cstdio>

#if !defined(_WIN32)
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#endif

namespace cli {
namespace {

constexpr const char* kIntroduction =
    "postern-cli: a bridge and wallet for OP Stack rollups that needs no operator's leave.\n"
    "\n"
    "Usage: postern-cli COMMAND [ARGUMENTS] [OPTIONS]\n"
    "       postern-cli COMMAND --help      how to use one command, with an example\n"
    "       postern-cli --version\n"
    "\n"
    "Every command takes --json: one JSON object on stdout and nothing else. Passwords and keys are asked "
    "for at a\n"
    "prompt or read from a file descriptor, never taken from the command line.\n"
    "Exit codes: 0 done, 1 failed, 2 wrong usage.\n"
    "\n"
    "Commands:\n";

/// Names and their explanations in two columns.
using Column = std::vector<std::pair<std::string, std::string_view>>;
void printColumns(const Column& rows)
{
    std::size_t width = 0;
    for (const auto& [name, help] : rows)
        width = std::max(width, name.size());
    for (const auto& [name, help] : rows)
        std::printf("  %-*s  %s\n", static_cast<int>(width), name.c_str(), std::string(help).c_str());
}

void printHelp(const std::vector<Command>& commands)
{
    std::fputs(kIntroduction, stdout);
    Column rows;
    for (const Command& command : commands)
        rows.emplace_back(command.name, command.help);
    printColumns(rows);
}

void printManual(const Command& command)
{
    std::string usage = "Usage: postern-cli " + std::string(command.name);
    if (!command.synopsis.empty()) usage += " " + std::string(command.synopsis);
    std::printf("%s [OPTIONS]\n\n%s.\n", usage.c_str(), std::string(command.help).c_str());
    if (!command.manual.empty()) std::printf("\n%s\n", std::string(command.manual).c_str());
    std::printf("\nOptions:\n");
    Column rows;
    for (const Option& option : command.options) {
        const std::string value = option.valueName.empty() ? "" : " " + std::string(option.valueName);
        rows.emplace_back(std::string(option.name) + value, option.help);
    }
    rows.emplace_back("--json", "print one JSON object");
    rows.emplace_back("--help", "print this");
    printColumns(rows);
}

int reportUsage(const std::string& message, std::string_view command, bool json)
{
    if (json) printJson({{"error", {{"fault", "usage"}, {"detail", message}}}});
    const std::string of = command.empty() ? "" : std::string(command) + " ";
    std::fprintf(
        stderr, "postern-cli: %s\nTry: postern-cli %s--help\n", printable(message).c_str(), of.c_str());
    return static_cast<int>(Exit::Usage);
}

int reportError(const base::Error& error, bool json)
{
    if (json) printJson({{"error", {{"fault", base::toString(error.fault)}, {"detail", error.detail}}}});
    printErrorLine("postern-cli: " + (error.detail.empty() ? base::toString(error.fault) : error.detail));
    return static_cast<int>(Exit::Failed);
}

std::vector<Command> allCommands()
{
    std::vector<Command> all;
    for (auto group : {crossingCommands, withdrawCommands, withdrawalCommands, tokenCommands,
             practiceCommands, accountCommands, dataCommands, codecCommands, executionCommands})
        for (Command& command : group())
            all.push_back(std::move(command));
    return all;
}

/// `postern-cli account` and `postern-cli account --help` list the group; anything else was perhaps misspelt.
int answerUnknown(const ArgumentParser& parser, std::span<const std::string_view> words, bool json)
{
    const auto group = parser.group(words[0]);
    if (!group.empty() && (words.size() == 1 || words[1] == "--help" || words[1] == "-h")) {
        Column rows;
        for (const Command* command : group)
            rows.emplace_back(command->name, command->help);
        std::printf("Usage: postern-cli %s COMMAND\n\nCommands:\n", std::string(words[0]).c_str());
        printColumns(rows);
        return static_cast<int>(words.size() == 1 ? Exit::Usage : Exit::Done);
    }
    const std::string typed = std::string(words[0]) + (words.size() > 1 ? " " + std::string(words[1]) : "");
    std::string_view near = parser.nearest(typed);
    if (near.empty()) near = parser.nearest(words[0]);
    std::string message = "there is no command \"" + (group.empty() ? std::string(words[0]) : typed) + "\"";
    if (!near.empty()) message += "; did you mean \"" + std::string(near) + "\"?";
    return reportUsage(message, group.empty() ? "" : words[0], json);
}

int printVersion(bool json)
{
    if (json)
        printJson({{"name", "postern-cli"}, {"version", POSTERN_VERSION}});
    else
        printLine("postern-cli " POSTERN_VERSION);
    return static_cast<int>(Exit::Done);
}

int run(std::span<const std::string_view> words)
{
    const std::vector<Command> commands = allCommands();
    const bool json = std::ranges::find(words, "--json") != words.end();
    if (words.empty()) return reportUsage("no command", "", json);
    if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") return printHelp(commands), 0;
    if (words[0] == "--version") return printVersion(json);

    const ArgumentParser parser{commands};
    const auto [command, taken] = parser.find(words);
    if (command == nullptr) return answerUnknown(parser, words, json);
    const auto arguments = ArgumentParser::parse(*command, words.subspan(taken));
    if (!arguments) return reportUsage(arguments.error().message, command->name, json);
    if (arguments->has("--help")) return printManual(*command), 0;
    if (const auto wrong = ArgumentParser::checkCount(*command, *arguments))
        return reportUsage(wrong->message, command->name, json);
    const Outcome outcome = command->run(*arguments);
    if (outcome) return static_cast<int>(*outcome);
    if (const auto* wrong = std::get_if<UsageError>(&outcome.error()))
        return reportUsage(wrong->message, command->name, json);
    return reportError(std::get<base::Error>(outcome.error()), json);
}

/// A caller may close the standard streams. The next file that is opened would take their place, and a
/// message could end up in a keystore.
void occupyStandardStreams()
{
#if !defined(_WIN32)
    for (int fd = 0; fd <= 2; ++fd)
        if (::fcntl(fd, F_GETFD) < 0) (void)::open("/dev/null", fd == 0 ? O_RDONLY : O_WRONLY);
    std::signal(SIGPIPE, SIG_IGN); // a reader that went away is a failed write, below
#endif
}

} // namespace
} // namespace cli

int main(int argc, char** argv)
{
    base::forbidCoreDumps();
    cli::occupyStandardStreams();
    const std::vector<std::string_view> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    const int code = cli::run(words);
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
    std::fputs("postern-cli: the output could not be written\n", stderr);
    return static_cast<int>(cli::Exit::Failed);
}
