#include "ui/window/workspace.h"

#include "ui/dialog/activity_dialog.h"
#include "ui/dialog/words_dialog.h"
#include "ui/model/practice_model.h"
#include "ui/model/trouble_model.h"
#include "ui/page/confirm_page.h"
#include "ui/page/deposit_page.h"
#include "ui/page/overview_page.h"
#include "ui/page/practice_page.h"
#include "ui/page/unlock_page.h"
#include "ui/page/welcome_page.h"
#include "ui/text/failure.h"
#include "ui/text/plain.h"
#include "ui/widget/practice_banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

namespace ui {

struct Workspace::Practice {
    Practice(practice::World& world, Lane& trackLane)
        : time(world, {timeLane, worldLane, trackLane})
        , trouble(world, worldLane)
    {
    }

    Lane timeLane;
    Lane worldLane;
    PracticeModel time;
    TroubleModel trouble;
};

Workspace::Workspace(std::unique_ptr<session::Session> session, QWidget* parent)
    : QWidget(parent)
    , m_session(std::move(session))
    , m_accounts(*m_session, m_walletLane)
    , m_balances(*m_session, m_trackLane)
    , m_deposit(*m_session, m_walletLane)
    , m_activities(*m_session, m_trackLane)
    , m_practice(
          m_session->practice() ? std::make_unique<Practice>(*m_session->practice(), m_trackLane) : nullptr)
    , m_stack(new QStackedWidget(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBanner());
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(makeSide());
    row->addWidget(m_stack, 1);
    column->addLayout(row, 1);
    makePages();
    connectPages();
    m_accounts.load();
    m_activities.load();
    if (m_practice) startPractice();
}

Workspace::~Workspace() = default;

QString Workspace::networkText() const
{
    const bridge::Network& network = m_session->network();
    //: The network's name and its two chain ids.
    return tr("%1 (chains %2 and %3)")
        .arg(visible(network.name))
        .arg(network.l1.chainId)
        .arg(network.l2.chainId);
}

QWidget* Workspace::makeBanner()
{
    if (m_practice) return new PracticeBanner(m_practice->time, this);
    const bridge::Network& network = m_session->network();
    auto* banner = new QLabel(this);
    banner->setObjectName(QStringLiteral("banner"));
    banner->setProperty("role", QStringLiteral("banner"));
    banner->setTextFormat(Qt::PlainText);
    banner->setWordWrap(true);
    if (network.provenance == bridge::Provenance::AddedByUser)
        banner->setText(tr("%1 was added by you. Postern cannot vouch for the addresses of its contracts.")
                .arg(visible(network.name)));
    else if (network.isTestnet)
        banner->setText(tr("%1: for practice. The money here is worth nothing.").arg(visible(network.name)));
    banner->setVisible(!banner->text().isEmpty());
    return banner;
}

QPushButton* Workspace::addNavigation(
    QVBoxLayout& side, const QString& name, const QString& text, const QKeySequence& key)
{
    auto* button = new QPushButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setProperty("role", QStringLiteral("nav"));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setShortcut(key);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText)));
    button->setFocusPolicy(Qt::StrongFocus);
    side.addWidget(button);
    return button;
}

