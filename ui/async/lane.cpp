#include "ui/async/lane.h"

namespace ui {

Lane::PostTask::PostTask(const QPointer<QObject>& who, std::function<void()> what)
    : Task(nullptr)
    , call(std::move(what))
{
    // Copied, not made from the pointer: on the worker only the copy of a QPointer is safe while its object
    // may die.
    owner = who;
}

Lane::Lane(QObject* parent)
    : QObject(parent)
    , m_worker([this](const std::stop_token& stop) { work(stop); })
{
    connect(this, &Lane::delivered, this, &Lane::drain, Qt::QueuedConnection);
}

Lane::~Lane() = default;

void Lane::enqueue(std::unique_ptr<Task> task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void Lane::work(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); }), !stop.stop_requested()) {
        std::unique_ptr<Task> task = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        const QPointer<QObject> owner = task->owner;
        task->work({stop, [this, owner](std::function<void()> call) {
                        deliver(std::make_unique<PostTask>(owner, std::move(call)));
                    }});
        deliver(std::move(task));
        lock.lock();
    }
}

void Lane::deliver(std::unique_ptr<Task> task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_finished.push_back(std::move(task));
    }
    Q_EMIT delivered(QPrivateSignal());
}

void Lane::drain()
{
    std::deque<std::unique_ptr<Task>> finished;
    {
        const std::lock_guard lock(m_mutex);
        finished.swap(m_finished);
    }
    // A finish() may destroy this lane: nothing of it is touched from here on.
    for (const std::unique_ptr<Task>& task : finished)
        if (task->owner) task->finish();
}

} // namespace ui
