#include "tests/support/patience.h"
#include "tests/ui/hands.h"
#include "ui/model/preferences.h"
#include "ui/style/appearance.h"

#include <QApplication>
#include <QComboBox>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

/// What somebody does who has just installed Postern: nothing is configured, nothing else runs. The chains
/// are in the window's own process.
class WindowPracticeTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::Hands m_hands;

    void openWindow()
    {
        m_hands.window.reset();
        m_hands.window = std::make_unique<ui::MainWindow>(
            std::filesystem::path(m_folder.path().toStdString()), session::Session::open);
        m_hands.window->show();
    }

    QString stageShown() const
    {
        const auto* list = m_hands.find<QTableView>("activities");
        return list ? list->model()->index(0, 0).data().toString() : QString();
    }
    /// "2026-11-21 16:21:30": later is greater.
    QString chainTimeShown() const
    {
        static const QRegularExpression kTime(QStringLiteral("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"));
        return kTime.match(m_hands.text("chainClock")).captured();
    }
    /// Chain time stands still from now on: what the test sees does not depend on how fast the machine is.
    void standStill() const
    {
        m_hands.press("practiceButton");
        auto* speed = m_hands.find<QComboBox>("speed");
        speed->setCurrentIndex(speed->findData(0U));
        Q_EMIT speed->activated(speed->currentIndex());
        EVENTUALLY(m_hands.text("chainClock").contains(QStringLiteral("standing still")));
    }
    void leapAMinute() const
    {
        m_hands.press("practiceButton");
        QCOMPARE(m_hands.find<QComboBox>("unit")->currentText(), QStringLiteral("minutes"));
        QCOMPARE(m_hands.find<QSpinBox>("amount")->value(), 1);
        m_hands.press("leap");
        EVENTUALLY(m_hands.canPress("leap"));
        m_hands.press("overviewButton");
    }

private Q_SLOTS:
    void initTestCase() { ui::apply(*qApp, ui::Appearance::Light); }

    void theFirstStartIsReadyToBridge()
    {
        openWindow();
        EVENTUALLY(m_hands.canPress("deposit"));
        QCOMPARE(m_hands.text("banner"), QStringLiteral("Practice network: nothing here is worth money."));
        QCOMPARE(m_hands.text("accountName"), QStringLiteral("Practice account"));
        EVENTUALLY_EQUAL(m_hands.text("l1Amount"), QStringLiteral("10000 ETH"));
        EVENTUALLY_EQUAL(m_hands.text("l2Amount"), QStringLiteral("10000 ETH"));
    }

    void blocksComeByThemselves()
    {
        m_hands.press("practiceButton");
        EVENTUALLY(!m_hands.text("l2Newest").isEmpty());
        const QString before = m_hands.text("l2Newest").section(QLatin1Char('\n'), 0, 0);
        EVENTUALLY(m_hands.text("l2Newest").section(QLatin1Char('\n'), 0, 0) != before);
        EVENTUALLY(m_hands.canPress("window"));
    }

    void aDepositArrivesAfterALeap()
    {
        standStill();
        m_hands.press("depositButton");
        m_hands.type("amount", "0.5");
        m_hands.press("review");
        EVENTUALLY(m_hands.canPress("sign"));
        QCOMPARE(m_hands.text("amount"), QStringLiteral("0.5 ETH"));
        m_hands.press("sign"); // asks for the password, which is there already
        EVENTUALLY(m_hands.canPress("unlock"));
        m_hands.press("unlock");
        EVENTUALLY(m_hands.canPress("sign"));
        m_hands.press("sign");
        EVENTUALLY(!stageShown().isEmpty());
        QVERIFY(stageShown() != QStringLiteral("Arrived"));
        leapAMinute();
        EVENTUALLY_EQUAL(stageShown(), QStringLiteral("Arrived"));
        EVENTUALLY_EQUAL(m_hands.text("l2Amount"), QStringLiteral("10000.5 ETH"));
        EVENTUALLY(m_hands.text("l1Amount").startsWith(QStringLiteral("9999.49")));
    }

    void everythingIsStillThereAfterARestart()
    {
        const QString time = chainTimeShown();
        const QString l1 = m_hands.text("l1Amount");
        openWindow();
        EVENTUALLY(m_hands.canPress("deposit"));
        EVENTUALLY_EQUAL(m_hands.text("l2Amount"), QStringLiteral("10000.5 ETH"));
        EVENTUALLY_EQUAL(m_hands.text("l1Amount"), l1);
        EVENTUALLY_EQUAL(stageShown(), QStringLiteral("Arrived"));
        EVENTUALLY(!chainTimeShown().isEmpty());
        QVERIFY(chainTimeShown() >= time); // it goes on where it was
        m_hands.window.reset();
    }

    /// The practice account's key is known to everybody: money sent there by mistake would be gone.
    void thePracticeAccountIsNotOnARealNetwork()
    {
        session::Settings settings;
        settings.folder = m_folder.path().toStdString();
        settings.network = "sepolia/op";
        settings.l1Url = "http://127.0.0.1:9"; // nobody answers there, and nobody has to
        settings.l2Url = "http://127.0.0.1:9";
        QVERIFY(ui::savePreferences(settings));
        openWindow();
        EVENTUALLY(m_hands.canPress("createChoice")); // there is no account at all
        QVERIFY(!m_hands.find<QAbstractButton>("practiceButton"));
        m_hands.window.reset();
    }
};

QTEST_MAIN(WindowPracticeTest)
#include "window_practice_test.moc"
