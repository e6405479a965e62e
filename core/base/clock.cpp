#include "core/base/clock.h"

namespace base {
namespace {

struct SystemClock final : Clock {
    Seconds now() const override
    {
        return std::chrono::duration_cast<Seconds>(std::chrono::system_clock::now().time_since_epoch());
    }
    std::chrono::milliseconds steady() const override
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
    }
};

} // namespace

const Clock& systemClock()
{
    static const SystemClock clock;
    return clock;
}

} // namespace base
