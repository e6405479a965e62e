#include "ui/text/age.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace ui {

namespace {
struct Age {
    Q_DECLARE_TR_FUNCTIONS(ui::Age)
};

QDateTime local(base::Seconds then)
{
    return QDateTime::fromSecsSinceEpoch(then.count());
}
} // namespace

QString age(base::Seconds then, base::Seconds now)
{
    using namespace std::chrono;
    const base::Seconds passed = now - then;
    if (passed < -minutes(1) || passed >= days(2))
        return QLocale().toString(local(then).date(), QLocale::ShortFormat);
    //: An age below one minute.
    if (passed < minutes(1)) return Age::tr("now");
    //: %1 minutes, abbreviated so that it needs no plural.
    if (passed < hours(1)) return Age::tr("%1 min ago").arg(duration_cast<minutes>(passed).count());
    //: %1 hours, abbreviated so that it needs no plural.
    return Age::tr("%1 h ago").arg(duration_cast<hours>(passed).count());
}

QString exactTime(base::Seconds then)
{
    return QLocale().toString(local(then), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

} // namespace ui
