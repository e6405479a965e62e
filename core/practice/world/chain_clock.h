#pragma once

#include "core/base/clock.h"

namespace practice {

/// The time that the chains should have: the machine's, at a speed of its own. Not thread-safe.
class ChainClock {
public:
    /// `start` is chain time since 1970.
    ChainClock(const base::Clock& clock, std::chrono::milliseconds start, unsigned speed)
        : m_clock(clock)
        , m_base(start)
        , m_since(clock.steady())
        , m_speed(speed)
    {
    }

    std::chrono::milliseconds now() const { return m_base + (m_clock.steady() - m_since) * m_speed; }
    /// Whole seconds since 1970, as blocks count them.
    std::uint64_t seconds() const { return static_cast<std::uint64_t>(now().count()) / 1000; }
    unsigned speed() const { return m_speed; }

    void setSpeed(unsigned speed)
    {
        moveTo(now());
        m_speed = speed;
    }
    /// Goes on from this time.
    void moveTo(std::chrono::milliseconds time)
    {
        m_base = time;
        m_since = m_clock.steady();
    }

private:
    const base::Clock& m_clock;
    std::chrono::milliseconds m_base;
    std::chrono::milliseconds m_since; ///< of the machine's steady clock
    unsigned m_speed;
};

} // namespace practice
