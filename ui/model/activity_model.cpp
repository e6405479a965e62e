#include "ui/model/activity_model.h"

#include "ui/text/address.h"
#include "ui/text/age.h"
#include "ui/text/amount.h"
#include "ui/text/stage.h"

#include <algorithm>

namespace ui {

namespace {
constexpr std::chrono::seconds kLookWhileOpen{4};
constexpr std::chrono::seconds kLookWhenOver{30}; // only for reorgs
} // namespace

ActivityModel::ActivityModel(session::Session& session, Lane& trackLane, QObject* parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_lane(trackLane)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ActivityModel::refresh);
}

void ActivityModel::load()
{
    m_lane.run(
        this, [&session = m_session](const Lane::Context&) { return session.activities(); },
        [this](base::Result<std::vector<bridge::Activity>> stored) {
            if (!stored) return Q_EMIT failed(stored.error());
            beginResetModel();
            m_activities = *std::move(stored);
            endResetModel();
            m_loaded = true;
            Q_EMIT loaded();
            refresh();
        });
}

void ActivityModel::refresh()
{
    if (!m_loaded || m_looking) return;
    m_looking = true;
    m_timer.stop();
    m_lane.run(
        this, [&session = m_session](const Lane::Context& context) { return session.refresh(context.stop); },
        [this](const base::Result<std::vector<bridge::Activity>>& changed) { looked(changed); });
}

void ActivityModel::looked(const base::Result<std::vector<bridge::Activity>>& changed)
{
    m_looking = false;
    planNextLook();
    if (!changed) return Q_EMIT failed(changed.error());
    for (const bridge::Activity& activity : *changed)
        put(activity);
    planNextLook();
    // Ages pass although nothing else changed.
    if (!m_activities.empty()) Q_EMIT dataChanged(index(0, Age), index(rowCount() - 1, Age));
    Q_EMIT refreshed();
}

void ActivityModel::planNextLook()
{
    const bool open = std::ranges::any_of(m_activities, [](const bridge::Activity& activity) {
        return !bridge::isEnd(activity.stage()) && activity.stage() != bridge::DepositStage::FailedOnL2;
    });
    m_timer.start(open ? kLookWhileOpen : kLookWhenOver);
}

void ActivityModel::put(const bridge::Activity& activity)
{
    const auto known = std::ranges::find(m_activities, activity.id, &bridge::Activity::id);
    if (known == m_activities.end()) {
        beginInsertRows({}, 0, 0);
        m_activities.insert(m_activities.begin(), activity);
        endInsertRows();
        if (m_loaded && !m_looking) planNextLook();
    } else {
        *known = activity;
        const int row = static_cast<int>(known - m_activities.begin());
        Q_EMIT dataChanged(index(row, 0), index(row, kColumns - 1));
    }
    Q_EMIT activityChanged(activity.id);
}

const bridge::Activity* ActivityModel::find(std::int64_t id) const
{
    const auto found = std::ranges::find(m_activities, id, &bridge::Activity::id);
    return found == m_activities.end() ? nullptr : &*found;
}

int ActivityModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_activities.size());
}

int ActivityModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString ActivityModel::text(const bridge::Activity& activity, int column) const
{
    switch (column) {
    case Stage:
        return stageName(activity.stage());
    case Amount:
        return activity.token ? exactUnits(activity.amount, activity.token->l1) : shortEth(activity.amount);
    case Recipient:
        return shortAddress(activity.recipient);
    case Age:
        return age(activity.createdAt, base::systemClock().now());
    default:
        return {};
    }
}

QString ActivityModel::toolTip(const bridge::Activity& activity, int column) const
{
    switch (column) {
    case Stage:
        return stageMeaning(activity);
    case Amount:
        return activity.token ? exactUnits(activity.amount, activity.token->l1) : exactEth(activity.amount);
    case Recipient:
        return groupedAddress(activity.recipient);
    case Age:
        return exactTime(activity.createdAt);
    default:
        return {};
    }
}

QVariant ActivityModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const bridge::Activity& activity = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(activity, index.column());
    case Qt::ToolTipRole:
        return toolTip(activity, index.column());
    case Qt::AccessibleTextRole:
        return text(activity, index.column());
    case Qt::AccessibleDescriptionRole:
        return toolTip(activity, index.column());
    case ToneRole:
        return index.column() == Stage ? QVariant(static_cast<int>(stageTone(activity.stage()))) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(
            index.column() == Amount ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(
            section == Amount ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    //: A column of the list of deposits.
    case Stage:
        return tr("State");
    //: A column of the list of deposits.
    case Amount:
        return tr("Amount");
    //: A column of the list of deposits: the recipient.
    case Recipient:
        return tr("To");
    //: A column of the list of deposits: how long ago it was made.
    case Age:
        return tr("Made");
    default:
        return {};
    }
}

} // namespace ui
