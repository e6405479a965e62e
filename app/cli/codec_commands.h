#pragma once

#include "app/cli/command.h"

namespace cli {

/// The groups of codec_commands.cpp.
std::vector<Command> transactionCommands();
std::vector<Command> abiCommands();
std::vector<Command> hashCommands(); ///< hash, selftest

} // namespace cli
