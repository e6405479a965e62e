#pragma once

#include "core/session/session.h"
#include "ui/async/lane.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace ui {

/// The deposits of the network, newest first: read from the disk, then looked at again and again on the track
/// lane while rows update themselves.
class ActivityModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Stage, Amount, Recipient, Age, kColumns };
    /// A StageTone as int, in the Stage column: its colour is up to the view.
    static constexpr int ToneRole = Qt::UserRole;

    /// `session` must outlive the lane, and the lane this model.
    ActivityModel(session::Session& session, Lane& trackLane, QObject* parent = nullptr);

    /// Reads the list from the disk and starts to look after it.
    void load();
    /// Looks now, unless a look is under way.
    void refresh();
    /// Adds a deposit just made, or updates it when it is known.
    void put(const bridge::Activity& activity);

    bool isLoaded() const { return m_loaded; }
    const bridge::Activity& at(int row) const { return m_activities.at(static_cast<std::size_t>(row)); }
    const bridge::Activity* find(std::int64_t id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void loaded();
    /// The deposit with this id is different.
    void activityChanged(std::int64_t id);
    /// A look ended well: both layers can be reached as far as they were needed.
    void refreshed();
    /// The list could not be read, or a look ended in an error.
    void failed(const base::Error& error);

private:
    void looked(const base::Result<std::vector<bridge::Activity>>& changed);
    void planNextLook();
    QString text(const bridge::Activity& activity, int column) const;
    QString toolTip(const bridge::Activity& activity, int column) const;

    session::Session& m_session;
    Lane& m_lane;
    QTimer m_timer;
    std::vector<bridge::Activity> m_activities;
    bool m_loaded = false;
    bool m_looking = false;
};

} // namespace ui
