#include "ui/widget/secret_edit.h"

namespace ui {

base::Secret takeSecret(QString& text)
{
    QByteArray utf8 = text.toUtf8();
    base::Secret secret = base::Secret::fromText({utf8.constData(), static_cast<std::size_t>(utf8.size())});
    base::wipe(utf8.data(), static_cast<std::size_t>(utf8.size()));
    base::wipe(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
    text.clear();
    return secret;
}

SecretEdit::SecretEdit(QWidget* parent)
    : QLineEdit(parent)
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(
        Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
}

base::Secret SecretEdit::take()
{
    QString typed = text();
    clear(); // first: the copy then owns the only buffer, and it is overwritten in place
    return takeSecret(typed);
}

} // namespace ui
