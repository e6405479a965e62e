#include "app/cli/execution_commands.h"
#include "app/cli/testformat/blockchain_test.h"

namespace cli {

Command blockTestCommand()
{
    return {"evm blocktest", "PATH…", "run official blockchain tests",
        "Runs every case of the files, and of all .json files below the folders, in the formats "
        "BlockchainTests\n"
        "(ethereum/tests) and blockchain_test (EEST). Exits 1 when a case fails.\n"
        "  postern-cli evm blocktest BlockchainTests/ValidBlocks",
        {{"--threads", "N", "files at the same time; default: one a processor"}},
        [](const Arguments& arguments) { return runTests(arguments, testformat::runBlockchainTestFile); }};
}

} // namespace cli
