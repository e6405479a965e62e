#pragma once

#include "app/cli/command.h"
#include "app/cli/testformat/verdict.h"

namespace cli {

/// The commands of this group, a file each.
Command evmRunCommand();
Command stateTestCommand();
Command blockTestCommand();
Command blockExecuteCommand();
Command blockReplayCommand();
Command genesisCommand();
Command verifyCommand();

/// Runs the official tests at the paths that were given, and reports.
Outcome runTests(const Arguments& arguments, const testformat::FileRunner& runner);
/// The value of --threads: at least 1; by default one for each processor.
std::expected<unsigned, UsageError> threadsOf(const Arguments& arguments);

} // namespace cli
