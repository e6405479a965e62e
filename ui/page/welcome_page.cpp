#include "ui/page/welcome_page.h"

#include "ui/text/address.h"
#include "ui_welcome_page.h"

#include <QFileDialog>
#include <QHideEvent>

namespace ui {

namespace {
constexpr qsizetype kShortestPassword = 8;
}

WelcomePage::WelcomePage(AccountModel& accounts, QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui_WelcomePage>())
    , m_accounts(accounts)
{
    m_form->setupUi(this);
    for (QRadioButton* choice : {m_form->createChoice, m_form->wordsChoice, m_form->keyChoice,
             m_form->fileChoice, m_form->watchChoice})
        connect(choice, &QRadioButton::toggled, this, &WelcomePage::showFields);
    for (QLineEdit* field :
        {m_form->name, static_cast<QLineEdit*>(m_form->key), m_form->file, m_form->address,
            static_cast<QLineEdit*>(m_form->password), static_cast<QLineEdit*>(m_form->repeat)})
        connect(field, &QLineEdit::returnPressed, this, &WelcomePage::submit);
    connect(m_form->browse, &QPushButton::clicked, this, &WelcomePage::browse);
    connect(m_form->back, &QPushButton::clicked, this, &WelcomePage::backRequested);
    connect(m_form->submit, &QPushButton::clicked, this, &WelcomePage::submit);
    connect(&m_accounts, &AccountModel::changed, this, &WelcomePage::showState);
    connect(&m_accounts, &AccountModel::failed, m_form->message, &MessageLabel::showFailure);
    connect(&m_accounts, &AccountModel::added, this, &WelcomePage::reset);
    reset();
    showState();
}

WelcomePage::~WelcomePage() = default;

void WelcomePage::reset()
{
    for (QLineEdit* field : findChildren<QLineEdit*>())
        field->clear();
    m_form->words->clear();
    m_form->createChoice->setChecked(true);
    showFields();
}

void WelcomePage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous()) reset(); // and not when the window is only minimised
}

bool WelcomePage::asksForNewPassword() const
{
    return !m_form->watchChoice->isChecked() && !m_form->fileChoice->isChecked();
}

void WelcomePage::showFields()
{
    const auto showRow = [this](QWidget* field, bool shown) { m_form->fields->setRowVisible(field, shown); };
    showRow(m_form->words, m_form->wordsChoice->isChecked());
    showRow(m_form->key, m_form->keyChoice->isChecked());
    m_form->fields->setRowVisible(m_form->fileRow, m_form->fileChoice->isChecked());
    showRow(m_form->address, m_form->watchChoice->isChecked());
    showRow(m_form->password, !m_form->watchChoice->isChecked());
    showRow(m_form->repeat, asksForNewPassword());
    m_form->message->dismiss();
    showState();
}

void WelcomePage::showState()
{
    m_form->back->setVisible(!m_accounts.accounts().empty());
    setEnabled(!m_accounts.isBusy());
    if (m_accounts.isBusy())
        m_form->submit->setText(tr("Working…"));
    else if (m_form->createChoice->isChecked())
        m_form->submit->setText(tr("Create acco&unt"));
    else
        m_form->submit->setText(
            m_form->watchChoice->isChecked() ? tr("Watch acco&unt") : tr("Import acco&unt"));
}

void WelcomePage::browse()
{
    auto* dialog = new QFileDialog(this, tr("Choose a keystore file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_form->file, &QLineEdit::setText);
    dialog->open();
}

QString WelcomePage::passwordProblem() const
{
    if (m_form->password->text().isEmpty()) return tr("Enter a password.");
    if (!asksForNewPassword()) return {};
    if (m_form->password->text().size() < kShortestPassword)
        return tr("The password needs at least eight characters.");
    if (!m_form->password->holdsSameAs(*m_form->repeat))
        return tr("The two passwords differ. Type both again.");
    return {};
}

void WelcomePage::submit()
{
    m_form->message->dismiss();
    const QString name = m_form->name->text();
    if (m_form->watchChoice->isChecked()) return watch(name);
    const QString problem = passwordProblem();
    if (!problem.isEmpty()) return m_form->message->showProblem(problem);
    m_form->repeat->clear();
    if (m_form->wordsChoice->isChecked()) return importWords(name);
    if (m_form->keyChoice->isChecked()) return importKey(name);
    if (m_form->fileChoice->isChecked()) return importFile(name);
    create(name);
}

void WelcomePage::create(const QString& name)
{
    m_accounts.create(name, m_form->password->take());
}

void WelcomePage::importWords(const QString& name)
{
    QString words =
        m_form->words->toPlainText(); // they stay until they are right: nobody types them twice gladly
    m_accounts.import(name, AccountModel::FromWords{{takeSecret(words), {}}, m_form->password->take()});
}

void WelcomePage::importKey(const QString& name)
{
    m_accounts.import(name, AccountModel::FromKey{m_form->key->take(), m_form->password->take()});
}

void WelcomePage::importFile(const QString& name)
{
    const std::filesystem::path file(m_form->file->text().toStdU16String());
    m_accounts.import(name, AccountModel::FromFile{file, m_form->password->take()});
}

void WelcomePage::watch(const QString& name)
{
    const auto address = parseTypedAddress(m_form->address->text());
    if (!address)
        return m_form->message->showProblem(
            tr("This is not an address: 0x and forty hexadecimal digits, in the right case."));
    m_accounts.watch(name, *address);
}

} // namespace ui
