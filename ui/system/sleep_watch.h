#pragma once

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace ui {

/// Tells when the machine is about to sleep, by logind on D-Bus, and keeps it awake until whoever listens is
/// done: logind waits some seconds for those who asked it to. Where there is no logind nothing is ever told.
/// Source: org.freedesktop.login1, "PrepareForSleep" and inhibitor locks of the kind "delay".
class SleepWatch : public QObject {
    Q_OBJECT

public:
    explicit SleepWatch(const QDBusConnection& bus = QDBusConnection::systemBus(), QObject* parent = nullptr);

Q_SIGNALS:
    /// The machine sleeps once the slots have returned.
    void aboutToSleep();

private Q_SLOTS:
    void prepareForSleep(bool isStarting); // a slot because D-Bus finds it by its name

private:
    /// Asks logind to wait for us the next time.
    void holdSleepBack();

    QDBusConnection m_bus;
    QDBusUnixFileDescriptor m_hold; ///< closing it lets the machine sleep
};

} // namespace ui
