#include "core/session/session.h"

#include <QTemporaryDir>
#include <QTest>

using base::Fault;
using session::Session;
using session::Settings;

class SessionTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// Nobody listens on port 1.
    Settings settings() const
    {
        Settings settings;
        settings.folder = std::filesystem::path(m_folder.path().toStdString()) / QTest::currentTestFunction();
        settings.l1Url = "http://127.0.0.1:1";
        settings.l2Url = "http://127.0.0.1:1";
        return settings;
    }

private Q_SLOTS:
    void refusesAnUnknownNetworkAndOtherProtocols()
    {
        Settings unknown = settings();
        unknown.network = "mainnet/nobody";
        QVERIFY(Session::open(unknown).error().fault == Fault::BadData);
        Settings file = settings();
        file.l2Url = "file:///etc/passwd";
        QVERIFY(Session::open(file).error().fault == Fault::BadData);
        Settings missing = settings();
        missing.l1Url = "";
        QVERIFY(Session::open(missing).error().fault == Fault::BadData);
    }
    void aFolderThatCannotBeMadeIsStorage()
    {
        Settings impossible = settings();
        impossible.folder = "/dev/null/postern";
        QVERIFY(Session::open(impossible).error().fault == Fault::Storage);
    }
    void worksWithoutANode()
    {
        const auto session = Session::open(settings());
        QVERIFY2(session, session ? "" : session.error().detail.c_str());
        QVERIFY((*session)->activities()->empty());
        QVERIFY((*session)->refresh({})->empty());
        const auto balances = (*session)->balances({}, {});
        QVERIFY(balances.l1.error().fault == Fault::Offline);
        QVERIFY(balances.l2.error().fault == Fault::Offline);
        base::Address recipient;
        recipient[0] = 1;
        const auto quote =
            (*session)->quoteDeposit({.from = {}, .recipient = recipient, .amount = base::Uint256{1}}, {});
        QVERIFY(!quote && quote.error().fault == Fault::Offline);
        QVERIFY((*session)->keystore().accounts()->empty());
    }
    void thePracticeNetworkIsInTheProgram()
    {
        Settings fresh = settings();
        fresh.l1Url.reset();
        fresh.l2Url.reset();
        const auto session = Session::open(fresh);
        QVERIFY2(session, session ? "" : session.error().detail.c_str());
        QVERIFY((*session)->practice() != nullptr);
        QVERIFY((*session)->network().contracts == bridge::findNetwork(bridge::kPracticeNetwork)->contracts);

        // An account with money is ready, under the password that everybody knows, apart from real ones.
        const auto accounts = (*session)->keystore().accounts();
        QCOMPARE(accounts->size(), std::size_t{1});
        QVERIFY((*session)->keystore().unlock(
            accounts->front(), base::Secret::fromText(session::kPracticePassword)));
        QVERIFY(wallet::Keystore(fresh.folder / "keystore").accounts()->empty());
        const auto balances = (*session)->balances(accounts->front().address, {});
        QVERIFY(balances.l1 && balances.l2 && *balances.l1 == *balances.l2 && !balances.l1->isZero());

        // The chains are one process's; and they are there again after it.
        QVERIFY(Session::open(fresh).error().fault == Fault::Storage);
    }
    void theUsersNodesTakeThePlaceOfThePracticeChains()
    {
        const auto session = Session::open(settings());
        QVERIFY(session && (*session)->practice() == nullptr);
        QVERIFY(!std::filesystem::exists(settings().folder / "practice"));
        Settings half = settings();
        half.l2Url.reset();
        QVERIFY(Session::open(half).error().fault == Fault::BadData);
    }
    void twoInstancesShareAFolder()
    {
        const auto one = Session::open(settings());
        const auto other = Session::open(settings());
        QVERIFY(one && other);
    }
};

QTEST_APPLESS_MAIN(SessionTest)
#include "session_test.moc"
