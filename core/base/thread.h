#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>

namespace base {

/// A thread whose stack is as large as is asked for. std::thread leaves that to the system: 512 KiB on macOS,
/// 128 KiB with musl, where 1,024 nested calls of contracts take some megabytes. Whatever runs contracts off
/// the main thread runs on one of these.
///
/// Like std::jthread, it asks its work to stop and waits for it when it is destroyed.
class Thread {
public:
    /// For 1,024 nested calls of contracts in a build without optimisation. Taken as it is touched.
    static constexpr std::size_t kStackSize = 16u << 20;

    /// No thread.
    Thread();
    explicit Thread(std::function<void(std::stop_token)> work, std::size_t stackSize = kStackSize);
    Thread(Thread&& other) noexcept;
    Thread& operator=(Thread&& other) noexcept;
    ~Thread();

    /// Waits until the work is done.
    void join();

private:
    struct Work;

    std::unique_ptr<Work> m_work; ///< null: no thread, or it was joined
};

} // namespace base
