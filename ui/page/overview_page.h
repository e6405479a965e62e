#pragma once

#include "ui/model/account_model.h"
#include "ui/model/activity_model.h"
#include "ui/model/balance_model.h"

#include <QWidget>

class QLabel;
class Ui_OverviewPage;

namespace ui {

/// The account in use, what it has on both layers, and all deposits.
class OverviewPage : public QWidget {
    Q_OBJECT

public:
    struct Models {
        AccountModel& accounts;
        BalanceModel& balances;
        ActivityModel& activities;
    };

    /// The models must outlive the page.
    OverviewPage(const bridge::Network& network, const Models& models, QWidget* parent = nullptr);
    ~OverviewPage() override;

Q_SIGNALS:
    void depositRequested();
    void detailsRequested(std::int64_t activityId);

private:
    struct Card {
        QLabel* amount;
        QLabel* note;
    };

    void prepareList();
    void showAccount();
    void showBalances();
    void showLayer(const Card& card, const base::Result<base::Uint256>* balance);
    void showList();
    void refresh();

    std::unique_ptr<Ui_OverviewPage> m_form;
    Models m_models;
};

} // namespace ui
