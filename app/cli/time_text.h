#pragma once

#include "core/base/clock.h"

#include <string>

namespace cli {

/// "2026-03-01 12:00:00 UTC"
std::string utc(base::Seconds time);

} // namespace cli
