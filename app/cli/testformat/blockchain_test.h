#pragma once

#include "app/cli/testformat/verdict.h"

namespace testformat {

/// Runs every case of a file in the "BlockchainTests" (ethereum/tests) or "blockchain_test" (EEST) format:
/// blocks on a genesis state, each compared as accepted or refused. What is accepted has had all its header
/// checked.
std::vector<CaseResult> runBlockchainTestFile(const std::filesystem::path& file);

} // namespace testformat
