#pragma once

#include "ui/model/account_model.h"

#include <QWidget>

class Ui_UnlockPage;

namespace ui {

/// Where the account in use is chosen and unlocked.
class UnlockPage : public QWidget {
    Q_OBJECT

public:
    /// `accounts` must outlive the page.
    explicit UnlockPage(AccountModel& accounts, QWidget* parent = nullptr);
    ~UnlockPage() override;

    /// Why the password is asked for, in a sentence.
    void setReason(const QString& sentence);
    /// Says and fills in the public password of this account.
    void offerPassword(const base::Address& account, const QString& password);

Q_SIGNALS:
    void lookRequested();
    void addRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showAccounts();
    void showState();
    void offer();
    void unlock();

    std::unique_ptr<Ui_UnlockPage> m_form;
    AccountModel& m_accounts;
    std::optional<base::Address> m_publicAccount;
    QString m_publicPassword; ///< of m_publicAccount
};

} // namespace ui
