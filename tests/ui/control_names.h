#pragma once

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>

namespace tests {

/// Every control that the keyboard reaches or a screen reader stops at.
inline bool isControl(const QWidget& widget)
{
    const bool kind =
        qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QLineEdit*>(&widget) ||
        qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget) ||
        qobject_cast<const QPlainTextEdit*>(&widget) || qobject_cast<const QTableView*>(&widget);
    const bool part = qobject_cast<const QAbstractSpinBox*>(widget.parentWidget()) ||
                      qobject_cast<const QComboBox*>(widget.parentWidget()) ||
                      widget.objectName().startsWith(QLatin1String("qt_")) ||
                      widget.inherits("QTableCornerButton");
    return kind && !part;
}

/// A screen reader finds a name for each.
inline void checkNames(const QWidget& root)
{
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        if (!isControl(*widget)) continue;
        QAccessibleInterface* accessible =
            QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget)); // NOLINT
        QVERIFY2(
            accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
    }
}

} // namespace tests
