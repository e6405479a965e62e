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

namespace {

constexpr int kPatience = 60'000; // milliseconds: chains are made, and a busy machine takes its time

} // namespace

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
        QTRY_VERIFY(m_hands.text("chainClock").contains(QStringLiteral("standing still")));
    }
    void leapAMinute() const
    {
        m_hands.press("practiceButton");
        QCOMPARE(m_hands.find<QComboBox>("unit")->currentText(), QStringLiteral("minutes"));
        QCOMPARE(m_hands.find<QSpinBox>("amount")->value(), 1);
        m_hands.press("leap");
        QTRY_VERIFY_WITH_TIMEOUT(m_hands.canPress("leap"), kPatience);
        m_hands.press("overviewButton");
    }

private Q_SLOTS:
    void initTestCase() { ui::apply(*qApp, ui::Appearance::Light); }

    void theFirstStartIsReadyToBridge()
    {
        openWindow();
        QTRY_VERIFY_WITH_TIMEOUT(m_hands.canPress("deposit"), kPatience);
        QCOMPARE(m_hands.text("banner"), QStringLiteral("Practice network: nothing here is worth money."));
        QCOMPARE(m_hands.text("accountName"), QStringLiteral("Practice account"));
        QTRY_COMPARE_WITH_TIMEOUT(m_hands.text("l1Amount"), QStringLiteral("10000 ETH"), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(m_hands.text("l2Amount"), QStringLiteral("10000 ETH"), kPatience);
    }

    void blocksComeByThemselves()
    {
        m_hands.press("practiceButton");
        QTRY_VERIFY_WITH_TIMEOUT(!m_hands.text("l2Newest").isEmpty(), kPatience);
        const QString before = m_hands.text("l2Newest").section(QLatin1Char('\n'), 0, 0);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_hands.text("l2Newest").section(QLatin1Char('\n'), 0, 0) != before, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_hands.canPress("window"), kPatience);
    }

    void aDepositArrivesAfterALeap()
    {
        standStill();
        m_hands.press("depositButton");
        m_hands.type("amount", "0.5");
        m_hands.press("review");
        QTRY_VERIFY_WITH_TIMEOUT(m_hands.canPress("sign"), kPatience);
        QCOMPARE(m_hands.text("amount"), QStringLiteral("0.5 ETH"));
        m_hands.press("sign"); // asks for the password, which is there already
        QTRY_VERIFY_WITH_TIMEOUT(m_hands.canPress("unlock"), kPatience);
        m_hands.press("unlock");
        QTRY_VERIFY_WITH_TIMEOUT(m_hands.canPress("sign"), kPatience);
        m_hands.press("sign");
        QTRY_VERIFY_WITH_TIMEOUT(!stageShown().isEmpty(), kPatience);
        QVERIFY(stageShown() != QStringLiteral("Arrived"));
        leapAMinute();
        QTRY_COMPARE_WITH_TIMEOUT(stageShown(), QStringLiteral("Arrived"), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(m_hands.text("l2Amount"), QStringLiteral("10000.5 ETH"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_hands.text("l1Amount").startsWith(QStringLiteral("9999.49")), kPatience);
    }

    void everythingIsStillThereAfterARestart()
    {
        const QString time = chainTimeShown();
        const QString l1 = m_hands.text("l1Amount");
        openWindow();
        QTRY_VERIFY_WITH_TIMEOUT(m_hands.canPress("deposit"), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(m_hands.text("l2Amount"), QStringLiteral("10000.5 ETH"), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(m_hands.text("l1Amount"), l1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(stageShown(), QStringLiteral("Arrived"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!chainTimeShown().isEmpty(), kPatience);
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
        QTRY_VERIFY_WITH_TIMEOUT(m_hands.canPress("createChoice"), kPatience); // there is no account at all
        QVERIFY(!m_hands.find<QAbstractButton>("practiceButton"));
        m_hands.window.reset();
    }
};

QTEST_MAIN(WindowPracticeTest)
#include "window_practice_test.moc"
