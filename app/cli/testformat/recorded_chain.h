#pragma once

#include "app/cli/testformat/verdict.h"
#include "core/execution/block.h"
#include "core/execution/memory_state.h"

namespace testformat {

/// What replaying a recording came to.
struct Replay {
    std::uint64_t blocks = 0, transactions = 0, gas = 0;
    std::uint64_t statelessBlocks = 0; ///< executed on witnesses too
    std::uint64_t fetched = 0;         ///< nodes and codes that the witnesses lacked
    double seconds = 0;                ///< of execution
    std::string problem;               ///< empty: everything matched
};

/// Executes every L2 block of a recording from the genesis allocation on, and compares receipts, state root
/// and block hash. Where there is a `<name>.witness.json` beside the file, each of its blocks is also
/// executed on its witness.
Replay replayRecording(const std::filesystem::path& file, const std::filesystem::path& genesisFolder);

/// The state of an allocation file; many recordings share one.
base::Result<execution::MemoryState> allocationAt(const std::filesystem::path& file);

/// The folder of allocations that belongs to a recording: "genesis" beside the recording's folder.
std::filesystem::path genesisFolderOf(const std::filesystem::path& recording);
/// False for the witness files, which lie among the recordings.
bool isRecording(const std::filesystem::path& file);

} // namespace testformat
