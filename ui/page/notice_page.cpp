#include "ui/page/notice_page.h"

#include "ui/text/failure.h"
#include "ui/text/plain.h"
#include "ui_notice_page.h"

namespace ui {

NoticePage::NoticePage(QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui_NoticePage>())
{
    m_form->setupUi(this);
    connect(m_form->settings, &QPushButton::clicked, this, &NoticePage::settingsRequested);
    connect(m_form->retry, &QPushButton::clicked, this, &NoticePage::retryRequested);
    connect(m_form->setAside, &QPushButton::clicked, this, &NoticePage::setAsideRequested);
    showOpening();
}

NoticePage::~NoticePage() = default;

void NoticePage::showOpening()
{
    m_form->heading->setText(tr("Opening…"));
    m_form->text->clear();
    m_form->settings->hide();
    hideOffer();
    m_form->retry->hide();
}

void NoticePage::showFailure(const base::Error& error)
{
    m_form->heading->setText(tr("Postern could not start"));
    m_form->text->setText(failure(error).text());
    hideOffer();
    m_form->settings->show();
    m_form->retry->show();
    m_form->retry->setFocus();
}

void NoticePage::offerToSetAside(const std::vector<session::Unusable>& files)
{
    if (m_form->retry->isHidden() || files.empty()) return;
    QStringList paragraphs{m_form->text->text()};
    bool hasWorld = false;
    for (const session::Unusable& each : files) {
        paragraphs << tr("The cause is this file: %1").arg(visible(each.file.string()));
        hasWorld = hasWorld || each.kind == session::Unusable::Kind::PracticeWorld;
    }
    paragraphs << tr(
        "It can be set aside: it gets another name in the same folder, nothing is deleted, and a "
        "new one begins. Keys, accounts and settings stay as they are.");
    if (hasWorld)
        paragraphs << tr("A new practice network begins at its first block, with new records.");
    else
        paragraphs << tr(
            "The new records are empty: what was sent before is no longer followed, and what was "
            "signed but not sent is not sent again. Money on its way arrives all the same. Look "
            "at the account's latest transactions before you send anew.");
    m_form->text->setText(paragraphs.join(QStringLiteral("\n\n")));
    m_form->setAside->setEnabled(true);
    m_form->setAside->show();
}

void NoticePage::hideOffer()
{
    m_form->setAside->hide();
    m_form->setAside->setEnabled(false);
}

} // namespace ui