QWidget* Workspace::makeSide()
{
    auto* side = new QWidget(this);
    side->setObjectName(QStringLiteral("side"));
    side->setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(8, 16, 8, 16);
    column->setSpacing(4);
    m_overview = addNavigation(
        *column, QStringLiteral("overviewButton"), tr("Overview"), QKeySequence(Qt::ALT | Qt::Key_1));
    m_depositButton = addNavigation(
        *column, QStringLiteral("depositButton"), tr("Deposit"), QKeySequence(Qt::ALT | Qt::Key_2));
    m_practiceButton = addNavigation(
        *column, QStringLiteral("practiceButton"), tr("Practice"), QKeySequence(Qt::ALT | Qt::Key_3));
    m_practiceButton->setVisible(m_practice != nullptr);
    for (QPushButton* button : {m_overview, m_depositButton, m_practiceButton})
        button->setCheckable(true);
    column->addStretch(1);
    QPushButton* settings = addNavigation(
        *column, QStringLiteral("settingsButton"), tr("Settings"), QKeySequence(Qt::CTRL | Qt::Key_Comma));
    m_lock =
        addNavigation(*column, QStringLiteral("lockButton"), tr("Lock"), QKeySequence(Qt::CTRL | Qt::Key_L));
    connect(m_overview, &QPushButton::clicked, this, [this] { turnTo(m_overviewPage); });
    connect(m_depositButton, &QPushButton::clicked, this, [this] { turnTo(m_depositPage); });
    connect(m_practiceButton, &QPushButton::clicked, this, [this] { turnTo(m_practicePage); });
    connect(settings, &QPushButton::clicked, this, &Workspace::settingsRequested);
    connect(m_lock, &QPushButton::clicked, this,
        [this] { m_accounts.isUnlocked() ? lock() : unlockFor({}, m_overviewPage); });
    return side;
}

void Workspace::addPage(QWidget* page)
{
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    m_stack->addWidget(scroll);
}

void Workspace::makePages()
{
    const bridge::Network& network = m_session->network();
    m_overviewPage = new OverviewPage(network, {m_accounts, m_balances, m_activities}, this);
    m_depositPage = new DepositPage(network, {m_accounts, m_balances, m_deposit}, this);
    m_confirmPage = new ConfirmPage(network, m_accounts, m_deposit, this);
    m_unlockPage = new UnlockPage(m_accounts, this);
    m_welcomePage = new WelcomePage(m_accounts, this);
    m_stack->addWidget(new QWidget(this)); // empty until the accounts are read
    for (QWidget* page : {static_cast<QWidget*>(m_overviewPage), static_cast<QWidget*>(m_depositPage),
             static_cast<QWidget*>(m_confirmPage), static_cast<QWidget*>(m_unlockPage),
             static_cast<QWidget*>(m_welcomePage)})
        addPage(page);
    if (!m_practice) return;
    const bool hasGuardian = m_session->practice()->deployment().generation != practice::Generation::Classic;
    m_practicePage = new PracticePage({m_practice->time, m_practice->trouble}, hasGuardian, this);
    addPage(m_practicePage);
}

void Workspace::connectPages()
{
    connect(m_overviewPage, &OverviewPage::depositRequested, this, [this] { turnTo(m_depositPage); });
    connect(m_overviewPage, &OverviewPage::detailsRequested, this, &Workspace::showDetails);
    connect(m_welcomePage, &WelcomePage::backRequested, this, [this] { turnTo(m_unlockPage); });
    connect(m_unlockPage, &UnlockPage::addRequested, this, [this] { turnTo(m_welcomePage); });
    connect(m_unlockPage, &UnlockPage::lookRequested, this, [this] { turnTo(m_overviewPage); });
    connect(m_confirmPage, &ConfirmPage::backRequested, this, [this] {
        m_deposit.discard();
        turnTo(m_depositPage);
    });
    connect(m_confirmPage, &ConfirmPage::unlockRequested, this,
        [this] { unlockFor(tr("The password is needed to sign the deposit."), m_confirmPage); });
    connect(&m_accounts, &AccountModel::changed, this, &Workspace::showAccount);
    connect(&m_accounts, &AccountModel::unlocked, this,
        [this] { turnTo(m_afterUnlock ? m_afterUnlock : m_overviewPage); });
    connect(&m_accounts, &AccountModel::added, this, [this] { turnTo(m_overviewPage); });
    connect(&m_accounts, &AccountModel::created, this,
        [this](const std::shared_ptr<base::Secret>& words) { showWords(*words); });
    connect(&m_accounts, &AccountModel::failed, this, [this](const base::Error& error) {
        if (!m_accounts.isLoaded()) Q_EMIT unusable(error);
    });
    connect(&m_deposit, &DepositModel::quoted, this, [this] { turnTo(m_confirmPage); });
    connect(&m_deposit, &DepositModel::failed, this, [this] { turnTo(m_depositPage); });
    connect(&m_deposit, &DepositModel::submitted, this, &Workspace::submitted);
    connect(&m_activities, &ActivityModel::refreshed, this, [this] { Q_EMIT connectionChanged({}); });
    connect(&m_activities, &ActivityModel::failed, this,
        [this](const base::Error& error) { Q_EMIT connectionChanged(failure(error).what); });
}

