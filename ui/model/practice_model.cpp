#include "ui/model/practice_model.h"

#include "core/practice/world/challenge_window.h"

#include <algorithm>
#include <tuple>

namespace ui {

namespace {
using std::chrono::milliseconds;

constexpr milliseconds kTick{500};
constexpr milliseconds kBetweenProgress{200};
constexpr milliseconds kTickAfterFailure{5000}; // a full disk is not empty half a second later

base::Seconds clockOf(const practice::World& world)
{
    return base::Seconds(world.now());
}

using Moment = std::chrono::steady_clock::time_point;

/// True at most once in this time; `last` is when it was.
bool hasPassed(milliseconds time, Moment& last)
{
    const Moment now = std::chrono::steady_clock::now();
    if (now - last < time) return false;
    last = now;
    return true;
}

auto tied(const practice::WorldHeads& heads)
{
    const practice::ChainHeads& l1 = heads.l1;
    const practice::ChainHeads& l2 = heads.l2;
    return std::tuple(l1.latest, l1.safe, l1.finalized, l2.latest, l2.safe, l2.finalized);
}
} // namespace

PracticeModel::PracticeModel(practice::World& world, const Lanes& lanes, QObject* parent)
    : QObject(parent)
    , m_world(world)
    , m_lanes(lanes)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PracticeModel::tick);
}

void PracticeModel::start()
{
    m_lanes.time.run(
        this, [&world = m_world](const Lane::Context&) { return world.speed(); },
        [this](unsigned speed) {
            m_speed = speed;
            tick();
        });
}

void PracticeModel::tick()
{
    if (m_leap) return m_timer.start(kTick); // the leap does what a tick would
    m_lanes.time.run(
        this,
        [&world = m_world](const Lane::Context&) {
            auto caughtUp = world.catchUp();
            return std::pair(std::move(caughtUp), clockOf(world));
        },
        [this](const std::pair<base::Result<void>, base::Seconds>& result) {
            m_timer.start(result.first ? kTick : kTickAfterFailure);
            if (!result.first) Q_EMIT failed(result.first.error());
            moveTo(result.second);
        });
}

void PracticeModel::moveTo(base::Seconds now)
{
    if (std::exchange(m_now, now) != now) look();
    Q_EMIT changed();
}

void PracticeModel::look()
{
    if (m_looking) return;
    m_looking = true;
    m_lanes.world.run(
        this, [&world = m_world](const Lane::Context&) { return world.heads(); },
        [this](const practice::WorldHeads& heads) { looked(heads); });
    askForWindow();
}

void PracticeModel::looked(const practice::WorldHeads& heads)
{
    m_looking = false;
    const bool moved = !m_heads || tied(*m_heads) != tied(heads);
    m_heads = heads;
    Q_EMIT changed();
    if (moved) Q_EMIT headsMoved();
}

void PracticeModel::askForWindow()
{
    if (m_knowsWindow || m_asking) return;
    m_asking = true;
    m_lanes.nodes.run(
        this,
        [&world = m_world](
            const Lane::Context& context) { return practice::fetchChallengeWindow(world, context.stop); },
        [this](const base::Result<std::optional<base::Seconds>>& window) {
            m_asking = false;
            if (!window) return; // asked again when blocks have come
            m_knowsWindow = true;
            m_challengeWindow = *window;
            Q_EMIT changed();
        });
}

base::Seconds PracticeModel::timeOf(practice::Layer layer, std::uint64_t number) const
{
    const practice::Deployment& deployment = m_world.deployment();
    const std::uint64_t seconds =
        layer == practice::Layer::L1 ? deployment.l1Genesis.header.timestamp + number * practice::kL1BlockTime
                                     : deployment.rollup.genesis.l2Time + number * practice::kL2BlockTime;
    return base::Seconds(seconds);
}

void PracticeModel::setSpeed(unsigned speed)
{
    m_speed = speed;
    Q_EMIT changed();
    m_lanes.world.run(
        this,
        [&world = m_world, speed](const Lane::Context&) {
            auto set = world.setSpeed(speed);
            return std::pair(std::move(set), world.speed());
        },
        [this](const std::pair<base::Result<void>, unsigned>& result) {
            m_speed = result.second;
            Q_EMIT changed();
            if (!result.first) Q_EMIT failed(result.first.error());
        });
}

void PracticeModel::leap(base::Seconds span)
{
    if (m_leap || span.count() <= 0) return;
    m_leap = Leap{{}, m_now, m_now + span};
    Q_EMIT changed();
    m_lanes.time.run(
        this,
        [this, &world = m_world, span, stop = m_leap->stop](const Lane::Context& context) mutable {
            const std::stop_callback closing(context.stop, [&stop] { stop.request_stop(); });
            const auto tell = [this, &context, told = Moment()](const practice::Progress& progress) mutable {
                if (!hasPassed(kBetweenProgress, told)) return;
                context.post([this, now = base::Seconds(progress.now)] { moveTo(now); });
            };
            return world.leap(static_cast<std::uint64_t>(span.count()), tell, stop.get_token());
        },
        [this](const base::Result<void>& result) { leapt(result); });
}

void PracticeModel::leapt(const base::Result<void>& result)
{
    m_leap.reset();
    tick();
    Q_EMIT changed();
    if (!result && result.error().fault != base::Fault::Cancelled) Q_EMIT failed(result.error());
}

void PracticeModel::stopLeap()
{
    if (m_leap) m_leap->stop.request_stop();
}

double PracticeModel::leapProgress() const
{
    if (!m_leap) return 0;
    const double share = std::chrono::duration<double>(m_now - m_leap->start) / (m_leap->end - m_leap->start);
    return std::clamp(share, 0.0, 1.0);
}

} // namespace ui
