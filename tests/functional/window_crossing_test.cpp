#include "tests/support/node_pair.h"
#include "tests/support/patience.h"
#include "tests/ui/hands.h"
#include "tests/ui/words.h"
#include "ui/dialog/activity_dialog.h"
#include "ui/dialog/words_dialog.h"
#include "ui/model/preferences.h"
#include "ui/style/appearance.h"
#include "ui/text/address.h"
#include "ui/widget/copy_field.h"

#include <QApplication>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr const char* kPassword = "a long pass phrase";

/// The address that the overview shows.
QString shownAddress(const tests::Hands& hands)
{
    const auto* field = hands.find<ui::CopyField>("address");
    return field ? field->copied() : QString();
}

} // namespace

/// ETH through the real L1StandardBridge and back into sight on L2, by the window alone; then the window is
/// closed and opened again.
class WindowCrossingTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::NodePair> m_nodes;
    QTemporaryDir m_folder;
    tests::Hands m_hands;

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    void openWindow()
    {
        m_hands.window.reset();
        m_hands.window = std::make_unique<ui::MainWindow>(folder(), session::Session::open);
        m_hands.window->show();
    }

    /// A new account, which has nothing yet; gives its address.
    QString createAccount() const
    {
        m_hands.type("name", "Savings");
        m_hands.type("password", kPassword);
        m_hands.type("repeat", kPassword);
        m_hands.press("submit");
        if (!QTest::qWaitFor(
                [&] { return m_hands.window->findChild<ui::WordsDialog*>() != nullptr; }, tests::kPatience))
            return {};
        auto* const dialog = m_hands.window->findChild<ui::WordsDialog*>();
        const QStringList words = tests::wordsIn(*dialog);
        dialog->accept(); // from here on they are asked for
        tests::answer(*dialog, words);
        (void)QTest::qWaitFor([&] { return !shownAddress(m_hands).isEmpty(); }, tests::kPatience);
        return shownAddress(m_hands);
    }

    void importFundedKey() const
    {
        const std::string_view key = tests::fundedKey(0);
        m_hands.press("keyChoice");
        m_hands.type("name", "Funded");
        m_hands.type("key", QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size())));
        m_hands.type("password", kPassword);
        m_hands.type("repeat", kPassword);
        m_hands.press("submit");
    }

    int relay() const
    {
        return tests::relayDeposits(m_nodes->l1Url(), m_nodes->l2Url(),
            bridge::findNetwork(bridge::kPracticeNetwork)->contracts.optimismPortal);
    }

    QString stageShown() const
    {
        const auto* list = m_hands.find<QTableView>("activities");
        return list ? list->model()->index(0, 0).data().toString() : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        std::string why;
        m_nodes = tests::NodePair::start(why);
        if (!m_nodes) QSKIP(why.c_str());
        ui::apply(*qApp, ui::Appearance::Light);
        session::Settings settings;
        settings.folder = folder();
        settings.l1Url = m_nodes->l1Url();
        settings.l2Url = m_nodes->l2Url();
        QVERIFY(ui::savePreferences(settings));
    }

    void aDepositArrivesAndIsStillThereAfterARestart()
    {
        openWindow();
        EVENTUALLY(m_hands.canPress("createChoice"));
        const QString savings = createAccount();
        QVERIFY(ui::parseTypedAddress(savings));
        EVENTUALLY_EQUAL(m_hands.text("l2Amount"), QStringLiteral("0 ETH"));

        m_hands.press("lockButton");
        m_hands.press("addAccount");
        importFundedKey();
        EVENTUALLY_EQUAL(m_hands.text("accountName"), QStringLiteral("Funded"));
        EVENTUALLY(m_hands.text("l1Amount").endsWith(QStringLiteral(" ETH")));

        m_hands.press("lockButton"); // and with the password again
        m_hands.type("password", kPassword);
        m_hands.press("unlock");
        EVENTUALLY(m_hands.canPress("deposit"));
        m_hands.press("deposit");
        m_hands.type("amount", "0.25");
        m_hands.type("recipient", savings);
        m_hands.press("review");
        EVENTUALLY(m_hands.canPress("sign"));
        QCOMPARE(m_hands.text("amount"), QStringLiteral("0.25 ETH"));
        QCOMPARE(m_hands.text("recipient"), ui::groupedAddress(*ui::parseTypedAddress(savings)));
        m_hands.press("sign");

        EVENTUALLY_EQUAL(stageShown(), QStringLiteral("On its way to L2"));
        QCOMPARE(relay(), 1);
        EVENTUALLY_EQUAL(stageShown(), QStringLiteral("Arrived"));

        openWindow();
        EVENTUALLY(m_hands.canPress("look"));
        m_hands.press("look"); // at the first account, the one that received
        EVENTUALLY_EQUAL(stageShown(), QStringLiteral("Arrived"));
        QCOMPARE(shownAddress(m_hands), savings);
        EVENTUALLY_EQUAL(m_hands.text("l2Amount"), QStringLiteral("0.25 ETH"));
    }

    void aNodeThatDiesIsASentence()
    {
        if (!m_hands.window) QSKIP("no window from the test before");
        m_nodes.reset();
        m_hands.press("refresh");
        EVENTUALLY_EQUAL(m_hands.text("connection"), QStringLiteral("The node does not answer."));
        QCOMPARE(stageShown(), QStringLiteral("Arrived"));
        m_hands.window.reset();
    }
};

QTEST_MAIN(WindowCrossingTest)
#include "window_crossing_test.moc"
