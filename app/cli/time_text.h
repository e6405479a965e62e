#pragma once

#include "core/base/clock.h"

#include <string>

namespace cli {

/// "2026-03-01 12:00:00 UTC"
std::string utc(base::Seconds time);

/// "9 min", "3 h 30 min", "7 d"; of less than a minute "40 s".
std::string span(base::Seconds time);

} // namespace cli
