#include "ui/page/notice_page.h"

#include "ui/text/failure.h"
#include "ui_notice_page.h"

namespace ui {

NoticePage::NoticePage(QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui_NoticePage>())
{
    m_form->setupUi(this);
    connect(m_form->settings, &QPushButton::clicked, this, &NoticePage::settingsRequested);
    connect(m_form->retry, &QPushButton::clicked, this, &NoticePage::retryRequested);
    showOpening();
}

NoticePage::~NoticePage() = default;

void NoticePage::showOpening()
{
    m_form->heading->setText(tr("Opening…"));
    m_form->text->clear();
    m_form->settings->hide();
    m_form->retry->hide();
}

void NoticePage::showFailure(const base::Error& error)
{
    m_form->heading->setText(tr("Postern could not start"));
    m_form->text->setText(failure(error).text());
    m_form->settings->show();
    m_form->retry->show();
    m_form->retry->setFocus();
}

} // namespace ui
