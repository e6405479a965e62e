#pragma once

#include "app/cli/testformat/verdict.h"

namespace testformat {

/// Runs every case of a file in the "GeneralStateTests" (ethereum/tests) or "state_test" (EEST) format: one
/// transaction on a state; the state root and the hash of the logs are compared, and whether the transaction
/// is refused.
std::vector<CaseResult> runStateTestFile(const std::filesystem::path& file);

} // namespace testformat
