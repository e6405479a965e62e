#include "ui/widget/held_button.h"

namespace ui {

HeldButton::HeldButton(QWidget* parent)
    : QPushButton(parent)
{
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &HeldButton::tick);
}

void HeldButton::hold(std::chrono::seconds time)
{
    if (m_left.count() == 0) m_text = text();
    m_left = time;
    time.count() == 0 ? m_second.stop() : m_second.start();
    showSeconds();
}

void HeldButton::setAllowed(bool allowed)
{
    m_allowed = allowed;
    setEnabled(m_allowed && m_left.count() == 0);
}

void HeldButton::tick()
{
    --m_left;
    if (m_left.count() == 0) m_second.stop();
    showSeconds();
}

void HeldButton::showSeconds()
{
    setText(m_left.count() == 0 ? m_text : QStringLiteral("%1 (%2)").arg(m_text).arg(m_left.count()));
    setEnabled(m_allowed && m_left.count() == 0);
}

} // namespace ui
