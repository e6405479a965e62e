#include "app/cli/command.h"

#include "core/base/text.h"

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

namespace {

/// The JSON with everything hidden as its escape: the same value, and a terminal is not steered by it.
std::string visibleJson(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const base::CodePoint next = base::firstCodePoint(text);
        if (!base::isHidden(next.value)) {
            out += text.substr(0, next.size);
        } else {
            const bool isPair = next.value > 0xffff;
            const unsigned first =
                isPair ? 0xd7c0 + (next.value >> 10) : next.value; // UTF-16, as in RFC 8259
            char code[16];
            std::snprintf(code, sizeof code, "\\u%04x", first);
            out += code;
            std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(0xdc00 + (next.value & 0x3ff)));
            if (isPair) out += code;
        }
        text.remove_prefix(next.size);
    }
    return out;
}

} // namespace

void printJson(const nlohmann::json& value)
{
    const std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    std::printf("%s\n", visibleJson(text).c_str());
}

std::string printable(std::string_view text)
{
    return base::visibleText(text);
}

void printErrorLine(std::string_view text)
{
    std::fprintf(stderr, "%s\n", printable(text).c_str());
}

void printLine(std::string_view text)
{
    std::printf("%s\n", printable(text).c_str());
}

} // namespace cli
