#pragma once

#include "ui/model/practice_model.h"

#include <QFrame>

class QLabel;

namespace ui {

/// Says on every page that this is the practice network, and what time it is there.
class PracticeBanner : public QFrame {
    Q_OBJECT

public:
    /// `practice` must outlive the banner.
    explicit PracticeBanner(PracticeModel& practice, QWidget* parent = nullptr);

private:
    void showClock();

    PracticeModel& m_practice;
    QLabel* m_clock;
};

} // namespace ui
