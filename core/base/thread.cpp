#include "core/base/thread.h"

#include "core/base/result.h"

#include <pthread.h>

#include <utility>

namespace base {

struct Thread::Work {
    pthread_t thread;
    std::stop_source stop;
    std::function<void(std::stop_token)> run;
};

namespace {

template <typename Work>
void* enter(void* argument)
{
    auto* const work = static_cast<Work*>(argument);
    work->run(work->stop.get_token());
    return nullptr;
}

} // namespace

Thread::Thread() = default;

Thread::Thread(std::function<void(std::stop_token)> work, std::size_t stackSize)
    : m_work(std::make_unique<Work>())
{
    m_work->run = std::move(work);
    pthread_attr_t attributes;
    CHECK(pthread_attr_init(&attributes) == 0);
    CHECK(pthread_attr_setstacksize(&attributes, stackSize) == 0);
    CHECK(pthread_create(&m_work->thread, &attributes, enter<Work>, m_work.get()) == 0);
    pthread_attr_destroy(&attributes);
}

Thread::Thread(Thread&& other) noexcept = default;

Thread& Thread::operator=(Thread&& other) noexcept
{
    std::swap(m_work, other.m_work);
    return *this;
}

Thread::~Thread()
{
    if (m_work) m_work->stop.request_stop();
    join();
}

void Thread::join()
{
    if (!m_work) return;
    pthread_join(m_work->thread, nullptr);
    m_work.reset();
}

} // namespace base
