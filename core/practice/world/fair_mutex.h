#pragma once

#include <mutex>

namespace practice {

/// A mutex that nobody gets twice while somebody else waits: who works in slices lets others in between them.
class FairMutex {
public:
    void lock()
    {
        const std::scoped_lock turn(m_turn);
        m_held.lock();
    }
    void unlock() { m_held.unlock(); }

private:
    std::mutex m_turn; ///< held by the one that is next
    std::mutex m_held;
};

} // namespace practice
