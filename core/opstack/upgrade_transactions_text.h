#pragma once

#include <string_view>

namespace opstack::detail {

/// resources/upgrade_transactions/<fork>.tsv; made into a source file when the program is built.
extern const std::string_view kEcotoneUpgradeText;
extern const std::string_view kFjordUpgradeText;
extern const std::string_view kIsthmusUpgradeText;
extern const std::string_view kJovianUpgradeText;
extern const std::string_view kKarstUpgradeText;

} // namespace opstack::detail
