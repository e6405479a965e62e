#include "app/cli/execution_commands.h"
#include "core/base/file.h"
#include "core/execution/genesis.h"

namespace cli {

namespace {

Outcome printGenesis(const Arguments& arguments)
{
    if (arguments.positional().size() != 1) return std::unexpected(UsageError{"which genesis file?"});
    const base::Bytes text = CLI_TRY(base::readFile(arguments.positional()[0], execution::kMaxGenesisSize));
    const auto genesis = CLI_TRY(execution::parseGenesis(base::asText(text)));
    const std::string stateRoot = base::toHex0x(genesis.header.stateRoot),
                      hash = base::toHex0x(eth::headerHash(genesis.header));
    if (arguments.json()) {
        printJson({{"number", genesis.header.number}, {"timestamp", genesis.header.timestamp},
            {"stateRoot", stateRoot}, {"hash", hash}});
        return Exit::Done;
    }
    printLine("state root  " + stateRoot);
    printLine("block hash  " + hash);
    return Exit::Done;
}

} // namespace

Command genesisCommand()
{
    return {"genesis", "FILE", "state root and hash of a chain's first block",
        "Reads a genesis file in geth's format (Ethereum or OP Stack), builds the state trie and the header, "
        "and prints\n"
        "state root and block hash.\n"
        "  postern-cli genesis genesis.json",
        {}, printGenesis};
}

} // namespace cli
