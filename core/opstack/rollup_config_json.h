#pragma once

#include "core/opstack/rollup_config.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace opstack {

/// The longest rollup.json that is read.
inline constexpr std::size_t kMaxRollupConfigSize = 1u << 20;

/// Reads op-node's rollup.json (kona's dialect of the system configuration too). BadData when something is
/// missing, malformed, or contradicts itself (forks out of order, a block time of zero). A "…_time" key that
/// this program does not know sets unknownForkTime.
base::Result<RollupConfig> parseRollupConfig(std::string_view json);

/// In the form in which op-node writes it. parseRollupConfig() gives the same back.
nlohmann::json toJson(const RollupConfig& config);

} // namespace opstack
