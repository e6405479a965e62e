#include "ui/widget/secret_edit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>

#include <algorithm>
#include <cstring>

namespace ui {

namespace {

// Unicode's private use area; whoever has typed so much between two emptyings types no more.
constexpr char16_t kFirstPlaceholder = 0xe000;
constexpr std::size_t kPlaceholders = 0xf900 - 0xe000;

void wipeText(QString& text)
{
    base::wipe(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
    text.clear();
}

/// Whether a key puts text into a field, as QLineEdit has it: with the Control key it is a command, with
/// AltGr a letter.
bool isTyping(const QKeyEvent& event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::ControlModifier || modifiers == (Qt::ControlModifier | Qt::ShiftModifier))
        return false;
    const QString text = event.text();
    return !text.isEmpty() && (text.front().isPrint() || text.front().isSurrogate());
}

} // namespace

base::Secret takeSecret(QString& text)
{
    QByteArray utf8 = text.toUtf8();
    base::Secret secret = base::Secret::fromText({utf8.constData(), static_cast<std::size_t>(utf8.size())});
    base::wipe(utf8.data(), static_cast<std::size_t>(utf8.size()));
    wipeText(text);
    return secret;
}

SecretEdit::SecretEdit(QWidget* parent)
    : QLineEdit(parent)
    , m_characters(base::Secret::ofSize(kPlaceholders * sizeof(char32_t)))
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(
        Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    connect(this, &QLineEdit::textChanged, this, &SecretEdit::exchange);
}

base::Secret SecretEdit::take()
{
    base::Secret typed = content();
    clear();
    return typed;
}

void SecretEdit::keyPressEvent(QKeyEvent* event)
{
    const bool isPaste = event->matches(QKeySequence::Paste);
    if (isReadOnly() || (!isPaste && !isTyping(*event))) return QLineEdit::keyPressEvent(event);
    QString text = isPaste ? QGuiApplication::clipboard()->text() : event->text();
    insert(placeholdersFor(text));
    wipeText(text);
    event->accept();
}

void SecretEdit::inputMethodEvent(QInputMethodEvent* event)
{
    QInputMethodEvent other(event->preeditString(), event->attributes());
    other.setCommitString(
        placeholdersFor(event->commitString()), event->replacementStart(), event->replacementLength());
    QLineEdit::inputMethodEvent(&other);
    event->setAccepted(other.isAccepted());
}

void SecretEdit::hideEvent(QHideEvent* event)
{
    QLineEdit::hideEvent(event);
    if (!event->spontaneous()) clear(); // and not when the window is only minimised
}

base::Secret SecretEdit::content() const
{
    const QString placeholders = text();
    base::Secret utf8 = base::Secret::ofSize(4 * static_cast<std::size_t>(placeholders.size()));
    std::size_t size = 0;
    for (const QChar placeholder : placeholders) {
        const std::size_t index = placeholder.unicode() - std::size_t{kFirstPlaceholder};
        if (index >= m_count) continue;
        char32_t point = 0;
        std::memcpy(&point, m_characters.view().data() + index * sizeof point, sizeof point);
        const auto put = [&](char32_t byte) { utf8.data()[size++] = static_cast<std::uint8_t>(byte); };
        const auto putTail = [&](int shift) { put(0x80 | ((point >> shift) & 0x3f)); };
        if (point < 0x80) {
            put(point);
        } else if (point < 0x800) {
            put(0xc0 | point >> 6);
            putTail(0);
        } else if (point < 0x10000) {
            put(0xe0 | point >> 12);
            putTail(6);
            putTail(0);
        } else {
            put(0xf0 | point >> 18);
            putTail(12);
            putTail(6);
            putTail(0);
        }
    }
    return base::Secret(utf8.view().first(size));
}

QString SecretEdit::placeholdersFor(QStringView text)
{
    QString placeholders;
    QList<uint> points = text.toUcs4();
    for (const char32_t point : points) {
        if (m_count == kPlaceholders) break;
        std::memcpy(m_characters.data() + m_count * sizeof point, &point, sizeof point);
        placeholders.append(QChar(static_cast<char16_t>(kFirstPlaceholder + m_count++)));
    }
    base::wipe(points.data(), static_cast<std::size_t>(points.size()) * sizeof(uint));
    return placeholders;
}

void SecretEdit::exchange()
{
    QString shown = text();
    if (shown.isEmpty()) {
        base::wipe(m_characters.data(), m_characters.size());
        m_count = 0;
    }
    const auto isPlaceholder = [known = m_count](
                                   QChar c) { return c.unicode() - std::size_t{kFirstPlaceholder} < known; };
    if (std::ranges::all_of(shown, isPlaceholder)) return;
    QString exchanged;
    for (qsizetype at = 0; at < shown.size();) {
        const auto begin = shown.cbegin() + at;
        const auto end = std::find_if(begin, shown.cend(), isPlaceholder);
        exchanged += placeholdersFor(QStringView(begin, end));
        at += end - begin;
        for (; at < shown.size() && isPlaceholder(shown.at(at)); ++at)
            exchanged += shown.at(at);
    }
    setText(exchanged);
    wipeText(shown);
}

} // namespace ui
