#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cli {

/// 0 done, 1 failed, 2 wrong usage.
enum class Exit : int { Done = 0, Failed = 1, Usage = 2 };

/// One option of a command. A flag has no value name.
struct Option {
    std::string_view name;      ///< with its dashes: "--to"
    std::string_view valueName; ///< "ADDRESS"; empty for a flag
    std::string_view help;
};

/// What the user typed after a command's name, taken apart by its table row.
class Arguments {
public:
    bool has(std::string_view option) const;
    std::optional<std::string> value(std::string_view option) const;
    std::string valueOr(std::string_view option, std::string_view fallback) const;
    const std::vector<std::string>& positional() const { return m_positional; }
    /// --json was given: the command prints one JSON object (or one a line) and nothing else on stdout.
    bool json() const { return has("--json"); }

private:
    friend struct ArgumentParser;
    std::vector<std::pair<std::string, std::string>> m_options;
    std::vector<std::string> m_positional;
};

/// A wrong use of a command: its message, exit code 2.
struct UsageError {
    std::string message;
};

/// Why a command did not do its work. It is printed on stderr in plain words, and as {"error": …} with
/// --json.
using Failure = std::variant<UsageError, base::Error>;

/// A value that a command was given, or why it cannot go on.
template <typename T>
using Given = std::expected<T, Failure>;

using Outcome = Given<Exit>;

/// `return wrongUse("…")` in a command.
[[nodiscard]] inline std::unexpected<Failure> wrongUse(std::string message)
{
    return std::unexpected<Failure>(UsageError{std::move(message)});
}

/// One row of the command table: name, help, function.
struct Command {
    std::string_view name;     ///< one or two words: "account new"
    std::string_view synopsis; ///< positional arguments: "FILE [TYPE] ARGUMENT…"; the parser counts by it
    std::string_view help;     ///< one line for the list
    std::string_view manual;   ///< what --help prints below the usage line: sentences, an example
    std::vector<Option> options;
    std::function<Outcome(const Arguments&)> run;
};

/// Each group of commands is a file <group>_commands.cpp with one of these.
std::vector<Command> accountCommands();
std::vector<Command> codecCommands();     ///< tx, abi, hash, selftest
std::vector<Command> crossingCommands();  ///< deposit, balance, activity
std::vector<Command> dataCommands();      ///< data set-aside
std::vector<Command> executionCommands(); ///< evm, block, genesis, verify
std::vector<Command> practiceCommands();
std::vector<Command> tokenCommands();    ///< token check, token find
std::vector<Command> withdrawCommands(); ///< withdraw, prove, finalize
std::vector<Command> withdrawalCommands();

/// Prints `value` as one line of JSON; what cannot be seen in its strings is escaped.
void printJson(const nlohmann::json& value);
/// base::visibleText(): words of foreign origin may neither move the cursor nor turn the line around.
std::string printable(std::string_view text);
/// A line of printable text on stdout.
void printLine(std::string_view text);
/// The same on stderr, for the person and not for the output.
void printErrorLine(std::string_view text);

} // namespace cli

/// As TRY, in a command: an Error, a UsageError or a Failure becomes the command's Outcome.
#define CLI_TRY(...)                                                                                         \
    __extension__({                                                                                          \
        auto tryResult = (__VA_ARGS__);                                                                      \
        if (!tryResult) return std::unexpected(::cli::Failure(std::move(tryResult).error()));                \
        *std::move(tryResult);                                                                               \
    })
