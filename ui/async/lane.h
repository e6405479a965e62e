#pragma once

#include "core/base/thread.h"

#include <QObject>
#include <QPointer>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <utility>

namespace ui {

/// One worker thread on which blocking core calls run in order.
///
/// `run(owner, job, done)` calls `job(context)` on the worker, then `done(result)` on the thread of the lane.
/// When `owner` is gone by then, `done` is dropped. The result moves; job, done and result are destroyed on
/// the lane's thread, so `done` may hold what belongs to the GUI and `job` may hold a secret.
///
/// Destroying the lane asks the running job to stop, forgets what is queued or undelivered, and waits for the
/// worker.
class Lane : public QObject {
    Q_OBJECT

public:
    /// All that a job may use of the outside. Nothing else crosses the threads.
    struct Context {
        std::stop_token stop;
        std::function<void(std::function<void()>)>
            post; ///< Runs a call on the lane's thread, in order, as `done` is run.
    };

    explicit Lane(QObject* parent = nullptr);
    ~Lane() override;

    template <typename Job, typename Done>
    void run(QObject* owner, Job job, Done done)
    {
        enqueue(std::make_unique<JobTask<Job, Done>>(owner, std::move(job), std::move(done)));
    }

Q_SIGNALS:
    /// There is something for drain(). A connection that the lane's own thread has made once: an event that
    /// brought its slot along would be memory of the worker.
    void delivered(QPrivateSignal);

private:
    /// Made on the lane's thread, worked off on the worker, finished and destroyed on the lane's thread.
    struct Task {
        explicit Task(QObject* who)
            : owner(who)
        {
        }
        virtual ~Task() = default;
        virtual void work(const Context& context) = 0;
        virtual void finish() = 0;

        QPointer<QObject> owner;
    };

    template <typename Job, typename Done>
    struct JobTask final : Task {
        using Value = std::invoke_result_t<Job&, Context>;

        JobTask(QObject* who, Job&& what, Done&& then)
            : Task(who)
            , job(std::move(what))
            , done(std::move(then))
        {
        }
        void work(const Context& context) override { value.emplace(job(context)); }
        void finish() override { done(*std::move(value)); }

        Job job;
        Done done;
        std::optional<Value> value;
    };

    struct PostTask final : Task {
        PostTask(const QPointer<QObject>& who, std::function<void()> what);
        void work(const Context&) override {}
        void finish() override { call(); }

        std::function<void()> call;
    };

    void enqueue(std::unique_ptr<Task> task);
    void deliver(std::unique_ptr<Task> task);
    void work(const std::stop_token& stop);
    void drain();

    std::mutex m_mutex; // guards the two queues
    std::deque<std::unique_ptr<Task>> m_waiting;
    std::deque<std::unique_ptr<Task>> m_finished;
    std::condition_variable_any m_wake;
    base::Thread m_worker; // last: starts after, and joins before, what it uses
};

} // namespace ui
