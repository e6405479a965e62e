#pragma once

#include "core/base/clock.h"

#include <QString>

namespace ui {

/// How long ago something was, for lists: "now", "5 min ago", "3 h ago", then the local date. A time ahead of
/// the clock (another machine's, or a clock set back) reads as its date, never as an age.
QString age(base::Seconds then, base::Seconds now);

/// The local date and time to the second, for details and tooltips.
QString exactTime(base::Seconds then);

} // namespace ui
