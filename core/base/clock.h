#pragma once

#include <chrono>
#include <cstdint>

namespace base {

/// Seconds since 1970 or a span of them; the unit of every chain's time.
using Seconds = std::chrono::duration<std::int64_t>;

/// The machine's time. A protocol deadline never uses it: that is the chain's time. It serves display,
/// time-outs and the age of records.
struct Clock {
    virtual ~Clock() = default;
    /// Seconds since 1970; may jump.
    virtual Seconds now() const = 0;
    /// Time since some start; never goes back.
    virtual std::chrono::milliseconds steady() const = 0;
    /// The same, with the time in which the machine was suspended.
    virtual std::chrono::milliseconds sinceBoot() const { return steady(); }
};

/// The real clock of the machine.
const Clock& systemClock();

} // namespace base
