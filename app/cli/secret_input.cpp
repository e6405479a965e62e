#include "app/cli/secret_input.h"

#include "app/cli/interrupt.h"
#include "core/base/file.h"
#include "core/base/uint256.h"

namespace cli {

using base::Secret;

namespace {

constexpr std::uint64_t kDescriptorLimit = 1u << 20;

} // namespace

base::Result<std::filesystem::path> dataFolder(const Arguments& arguments)
{
    if (const auto given = arguments.value(kDataDirOption.name)) {
        std::error_code ignored;
        const std::filesystem::path folder(*given);
        const auto kind = std::filesystem::status(folder, ignored).type();
        const bool isOther = kind != std::filesystem::file_type::directory &&
                             kind != std::filesystem::file_type::not_found &&
                             kind != std::filesystem::file_type::none;
        if (given->empty() || isOther)
            return base::fail(base::Fault::Storage, "--data-dir: \"" + *given + "\" is not a folder");
        return folder;
    }
    auto folder = base::userDataFolder();
    if (!folder) folder.error().detail += ": name a folder with --data-dir";
    return folder;
}

base::Result<std::filesystem::path> keystoreFolder(const Arguments& arguments)
{
    const std::filesystem::path folder = TRY(dataFolder(arguments));
    return folder / "keystore";
}

Given<std::optional<int>> descriptorFrom(const Arguments& arguments, std::string_view option)
{
    const auto value = arguments.value(option);
    if (!value) return std::nullopt;
    const auto number = base::parseUint64(*value);
    if (!number || *number > kDescriptorLimit)
        return wrongUse(std::string(option) + " takes the number of an open file descriptor, such as 3");
    return static_cast<int>(*number);
}

Given<std::optional<Secret>> secretFrom(const Arguments& arguments, std::string_view option)
{
    const auto descriptor = CLI_TRY(descriptorFrom(arguments, option));
    if (!descriptor) return std::nullopt;
    return CLI_TRY(readLine(*descriptor));
}

Given<Terminal> needTerminal(const std::string& instead)
{
    auto terminal = Terminal::open();
    if (!terminal) return wrongUse("there is no terminal to ask at: " + instead);
    return *std::move(terminal);
}

Given<Secret> askSecret(const Arguments& arguments, std::string_view option, const std::string& question)
{
    auto given = CLI_TRY(secretFrom(arguments, option));
    if (given) return *std::move(given);
    Terminal terminal = CLI_TRY(needTerminal("use " + std::string(option) + " N"));
    return CLI_TRY(terminal.askSecret(question));
}

Given<Secret> askPassword(const Arguments& arguments)
{
    return askSecret(arguments, kPasswordOption.name, "Password: ");
}

Given<Secret> askNewPassword(const Arguments& arguments)
{
    auto given = CLI_TRY(secretFrom(arguments, kPasswordOption.name));
    if (given && given->empty()) return wrongUse("the password is empty");
    if (given) return *std::move(given);
    Terminal terminal = CLI_TRY(needTerminal("use " + std::string(kPasswordOption.name) + " N"));
    terminal.write("Choose a password. It encrypts the key on this machine; it cannot be recovered.\n");
    return CLI_TRY(askTwice(terminal, "New password: "));
}

base::Result<Secret> askTwice(Terminal& terminal, const std::string& question)
{
    for (;;) {
        Secret first = TRY(terminal.askSecret(question));
        const Secret second = TRY(terminal.askSecret("Once more: "));
        if (!first.empty() && first.equals(second)) return first;
        terminal.write(first.empty() ? "Nothing was typed.\n" : "The two differ.\n");
    }
}

Given<void> confirm(const Arguments& arguments, const std::string& question)
{
    if (wasInterrupted()) return std::unexpected(base::Error{base::Fault::Cancelled, kNothingDone});
    if (arguments.has(kYesOption.name)) return {};
    Terminal terminal = CLI_TRY(needTerminal("use " + std::string(kYesOption.name)));
    CLI_TRY(terminal.confirm(question + " Type yes: ", "yes"));
    return {};
}

} // namespace cli
