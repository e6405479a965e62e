#include "control_names.h"
#include "fake_session.h"
#include "hands.h"
#include "tests/support/patience.h"
#include "ui/dialog/activity_dialog.h"
#include "ui/dialog/settings_dialog.h"
#include "ui/dialog/words_dialog.h"
#include "ui/model/preferences.h"
#include "ui/style/appearance.h"
#include "ui/text/address.h"
#include "ui/window/workspace.h"
#include "words.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using base::Fault;
using tests::FakeSession;

namespace {

/// The window on a session without nodes, in a folder of its own; handled by object names as a user handles
/// it by sight.
struct Desk : tests::Hands {
    QTemporaryDir folder;
    std::shared_ptr<FakeSession::World> world = std::make_shared<FakeSession::World>();
    bridge::Network network = FakeSession::practiceNetwork();
    std::optional<base::Error> openError;
    std::vector<session::Settings> opened;

    void open()
    {
        window.reset();
        window = std::make_unique<ui::MainWindow>(std::filesystem::path(folder.path().toStdString()),
            [this](const session::Settings& settings) -> base::Result<std::unique_ptr<session::Session>> {
                opened.push_back(settings);
                if (openError) return std::unexpected(*openError);
                return std::make_unique<FakeSession>(settings, world, network);
            });
        window->show();
    }

    void importJunkWords() const
    {
        EVENTUALLY(canPress("wordsChoice"));
        press("wordsChoice");
        find<QPlainTextEdit>("words")->setPlainText(QString::fromLatin1(tests::kJunkWords));
        type("name", "Junk");
        type("password", tests::kPassword);
        type("repeat", tests::kPassword);
        press("submit");
        EVENTUALLY(canPress("deposit"));
    }
    void chooseAccount(int row) const
    {
        auto* accounts = find<QComboBox>("account");
        accounts->setCurrentIndex(row);
        Q_EMIT accounts->activated(row);
    }
    void reviewDeposit(const char* amount) const
    {
        press("depositButton");
        type("amount", amount);
        press("review");
    }
    std::filesystem::path keystore() const
    {
        return std::filesystem::path(folder.path().toStdString()) / "keystore";
    }
    /// The one that can be seen.
    ui::WordsDialog* wordsDialog() const
    {
        for (auto* dialog : window->findChildren<ui::WordsDialog*>())
            if (dialog->isVisible()) return dialog;
        qFatal("no words are shown");
    }
    /// Until a quote stands on the confirm page and may be signed.
    void waitUntilSignable() const
    {
        EVENTUALLY(find<QAbstractButton>("sign"));
        waitOut("sign");
        QVERIFY(canPress("sign"));
    }
};

} // namespace

class WindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::apply(*qApp, ui::Appearance::Light); }

    void aFreshStartAsksForAnAccountAndShowsItsWords()
    {
        Desk desk;
        desk.open();
        EVENTUALLY(desk.canPress("submit"));
        desk.type("password", tests::kPassword);
        desk.type("repeat", "other");
        desk.press("submit");
        QVERIFY(!desk.text("message").isEmpty());
        desk.type("repeat", tests::kPassword);
        desk.press("submit");
        QVERIFY(desk.find<QLineEdit>("password")->text().isEmpty());
        auto* dialog = desk.wordsDialog();
        const QStringList words = tests::wordsIn(*dialog);
        QCOMPARE(words.size(), 12);
        dialog->reject();
        QVERIFY(dialog->isVisible()); // closing by accident is not the end of the words
        dialog->accept();
        QVERIFY(tests::wordsIn(*dialog).isEmpty()); // they are not to be read off
        tests::answer(*dialog, QStringList(12, QStringLiteral("wrong")));
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("message"))
                ->text()
                .startsWith(QStringLiteral("Word ")));
        for (const auto* field : dialog->findChildren<QLineEdit*>()) // the sentence takes no room from them
            QVERIFY(field->height() >= field->sizeHint().height());
        QVERIFY(!std::filesystem::exists(desk.keystore() / "accounts.json")); // not before they are right
        dialog->findChild<QAbstractButton*>(QStringLiteral("showAgain"))->click();
        QCOMPARE(tests::wordsIn(*dialog), words);
        dialog->accept();
        tests::answer(*dialog, words);
        EVENTUALLY_EQUAL(desk.text("l1Amount"), QStringLiteral("1.500000… ETH"));
    }

    void anAccountThatIsGivenUpIsNotStored()
    {
        Desk desk;
        desk.open();
        EVENTUALLY(desk.canPress("submit"));
        for (const char* const field : {"password", "repeat"})
            desk.type(field, tests::kPassword);
        desk.press("submit");
        auto* dialog = desk.wordsDialog();
        dialog->findChild<QAbstractButton*>(QStringLiteral("giveUp"))->click();
        QVERIFY(!dialog->isVisible());
        QVERIFY(desk.canPress("submit"));
        QVERIFY(!std::filesystem::exists(desk.keystore() / "accounts.json"));

        for (const char* const field : {"password", "repeat"})
            desk.type(field, tests::kPassword);
        desk.press("submit");
        EVENTUALLY(desk.window->findChild<ui::WordsDialog*>());
        desk.window->workspace()->lock(); // as before the machine sleeps: the words do not stay on the screen
        QVERIFY(!desk.find<QLabel>("wordsCard"));
        QVERIFY(!std::filesystem::exists(desk.keystore() / "accounts.json"));
    }

    void secretsAreGoneWhenTheirPageIsLeft()
    {
        Desk desk;
        desk.open();
        desk.importJunkWords();
        desk.press("lockButton");
        desk.press("addAccount");
        EVENTUALLY(desk.canPress("wordsChoice"));
        desk.press("wordsChoice");
        auto* words = desk.find<QPlainTextEdit>("words");
        QVERIFY(!words->isUndoRedoEnabled());
        words->setPlainText(QString::fromLatin1(tests::kJunkWords));
        desk.type("password", tests::kPassword);
        auto* password = desk.find<QLineEdit>("password");
        QVERIFY(!password->text().isEmpty());
        desk.press("back");
        QVERIFY(words->toPlainText().isEmpty());
        QVERIFY(password->text().isEmpty());

        desk.type("password", tests::kPassword);
        auto* unlocking = desk.find<QLineEdit>("password");
        QVERIFY(unlocking != password && !unlocking->text().isEmpty());
        desk.press("look");
        QVERIFY(unlocking->text().isEmpty());
    }

    /// An unreadable list is no empty one: the user is not welcomed as new.
    void accountsThatCannotBeReadAreSaid()
    {
        Desk desk;
        std::filesystem::create_directories(desk.keystore());
        std::ofstream(desk.keystore() / "accounts.json") << "{\"format\": \"pos";
        desk.open();
        EVENTUALLY(desk.text("text").contains(QStringLiteral("account repair")));
        QVERIFY(!desk.find<QAbstractButton>("createChoice"));
    }

    void balancesShowAllDigitsOnHover()
    {
        Desk desk;
        desk.open();
        desk.importJunkWords();
        EVENTUALLY_EQUAL(desk.text("l1Amount"), QStringLiteral("1.500000… ETH"));
        QCOMPARE(desk.find<QLabel>("l1Amount")->toolTip(), QStringLiteral("1.500000000000000001 ETH"));
        QCOMPARE(desk.text("l2Amount"), QStringLiteral("0 ETH"));
    }

    void aSilentLayerIsASentenceNotAZero()
    {
        Desk desk;
        desk.world->balances.l2 = base::fail(Fault::Offline, "no answer");
        desk.open();
        desk.importJunkWords();
        EVENTUALLY_EQUAL(desk.text("l2Amount"), QStringLiteral("—"));
        EVENTUALLY_EQUAL(desk.text("l2Note"), QStringLiteral("The node does not answer."));
    }

    void whatIsConfirmedIsWhatIsSigned()
    {
        Desk desk;
        desk.open();
        desk.importJunkWords();
        desk.reviewDeposit("0.250000000000000001");
        EVENTUALLY(desk.find<QAbstractButton>("sign"));
        QVERIFY(!desk.canPress("sign")); // held back for a moment
        QCOMPARE(desk.text("amount"), QStringLiteral("0.250000000000000001 ETH"));
        QCOMPARE(desk.text("recipient"), ui::groupedAddress(tests::kJunkAccount));
        QCOMPARE(desk.text("contractAddress"), ui::groupedAddress(tests::kBridge));
        QVERIFY(desk.text("function").startsWith(QStringLiteral("bridgeETHTo(")));
        QVERIFY(desk.text("arguments").contains(ui::fullAddress(tests::kJunkAccount)));
        EVENTUALLY(desk.canPress("sign"));
        desk.press("sign");
        EVENTUALLY(desk.find<QTableView>("activities"));
        QCOMPARE(desk.world->signedTransactions.size(), std::size_t{1});
        QCOMPARE(desk.world->signedTransactions.front().value, base::Uint256{250'000'000'000'000'001});
    }

    void whatCallsForCautionIsSaidBeforeSigning()
    {
        Desk desk;
        desk.open();
        desk.importJunkWords();
        desk.reviewDeposit("1");
        EVENTUALLY(desk.find<QAbstractButton>("sign"));
        QVERIFY(!desk.find<QLabel>("caution"));
        desk.press("back");
        desk.world->cautions = {bridge::Caution::LargeFee};
        desk.press("review");
        EVENTUALLY(desk.find<QLabel>("caution"));
        QCOMPARE(desk.text("caution"), QStringLiteral("The fee can be more than a tenth of the amount."));
    }

    void escapeLeavesTheConfirmPageUnsigned()
    {
        Desk desk;
        desk.open();
        desk.importJunkWords();
        desk.reviewDeposit("1");
        EVENTUALLY(desk.find<QAbstractButton>("sign"));
        QTest::keyClick(desk.find<QAbstractButton>("back"), Qt::Key_Escape);
        EVENTUALLY(desk.find<QAbstractButton>("review"));
        QVERIFY(desk.world->signedTransactions.empty());
    }

    void aLockedAccountAsksForItsPasswordThenComesBackToSign()
    {
        Desk desk;
        desk.open();
        desk.importJunkWords();
        desk.press("lockButton");
        QVERIFY(desk.canPress("look"));
        desk.press("look");
        desk.reviewDeposit("1");
        desk.waitUntilSignable();
        desk.press("sign");
        EVENTUALLY(desk.canPress("unlock"));
        desk.type("password", "wrong");
        desk.press("unlock");
        EVENTUALLY(desk.text("message").startsWith(
            QStringLiteral("The account is locked, or the password is wrong.")));
        desk.type("password", tests::kPassword);
        desk.press("unlock");
        desk.waitUntilSignable();
        QVERIFY(desk.world->signedTransactions.empty());
    }

    void anotherAccountCannotSignTheQuote()
    {
        Desk desk;
        desk.open();
        desk.importJunkWords();
        desk.press("lockButton");
        desk.press("addAccount");
        desk.press("keyChoice");
        desk.type("key", QString(64, QLatin1Char('1')));
        desk.type("password", tests::kPassword);
        desk.type("repeat", tests::kPassword);
        desk.press("submit");
        EVENTUALLY(desk.find<QLabel>("accountName") && desk.text("accountName") != QStringLiteral("Junk"));
        desk.press("lockButton");
        desk.chooseAccount(0);
        desk.press("look");
        desk.reviewDeposit("1");
        desk.waitUntilSignable();
        desk.press("sign");
        desk.chooseAccount(1);
        desk.type("password", tests::kPassword);
        desk.press("unlock");
        EVENTUALLY(desk.text("message").startsWith(QStringLiteral("This deposit is of another account.")));
        desk.waitOut("sign");
        QVERIFY(!desk.canPress("sign"));
    }

    void wrongFormsAreSentences_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QString>("sentence");
        const QString good = ui::fullAddress(tests::kBridge);
        QTest::newRow("comma") << QStringLiteral("0,5") << good
                               << QStringLiteral("Enter an amount above zero");
        QTest::newRow("zero") << QStringLiteral("0.0") << good
                              << QStringLiteral("Enter an amount above zero");
        QTest::newRow("checksum") << QStringLiteral("1")
                                  << good.toUpper()
                                         .replace(QLatin1String("0X"), QLatin1String("0x"))
                                         .replace(QLatin1Char('A'), QLatin1Char('a'))
                                  << QStringLiteral("The recipient is not an address.");
        QTest::newRow("nobody") << QStringLiteral("1") << QString()
                                << QStringLiteral("The recipient is not an address.");
    }
    void wrongFormsAreSentences()
    {
        QFETCH(QString, amount);
        QFETCH(QString, recipient);
        QFETCH(QString, sentence);
        Desk desk;
        desk.open();
        desk.importJunkWords();
        desk.press("depositButton");
        desk.type("amount", amount);
        desk.type("recipient", recipient);
        desk.press("review");
        QVERIFY(desk.text("message").startsWith(sentence));
        QVERIFY(desk.find<QAbstractButton>("review"));
    }

    void aRefusalShowsTheNodesWordsAsPlainText()
    {
        Desk desk;
        desk.world->quoteError = base::Error{Fault::Refused, "<a href='x'>reverted\u202E</a>"};
        desk.open();
        desk.importJunkWords();
        desk.reviewDeposit("1");
        EVENTUALLY(desk.text("message").contains(QStringLiteral("<a href='x'>reverted⟨U+202E⟩</a>")));
        QVERIFY(desk.text("message").contains(QStringLiteral("Nothing was sent.")));
        QCOMPARE(desk.find<QLabel>("message")->textFormat(), Qt::PlainText);
    }

    void theListSurvivesARestartAndShowsDetails()
    {
        Desk desk;
        desk.open();
        desk.importJunkWords();
        desk.reviewDeposit("1");
        desk.waitUntilSignable();
        desk.press("sign");
        EVENTUALLY(desk.find<QTableView>("activities"));
        desk.open();
        EVENTUALLY(desk.canPress("look"));
        desk.press("look");
        EVENTUALLY(desk.find<QTableView>("activities"));
        auto* list = desk.find<QTableView>("activities");
        QCOMPARE(list->model()->rowCount(), 1);
        list->selectRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        auto* details = desk.window->findChild<ui::ActivityDialog*>();
        QVERIFY(details);
        QCOMPARE(details->findChild<QLabel*>(QStringLiteral("amount"))->text(), QStringLiteral("1 ETH"));
    }

    void recordsThatCannotBeOpenedAreSetAside()
    {
        Desk desk;
        QDir(desk.folder.path()).mkpath(QStringLiteral("practice"));
        QFile records(desk.folder.filePath(QStringLiteral("practice/postern.db")));
        QVERIFY(records.open(QIODevice::WriteOnly) && records.write(QByteArray(10'000, 'U')) > 0);
        records.close();
        desk.openError = base::Error{Fault::BadData, "file is not a database"};
        desk.open();
        EVENTUALLY(desk.canPress("retry"));
        EVENTUALLY(desk.canPress("setAside"));
        QVERIFY(desk.text("text").contains(QStringLiteral("practice/postern.db")));
        QVERIFY(desk.text("text").contains(QStringLiteral("Keys, accounts and settings stay")));
        QVERIFY(QFileInfo::exists(records.fileName()));
        desk.openError.reset();
        desk.press("setAside");
        EVENTUALLY(desk.window->workspace());
        QVERIFY(!QFileInfo::exists(records.fileName()));
        QCOMPARE(QFileInfo(records.fileName() + QStringLiteral(".aside-1")).size(), qint64{10'000});
    }
    void aFailureWithoutAFileAtFaultOffersNothing()
    {
        Desk desk;
        desk.openError = base::Error{Fault::BadData, "unknown network"};
        desk.open();
        EVENTUALLY(desk.canPress("retry"));
        QVERIFY(!desk.canPress("setAside"));
    }
    void aFailedStartIsASentenceAndSettingsMendIt()
    {
        Desk desk;
        desk.openError = base::Error{Fault::Storage, "read-only"};
        desk.open();
        EVENTUALLY(desk.canPress("retry"));
        QVERIFY(desk.text("text").startsWith(QStringLiteral("The disk could not be read or written.")));
        desk.openError.reset();
        desk.press("settings");
        auto* dialog = desk.window->findChild<ui::SettingsDialog*>();
        QVERIFY(dialog);
        desk.type("l1Url", "ftp://node");
        Q_EMIT dialog->findChild<QDialogButtonBox*>()->accepted();
        QVERIFY(dialog->isVisible());
        desk.type("l1Url", "https://node.example");
        Q_EMIT dialog->findChild<QDialogButtonBox*>()->accepted();
        EVENTUALLY(desk.canPress("submit"));
        QCOMPARE(desk.opened.back().l1Url, std::optional<std::string>("https://node.example"));
        QCOMPARE(ui::loadPreferences(desk.folder.path().toStdString())->l1Url,
            std::optional<std::string>("https://node.example"));
    }

    void aNetworkThatTheUserAddedIsMarked()
    {
        Desk desk;
        desk.network.provenance = bridge::Provenance::AddedByUser;
        desk.open();
        EVENTUALLY(desk.text("banner").contains(QStringLiteral("added by you")));
        QVERIFY(desk.text("network").contains(QStringLiteral("901")));
    }

    void everyControlHasAName()
    {
        Desk desk;
        desk.open();
        desk.importJunkWords();
        tests::checkNames(*desk.window);
        desk.press("settingsButton");
        tests::checkNames(*desk.window->findChild<ui::SettingsDialog*>());
        const ui::WordsDialog words(base::Secret::fromText(tests::kJunkWords));
        tests::checkNames(words);
    }

    void foreignTextIsNeverMarkup()
    {
        Desk desk;
        desk.open();
        desk.importJunkWords();
        for (const QLabel* label : desk.window->findChildren<QLabel*>())
            QVERIFY2(label->textFormat() == Qt::PlainText || label->buddy(), qPrintable(label->objectName()));
    }
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
