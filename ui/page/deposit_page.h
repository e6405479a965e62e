#pragma once

#include "ui/model/account_model.h"
#include "ui/model/balance_model.h"
#include "ui/model/deposit_model.h"

#include <QWidget>

class Ui_DepositPage;

namespace ui {

/// Where the user says how much ETH goes from L1 to whom on L2. Asks for a quote; the confirm page follows.
class DepositPage : public QWidget {
    Q_OBJECT

public:
    struct Models {
        AccountModel& accounts;
        BalanceModel& balances;
        DepositModel& deposit;
    };

    /// The models must outlive the page.
    DepositPage(const bridge::Network& network, const Models& models, QWidget* parent = nullptr);
    ~DepositPage() override;

    /// Empties the form, for the next deposit.
    void reset();
    /// Shows why a quote that was confirmed could not be sent.
    void showFailure(const base::Error& error);

private:
    void showAccount();
    void showAvailable();
    void showRecipient();
    void showState();
    void useOwnAccount();
    void review();

    std::unique_ptr<Ui_DepositPage> m_form;
    Models m_models;
    std::optional<base::Address> m_account; ///< whom the form was filled for
};

} // namespace ui
