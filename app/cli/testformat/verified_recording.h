#pragma once

#include "app/cli/testformat/json_values.h"

#include <stop_token>

namespace testformat {

/// A dispute game of a recording, judged by the chain that was derived.
struct JudgedGame {
    base::Address address;
    std::uint64_t l2Block = 0;
    base::Hash claim;
    std::optional<base::Hash> truth; ///< nothing: L1 does not yet give a block of that number
    std::string recordedTruth;       ///< "right", or what the recording says is wrong with it
    bool isRight() const { return truth == claim; }
};

/// What deriving a recording's L2 chain from its L1 data, and executing it, came to.
struct VerifiedRecording {
    std::uint64_t l1Blocks = 0, blocks = 0, transactions = 0, gas = 0;
    std::uint64_t forced = 0;      ///< blocks without a batch, for the sequencing window was over
    std::uint64_t lostBatches = 0; ///< blocks whose batch could not be executed
    std::uint64_t dropped = 0;     ///< pieces of the batcher's data that did not count
    double seconds = 0;            ///< of derivation and execution
    std::vector<JudgedGame> games;
    std::string disputed;      ///< see opstack::Derivation::disputed()
    std::uint64_t further = 0; ///< valid blocks after the last recorded one
    std::string problem;       ///< the first difference; empty: every recorded block was derived

    bool agrees() const { return problem.empty() && further == 0; }
};

/// Derives and executes from the genesis allocation on, from the L1 data alone, and compares each block with
/// the recorded one: the L1 block that made it safe, hash, receipts and output root.
VerifiedRecording verifyRecording(
    const std::filesystem::path& file, const std::filesystem::path& genesisFolder, std::stop_token stop);

} // namespace testformat
