#include "ui/widget/message_label.h"

#include <QAccessible>
#include <QDialog>
#include <QLayout>
#include <QVariant>

namespace ui {

namespace {

/// A page scrolls; a dialog has to grow, or its fields are pressed together.
void makeRoom(QWidget& window)
{
    if (!qobject_cast<QDialog*>(&window) || !window.layout()) return;
    window.layout()->activate();
    const int needed = window.layout()->totalHeightForWidth(window.width());
    if (window.height() < needed) window.resize(window.width(), needed);
}

} // namespace

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
    makeRoom(*window());
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace ui
