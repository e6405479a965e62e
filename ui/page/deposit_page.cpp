#include "ui/page/deposit_page.h"

#include "ui/text/address.h"
#include "ui/text/amount.h"
#include "ui/text/caution.h"
#include "ui/text/failure.h"
#include "ui/text/plain.h"
#include "ui_deposit_page.h"

namespace ui {

DepositPage::DepositPage(const bridge::Network& network, const Models& models, QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui_DepositPage>())
    , m_models(models)
{
    m_form->setupUi(this);
    m_form->intro->setText(tr("Moves ETH from %1 to %2 through the bridge's own contract on L1.")
            .arg(visible(network.l1.name), visible(network.l2.name)));
    m_form->gas->setGroupSeparatorShown(true);
    connect(m_form->ownAccount, &QPushButton::clicked, this, &DepositPage::useOwnAccount);
    connect(m_form->review, &QPushButton::clicked, this, &DepositPage::review);
    connect(m_form->amount, &QLineEdit::returnPressed, this, &DepositPage::review);
    connect(m_form->recipient, &QLineEdit::returnPressed, this, &DepositPage::review);
    connect(m_form->recipient, &QLineEdit::textChanged, this, &DepositPage::showRecipient);
    connect(&m_models.accounts, &AccountModel::changed, this, &DepositPage::showAccount);
    connect(&m_models.balances, &BalanceModel::changed, this, &DepositPage::showAvailable);
    connect(&m_models.deposit, &DepositModel::busyChanged, this, &DepositPage::showState);
    connect(&m_models.deposit, &DepositModel::quoted, m_form->message, &MessageLabel::dismiss);
    connect(&m_models.deposit, &DepositModel::failed, this, &DepositPage::showFailure);
    showAccount();
    showAvailable();
    reset();
}

DepositPage::~DepositPage() = default;

void DepositPage::reset()
{
    m_form->amount->clear();
    m_form->gas->setValue(static_cast<int>(bridge::kDefaultMinGasLimit));
    m_form->message->dismiss();
    useOwnAccount();
    showState();
}

void DepositPage::showFailure(const base::Error& error)
{
    Failure shown = failure(error);
    shown.meaning = tr("Nothing was sent.");
    m_form->message->showProblem(shown.text());
}

void DepositPage::showAccount()
{
    const wallet::Account* account = m_models.accounts.current();
    if (!account) return;
    m_form->from->setText(visible(account->name) + QLatin1Char('\n') + groupedAddress(account->address));
    if (m_account != account->address) {
        m_account = account->address;
        useOwnAccount();
    }
    showRecipient();
}

void DepositPage::showAvailable()
{
    const auto& balances = m_models.balances.balances();
    const bool known = balances && balances->l1;
    m_form->available->setText(
        known ? tr("On L1: %1. Fees come on top of the amount.").arg(shortEth(*balances->l1))
              : tr("Fees come on top of the amount."));
    m_form->available->setToolTip(known ? exactEth(*balances->l1) : QString());
}

void DepositPage::useOwnAccount()
{
    const wallet::Account* account = m_models.accounts.current();
    m_form->recipient->setText(account ? fullAddress(account->address) : QString());
}

void DepositPage::showRecipient()
{
    const auto recipient = parseTypedAddress(m_form->recipient->text());
    const wallet::Account* ours = recipient ? m_models.accounts.find(*recipient) : nullptr;
    if (!recipient)
        m_form->recipientNote->setText(m_form->recipient->text().isEmpty() ? tr("Who gets the money on L2.")
                                                                           : tr("Not an address yet."));
    else if (ours)
        m_form->recipientNote->setText(knownAccount(*ours));
    else
        m_form->recipientNote->setText(tr("Not one of your accounts. What is sent there is theirs."));
}

void DepositPage::showState()
{
    setEnabled(!m_models.deposit.isBusy());
    m_form->review->setText(m_models.deposit.isBusy() ? tr("Asking the node…") : tr("Re&view…"));
}

void DepositPage::review()
{
    const auto amount = parseEth(m_form->amount->text());
    if (!amount || amount->isZero()) {
        m_form->amount->setFocus();
        return m_form->message->showProblem(tr("Enter an amount above zero, such as 0.25: digits and a "
                                               "point, at most eighteen decimals, no comma."));
    }
    const auto recipient = parseTypedAddress(m_form->recipient->text());
    if (!recipient) {
        m_form->recipient->setFocus();
        return m_form->message->showProblem(tr("The recipient is not an address. Copy it again: one wrong "
                                               "digit is enough to be noticed, and to lose the money."));
    }
    const wallet::Account* account = m_models.accounts.current();
    if (!account) return;
    m_form->message->dismiss();
    m_models.deposit.request(
        {account->address, *recipient, *amount, static_cast<std::uint32_t>(m_form->gas->value())});
}

} // namespace ui
