#include "app/cli/command.h"

namespace cli {

std::vector<Command> executionCommands()
{
    return {};
}

} // namespace cli
