#include "control_names.h"
#include "fake_session.h"
#include "hands.h"
#include "practice_world.h"
#include "tests/support/patience.h"
#include "ui/page/practice_page.h"
#include "ui/style/appearance.h"
#include "ui/text/address.h"
#include "ui/widget/secret_edit.h"

#include <QApplication>
#include <QCheckBox>
#include <QProgressBar>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using tests::FakeSession;
using tests::sharedWorld;

namespace {

/// The window on a practice world whose time stands still, with the ready account.
struct Desk : tests::Hands {
    QTemporaryDir folder;
    std::shared_ptr<FakeSession::World> nodes = std::make_shared<FakeSession::World>();

    void open()
    {
        nodes->practice = sharedWorld();
        QVERIFY(nodes->practice->setFaults({}));
        window = std::make_unique<ui::MainWindow>(std::filesystem::path(folder.path().toStdString()),
            [this](const session::Settings& settings) { return openSession(settings); });
        window->show();
        EVENTUALLY(canPress("deposit"));
        EVENTUALLY(text("chainClock").contains(QStringLiteral("2026")));
    }

    void openPractice() const
    {
        press("practiceButton");
        EVENTUALLY(text("l1Newest").contains(QStringLiteral("ago")));
    }
    const ui::PracticePage& page() const { return *window->findChild<ui::PracticePage*>(); }

private:
    base::Result<std::unique_ptr<session::Session>> openSession(const session::Settings& settings) const
    {
        auto session = std::make_unique<FakeSession>(settings, nodes);
        const practice::Role ready = TRY(practice::practiceAccount(0));
        TRY(session->keystore().addKey(
            ready.key, "Practice account", base::Secret::fromText(session::kPracticePassword)));
        return session;
    }
};

/// Where Tab goes from this one: the next that can be seen and takes the focus by Tab.
QWidget* afterTab(QWidget* widget)
{
    do {
        widget = widget->nextInFocusChain();
    } while (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy());
    return widget;
}

} // namespace

class PracticeWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::apply(*qApp, ui::Appearance::Light); }

    void theFirstStartShowsTheReadyAccountAtOnce()
    {
        Desk desk;
        desk.open();
        QCOMPARE(desk.text("accountName"), QStringLiteral("Practice account"));
        EVENTUALLY_EQUAL(desk.text("l1Amount"), QStringLiteral("1.500000… ETH"));
    }

    void everyPageSaysThatThisIsPractice()
    {
        Desk desk;
        desk.open();
        for (const char* button :
            {"overviewButton", "depositButton", "practiceButton", "lockButton", "addAccount"}) {
            desk.press(button);
            QCOMPARE(desk.text("banner"), QStringLiteral("Practice network: nothing here is worth money."));
            QVERIFY(desk.text("chainClock").contains(QStringLiteral("standing still")));
        }
    }

    void thePublicPasswordIsSaidAndFilledIn()
    {
        Desk desk;
        desk.open();
        desk.press("lockButton");
        EVENTUALLY(desk.text("publicPassword").contains(QStringLiteral("“practice”")));
        EVENTUALLY(desk.find<ui::SecretEdit>("password")->holds(base::Secret::fromText("practice")));
        desk.press("unlock");
        EVENTUALLY(desk.canPress("deposit"));
        QCOMPARE(desk.find<QAbstractButton>("lockButton")->text(), QStringLiteral("Lock"));
    }

    void anotherAccountsPasswordIsNotOffered()
    {
        Desk desk;
        desk.open();
        desk.press("lockButton");
        desk.press("addAccount");
        desk.press("keyChoice");
        desk.type("key", QString(64, QLatin1Char('1')));
        desk.type("password", tests::kPassword);
        desk.type("repeat", tests::kPassword);
        desk.press("submit");
        EVENTUALLY(desk.find<QLabel>("accountName"));
        desk.press("lockButton");
        EVENTUALLY(desk.canPress("unlock"));
        QVERIFY(!desk.find<QLabel>("publicPassword"));
        QVERIFY(desk.find<QLineEdit>("password")->text().isEmpty());
    }

    void aRealNetworkHasNoPracticePage()
    {
        Desk desk;
        desk.window = std::make_unique<ui::MainWindow>(
            std::filesystem::path(desk.folder.path().toStdString()), [&](const session::Settings& settings) {
                return base::Result<std::unique_ptr<session::Session>>(
                    std::make_unique<FakeSession>(settings, desk.nodes));
            });
        desk.window->show();
        EVENTUALLY(desk.canPress("submit"));
        QVERIFY(!desk.find<QAbstractButton>("practiceButton"));
        QVERIFY(!desk.find<QLabel>("chainClock"));
    }

    void theKeyboardReachesThePageAndEverythingOnItInOrder()
    {
        Desk desk;
        desk.open();
        QTest::keyClick(desk.window.get(), Qt::Key_3, Qt::AltModifier);
        EVENTUALLY(desk.page().isVisible());
        EVENTUALLY(desk.canPress("tenMinutes"));
        const auto place = [&](const QWidget* widget) {
            const QPoint at = widget->mapTo(&desk.page(), QPoint(0, widget->height() / 2));
            return std::pair(at.y() / 24, at.x()); // lines, then along the line
        };
        int reached = 0;
        for (QWidget* widget = desk.find<QComboBox>("speed"); desk.page().isAncestorOf(widget); ++reached) {
            QWidget* next = afterTab(widget);
            if (desk.page().isAncestorOf(next))
                QVERIFY2(place(widget) < place(next), qPrintable(next->objectName()));
            widget = next;
        }
        QVERIFY(reached >= 20);
    }

    void everyControlHasAName()
    {
        Desk desk;
        desk.open();
        desk.openPractice();
        tests::checkNames(desk.page());
    }

    void aLeapIsSeenOnEveryPageAndCanBeCancelled()
    {
        Desk desk;
        desk.open();
        desk.openPractice();
        const QString before = desk.text("chainClock");
        desk.find<QSpinBox>("amount")->setValue(300);
        auto* unit = desk.find<QComboBox>("unit");
        unit->setCurrentIndex(unit->count() - 1); // days
        desk.press("leap");
        QVERIFY(!desk.canPress("tenMinutes"));
        QVERIFY(desk.text("chainClock").contains(QStringLiteral("leaping")));
        desk.press("overviewButton");
        EVENTUALLY(desk.text("chainClock").left(30) != before.left(30));
        desk.press("practiceButton");
        desk.press("stopLeap");
        EVENTUALLY(!desk.find<QProgressBar>("progress"));
        EVENTUALLY(desk.canPress("tenMinutes"));
    }

    void aSwitchOnThePageIsASwitchInTheWorld()
    {
        Desk desk;
        desk.open();
        desk.openPractice();
        desk.press("batcher-stops");
        EVENTUALLY(desk.nodes->practice->faults().batcherStops);
        desk.press("batcher-stops");
        EVENTUALLY(!desk.nodes->practice->faults().batcherStops);
        auto* node = desk.find<QComboBox>("l2-rpc");
        node->setCurrentIndex(node->findData(QStringLiteral("rate-limits")));
        Q_EMIT node->activated(node->currentIndex());
        EVENTUALLY_EQUAL(desk.nodes->practice->faults().l2Rpc, practice::RpcFault::RateLimits);
    }

    void censoredAddressesMayHaveBlanksBetween()
    {
        Desk desk;
        desk.open();
        desk.openPractice();
        auto* field = desk.find<QLineEdit>("censored");
        field->setFocus();
        QTest::keyClicks(field,
            ui::fullAddress(tests::kBridge) + QStringLiteral(" , ") + ui::fullAddress(tests::kJunkAccount));
        QTest::keyClick(field, Qt::Key_Return);
        EVENTUALLY_EQUAL(desk.nodes->practice->faults().censored,
            (std::set<base::Address>{tests::kBridge, tests::kJunkAccount}));
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("0x12"));
        QTest::keyClick(field, Qt::Key_Return);
        EVENTUALLY(!desk.text("message").isEmpty());
        QCOMPARE(field->text(), QStringLiteral("0x12")); // to be mended, not typed again
    }

    void whatTheWorldRefusesIsASentence()
    {
        Desk desk;
        desk.open();
        desk.openPractice();
        desk.find<QSpinBox>("depth")->setValue(999);
        desk.press("reorg");
        EVENTUALLY(!desk.text("message").isEmpty());
    }

    void theGuardianNeedsAGameToBlacklist()
    {
        Desk desk;
        desk.open();
        desk.openPractice();
        QVERIFY(!desk.find<QLineEdit>("game"));
        desk.find<QComboBox>("action")->setCurrentIndex(2);
        QVERIFY(desk.find<QLineEdit>("game"));
        desk.press("callGuardian");
        QCOMPARE(desk.text("message"), QStringLiteral("Enter the address of the game."));
        desk.find<QComboBox>("action")->setCurrentIndex(0);
        desk.press("callGuardian");
        EVENTUALLY(desk.text("done").contains(QStringLiteral("guardian")));
    }
};

QTEST_MAIN(PracticeWindowTest)
#include "practice_window_test.moc"
