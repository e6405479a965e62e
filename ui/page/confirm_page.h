#pragma once

#include "ui/model/account_model.h"
#include "ui/model/deposit_model.h"

#include <QWidget>

class Ui_ConfirmPage;

namespace ui {

/// Shows exactly what will be signed, and signs it. The button is held back for a moment.
class ConfirmPage : public QWidget {
    Q_OBJECT

public:
    /// Network and models must outlive the page.
    ConfirmPage(const bridge::Network& network, AccountModel& accounts, DepositModel& deposit,
        QWidget* parent = nullptr);
    ~ConfirmPage() override;

Q_SIGNALS:
    /// The user goes back to the form; the quote is to be discarded.
    void backRequested();
    /// The key is locked; sign again once it is not.
    void unlockRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showQuote();
    void showMoney(const bridge::DepositQuote& quote);
    void showCautions(const std::vector<bridge::Caution>& cautions);
    void showCall(const bridge::DepositQuote& quote);
    void showState();
    /// False when another account was chosen after the quote: its key must not sign.
    bool isOfAccountInUse() const;
    void sign();

    std::unique_ptr<Ui_ConfirmPage> m_form;
    const bridge::Network& m_network;
    AccountModel& m_accounts;
    DepositModel& m_deposit;
};

} // namespace ui
