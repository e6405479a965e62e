#pragma once

#include "app/cli/command.h"

namespace cli {

/// Takes a command line apart by the table of commands.
struct ArgumentParser {
    const std::vector<Command>& commands;

    /// The command whose one or two words lead the line, and how many words they were.
    std::pair<const Command*, std::size_t> find(std::span<const std::string_view> words) const;

    /// What stands after the command's name. Options may be given once, as "--name value" or "--name=value";
    /// after "--" there are none. --help, -h and --json belong to every command.
    static std::expected<Arguments, UsageError> parse(
        const Command& command, std::span<const std::string_view> words);

    /// What is wrong with the number of positional arguments, by the command's synopsis.
    static std::optional<UsageError> checkCount(const Command& command, const Arguments& arguments);

    /// The command that was perhaps meant: two wrong letters at most. Empty when none is near.
    std::string_view nearest(std::string_view typed) const;

    /// The commands whose first word this is: "account" has several.
    std::vector<const Command*> group(std::string_view word) const;
};

} // namespace cli
