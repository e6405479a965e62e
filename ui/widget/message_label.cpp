#include "ui/widget/message_label.h"

#include <QAccessible>
#include <QVariant>

namespace ui {

MessageLabel::MessageLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setProperty("role", QStringLiteral("error"));
    hide();
}

void MessageLabel::showFailure(const base::Error& error)
{
    showProblem(failure(error).text());
}

void MessageLabel::showProblem(const QString& sentence)
{
    setText(sentence);
    setVisible(!sentence.isEmpty());
    if (sentence.isEmpty()) return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace ui
