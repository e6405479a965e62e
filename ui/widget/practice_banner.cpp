#include "ui/widget/practice_banner.h"

#include "ui/text/age.h"

#include <QHBoxLayout>
#include <QLabel>

namespace ui {

namespace {
QString clockText(const PracticeModel& practice)
{
    if (practice.now().count() == 0) return {};
    const QString time = exactTime(practice.now());
    //: %1 is the time in the practice network's own calendar.
    if (practice.isLeaping()) return PracticeBanner::tr("Chain time %1, leaping").arg(time);
    if (practice.speed() == 0) return PracticeBanner::tr("Chain time %1, standing still").arg(time);
    //: %2 is how many chain seconds pass in a second.
    return PracticeBanner::tr("Chain time %1, speed %2×").arg(time).arg(practice.speed());
}

QLabel* addLabel(QHBoxLayout& row, const QString& name)
{
    auto* label = new QLabel(row.parentWidget());
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    row.addWidget(label);
    return label;
}
} // namespace

PracticeBanner::PracticeBanner(PracticeModel& practice, QWidget* parent)
    : QFrame(parent)
    , m_practice(practice)
{
    setProperty("role", QStringLiteral("banner"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 6, 24, 6);
    row->setSpacing(24);
    QLabel* sentence = addLabel(*row, QStringLiteral("banner"));
    sentence->setText(tr("Practice network: nothing here is worth money."));
    m_clock = addLabel(*row, QStringLiteral("chainClock"));
    m_clock->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connect(&m_practice, &PracticeModel::changed, this, &PracticeBanner::showClock);
    showClock();
}

void PracticeBanner::showClock()
{
    m_clock->setText(clockText(m_practice));
}

} // namespace ui
