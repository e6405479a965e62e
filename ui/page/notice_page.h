#pragma once

#include "core/session/aside.h"

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
    /// Adds to the failure that these files are its cause, what becomes of them when they are set aside, and
    /// the button for it. Nothing where no failure is shown any more.
    void offerToSetAside(const std::vector<session::Unusable>& files);

Q_SIGNALS:
    void settingsRequested();
    void retryRequested();
    void setAsideRequested();

private:
    void hideOffer();

    std::unique_ptr<Ui_NoticePage> m_form;
};

} // namespace ui
