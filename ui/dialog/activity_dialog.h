#pragma once

#include "ui/model/activity_model.h"

#include <QDialog>

class Ui_ActivityDialog;

namespace ui {

/// All that is known of one deposit; follows the model while it is open.
class ActivityDialog : public QDialog {
    Q_OBJECT

public:
    /// The model must outlive the dialog.
    ActivityDialog(const ActivityModel& activities, std::int64_t id, QWidget* parent = nullptr);
    ~ActivityDialog() override;

private:
    void showActivity();

    std::unique_ptr<Ui_ActivityDialog> m_form;
    const ActivityModel& m_activities;
    std::int64_t m_id;
};

} // namespace ui
