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
    friend struct Parser;
    std::vector<std::pair<std::string, std::string>> m_options;
    std::vector<std::string> m_positional;
};

/// A wrong use of a command: its message, exit code 2.
struct UsageError {
    std::string message;
};

/// What a command did: a failure is printed on stderr in plain words (or as {"error": …} with --json) and exits 1.
using Outcome = std::expected<Exit, std::variant<UsageError, base::Error>>;

/// One row of the command table: name, help, function.
struct Command {
    std::string_view name;    ///< one or two words: "account new"
    std::string_view synopsis; ///< positional arguments: "FILE…"
    std::string_view help;    ///< one line for the list
    std::string_view manual;  ///< what --help prints below the usage line: sentences, an example
    std::vector<Option> options;
    std::function<Outcome(const Arguments&)> run;
};

/// Each group of commands is a file <group>_commands.cpp with one of these.
std::vector<Command> accountCommands();
std::vector<Command> codecCommands();    ///< tx, abi, hash, selftest
std::vector<Command> crossingCommands(); ///< deposit, balance, activity
std::vector<Command> executionCommands(); ///< evm, block, genesis

/// Prints `value` as one line of JSON.
void printJson(const nlohmann::json& value);
/// A line of text, with control characters of foreign origin made visible.
void printLine(std::string_view text);

} // namespace cli

/// As TRY, in a command: the Error becomes the command's Outcome.
#define CLI_TRY(...)                                                                                         \
    __extension__({                                                                                          \
        auto tryResult = (__VA_ARGS__);                                                                      \
        if (!tryResult) return std::unexpected(std::variant<::cli::UsageError, ::base::Error>(std::move(tryResult).error())); \
        *std::move(tryResult);                                                                               \
    })
