#include "core/base/log.h"

#include <cctype>
#include <cstdio>
#include <ctime>
#include <memory>
#include <mutex>

namespace base {
namespace {

constexpr std::size_t kSecretHexDigits = 64;
constexpr std::size_t kSecretWords = 12;

struct Sink {
    std::mutex mutex; // guards the rest
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{nullptr, std::fclose};
    LogLevel level = LogLevel::Warning;
};

Sink& sink()
{
    static Sink instance;
    return instance;
}

const char* name(LogLevel level)
{
    return level == LogLevel::Debug ? "debug" : level == LogLevel::Warning ? "warning" : "error";
}

bool isHex(char c)
{
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

/// The end of a run of lower-case words separated by single spaces that starts at `from`, and how many words it has.
std::pair<std::size_t, std::size_t> wordRun(std::string_view text, std::size_t from)
{
    std::size_t end = from, words = 0;
    for (std::size_t i = from; i < text.size();) {
        std::size_t j = i;
        while (j < text.size() && text[j] >= 'a' && text[j] <= 'z') ++j;
        if (j == i) break;
        ++words;
        end = j;
        if (j >= text.size() || text[j] != ' ') break;
        i = j + 1;
    }
    return {end, words};
}

void appendPrintable(std::string& out, char c)
{
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
        out += c;
        return;
    }
    char code[8];
    std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out += code;
}

} // namespace

std::string publicHash(std::string_view hexDigits)
{
    return "#" + std::string(hexDigits);
}

std::string redacted(std::string_view message)
{
    std::string out;
    for (std::size_t i = 0; i < message.size();) {
        const bool runStart = i == 0 || !std::isalnum(static_cast<unsigned char>(message[i - 1]));
        if (runStart && isHex(message[i])) {
            std::size_t start = i;
            if (message[i] == '0' && i + 1 < message.size() && message[i + 1] == 'x') start = i + 2;
            std::size_t end = start;
            while (end < message.size() && isHex(message[end])) ++end;
            const bool isPublic = i > 0 && message[i - 1] == '#';
            if (end - start >= kSecretHexDigits && !isPublic) {
                out += "[" + std::to_string(end - start) + " hex digits]";
                i = end;
                continue;
            }
        }
        if (runStart) {
            const auto [end, words] = wordRun(message, i);
            if (words >= kSecretWords) {
                out += "[" + std::to_string(words) + " words]";
                i = end;
                continue;
            }
        }
        appendPrintable(out, message[i++]);
    }
    return out;
}

void log(LogLevel level, std::string_view area, std::string_view message)
{
    Sink& to = sink();
    std::lock_guard lock(to.mutex);
    if (level < to.level) return;
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
#if defined(_WIN32)
    gmtime_s(&utc, &now);
#else
    gmtime_r(&now, &utc);
#endif
    char time[32];
    std::strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%SZ", &utc);
    const std::string line =
        std::string(time) + " " + name(level) + " " + std::string(area) + ": " + redacted(message) + "\n";
    std::FILE* out = to.file ? to.file.get() : stderr;
    std::fputs(line.c_str(), out);
    std::fflush(out);
}

void setLogFile(const std::filesystem::path& file)
{
    std::FILE* opened = std::fopen(file.string().c_str(), "a");
    if (opened == nullptr) return;
    std::error_code ignored;
    std::filesystem::permissions(
        file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
    Sink& to = sink();
    std::lock_guard lock(to.mutex);
    to.file.reset(opened);
}

void setLogLevel(LogLevel level)
{
    Sink& to = sink();
    std::lock_guard lock(to.mutex);
    to.level = level;
}

} // namespace base
