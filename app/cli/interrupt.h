#pragma once

#include <condition_variable>
#include <csignal>
#include <mutex>
#include <stop_token>
#include <thread>

namespace cli {

/// Ctrl-C and SIGTERM as a stop_token: the request under way ends, and what is recorded is told.
class Interrupt {
public:
    Interrupt();
    std::stop_token token() const { return m_source.get_token(); }

private:
    void watch(const std::stop_token& over);

    std::stop_source m_source;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_watcher;
};

/// Waits, but not beyond a stop. False when it was stopped.
bool pause(std::chrono::milliseconds time, const std::stop_token& stop);

} // namespace cli
