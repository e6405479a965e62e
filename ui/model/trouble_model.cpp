#include "ui/model/trouble_model.h"

namespace ui {

TroubleModel::TroubleModel(practice::World& world, Lane& lane, QObject* parent)
    : QObject(parent)
    , m_world(world)
    , m_lane(lane)
{
}

void TroubleModel::load()
{
    m_lane.run(
        this, [&world = m_world](const Lane::Context&) { return world.faults(); },
        [this](practice::Faults faults) {
            m_faults = std::move(faults);
            Q_EMIT faultsChanged();
        });
}

void TroubleModel::setFault(const std::string& name, const std::string& value)
{
    const auto set = practice::setFault(m_faults, name, value);
    if (!set) return Q_EMIT failed(set.error());
    Q_EMIT faultsChanged();
    m_lane.run(
        this, [&world = m_world, faults = m_faults](const Lane::Context&) { return world.setFaults(faults); },
        [this](const base::Result<void>& taken) {
            if (taken) return;
            load();
            Q_EMIT failed(taken.error());
        });
}

void TroubleModel::reorgL1(std::uint64_t depth)
{
    m_lane.run(
        this, [&world = m_world, depth](const Lane::Context&) { return world.reorgL1(depth); },
        [this, depth](const base::Result<void>& done) {
            if (!done) return Q_EMIT failed(done.error());
            Q_EMIT reorganised(depth);
        });
}

void TroubleModel::callGuardian(practice::GuardianAction action, const base::Address& subject)
{
    m_lane.run(
        this,
        [&world = m_world, action, subject](const Lane::Context&) { return world.guardian(action, subject); },
        [this](const base::Result<base::Hash>& called) {
            if (!called) return Q_EMIT failed(called.error());
            Q_EMIT guardianCalled();
        });
}

} // namespace ui
