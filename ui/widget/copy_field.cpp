#include "ui/widget/copy_field.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

namespace ui {

CopyField::CopyField(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_button(new QToolButton(this))
{
    m_text->setObjectName(QStringLiteral("text"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setProperty("role", QStringLiteral("address"));
    m_button->setObjectName(QStringLiteral("copy"));
    m_button->setText(tr("Copy"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(m_text, 1);
    row->addWidget(m_button, 0, Qt::AlignTop);
    setFocusProxy(m_button);
    connect(m_button, &QToolButton::clicked, this, &CopyField::copy);
}

void CopyField::setValue(const QString& shown, const QString& copied, const QString& what)
{
    m_text->setText(shown);
    m_text->setAccessibleName(what);
    m_copied = copied;
    m_button->setVisible(!copied.isEmpty());
    //: %1 is what is copied, such as "address".
    m_button->setAccessibleName(tr("Copy %1").arg(what));
    m_button->setToolTip(m_button->accessibleName());
}

void CopyField::copy()
{
    QGuiApplication::clipboard()->setText(m_copied);
    //: Said by the button for a moment after it was pressed.
    m_button->setText(tr("Copied"));
    QTimer::singleShot(std::chrono::milliseconds(1500), this, [this] { m_button->setText(tr("Copy")); });
}

} // namespace ui
