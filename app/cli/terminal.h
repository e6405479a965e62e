#pragma once

#include "core/base/secret.h"

#include <optional>
#include <string>
#include <string_view>

namespace cli {

/// The person at the keyboard, apart from stdin and stdout: these may be files while somebody still sits
/// there.
class Terminal {
public:
    /// The controlling terminal (/dev/tty, the Windows console), or nothing when there is none.
    static std::optional<Terminal> open();

    Terminal(Terminal&& other) noexcept;
    Terminal& operator=(Terminal&&) = delete;
    ~Terminal();

    /// Writes the text as it is.
    void write(std::string_view text);
    /// Empties the screen and, where the terminal obeys, what can be scrolled back to.
    void clear();

    // What was typed before the question came is dropped: nothing is confirmed that was not read. Ctrl-C,
    // SIGTERM and SIGHUP end every question at once, as Cancelled, and leave the terminal as it was.

    /// One line, with what is typed shown. Cancelled at the end of input.
    base::Result<std::string> askLine(std::string_view question);
    /// One line, with nothing shown. Cancelled by Ctrl-C and at the end of input.
    base::Result<base::Secret> askSecret(std::string_view question);
    /// Cancelled unless the line typed is `word`.
    base::Result<void> confirm(std::string_view question, std::string_view word);

private:
    Terminal(int input, int output)
        : m_input(input)
        , m_output(output)
    {
    }

    int m_input;
    int m_output; ///< the same as m_input but on Windows
};

/// The longest line that is read, in bytes.
inline constexpr std::size_t kLineLimit = 4096;

/// One line from a file descriptor, without its end; bytes after the line stay unread, so that a descriptor
/// can give several secrets. BadData when the line is too long, Storage when the descriptor is not open or
/// holds nothing more, Cancelled by a signal while a SignalWatch lives.
base::Result<base::Secret> readLine(int descriptor);

/// Writes the text and a line end to a file descriptor. Storage when it cannot be written.
base::Result<void> writeLine(int descriptor, std::string_view text);

} // namespace cli
