#include "app/cli/execution_commands.h"

namespace cli {

std::vector<Command> executionCommands()
{
    return {evmRunCommand(), stateTestCommand(), blockTestCommand(), blockExecuteCommand(),
        blockReplayCommand(), genesisCommand(), verifyCommand()};
}

} // namespace cli
