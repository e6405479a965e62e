#pragma once

#include "core/practice/world/world.h"
#include "ui/async/lane.h"

#include <QString>

namespace ui {

/// What goes wrong in the practice world on demand: the switches, reorgs of L1, the guardian.
class TroubleModel : public QObject {
    Q_OBJECT

public:
    /// `world` must outlive the lane, and the lane this model.
    TroubleModel(practice::World& world, Lane& lane, QObject* parent = nullptr);

    /// Asks the world for its switches.
    void load();

    /// As wanted: the world follows within a moment, or failed() and they are as they were.
    const practice::Faults& faults() const { return m_faults; }
    /// Sets a switch of practice::faultNames() to a value that practice::setFault() takes.
    void setFault(const std::string& name, const std::string& value);

    /// Ends in reorganised() or failed().
    void reorgL1(std::uint64_t depth);
    /// Ends in guardianCalled() or failed(). `subject` as of World::guardian().
    void callGuardian(practice::GuardianAction action, const base::Address& subject);

Q_SIGNALS:
    void faultsChanged();
    void reorganised(quint64 depth);
    /// The guardian's transaction waits for the next L1 block.
    void guardianCalled();
    void failed(const base::Error& error);

private:
    practice::World& m_world;
    Lane& m_lane;
    practice::Faults m_faults;
};

} // namespace ui
