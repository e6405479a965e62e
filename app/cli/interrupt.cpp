#include "app/cli/interrupt.h"

namespace cli {
namespace {

volatile std::sig_atomic_t g_pressed = 0;

} // namespace

Interrupt::Interrupt()
{
    std::signal(SIGINT, [](int) { g_pressed = 1; });
    std::signal(SIGTERM, [](int) { g_pressed = 1; });
    m_watcher = std::jthread([this](const std::stop_token& over) { watch(over); });
}

void Interrupt::watch(const std::stop_token& over)
{
    std::unique_lock lock(m_mutex);
    while (!over.stop_requested() && g_pressed == 0)
        m_wake.wait_for(lock, over, std::chrono::milliseconds(100), [] { return false; });
    if (g_pressed != 0) m_source.request_stop();
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
