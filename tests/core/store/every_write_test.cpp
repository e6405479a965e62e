#include "core/store/database.h"
#include "core/store/migrations.h"
#include "tests/support/full_disk.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

using store::Database;
using store::DeliveryEnd;

namespace {

constexpr const char* kNetwork = "practice/901";

store::TransactionRow transaction(std::uint64_t nonce)
{
    store::TransactionRow made;
    made.chainId = 900;
    made.nonce = nonce;
    made.signedBytes = base::Bytes(3000, 0xc0); // some pages of the log
    return made;
}

store::RecordedDeposit deposit(std::uint64_t nonce)
{
    store::RecordedDeposit made;
    made.transaction = transaction(nonce);
    made.deposit.network = kNetwork;
    return made;
}

store::RecordedStep step(std::uint64_t nonce)
{
    store::RecordedStep made;
    made.transaction = transaction(nonce);
    made.step.network = kNetwork;
    made.step.act = 1;
    return made;
}

/// Everything that a database tells.
struct Content {
    std::vector<store::RecordedDeposit> deposits;
    std::vector<store::RecordedStep> steps;

    friend bool operator==(const Content&, const Content&) = default;
};

base::Result<Content> contentOf(const std::filesystem::path& file)
{
    const auto database = TRY(Database::open(file));
    return Content{TRY(database->deposits(kNetwork)), TRY(database->steps(kNetwork))};
}

/// A deposit whose delivery has begun, one nobody has sent, and a step.
bool prepare(const std::filesystem::path& file)
{
    const auto database = Database::open(file);
    return database && (*database)->record(deposit(1)) && (*database)->record(deposit(2)) &&
           (*database)->record(step(3)) && (*database)->beginDelivery(1);
}

/// One thing that writes. True when it says that it has.
struct Operation {
    const char* name;
    std::function<bool(Database&, const std::filesystem::path&)> run;
};

bool endFirst(Database& database, DeliveryEnd end)
{
    const auto rows = database.deposits(kNetwork);
    return rows && database.endDelivery(rows->back().transaction, end, "the node's words").has_value();
}

const std::vector<Operation>& operations()
{
    static const std::vector<Operation> all{
        {"a deposit is recorded",
            [](Database& to, const auto&) { return to.record(deposit(4)).has_value(); }},
        {"a step is recorded", [](Database& to, const auto&) { return to.record(step(4)).has_value(); }},
        {"a delivery begins", [](Database& to, const auto&) { return to.beginDelivery(2).has_value(); }},
        {"a delivery's end is unknown",
            [](Database& to, const auto&) { return endFirst(to, DeliveryEnd::Unknown); }},
        {"a delivery is taken", [](Database& to, const auto&) { return endFirst(to, DeliveryEnd::Taken); }},
        {"a delivery is not taken",
            [](Database& to, const auto&) { return endFirst(to, DeliveryEnd::NotTaken); }},
        {"a delivery is refused",
            [](Database& to, const auto&) { return endFirst(to, DeliveryEnd::Refused); }},
        {"a deposit is seen",
            [](Database& to, const auto&) {
                const auto rows = to.deposits(kNetwork);
                if (!rows || rows->empty()) return false;
                store::DepositRow seen = rows->back().deposit;
                seen.l1Block = store::BlockRow{7, {}};
                seen.l1Succeeded = seen.l1IsProven = true;
                const auto stored = to.updateDeposit(rows->back().deposit, seen);
                return stored && *stored == seen;
            }},
        {"a step is seen",
            [](Database& to, const auto&) {
                const auto rows = to.steps(kNetwork);
                if (!rows || rows->empty()) return false;
                store::StepRow seen = rows->back().step;
                seen.block = store::BlockRow{7, {}};
                seen.succeeded = seen.isProven = true;
                const auto stored = to.updateStep(rows->back().step, seen);
                return stored && *stored == seen;
            }},
        {"the log goes into the file",
            [](Database& to, const auto& file) {
                if (!to.record(deposit(4))) return false;
                // Whether this comes about says nothing about what was recorded.
                if (auto other = store::Connection::open(file))
                    (void)other->run("PRAGMA wal_checkpoint(TRUNCATE)");
                return true;
            }},
    };
    return all;
}

/// A database as the program of this version left it, with a transaction of each delivery.
base::Result<void> writeVersion(const std::filesystem::path& file, std::size_t version)
{
    auto connection = TRY(store::Connection::open(file));
    for (std::size_t step = 0; step < version; ++step)
        TRY(connection.run(store::migrations()[step]));
    for (int id = 1; version > 0 && id <= 3; ++id) {
        const std::string number = std::to_string(id), delivery = std::to_string(id - 1);
        TRY(connection.run(("INSERT INTO transactions (id, chain_id, account, nonce, hash, signed_bytes, "
                            "created_at, delivery) VALUES (" +
                            number + ", 900, zeroblob(20), " + number +
                            ", zeroblob(32), zeroblob(9000), 1, " + delivery + ")")
                .c_str()));
        TRY(connection.run(
            ("INSERT INTO deposits (transaction_id, network, sender, recipient, amount) VALUES "
             "(" +
                number + ", '" + kNetwork + "', zeroblob(20), zeroblob(20), zeroblob(32))")
                .c_str()));
    }
    return connection.run(("PRAGMA user_version = " + std::to_string(version)).c_str());
}

void addDisks(const char* name, int what)
{
    using Cause = tests::FullDisk::Cause;
    for (const auto cause : {Cause::Full, Cause::Failing})
        for (const std::uint64_t failing : {tests::FullDisk::kForEver, std::uint64_t{1}}) {
            const std::string row = std::string(name) + (cause == Cause::Full ? ", full" : ", failing") +
                                    (failing == 1 ? " once" : " for good");
            QTest::newRow(row.c_str()) << what << quint64{failing} << (cause == Cause::Full);
        }
}

} // namespace

