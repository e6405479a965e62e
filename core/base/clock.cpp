#include "core/base/clock.h"

#if defined(_WIN32)
#include <windows.h>
#else
#include <ctime>
#endif

namespace base {
namespace {

struct SystemClock final : Clock {
    Seconds now() const override
    {
        return std::chrono::duration_cast<Seconds>(std::chrono::system_clock::now().time_since_epoch());
    }
    std::chrono::milliseconds steady() const override
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now().time_since_epoch());
    }
    std::chrono::milliseconds sinceBoot() const override
    {
#if defined(_WIN32)
        return std::chrono::milliseconds(GetTickCount64());
#else
#if defined(CLOCK_BOOTTIME)
        constexpr clockid_t kClock = CLOCK_BOOTTIME;
#else
        constexpr clockid_t kClock = CLOCK_MONOTONIC; // which goes on in suspension on macOS
#endif
        timespec time{};
        if (::clock_gettime(kClock, &time) != 0) return steady();
        return std::chrono::seconds(time.tv_sec) + std::chrono::milliseconds(time.tv_nsec / 1'000'000);
#endif
    }
};

} // namespace

const Clock& systemClock()
{
    static const SystemClock clock;
    return clock;
}

} // namespace base
