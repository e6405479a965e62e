#include "app/cli/command.h"

namespace cli {

std::vector<Command> accountCommands()
{
    return {};
}

} // namespace cli
