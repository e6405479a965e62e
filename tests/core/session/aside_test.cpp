#include "core/base/file.h"
#include "core/session/aside.h"
#include "core/store/database.h"
#include "core/store/sqlite.h"

#include <QTemporaryDir>
#include <QTest>

using base::Fault;
using session::Settings;
using Kind = session::Unusable::Kind;

namespace {

constexpr std::uint64_t kMostBytes = 100u << 20;

/// What may have happened to a file.
base::Result<void> damage(const std::filesystem::path& file, const QByteArray& how)
{
    if (how == "later version") return TRY(store::Connection::open(file)).run("PRAGMA user_version = 999");
    base::Bytes bytes = TRY(base::readFile(file, kMostBytes));
    if (how == "garbage") bytes = base::Bytes(10'000, 0x55);
    if (how == "truncated") bytes.resize(bytes.size() / 2);
    return base::writeFileAtomically(file, bytes);
}

} // namespace

class AsideTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Settings settings(const char* network) const
    {
        Settings settings;
        settings.folder = std::filesystem::path(m_folder.path().toStdString()) /
                          (std::string(QTest::currentTestFunction()) +
                              (QTest::currentDataTag() ? QTest::currentDataTag() : ""));
        settings.network = network;
        settings.l1Url = settings.l2Url = "http://127.0.0.1:1"; // nobody listens there
        if (settings.network == bridge::kPracticeNetwork) settings.l1Url.reset(), settings.l2Url.reset();
        return settings;
    }

private Q_SLOTS:
    void recordsThatCannotBeOpened_data()
    {
        QTest::addColumn<QByteArray>("how");
        for (const char* how : {"garbage", "truncated", "later version"})
            QTest::newRow(how) << QByteArray(how);
    }
    void recordsThatCannotBeOpened()
    {
        QFETCH(const QByteArray, how);
        const Settings real = settings("mainnet/op");
        QVERIFY(session::Session::open(real));
        const auto records = real.folder / "postern.db", key = real.folder / "keystore" / "key.json";
        QVERIFY(base::makePrivateFolder(key.parent_path()));
        QVERIFY(base::writeFileAtomically(key, base::Bytes{1, 2, 3}));
        QVERIFY(session::findUnusable(real)->empty());
        QVERIFY(session::setUnusableAside(real)->empty());

        for (int round = 1; round <= 2; ++round) {
            QVERIFY(damage(records, how));
            const base::Bytes before = *base::readFile(records, kMostBytes);
            const auto found = session::findUnusable(real);
            QVERIFY2(found, found ? "" : found.error().detail.c_str());
            QCOMPARE(found->size(), 1u);
            QVERIFY(found->front().kind == Kind::Records && found->front().file == records);
            QVERIFY(
                found->front().why.fault == (how == "later version" ? Fault::Unsupported : Fault::BadData));
            // Looking changes nothing.
            if (how != "later version") QVERIFY(*base::readFile(records, kMostBytes) == before);

            const auto done = session::setUnusableAside(real);
            QVERIFY2(done, done ? "" : done.error().detail.c_str());
            QCOMPARE(done->size(), 1u);
            const auto aside = real.folder / ("postern.db.aside-" + std::to_string(round));
            QVERIFY(done->front().to == aside);
            if (how != "later version") QVERIFY(*base::readFile(aside, kMostBytes) == before);
            QVERIFY(session::Session::open(real));
            QVERIFY(session::findUnusable(real)->empty());
        }
        QVERIFY(*base::isThere(real.folder / "postern.db.aside-1")); // the second did not replace it
        QVERIFY((*base::readFile(key, kMostBytes) == base::Bytes{1, 2, 3}));
    }

    /// The newer program may be running: its file is not taken from under it.
    void recordsThatAnotherProgramHasOpenStayWhereTheyAre()
    {
        const Settings real = settings("mainnet/op");
        QVERIFY(session::Session::open(real));
        const auto records = real.folder / "postern.db";
        QVERIFY(damage(records, "later version"));
        auto other = *store::Connection::open(records);
        QVERIFY(other.run("SELECT count(*) FROM deposits"));
        const auto done = session::setUnusableAside(real);
        QVERIFY(!done && done.error().fault == Fault::Storage);
        QVERIFY(*base::isThere(records));
    }

    void aWorldThatCannotBeOpened_data() { recordsThatCannotBeOpened_data(); }
    void aWorldThatCannotBeOpened()
    {
        QFETCH(const QByteArray, how);
        const Settings practice = settings(bridge::kPracticeNetwork.data());
        base::Address account;
        {
            const auto session = session::Session::open(practice);
            QVERIFY2(session, session ? "" : session.error().detail.c_str());
            account = (*session)->keystore().accounts()->front().address;
        }
        const auto world = session::practiceWorldFile(practice.folder);
        if (how == "later version") {
            auto connection = *store::Connection::open(world);
            QVERIFY(connection.run("PRAGMA application_id = 77"));
        } else {
            QVERIFY(damage(world, how));
        }
        const auto found = session::findUnusable(practice);
        QVERIFY2(found, found ? "" : found.error().detail.c_str());
        QCOMPARE(found->size(), 1u);
        QVERIFY(found->front().kind == Kind::PracticeWorld);
        const auto done = session::setUnusableAside(practice);
        QVERIFY2(done, done ? "" : done.error().detail.c_str());
        QCOMPARE(done->size(), 2u); // with the records that speak of it
        for (const auto& each : *done)
            QVERIFY(*base::isThere(each.to) && !*base::isThere(each.from));
        const auto again = session::Session::open(practice);
        QVERIFY2(again, again ? "" : again.error().detail.c_str());
        QVERIFY((*again)->keystore().accounts()->front().address == account);
    }
};

QTEST_GUILESS_MAIN(AsideTest)
#include "aside_test.moc"
