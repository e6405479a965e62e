#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace cli {

/// While one lives, Ctrl-C, SIGTERM and SIGHUP do not end the program at once: they are noted for good, and
/// whoever waits at a prompt or for a descriptor is woken. Then what was asked for has not happened, and the
/// program says so.
class SignalWatch {
public:
    SignalWatch();
    ~SignalWatch();
    SignalWatch(const SignalWatch&) = delete;
    SignalWatch& operator=(const SignalWatch&) = delete;
};

/// Whether such a signal came while a SignalWatch lived.
bool wasInterrupted();

/// Until the descriptor can be read or has ended. False when such a signal came before or comes first.
bool waitReadable(int descriptor);

/// What a person reads who stopped the program at a prompt.
inline constexpr const char* kNothingDone = "cancelled: nothing was done";

/// These signals as a stop_token: the request under way ends, and what is recorded is told.
class Interrupt {
public:
    Interrupt();
    std::stop_token token() const { return m_source.get_token(); }

private:
    void watch(const std::stop_token& over);

    SignalWatch m_signals;
    std::stop_source m_source;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_watcher;
};

/// Waits, but not beyond a stop. False when it was stopped.
bool pause(std::chrono::milliseconds time, const std::stop_token& stop);

} // namespace cli
