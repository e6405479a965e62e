#pragma once

#include "ui/dialog/words_dialog.h"

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QTest>

namespace tests {

/// The words that can be read, in order.
inline QStringList wordsIn(const ui::WordsDialog& dialog)
{
    QMap<int, QString> words;
    for (const QLabel* label :
        dialog.findChild<QFrame*>(QStringLiteral("wordsCard"))->findChildren<QLabel*>()) {
        const QStringList parts = label->text().simplified().split(QLatin1Char(' '));
        words[parts.value(0).toInt()] = parts.value(1);
    }
    return words.values();
}

/// Types the words that are asked for, by these.
inline void answer(ui::WordsDialog& dialog, const QStringList& words)
{
    for (int i = 1; i <= 3; ++i) {
        const auto* label = dialog.findChild<QLabel*>(QStringLiteral("wordLabel%1").arg(i));
        const int number = label->text().section(QLatin1Char(' '), 1).chopped(1).toInt();
        QTest::keyClicks(
            dialog.findChild<QLineEdit*>(QStringLiteral("word%1").arg(i)), words.value(number - 1));
    }
    dialog.accept();
}

} // namespace tests
