#include "app/cli/codec_commands.h"

namespace cli {

std::vector<Command> codecCommands()
{
    std::vector<Command> all;
    for (auto group : {transactionCommands, abiCommands, hashCommands})
        for (Command& command : group())
            all.push_back(std::move(command));
    return all;
}

} // namespace cli
