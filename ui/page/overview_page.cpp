#include "ui/page/overview_page.h"

#include "ui/style/appearance.h"
#include "ui/text/address.h"
#include "ui/text/amount.h"
#include "ui/text/failure.h"
#include "ui/text/plain.h"
#include "ui/text/stage.h"
#include "ui_overview_page.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace ui {

namespace {
/// Colours the state of a deposit by its tone; the words say the same, so colour is never the only sign.
class StageDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const QVariant tone = index.data(ActivityModel::ToneRole);
        if (tone.isValid())
            option->palette.setColor(QPalette::Text, toneColor(static_cast<StageTone>(tone.toInt())));
    }
};
} // namespace

OverviewPage::OverviewPage(const bridge::Network& network, const Models& models, QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui_OverviewPage>())
    , m_models(models)
{
    m_form->setupUi(this);
    //: A balance on a layer; %1 is its name, such as "Ethereum".
    m_form->l1Title->setText(tr("On L1, %1").arg(visible(network.l1.name)));
    m_form->l2Title->setText(tr("On L2, %1").arg(visible(network.l2.name)));
    m_form->l1Amount->setAccessibleName(m_form->l1Title->text());
    m_form->l2Amount->setAccessibleName(m_form->l2Title->text());
    prepareList();
    connect(m_form->deposit, &QPushButton::clicked, this, &OverviewPage::depositRequested);
    connect(m_form->refresh, &QPushButton::clicked, this, &OverviewPage::refresh);
    connect(&m_models.accounts, &AccountModel::changed, this, &OverviewPage::showAccount);
    connect(&m_models.balances, &BalanceModel::changed, this, &OverviewPage::showBalances);
    connect(&m_models.activities, &ActivityModel::loaded, this, &OverviewPage::showList);
    connect(&m_models.activities, &ActivityModel::activityChanged, this, &OverviewPage::showList);
    connect(&m_models.activities, &ActivityModel::failed, m_form->message, &MessageLabel::showFailure);
    connect(&m_models.activities, &ActivityModel::refreshed, m_form->message, &MessageLabel::dismiss);
    showAccount();
    showBalances();
    showList();
}

OverviewPage::~OverviewPage() = default;

void OverviewPage::prepareList()
{
    QTableView* list = m_form->activities;
    list->setModel(&m_models.activities);
    list->setItemDelegateForColumn(ActivityModel::Stage, new StageDelegate(list));
    list->verticalHeader()->hide();
    list->verticalHeader()->setDefaultSectionSize(list->fontMetrics().height() * 2);
    list->horizontalHeader()->setHighlightSections(false);
    list->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list->horizontalHeader()->setSectionResizeMode(ActivityModel::Recipient, QHeaderView::Stretch);
    list->setTextElideMode(Qt::ElideMiddle);
    m_form->column->setStretchFactor(list, 1);
    list->setMinimumHeight(list->fontMetrics().height() * 8);
    connect(list, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT detailsRequested(m_models.activities.at(index.row()).id);
    });
}

void OverviewPage::showAccount()
{
    const wallet::Account* account = m_models.accounts.current();
    if (!account) return;
    m_form->accountName->setText(visible(account->name));
    m_form->address->setValue(groupedAddress(account->address), fullAddress(account->address), tr("address"));
    m_form->deposit->setEnabled(account->kind != wallet::AccountKind::Watch);
    m_form->deposit->setToolTip(m_form->deposit->isEnabled()
                                    ? QString()
                                    : tr("This account is only watched: it has no key here to sign with."));
}

void OverviewPage::showBalances()
{
    const std::optional<session::Balances>& balances = m_models.balances.balances();
    showLayer({m_form->l1Amount, m_form->l1Note}, balances ? &balances->l1 : nullptr);
    showLayer({m_form->l2Amount, m_form->l2Note}, balances ? &balances->l2 : nullptr);
}

void OverviewPage::showLayer(const Card& card, const base::Result<base::Uint256>* balance)
{
    const bool known = balance && *balance;
    card.amount->setText(known ? shortEth(**balance) : QStringLiteral("—"));
    card.amount->setToolTip(known ? exactEth(**balance) : QString());
    if (!balance)
        card.note->setText(tr("Asking the node…"));
    else if (known)
        card.note->setText(tr("As the node says; not proven."));
    else
        card.note->setText(failure(balance->error()).what);
    const QString detail = !balance || known ? QString() : failure(balance->error()).detail;
    card.note->setToolTip(
        detail.isEmpty() ? detail : QStringLiteral("<span>%1</span>").arg(detail.toHtmlEscaped()));
}

void OverviewPage::showList()
{
    const bool empty = m_models.activities.rowCount() == 0;
    m_form->empty->setVisible(empty && m_models.activities.isLoaded());
    m_form->activities->setVisible(!empty);
}

void OverviewPage::refresh()
{
    m_models.balances.refresh();
    m_models.activities.refresh();
}

} // namespace ui
