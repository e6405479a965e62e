#pragma once

#include "core/base/result.h"

#include <QWidget>

#include <memory>

class Ui_NoticePage;

namespace ui {

/// Stands where the account should be: while the data folder is being opened, and when it could not be.
class NoticePage : public QWidget {
    Q_OBJECT

public:
    explicit NoticePage(QWidget* parent = nullptr);
    ~NoticePage() override;

    void showOpening();
    void showFailure(const base::Error& error);

Q_SIGNALS:
    void settingsRequested();
    void retryRequested();

private:
    std::unique_ptr<Ui_NoticePage> m_form;
};

} // namespace ui
