#include "app/cli/terminal.h"

#include "app/cli/interrupt.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#if defined(_WIN32)
#include <io.h>
#include <windows.h>
#else
#include <termios.h>
#include <unistd.h>
#endif

namespace cli {

using base::fail;
using base::Fault;
using base::Result;
using base::Secret;

namespace {

constexpr std::uint8_t kInterrupt = 0x03; ///< Ctrl-C, when the terminal makes no signal of it

/// No echo for as long as it lives. Of the keyboard's signals Ctrl-C stays, which SignalWatch takes; those
/// that would stop or end the program with the terminal mute are off.
class Mute {
public:
#if defined(_WIN32)
    explicit Mute(int input)
        : m_console(reinterpret_cast<HANDLE>(::_get_osfhandle(input)))
    {
        m_isConsole = GetConsoleMode(m_console, &m_before) != 0;
        if (m_isConsole)
            SetConsoleMode(m_console, m_before & ~DWORD{ENABLE_ECHO_INPUT | ENABLE_PROCESSED_INPUT});
    }
    ~Mute()
    {
        if (m_isConsole) SetConsoleMode(m_console, m_before);
    }

private:
    HANDLE m_console;
    DWORD m_before = 0;
    bool m_isConsole = false;
#else
    explicit Mute(int input)
        : m_input(input)
        , m_isTerminal(::tcgetattr(input, &m_before) == 0)
    {
        if (!m_isTerminal) return;
        termios mute = m_before;
        mute.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        for (const int key : {VQUIT, VSUSP})
            mute.c_cc[key] = _POSIX_VDISABLE;
        ::tcsetattr(m_input, TCSAFLUSH, &mute);
    }
    ~Mute()
    {
        if (m_isTerminal) ::tcsetattr(m_input, TCSAFLUSH, &m_before);
    }

private:
    int m_input;
    termios m_before{};
    bool m_isTerminal;
#endif
public:
    Mute(const Mute&) = delete;
    Mute& operator=(const Mute&) = delete;
};

/// What was typed before a question was shown does not answer it.
void forgetTypedAhead(int input)
{
#if defined(_WIN32)
    FlushConsoleInputBuffer(reinterpret_cast<HANDLE>(::_get_osfhandle(input)));
#else
    ::tcflush(input, TCIFLUSH);
#endif
}

bool writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

Result<Secret> readLine(int descriptor)
{
    Secret line = Secret::ofSize(kLineLimit);
    std::size_t size = 0;
    for (;;) {
        std::uint8_t byte = 0;
        if (!waitReadable(descriptor)) return fail(Fault::Cancelled, kNothingDone);
        const auto got = ::read(descriptor, &byte, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            return fail(Fault::Storage, "reading file descriptor " + std::to_string(descriptor) + ": " +
                                            std::generic_category().message(errno));
        if (got == 0 && size == 0)
            return fail(
                Fault::Storage, "file descriptor " + std::to_string(descriptor) + " holds nothing more");
        if (got == 0 || byte == '\n') break;
        if (size == kLineLimit) return fail(Fault::BadData, "the line is too long");
        line.data()[size++] = byte;
    }
    if (size > 0 && line.data()[size - 1] == '\r') --size;
    return Secret(line.view().first(size));
}

Result<void> writeLine(int descriptor, std::string_view text)
{
    if (writeAll(descriptor, text) && writeAll(descriptor, "\n")) return {};
    return fail(Fault::Storage, "writing file descriptor " + std::to_string(descriptor) + ": " +
                                    std::generic_category().message(errno));
}

std::optional<Terminal> Terminal::open()
{
#if defined(_WIN32)
    const int input = ::_open("CONIN$", _O_RDWR | _O_BINARY);
    const int output = ::_open("CONOUT$", _O_RDWR | _O_BINARY);
#else
    const int input = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    const int output = input;
#endif
    if (input < 0 || output < 0) return {};
    return Terminal(input, output);
}

Terminal::Terminal(Terminal&& other) noexcept
    : m_input(std::exchange(other.m_input, -1))
    , m_output(std::exchange(other.m_output, -1))
{
}

Terminal::~Terminal()
{
    if (m_input >= 0) ::close(m_input);
    if (m_output >= 0 && m_output != m_input) ::close(m_output);
}

void Terminal::write(std::string_view text)
{
    writeAll(m_output, text);
}

void Terminal::clear()
{
    write("\x1b[H\x1b[2J\x1b[3J"); // ECMA-48: cursor home, erase; the last is xterm's, for the lines scrolled
                                   // away
}

Result<std::string> Terminal::askLine(std::string_view question)
{
    const SignalWatch signals;
    forgetTypedAhead(m_input);
    write(question);
    const auto line = readLine(m_input);
    if (!line) write("\n");
    if (!line) return fail(Fault::Cancelled, kNothingDone);
    return std::string(line->text());
}

Result<Secret> Terminal::askSecret(std::string_view question)
{
    const SignalWatch
        signals; // outlives the mute: the terminal is as it was before a signal can end anything
    const auto line = [&] {
        const Mute mute(m_input); // before anybody can see that it is time to type
        forgetTypedAhead(m_input);
        write(question);
        return readLine(m_input);
    }();
    write("\n");
    if (!line || std::ranges::find(line->view(), kInterrupt) != line->view().end())
        return fail(Fault::Cancelled, kNothingDone);
    return line->clone();
}

Result<void> Terminal::confirm(std::string_view question, std::string_view word)
{
    const std::string answer = TRY(askLine(question));
    if (answer != word) return fail(Fault::Cancelled, "not confirmed: nothing was done");
    return {};
}

} // namespace cli
