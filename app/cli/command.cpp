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

std::string printable(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte >= 0x20 || c == '\t') && byte != 0x7f) {
            out += c;
            continue;
        }
        char code[8];
        std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned>(byte));
        out += code;
    }
    return out;
}

void printLine(std::string_view text)
{
    std::printf("%s\n", printable(text).c_str());
}

} // namespace cli
