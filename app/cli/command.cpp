#include "app/cli/command.h"

#include <cstdio>

namespace cli {

bool Arguments::has(std::string_view option) const
{
    return value(option).has_value();
}

std::optional<std::string> Arguments::value(std::string_view option) const
{
    for (const auto& [name, given] : m_options)
        if (name == option) return given;
    return {};
}

std::string Arguments::valueOr(std::string_view option, std::string_view fallback) const
{
    return value(option).value_or(std::string(fallback));
}

void printJson(const nlohmann::json& value)
{
    const std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    std::printf("%s\n", text.c_str());
}

void printLine(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t') || byte == 0x7f) {
            char code[8];
            std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned>(byte));
            line += code;
        } else {
            line += c;
        }
    }
    std::printf("%s\n", line.c_str());
}

} // namespace cli
