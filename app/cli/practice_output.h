#pragma once

#include "app/cli/command.h"

/// What the practice commands print, from what the methods of core/practice/world/control.h give.
namespace cli {

/// Where a served world is found.
struct ServedWorld {
    std::string l1Url, l2Url, beaconUrl;
    std::string file; ///< empty: none
};
/// practice_status, and with it where everything is and whose keys everybody knows.
base::Result<nlohmann::json> servedJson(const ServedWorld& served, nlohmann::json status);
/// The same in words: all that a stranger needs to begin.
base::Result<void> printServed(const ServedWorld& served, const nlohmann::json& status);

/// practice_status: time, heads, contracts, tokens, and the switches that are not off.
void printWorld(const nlohmann::json& status);
/// What practice_leap gives.
void printTime(const nlohmann::json& now);
/// Each switch and how it stands.
void printFaults(const nlohmann::json& faults);
/// One line on stderr that is written again and again; nothing where stderr is no terminal.
void showProgress(std::uint64_t done, std::uint64_t all);

} // namespace cli
