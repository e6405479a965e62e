#include "ui/page/unlock_page.h"

#include "ui/text/address.h"
#include "ui/text/plain.h"
#include "ui_unlock_page.h"

namespace ui {

UnlockPage::UnlockPage(AccountModel& accounts, QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui_UnlockPage>())
    , m_accounts(accounts)
{
    m_form->setupUi(this);
    connect(m_form->unlock, &QPushButton::clicked, this, &UnlockPage::unlock);
    connect(m_form->password, &QLineEdit::returnPressed, this, &UnlockPage::unlock);
    connect(m_form->look, &QPushButton::clicked, this, &UnlockPage::lookRequested);
    connect(m_form->addAccount, &QPushButton::clicked, this, &UnlockPage::addRequested);
    connect(m_form->account, &QComboBox::activated, this, [this](int row) {
        m_accounts.select(m_accounts.accounts().at(static_cast<std::size_t>(row)).address);
    });
    connect(&m_accounts, &AccountModel::changed, this, &UnlockPage::showAccounts);
    connect(&m_accounts, &AccountModel::unlocked, m_form->message, &MessageLabel::dismiss);
    connect(&m_accounts, &AccountModel::failed, this, [this](const base::Error& error) {
        if (isVisible()) m_form->message->showFailure(error);
        m_form->password->setFocus();
    });
    setReason({});
    showAccounts();
}

UnlockPage::~UnlockPage() = default;

void UnlockPage::setReason(const QString& sentence)
{
    m_form->reason->setText(sentence);
    m_form->reason->setVisible(!sentence.isEmpty());
}

void UnlockPage::offerPassword(const base::Address& account, const QString& password)
{
    m_publicAccount = account;
    m_publicPassword = password;
    offer();
}

void UnlockPage::offer()
{
    const wallet::Account* current = m_accounts.current();
    const bool isPublic = current && m_publicAccount == current->address;
    m_form->publicPassword->setVisible(isPublic);
    //: %1 is a password.
    m_form->publicPassword->setText(tr(
        "This account is for practice. Its password is the same for everybody, “%1”, and filled in already.")
            .arg(m_publicPassword));
    if (isPublic && m_form->password->text().isEmpty())
        m_form->password->setText(m_publicPassword);
    else if (!isPublic && m_form->password->holds(base::Secret::fromText(m_publicPassword.toStdString())))
        m_form->password->clear();
}

void UnlockPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_form->message->dismiss();
    m_form->password->setFocus();
    offer();
}

void UnlockPage::showAccounts()
{
    m_form->account->clear();
    for (const wallet::Account& account : m_accounts.accounts()) {
        m_form->account->addItem(
            visible(account.name) + QStringLiteral("  ") + shortAddress(account.address));
        if (&account == m_accounts.current()) m_form->account->setCurrentIndex(m_form->account->count() - 1);
    }
    showState();
    offer();
}

void UnlockPage::showState()
{
    const wallet::Account* current = m_accounts.current();
    const bool hasKey = current && current->kind != wallet::AccountKind::Watch;
    setEnabled(!m_accounts.isBusy());
    m_form->fields->setRowVisible(m_form->password, hasKey);
    m_form->unlock->setVisible(hasKey);
    m_form->unlock->setText(m_accounts.isBusy() ? tr("Unlocking…") : tr("&Unlock"));
}

void UnlockPage::unlock()
{
    m_form->message->dismiss();
    if (m_form->password->text().isEmpty())
        return m_form->message->showProblem(tr("Enter the password of this account."));
    m_accounts.unlock(m_form->password->take());
}

} // namespace ui
