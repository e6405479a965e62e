#pragma once

#include "ui/model/account_model.h"

#include <QWidget>

class Ui_WelcomePage;

namespace ui {

/// Where an account is created, imported or watched.
class WelcomePage : public QWidget {
    Q_OBJECT

public:
    /// `accounts` must outlive the page.
    explicit WelcomePage(AccountModel& accounts, QWidget* parent = nullptr);
    ~WelcomePage() override;

    /// Empties every field, for the next account; hiding the page does it too.
    void reset();

Q_SIGNALS:
    /// The user wants no new account after all.
    void backRequested();

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void showFields();
    void showState();
    void browse();
    void submit();
    void create(const QString& name);
    void importWords(const QString& name);
    void importKey(const QString& name);
    void importFile(const QString& name);
    void watch(const QString& name);
    bool asksForNewPassword() const;
    /// What is wrong with the two passwords; empty when nothing is.
    QString passwordProblem() const;

    std::unique_ptr<Ui_WelcomePage> m_form;
    AccountModel& m_accounts;
};

} // namespace ui
