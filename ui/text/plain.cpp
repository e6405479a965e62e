#include "ui/text/plain.h"

#include "core/base/text.h"

#include <QList>

namespace ui {

namespace {
/// "⟨U+202E⟩"
QString named(char32_t c)
{
    const QString digits = QString::number(static_cast<uint>(c), 16).toUpper();
    return QStringLiteral("⟨U+%1⟩").arg(digits.rightJustified(4, QLatin1Char('0')));
}
} // namespace

QString visible(QStringView foreign, qsizetype limit)
{
    QString shown;
    qsizetype count = 0;
    for (const char32_t c : foreign.toUcs4()) {
        if (++count > limit) return shown + QChar(0x2026);
        if (c == U'\n' || c == U'\r' || c == U'\t')
            shown += QLatin1Char(' ');
        else if (c == QChar::ReplacementCharacter)
            shown += QStringLiteral("⟨?⟩");
        else if (base::isHidden(c))
            shown += named(c);
        else
            shown += QString::fromUcs4(&c, 1);
    }
    return shown;
}

QString visible(std::string_view utf8, qsizetype limit)
{
    return visible(fromUtf8(utf8), limit);
}

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace ui
