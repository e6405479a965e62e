#include "app/cli/command.h"

namespace cli {

std::vector<Command> codecCommands()
{
    return {};
}

} // namespace cli