void Workspace::startPractice()
{
    connect(&m_practice->time, &PracticeModel::headsMoved, this, &Workspace::refresh);
    connect(&m_practice->time, &PracticeModel::failed, this,
        [this](const base::Error& error) { Q_EMIT connectionChanged(failure(error).what); });
    m_walletLane.run(
        this, [](const Lane::Context&) { return practice::practiceAccount(0); },
        [this](const base::Result<practice::Role>& ready) {
            if (ready) m_unlockPage->offerPassword(ready->address, fromUtf8(session::kPracticePassword));
        });
    m_practice->time.start();
    m_practice->trouble.load();
}

void Workspace::turnTo(QWidget* page)
{
    for (int i = 0; i < m_stack->count(); ++i) {
        auto* scroll = qobject_cast<QScrollArea*>(m_stack->widget(i));
        if (scroll && scroll->widget() == page) m_stack->setCurrentIndex(i);
    }
    m_overview->setChecked(page == m_overviewPage);
    m_depositButton->setChecked(page == m_depositPage || page == m_confirmPage);
    m_practiceButton->setChecked(page == m_practicePage);
    if (page == m_welcomePage) m_welcomePage->reset();
}

void Workspace::showStart()
{
    if (m_accounts.accounts().empty())
        turnTo(m_welcomePage);
    else if (m_practice)
        turnTo(m_overviewPage); // there is nothing to keep from anybody's eyes
    else
        unlockFor({}, m_overviewPage);
}

void Workspace::showAccount()
{
    const wallet::Account* account = m_accounts.current();
    m_balances.setAccount(account ? std::optional(account->address) : std::nullopt);
    m_lock->setText(m_accounts.isUnlocked() ? tr("Lock") : tr("Unlock"));
    for (QPushButton* button : {m_overview, m_depositButton, m_lock})
        button->setEnabled(account != nullptr);
    m_depositButton->setEnabled(account && account->kind != wallet::AccountKind::Watch);
    if (m_accounts.isLoaded() && m_stack->currentIndex() == 0) showStart();
}

void Workspace::unlockFor(const QString& reason, QWidget* next)
{
    m_afterUnlock = next;
    m_unlockPage->setReason(reason);
    turnTo(m_unlockPage);
}

void Workspace::lock()
{
    m_accounts.lock();
    unlockFor({}, m_overviewPage);
}

void Workspace::refresh()
{
    m_balances.refresh();
    m_activities.refresh();
}

void Workspace::submitted(const bridge::Activity& activity)
{
    m_activities.put(activity);
    m_depositPage->reset();
    turnTo(m_overviewPage);
    refresh();
}

void Workspace::showDetails(std::int64_t activityId)
{
    (new ActivityDialog(m_activities, activityId, this))->open();
}

void Workspace::showWords(const base::Secret& words)
{
    auto* dialog = new WordsDialog(words, this);
    connect(dialog, &QDialog::accepted, &m_accounts, &AccountModel::keepCreated);
    connect(dialog, &QDialog::rejected, &m_accounts, &AccountModel::dropCreated);
    connect(
        &m_accounts, &AccountModel::createdDropped, dialog, [dialog] { dialog->done(QDialog::Rejected); });
    dialog->open();
}

} // namespace ui
