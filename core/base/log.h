#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace base {

enum class LogLevel { Debug, Warning, Error };

/// Appends one line to the program's log: time, level, area, message. Control characters are shown as \xNN, and whatever
/// looks like a secret is replaced by its length: a run of 64 or more hex digits that is not marked as a public hash
/// (see publicHash), and a run of twelve or more lower-case words. Thread-safe; never fails.
void log(LogLevel level, std::string_view area, std::string_view message);

/// Marks a hash as public, so that log() leaves it whole: "#" before the digits.
std::string publicHash(std::string_view hexDigits);

/// What log() would write of a message; for tests.
std::string redacted(std::string_view message);

/// Sends the log to a file (appended; mode 0600) and not to stderr. An unusable file leaves the log where it was.
void setLogFile(const std::filesystem::path& file);
/// Lines below this level are dropped. Warning at start.
void setLogLevel(LogLevel level);

} // namespace base
