#include "app/cli/time_text.h"

#include <cstdint>
#include <ctime>

namespace cli {

std::string utc(base::Seconds time)
{
    const std::time_t seconds = static_cast<std::time_t>(time.count());
    std::tm parts{};
#if defined(_WIN32)
    gmtime_s(&parts, &seconds);
#else
    gmtime_r(&seconds, &parts);
#endif
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts)};
}

std::string span(base::Seconds time)
{
    struct Unit {
        const char* name;
        std::int64_t seconds;
    };
    constexpr Unit kUnits[] = {{" d", 86'400}, {" h", 3'600}, {" min", 60}, {" s", 1}};
    std::int64_t rest = time.count();
    std::string text;
    unsigned parts = 0;
    for (const Unit& unit : kUnits) {
        const std::int64_t count = rest / unit.seconds;
        rest %= unit.seconds;
        if (count == 0 || parts == 2) continue;
        if (unit.seconds == 1 && parts > 0) continue;
        text += (text.empty() ? "" : " ") + std::to_string(count) + unit.name;
        ++parts;
    }
    return text.empty() ? "0 s" : text;
}

} // namespace cli
