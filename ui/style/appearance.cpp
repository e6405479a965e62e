#include "ui/style/appearance.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

namespace ui {

namespace {
/// The few colours that make an appearance. Text on its ground keeps a contrast of at least 4.5
/// (WCAG 2.1, 1.4.3).
struct Colors {
    QColor window, base, text, faint, line, accent, onAccent, good, bad, waiting, badGround, bannerGround,
        bannerText;
};

const Colors& colors(Appearance appearance)
{
    static const Colors kLight{QColor(0xf4f5f7), QColor(0xffffff), QColor(0x1b2027), QColor(0x59626e),
        QColor(0xd4d8de), QColor(0x1f5fa8), QColor(0xffffff), QColor(0x1d7042), QColor(0xb02525),
        QColor(0x7a5200), QColor(0xfbeaea), QColor(0xfff1cc), QColor(0x5a4300)};
    static const Colors kDark{QColor(0x16191e), QColor(0x1f232a), QColor(0xe7eaee), QColor(0xa3acb8),
        QColor(0x3a414c), QColor(0x7db4f2), QColor(0x0d1a2a), QColor(0x6fcf97), QColor(0xff8f8f),
        QColor(0xe8bd68), QColor(0x3a2124), QColor(0x3a3018), QColor(0xf2d88f)};
    return appearance == Appearance::Light ? kLight : kDark;
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QPalette paletteOf(const Colors& c)
{
    QPalette palette(c.text, c.window, c.base, c.line, c.line, c.text, c.text, c.base, c.window);
    palette.setColor(QPalette::AlternateBase, c.window);
    palette.setColor(QPalette::Button, c.base);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::PlaceholderText, c.faint);
    palette.setColor(QPalette::ToolTipBase, c.base);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Mid, c.line);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.faint);
    return palette;
}

QString styleSheet(Appearance appearance, qreal points)
{
    const Colors& c = colors(appearance);
    QFile file(QStringLiteral(":/styles/postern.qss"));
    CHECK(file.open(QIODevice::ReadOnly));
    QString sheet = QString::fromUtf8(file.readAll());
    const auto put = [&sheet](const char* name, const QString& value) {
        sheet.replace(QLatin1String(name), value);
    };
    put("@check",
        appearance == Appearance::Light ? QStringLiteral("check-light") : QStringLiteral("check-dark"));
    put("@faint", c.faint.name());
    put("@line", c.line.name());
    put("@accent", c.accent.name());
    put("@onAccent", c.onAccent.name());
    put("@badGround", c.badGround.name());
    put("@bad", c.bad.name());
    put("@bannerGround", c.bannerGround.name());
    put("@bannerText", c.bannerText.name());
    put("@fixedFont", QFontDatabase::systemFont(QFontDatabase::FixedFont).family());
    put("@large", QString::number(points * 1.5));
    put("@middle", QString::number(points * 1.15));
    return sheet;
}
} // namespace

Appearance systemAppearance()
{
    return isDark(QPalette()) ? Appearance::Dark : Appearance::Light;
}

void apply(QApplication& application, Appearance appearance)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteOf(colors(appearance)));
    application.setStyleSheet(styleSheet(appearance, QApplication::font().pointSizeF()));
}

QColor toneColor(StageTone tone)
{
    const Colors& c = colors(isDark(QApplication::palette()) ? Appearance::Dark : Appearance::Light);
    switch (tone) {
    case StageTone::Waiting:
        return c.waiting;
    case StageTone::Good:
        return c.good;
    case StageTone::Bad:
        return c.bad;
    }
    return c.text;
}

} // namespace ui
