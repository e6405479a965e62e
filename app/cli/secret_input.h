#pragma once

#include "app/cli/command.h"
#include "app/cli/terminal.h"

#include <filesystem>

/// Options that several commands have, and what they ask for.
namespace cli {

inline constexpr Option kDataDirOption{
    "--data-dir", "DIR", "the folder of accounts and records (default: the user's data folder)"};
inline constexpr Option kPasswordOption{
    "--password-fd", "N", "read the password from file descriptor N (one line)"};
inline constexpr Option kYesOption{"--yes", "", "do not ask for confirmation"};

/// What --data-dir says, or base::userDataFolder(). The wallet's files are in its folder "keystore".
base::Result<std::filesystem::path> dataFolder(const Arguments& arguments);
base::Result<std::filesystem::path> keystoreFolder(const Arguments& arguments);

/// The file descriptor that the option names; nothing when the option is absent.
Given<std::optional<int>> descriptorFrom(const Arguments& arguments, std::string_view option);
/// The line that the option's descriptor gives; nothing when the option is absent.
Given<std::optional<base::Secret>> secretFrom(const Arguments& arguments, std::string_view option);

/// The secret from the option's descriptor, or else asked for at the terminal. UsageError when there is
/// neither.
Given<base::Secret> askSecret(
    const Arguments& arguments, std::string_view option, const std::string& question);
/// --password-fd or a prompt.
Given<base::Secret> askPassword(const Arguments& arguments);
/// The same for a password that is being set: asked for twice, and not empty.
Given<base::Secret> askNewPassword(const Arguments& arguments);

/// Asks twice, until both answers are the same and not empty.
base::Result<base::Secret> askTwice(Terminal& terminal, const std::string& question);

/// The terminal, or a UsageError that says what to give instead.
Given<Terminal> needTerminal(const std::string& instead);

/// Asks "<question> Type yes: " unless --yes was given.
Given<void> confirm(const Arguments& arguments, const std::string& question);

} // namespace cli
