#pragma once

#include <QPushButton>
#include <QTimer>

#include <chrono>

namespace ui {

/// A button that can be held back for a moment, so that what it does is not done by an accidental click or
/// key. It shows the seconds left.
class HeldButton : public QPushButton {
    Q_OBJECT

public:
    explicit HeldButton(QWidget* parent = nullptr);

    /// Disables the button for this long from now. Whoever enables it meanwhile is overruled.
    void hold(std::chrono::seconds time);
    /// Wanted state once nothing is held back.
    void setAllowed(bool allowed);

private:
    void tick();
    void showSeconds();

    QTimer m_second;
    QString m_text; ///< without the seconds
    std::chrono::seconds m_left{0};
    bool m_allowed = true;
};

} // namespace ui
