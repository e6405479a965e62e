#include "app/cli/command.h"

namespace cli {

std::vector<Command> crossingCommands()
{
    return {};
}

} // namespace cli
