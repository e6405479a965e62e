#include "app/cli/time_text.h"

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

} // namespace cli
