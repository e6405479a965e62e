#pragma once

#include "app/cli/testformat/json_values.h"
#include "core/opstack/derivation.h"

namespace testformat {

/// The L1 blocks of a recording as the derivation takes them, from the genesis block on. Transactions and
/// receipts are checked against the roots of their headers (Mismatch); blobs are taken as they are.
base::Result<std::vector<opstack::L1Input>> recordedL1(
    const opstack::RollupConfig& config, const json& recording);

} // namespace testformat