/// For each thing that writes: the n-th write finds no room, for n from the first to the last. The file opens
/// again, and has what it had before or what it should have after; the latter, when it was said to be done.
class EveryWriteTest : public QObject {
    Q_OBJECT

    static void columns()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<quint64>("failing");
        QTest::addColumn<bool>("isFull");
    }
    static tests::FullDisk::Cause cause(bool isFull)
    {
        return isFull ? tests::FullDisk::Cause::Full : tests::FullDisk::Cause::Failing;
    }

private Q_SLOTS:
    void anOperationHappensOrNot_data()
    {
        columns();
        for (std::size_t at = 0; at < operations().size(); ++at)
            addDisks(operations()[at].name, static_cast<int>(at));
    }
    void anOperationHappensOrNot()
    {
        QFETCH(const int, what);
        QFETCH(const quint64, failing);
        QFETCH(const bool, isFull);
        const Operation& operation = operations()[static_cast<std::size_t>(what)];
        const Content before = undisturbed({}), after = undisturbed(operation.run);
        quint64 writes = 0;
        for (bool wasFull = true; wasFull; ++writes) {
            QTemporaryDir folder;
            const std::filesystem::path file = folder.filePath(QStringLiteral("a.db")).toStdU16String();
            QVERIFY(prepare(file));
            tests::FullDisk disk;
            bool done = false;
            {
                const auto database = Database::open(file);
                QVERIFY(database);
                disk.fillAfter(writes, failing, cause(isFull));
                done = operation.run(**database, file);
            } // closing writes too
            wasFull = disk.failures() > 0;
            disk.makeRoom();

            const auto found = contentOf(file);
            QVERIFY2(found, found ? "" : found.error().detail.c_str());
            // Without a yes it may have happened all the same, where only the sync of a commit failed.
            QVERIFY2(*found == after || (!done && *found == before),
                ("after write " + std::to_string(writes)).c_str());
            if (!wasFull) QVERIFY(done);
        }
        QVERIFY(writes > 3);
    }

    void anOlderDatabaseIsBroughtUpToDateOrNot_data()
    {
        columns();
        for (std::size_t version = 0; version < store::migrations().size(); ++version)
            addDisks(("version " + std::to_string(version)).c_str(), static_cast<int>(version));
    }
    void anOlderDatabaseIsBroughtUpToDateOrNot()
    {
        QFETCH(const int, what);
        QFETCH(const quint64, failing);
        QFETCH(const bool, isFull);
        const auto version = static_cast<std::size_t>(what);
        quint64 writes = 0;
        for (bool wasFull = true; wasFull; ++writes) {
            QTemporaryDir folder;
            const std::filesystem::path file = folder.filePath(QStringLiteral("a.db")).toStdU16String();
            const std::filesystem::path untroubled = folder.filePath(QStringLiteral("b.db")).toStdU16String();
            QVERIFY(writeVersion(file, version) && writeVersion(untroubled, version));
            const auto content = contentOf(untroubled);
            QVERIFY(content);
            QCOMPARE(content->deposits.size(), std::size_t{version == 0 ? 0u : 3u});
            tests::FullDisk disk;
            disk.fillAfter(writes, failing, cause(isFull));
            (void)Database::open(file);
            wasFull = disk.failures() > 0;
            disk.makeRoom();
            const auto found = contentOf(file);
            QVERIFY2(found, found ? "" : found.error().detail.c_str());
            QVERIFY(*found == *content);
        }
        QVERIFY(writes > 3);
    }

private:
    static Content undisturbed(const std::function<bool(Database&, const std::filesystem::path&)>& run)
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("a.db")).toStdU16String();
        CHECK(prepare(file));
        if (run) CHECK(run(**Database::open(file), file));
        return *contentOf(file);
    }
};

QTEST_GUILESS_MAIN(EveryWriteTest)
#include "every_write_test.moc"
