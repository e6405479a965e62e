#include "ui/page/confirm_page.h"

#include "ui/text/address.h"
#include "ui/text/amount.h"
#include "ui/text/caution.h"
#include "ui/text/plain.h"
#include "ui_confirm_page.h"

#include <QShortcut>

namespace ui {

namespace {
constexpr std::chrono::seconds kHold{2};

/// "_to (address): 0x…" for each argument.
QString argumentText(const std::vector<bridge::NamedArgument>& arguments)
{
    QStringList lines;
    for (const bridge::NamedArgument& argument : arguments) {
        const QString value = argument.value.empty() ? QStringLiteral("—") : visible(argument.value, 2000);
        lines << QStringLiteral("%1 (%2): %3").arg(visible(argument.name), visible(argument.type), value);
    }
    return lines.join(QLatin1Char('\n'));
}

/// The selector and the words of the arguments.
QString callText(const base::Bytes& calldata)
{
    constexpr std::size_t kSelector = 4;
    if (calldata.size() <= kSelector) return groupedBytes(calldata);
    const base::ByteView bytes(calldata);
    return groupedBytes(bytes.first(kSelector)) + QLatin1Char('\n') +
           groupedBytes(bytes.subspan(kSelector)).mid(2);
}
} // namespace

ConfirmPage::ConfirmPage(
    const bridge::Network& network, AccountModel& accounts, DepositModel& deposit, QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui_ConfirmPage>())
    , m_network(network)
    , m_accounts(accounts)
    , m_deposit(deposit)
{
    m_form->setupUi(this);
    auto* escape = new QShortcut(QKeySequence::Cancel, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, m_form->back, &QPushButton::click);
    connect(m_form->back, &QPushButton::clicked, this, &ConfirmPage::backRequested);
    connect(m_form->sign, &QPushButton::clicked, this, &ConfirmPage::sign);
    connect(&m_deposit, &DepositModel::quoted, this, &ConfirmPage::showQuote);
    connect(&m_deposit, &DepositModel::busyChanged, this, &ConfirmPage::showState);
    connect(&m_accounts, &AccountModel::changed, this, &ConfirmPage::showState);
}

ConfirmPage::~ConfirmPage() = default;

void ConfirmPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_form->sign->hold(kHold);
    m_form->back->setFocus();
}

void ConfirmPage::showQuote()
{
    const bridge::DepositQuote& quote = *m_deposit.quote();
    showMoney(quote);
    showCautions(quote.cautions);
    showCall(quote);
    showState();
}

void ConfirmPage::showMoney(const bridge::DepositQuote& quote)
{
    const wallet::Account* ours = m_accounts.find(quote.request.recipient);
    m_form->amount->setText(exactEth(quote.transaction.value));
    m_form->recipient->setText(groupedAddress(quote.request.recipient));
    m_form->recipientNote->setText(ours ? knownAccount(*ours) : tr("Not one of your accounts."));
    m_form->expectedFee->setText(exactEth(quote.expectedFee));
    m_form->maximumFee->setText(exactEth(quote.maximumFee));
    m_form->total->setText(exactEth(quote.maximumTotal));
    m_form->trial->setText(
        tr("The L1 node ran this very transaction: it succeeded and used %1 gas.").arg(grouped(quote.l1Gas)));
}

void ConfirmPage::showCautions(const std::vector<bridge::Caution>& cautions)
{
    QStringList lines;
    for (const bridge::Caution caution : cautions)
        lines << cautionText(caution);
    m_form->caution->setText(lines.join(QLatin1Char('\n')));
    m_form->money->setRowVisible(m_form->caution, !lines.isEmpty());
}

void ConfirmPage::showCall(const bridge::DepositQuote& quote)
{
    const eth::Transaction& transaction = quote.transaction;
    //: %1 is the name of L1, %2 its chain id, %3 the name of L2.
    m_form->network->setText(tr("%1 (chain %2), for %3")
            .arg(visible(m_network.l1.name), QString::number(transaction.chainId.value_or(0)),
                visible(m_network.l2.name)));
    m_form->from->setText(groupedAddress(quote.request.from));
    m_form->contract->setText(
        m_network.provenance == bridge::Provenance::BuiltIn
            //: %1 is the name of a contract.
            ? tr("%1, at an address compiled into Postern").arg(visible(quote.call.contract))
            : tr("%1, at an address that YOU added: Postern cannot vouch for it")
                  .arg(visible(quote.call.contract)));
    m_form->contractAddress->setText(transaction.to ? groupedAddress(*transaction.to) : QStringLiteral("—"));
    m_form->function->setText(visible(quote.call.signature));
    m_form->arguments->setText(argumentText(quote.call.arguments));
    //: %1 is an amount of gas, %2 and %3 are prices.
    m_form->gas->setText(tr("%1 gas, at most %2 each, of which %3 is a tip")
            .arg(grouped(transaction.gas), exactGwei(transaction.maxFeePerGas),
                exactGwei(transaction.maxPriorityFeePerGas)));
    m_form->nonce->setText(grouped(transaction.nonce));
    m_form->calldata->setText(callText(transaction.data));
}

bool ConfirmPage::isOfAccountInUse() const
{
    const auto& quote = m_deposit.quote();
    return quote && m_accounts.current() && m_accounts.current()->address == quote->request.from;
}

void ConfirmPage::showState()
{
    const bool busy = m_deposit.isBusy();
    m_form->back->setEnabled(!busy);
    m_form->sign->setAllowed(!busy && isOfAccountInUse());
    if (busy || !m_deposit.quote())
        m_form->message->dismiss();
    else if (!isOfAccountInUse())
        m_form->message->showProblem(tr("This deposit is of another account. Go back and begin again."));
    else if (!m_accounts.isUnlocked())
        m_form->message->showProblem(tr("The account is locked: its password is asked for before signing."));
    else
        m_form->message->dismiss();
}

void ConfirmPage::sign()
{
    if (!m_accounts.isUnlocked()) return Q_EMIT unlockRequested();
    m_deposit.submit(m_accounts.signer());
}

} // namespace ui
