#include "app/cli/interrupt.h"

#include <csignal>

#if !defined(_WIN32)
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#endif

namespace cli {
namespace {

volatile std::sig_atomic_t g_signalled = 0;
int g_watches = 0; // commands and prompts run on one thread

#if defined(_WIN32)

constexpr int kSignals[] = {SIGINT, SIGTERM};

void note(int signal)
{
    g_signalled = 1;
    std::signal(signal, note);
}

void install()
{
    for (const int signal : kSignals)
        std::signal(signal, note);
}

void restore()
{
    for (const int signal : kSignals)
        std::signal(signal, SIG_DFL);
}

#else

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};
struct sigaction g_before[std::size(kSignals)];
int g_pipe[2] = {-1, -1}; // written to by the handler, and never emptied: a signal is noted for good

void note(int)
{
    const int before = errno;
    g_signalled = 1;
    (void)!::write(g_pipe[1], "", 1);
    errno = before;
}

void install()
{
    if (g_pipe[0] < 0 && ::pipe(g_pipe) == 0)
        for (const int end : g_pipe) {
            ::fcntl(end, F_SETFD, FD_CLOEXEC);
            ::fcntl(end, F_SETFL, O_NONBLOCK);
        }
    struct sigaction action = {};
    action.sa_handler = note; // no SA_RESTART: a read that waits comes back
    for (std::size_t i = 0; i < std::size(kSignals); ++i) {
        ::sigaction(kSignals[i], nullptr, &g_before[i]);
        const bool isIgnored = g_before[i].sa_handler == SIG_IGN; // nohup
        if (!isIgnored) ::sigaction(kSignals[i], &action, nullptr);
    }
}

void restore()
{
    for (std::size_t i = 0; i < std::size(kSignals); ++i)
        ::sigaction(kSignals[i], &g_before[i], nullptr);
}

#endif

} // namespace

SignalWatch::SignalWatch()
{
    if (g_watches++ == 0) install();
}

SignalWatch::~SignalWatch()
{
    if (--g_watches == 0) restore();
}

bool wasInterrupted()
{
    return g_signalled != 0;
}

bool waitReadable(int descriptor)
{
#if !defined(_WIN32)
    while (!wasInterrupted()) {
        pollfd waiting[] = {{descriptor, POLLIN, 0}, {g_pipe[0], POLLIN, 0}};
        const int ready = ::poll(waiting, g_pipe[0] < 0 ? 1 : 2, -1);
        if (ready < 0 && errno == EINTR) continue;
        if (wasInterrupted()) return false;
        return true; // an error too: reading tells it
    }
#endif
    return !wasInterrupted();
}

Interrupt::Interrupt()
{
    m_watcher = std::jthread([this](const std::stop_token& over) { watch(over); });
}

void Interrupt::watch(const std::stop_token& over)
{
    std::unique_lock lock(m_mutex);
    while (!over.stop_requested() && !wasInterrupted())
        m_wake.wait_for(lock, over, std::chrono::milliseconds(100), [] { return false; });
    if (wasInterrupted()) m_source.request_stop();
}

bool pause(std::chrono::milliseconds time, const std::stop_token& stop)
{
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    never.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

} // namespace cli
