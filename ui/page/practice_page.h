#pragma once

#include "ui/model/practice_model.h"
#include "ui/model/trouble_model.h"

#include <QWidget>

class QLabel;
class QPushButton;
class Ui_PracticePage;

namespace ui {

/// Where the user moves the time of the practice network, watches its blocks and makes things go wrong.
class PracticePage : public QWidget {
    Q_OBJECT

public:
    struct Models {
        PracticeModel& practice;
        TroubleModel& trouble;
    };

    /// `hasGuardian`: the contracts have one that can act. The models must outlive the page.
    PracticePage(const Models& models, bool hasGuardian, QWidget* parent = nullptr);
    ~PracticePage() override;

private:
    void prepareTime();
    void prepareGuardian(bool hasGuardian);
    void connectTrouble();
    void leap(base::Seconds span);
    void leapByTyped();
    void showTime();
    void showSpeed();
    void showLeap();
    void describeHeads();
    void showHeads();
    void showHead(QLabel& label, practice::Layer layer, std::uint64_t number);
    void showAction();
    void callGuardian();
    void showDone(const QString& sentence);
    void showRefusal(const base::Error& error);

    std::unique_ptr<Ui_PracticePage> m_form;
    Models m_models;
};

} // namespace ui
