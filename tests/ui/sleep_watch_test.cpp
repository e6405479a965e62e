#include "tests/support/patience.h"
#include "ui/system/sleep_watch.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QProcess>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

/// logind's part on a bus of the test's own: gives out locks and tells of sleep.
class Logind : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    /// The end of a pipe whose other end is with those who hold sleep back.
    int held = -1;
    int given = 0;
    QStringList asked;

    bool isHeldBack() const
    {
        char byte = 0;
        return given > 0 && ::read(held, &byte, 1) < 0 && errno == EAGAIN; // else all other ends are closed
    }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString& what, const QString&, const QString&, const QString& mode)
    {
        asked = {what, mode};
        int ends[2];
        if (::pipe2(ends, O_NONBLOCK) != 0) return {};
        held = ends[0];
        QDBusUnixFileDescriptor end(ends[1]);
        ::close(ends[1]);
        ++given;
        return end;
    }

Q_SIGNALS:
    void PrepareForSleep(bool isStarting);
};

class SleepWatchTest : public QObject {
    Q_OBJECT

private:
    QProcess m_daemon;
    QString m_address;

private Q_SLOTS:
    void initTestCase()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--print-address"), QStringLiteral("--nofork")});
        if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead())
            QSKIP("NOT TESTED: locking before sleep, for want of dbus-daemon");
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    }
    void cleanupTestCase()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    void theMachineSleepsOnceTheKeysAreLocked()
    {
        QDBusConnection theirs = QDBusConnection::connectToBus(m_address, QStringLiteral("logind"));
        QVERIFY(theirs.isConnected());
        Logind logind;
        QVERIFY(theirs.registerService(QStringLiteral("org.freedesktop.login1")));
        QVERIFY(theirs.registerObject(QStringLiteral("/org/freedesktop/login1"), &logind,
            QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));

        ui::SleepWatch watch(QDBusConnection::connectToBus(m_address, QStringLiteral("postern")));
        EVENTUALLY_EQUAL(logind.given, 1);
        QCOMPARE(logind.asked, (QStringList{QStringLiteral("sleep"), QStringLiteral("delay")}));
        EVENTUALLY(logind.isHeldBack());

        bool wasHeldBack = false;
        int told = 0;
        connect(&watch, &ui::SleepWatch::aboutToSleep, this, [&] {
            ++told;
            wasHeldBack = logind.isHeldBack();
        });
        Q_EMIT logind.PrepareForSleep(true);
        EVENTUALLY_EQUAL(told, 1);
        QVERIFY(wasHeldBack); // until the slots have returned
        EVENTUALLY(!logind.isHeldBack());

        Q_EMIT logind.PrepareForSleep(false); // awake again
        EVENTUALLY_EQUAL(logind.given, 2);
        QCOMPARE(told, 1);
    }

    void withoutABusNothingIsTold()
    {
        const ui::SleepWatch watch(
            QDBusConnection::connectToBus(QStringLiteral("unix:path=/nonexistent"), QStringLiteral("none")));
        QVERIFY(!watch.isWidgetType());
    }
};

QTEST_GUILESS_MAIN(SleepWatchTest)
#include "sleep_watch_test.moc"
