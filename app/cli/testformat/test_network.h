#pragma once

#include "core/execution/chain_rules.h"

#include <nlohmann/json.hpp>

namespace testformat {

/// The chain that a test means by a fork's name ("Osaka") or by two ("CancunToPragueAtTime15k",
/// "BerlinToLondonAt5"). `config` is the test's own "config": chain id and blob schedule. Nothing when a fork
/// of that name is not known.
std::optional<execution::ChainRules> chainOf(std::string_view network, const nlohmann::json& config);

} // namespace testformat
