#pragma once

#include "ui/model/account_model.h"
#include "ui/model/activity_model.h"
#include "ui/model/balance_model.h"
#include "ui/model/deposit_model.h"

#include <QWidget>

class QStackedWidget;
class QPushButton;
class QVBoxLayout;

namespace ui {

class ConfirmPage;
class DepositPage;
class OverviewPage;
class PracticePage;
class UnlockPage;
class WelcomePage;

/// Everything that belongs to one open Session: its lanes, models and pages, with the navigation between
/// them.
class Workspace : public QWidget {
    Q_OBJECT

public:
    explicit Workspace(std::unique_ptr<session::Session> session, QWidget* parent = nullptr);
    ~Workspace() override;

    const session::Settings& settings() const { return m_session->settings(); }
    /// The network's name and its chains, for the status bar.
    QString networkText() const;

    void lock();
    void refresh();

Q_SIGNALS:
    void settingsRequested();
    /// The accounts cannot be read. That is not said to be none.
    void unusable(const base::Error& error);
    /// How the nodes are doing; empty when nothing is wrong.
    void connectionChanged(const QString& sentence);

private:
    /// The practice world behind the session, if there is one: its lanes and models.
    struct Practice;

    QWidget* makeBanner();
    QWidget* makeSide();
    QPushButton* addNavigation(
        QVBoxLayout& side, const QString& name, const QString& text, const QKeySequence& key);
    void addPage(QWidget* page);
    void makePages();
    void connectPages();
    void startPractice();
    void turnTo(QWidget* page);
    void showStart();
    void showAccount();
    void showDetails(std::int64_t activityId);
    void showWords(const base::Secret& words);
    void unlockFor(const QString& reason, QWidget* next);
    void submitted(const bridge::Activity& activity);

    // In the order in which each needs the one before: the lanes wait for their jobs before the session goes.
    std::unique_ptr<session::Session> m_session;
    Lane m_walletLane;
    Lane m_trackLane;
    AccountModel m_accounts;
    BalanceModel m_balances;
    DepositModel m_deposit;
    ActivityModel m_activities;
    std::unique_ptr<Practice> m_practice;

    QStackedWidget* m_stack = nullptr;
    WelcomePage* m_welcomePage = nullptr;
    UnlockPage* m_unlockPage = nullptr;
    OverviewPage* m_overviewPage = nullptr;
    DepositPage* m_depositPage = nullptr;
    ConfirmPage* m_confirmPage = nullptr;
    PracticePage* m_practicePage = nullptr; ///< null without a practice world
    QWidget* m_afterUnlock = nullptr;
    QPushButton* m_overview = nullptr;
    QPushButton* m_depositButton = nullptr;
    QPushButton* m_practiceButton = nullptr;
    QPushButton* m_lock = nullptr;
};

} // namespace ui
