#pragma once

#include "app/cli/testformat/json_values.h"
#include "core/eth/block.h"

namespace testformat {

/// A header with the field names of JSON-RPC.
eth::Header headerOf(const json& header);

} // namespace testformat
