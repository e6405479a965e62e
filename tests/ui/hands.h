#pragma once

#include "ui/widget/held_button.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>

#include <memory>

namespace tests {

/// Handles a window by the names of its objects, as a user handles it by sight: only what can be seen is
/// found.
struct Hands {
    std::unique_ptr<ui::MainWindow> window;

    /// The widget of this name that can be seen; null when there is none.
    template <typename Widget>
    Widget* find(const char* name) const
    {
        for (Widget* widget : window->findChildren<Widget*>(QString::fromLatin1(name)))
            if (widget->isVisible()) return widget;
        return nullptr;
    }
    QString text(const char* label) const
    {
        const auto* found = find<QLabel>(label);
        return found ? found->text() : QString();
    }
    bool canPress(const char* name) const
    {
        const auto* button = find<QAbstractButton>(name);
        return button && button->isEnabled();
    }
    /// Ends the moment for which a button is held back.
    void waitOut(const char* name) const { find<ui::HeldButton>(name)->hold(std::chrono::seconds(0)); }
    void press(const char* name) const
    {
        auto* const button = find<QAbstractButton>(name);
        if (!button) qFatal("there is no button %s to press", name);
        button->click();
    }
    void type(const char* name, const QString& text) const { find<QLineEdit>(name)->setText(text); }
    void type(const char* name, const char* text) const { type(name, QString::fromUtf8(text)); }
};

} // namespace tests
