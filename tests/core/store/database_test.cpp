#include "core/base/file.h"
#include "core/store/database.h"
#include "core/store/migrations.h"
#include "core/store/sqlite.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <array>
#include <barrier>
#include <csignal>
#include <future>
#include <thread>

using base::Fault;
using store::Database;
using store::Delivery;
using store::DeliveryEnd;
using namespace base::literals;

namespace {

constexpr base::Address kAlice = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"_address;
constexpr base::Address kBob = "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"_address;

store::RecordedDeposit deposit(std::uint64_t nonce, const base::Address& account = kAlice)
{
    store::RecordedDeposit made;
    made.transaction.chainId = 900;
    made.transaction.account = account;
    made.transaction.nonce = nonce;
    made.transaction.hash[31] = static_cast<std::uint8_t>(nonce);
    made.transaction.signedBytes = {2, 0xc0};
    made.transaction.createdAt = base::Seconds(1'700'000'000);
    made.deposit.network = "practice/901";
    made.deposit.sender = account;
    made.deposit.recipient = kBob;
    made.deposit.amount = base::Uint256::max();
    return made;
}

/// While it lives, no file of this process grows past `bytes`: a full disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class DatabaseTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path file(const char* name = QTest::currentTestFunction()) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / (std::string(name) + ".db");
    }

private Q_SLOTS:
    void whatIsRecordedIsThereAfterAReopening()
    {
        const auto recorded = (*Database::open(file()))->record(deposit(5));
        QVERIFY(recorded);
        const auto rows = (*Database::open(file()))->deposits("practice/901");
        QVERIFY(rows);
        QCOMPARE(rows->size(), 1u);
        QVERIFY(rows->front() == *recorded);
        QVERIFY(rows->front().deposit.amount == base::Uint256::max());
        QVERIFY((*Database::open(file()))->deposits("mainnet/op")->empty());
    }
    void factsAreStoredAndTakenBack()
    {
        const auto database = *Database::open(file());
        auto row = database->record(deposit(1))->deposit;
        const store::DepositRow recorded = row;
        row.l1Block = store::BlockRow{~0ull, base::Hash::from(base::Bytes(32, 7))};
        row.l1Succeeded = true;
        row.l1IsProven = true;
        row.replacedBy = base::Hash::from(base::Bytes(32, 9));
        row.messageHash = base::Hash::from(base::Bytes(32, 10));
        row.l2Hash = base::Hash::from(base::Bytes(32, 8));
        row.l2Block = store::BlockRow{3, base::Hash{}};
        row.l2Outcome = 1;
        row.nonceUsed = true;
        row.lastError = "no";
        QVERIFY(database->updateDeposit(recorded, row));
        QVERIFY(database->deposits("practice/901")->front().deposit == row);
        const store::DepositRow full = row;
        row.l1Block.reset();
        row.l2Hash.reset();
        row.replacedBy.reset();
        row.messageHash.reset();
        row.l2Block.reset();
        // Who has read what is no longer stored changes nothing, and is told what is.
        QVERIFY(*database->updateDeposit(recorded, row) == full);
        QVERIFY(database->deposits("practice/901")->front().deposit == full);
        QVERIFY(database->updateDeposit(full, row));
        QVERIFY(database->deposits("practice/901")->front().deposit == row);
    }
    void oneLiveTransactionANonceBetweenInstances()
    {
        const auto one = *Database::open(file());
        const auto other = *Database::open(file());
        QVERIFY(one->record(deposit(7)));
        const auto second = other->record(deposit(7));
        QVERIFY(!second);
        QVERIFY(second.error().fault == Fault::Outdated);
        QCOMPARE(one->deposits("practice/901")->size(), 1u);
        QVERIFY(other->record(deposit(7, kBob)));
        QVERIFY(other->record(deposit(8)));
        QVERIFY((*one->nonces(900, kAlice, 0) == std::vector<std::uint64_t>{7, 8}));
        QVERIFY((*one->nonces(900, kAlice, 8) == std::vector<std::uint64_t>{8}));
        QVERIFY(one->nonces(901, kAlice, 0)->empty());
    }
    /// A file that has no log yet and is being written: SQLite says Busy at once, whatever one's patience.
    void anInstanceThatOpensWhileAnotherMakesTheFileWaits()
    {
        auto other = *store::Connection::open(file());
        QVERIFY(other.run("PRAGMA journal_mode = DELETE"));
        auto writing = std::make_optional(*store::WriteTransaction::begin(other));
        QVERIFY(other.run("CREATE TABLE unfinished (x)"));
        auto opening = std::async(std::launch::async, [path = file()] { return Database::open(path); });
        QVERIFY(opening.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout);
        writing.reset();
        QVERIFY(opening.get());
    }
    void manyInstancesThatOpenANewFileAtOnceAllGetIn()
    {
        constexpr std::size_t kInstances = 8;
        for (int round = 0; round < 10; ++round) {
            const auto path = file(("round" + std::to_string(round)).c_str());
            std::array<QString, kInstances> failures;
            std::barrier start(kInstances);
            {
                std::array<std::jthread, kInstances> instances;
                for (std::size_t each = 0; each < kInstances; ++each)
                    instances[each] = std::jthread([&, each] {
                        start.arrive_and_wait();
                        if (const auto opened = Database::open(path); !opened)
                            failures[each] = QString::fromStdString(opened.error().detail);
                    });
            }
            for (const QString& failure : failures)
                QCOMPARE(failure, QString());
        }
    }
    void twoInstancesThatWriteAtOnceLoseNothing()
    {
        const auto path = file();
        std::atomic<int> done = 0;
        const auto writer = [&](const base::Address& account) {
            const auto database = Database::open(path);
            for (std::uint64_t nonce = 0; database && nonce < 20; ++nonce)
                if ((*database)->record(deposit(nonce, account))) ++done;
        };
        {
            const std::jthread alice(writer, kAlice);
            const std::jthread bob(writer, kBob);
        }
        QCOMPARE(done.load(), 40);
        QCOMPARE((*Database::open(path))->deposits("practice/901")->size(), 40u);
    }
    void aRefusedTransactionGivesItsNonceBack()
    {
        const auto database = *Database::open(file());
        const auto refused = *database->record(deposit(7));
        QVERIFY(database->beginDelivery(refused.transaction.id));
        const auto after = *database->endDelivery(refused.transaction, DeliveryEnd::Refused, "never");
        QVERIFY(after.delivery == Delivery::Refused && after.openDeliveries == 0);
        QCOMPARE(QString::fromStdString(after.reason), QStringLiteral("never"));
        QVERIFY(database->nonces(900, kAlice, 0)->empty());
        const auto next = database->record(deposit(7));
        QVERIFY(next);
        // It may not come back to life beside the other one, nor be merely recorded again; and what was
        // accepted stays so.
        QVERIFY(database->endDelivery(refused.transaction, DeliveryEnd::Taken, {}));
        QVERIFY(database->endDelivery(refused.transaction, DeliveryEnd::NotTaken, "no"));
        QVERIFY(database->endDelivery(next->transaction, DeliveryEnd::Taken, {}));
        QVERIFY(database->beginDelivery(next->transaction.id));
        QVERIFY(database->endDelivery(next->transaction, DeliveryEnd::Refused, "no"));
        const auto rows = *database->deposits("practice/901");
        QVERIFY(rows[0].transaction.delivery == Delivery::Accepted && rows[0].transaction.isDropped);
        QVERIFY(rows[1].transaction.delivery == Delivery::Refused);
    }
    /// A node has it after all, while its nonce has been given away: it may not live beside the other one,
    /// but that it can happen is not forgotten.
    void aRefusedOneThatANodeHasIsInDoubt()
    {
        const auto database = *Database::open(file());
        const auto refused = *database->record(deposit(7));
        QVERIFY(database->beginDelivery(refused.transaction.id));
        QVERIFY(database->endDelivery(refused.transaction, DeliveryEnd::Refused, "never"));
        QVERIFY(database->record(deposit(7)));
        QVERIFY(database->endDelivery(refused.transaction, DeliveryEnd::Taken, {}));
        const auto stored = database->deposits("practice/901")->back().transaction;
        QVERIFY(stored.delivery == Delivery::Refused);
        QVERIFY(stored.openDeliveries > 0);
    }
    /// As long as one attempt's end is unknown, no node's "never" counts, whichever instance heard it.
    void whatIsInDoubtIsNeverRefused()
    {
        const auto one = *Database::open(file());
        const auto other = *Database::open(file());
        const auto row = one->record(deposit(7))->transaction;
        QVERIFY(one->beginDelivery(row.id)); // and it crashes, or nobody answers
        QVERIFY(other->beginDelivery(row.id));
        const auto after = *other->endDelivery(row, DeliveryEnd::Refused, "never");
        QVERIFY(after.delivery == Delivery::Recorded);
        QCOMPARE(after.openDeliveries, std::uint64_t{1});
        QVERIFY((*one->nonces(900, kAlice, 0) == std::vector<std::uint64_t>{7}));
        QVERIFY(
            one->endDelivery(row, DeliveryEnd::Unknown, "nobody answers")->delivery == Delivery::Recorded);
        QVERIFY(one->beginDelivery(row.id));
        QVERIFY(one->endDelivery(row, DeliveryEnd::Refused, "never")->delivery == Delivery::Recorded);
        const auto stored = one->deposits("practice/901")->front().transaction;
        QCOMPARE(stored.openDeliveries, std::uint64_t{1});
        QCOMPARE(QString::fromStdString(stored.reason), QStringLiteral("never"));
    }
    /// Version 1 took every error for a refusal and began its outcomes with success.
    void stepsAreKeptAndNeverDoubled()
    {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "steps.db";
        store::RecordedStep step;
        step.transaction = deposit(7).transaction;
        step.step.network = "practice/901";
        step.step.act = 2;
        step.step.message = base::Hash(std::array<std::uint8_t, 32>{9});
        step.step.l2Transaction = base::Hash(std::array<std::uint8_t, 32>{8});
        step.step.recipient = base::Address(std::array<std::uint8_t, 20>{1});
        step.step.amount = base::Uint256{5};
        {
            const auto database = *store::Database::open(file);
            step = *database->record(step);
            store::RecordedStep again = step;
            again.transaction = deposit(8).transaction;
            const auto same = database->record(again);
            QVERIFY(!same && same.error().fault == Fault::NotYet);
            again.step.act = 3;
            QVERIFY(database->record(again));
            again.transaction.nonce = 7;
            again.step.message.reset();
            const auto taken = database->record(again);
            QVERIFY(!taken && taken.error().fault == Fault::Outdated);

            store::StepRow seen = step.step;
            seen.block = store::BlockRow{12, base::Hash(std::array<std::uint8_t, 32>{3})};
            seen.succeeded = seen.isProven = true;
            seen.lastError = "the node is behind";
            QVERIFY(*database->updateStep(step.step, seen) == seen);
            // Whoever has not seen that does not overwrite it.
            store::StepRow stale = step.step;
            stale.nonceUsed = true;
            QVERIFY(*database->updateStep(step.step, stale) == seen);
            step.step = seen;
            again.transaction = deposit(9).transaction;
            again.step.act = 2;
            again.step.message = step.step.message;
            QVERIFY(database->record(again)); // the one before is in a block: this is another
        }
        const auto steps = *(*store::Database::open(file))->steps("practice/901");
        QCOMPARE(steps.size(), 3u);
        QVERIFY(steps.back() == step);
    }
    void aDatabaseOfVersionOneLosesNothingAndGainsItsDoubts()
    {
        {
            auto connection = *store::Connection::open(file());
            QVERIFY(connection.run(store::migrations()[0]));
            const auto transaction = [&](int id, int nonce, int delivery) {
                const std::string sql = "INSERT INTO transactions VALUES (" + std::to_string(id) +
                                        ", 900, zeroblob(20), " + std::to_string(nonce) +
                                        ", zeroblob(32), x'02', 1, " + std::to_string(delivery) + ")";
                return connection.run(sql.c_str()).has_value();
            };
            const auto deposit = [&](int transactionId, const char* facts) {
                const std::string sql = "INSERT INTO deposits (transaction_id, network, sender, recipient, "
                                        "amount, l1_block_number,"
                                        " l1_block_hash, l1_succeeded, l2_hash, l2_block_number, "
                                        "l2_block_hash, l2_outcome) VALUES (" +
                                        std::to_string(transactionId) +
                                        ", 'n', zeroblob(20), zeroblob(20), zeroblob(32), " + facts + ")";
                return connection.run(sql.c_str()).has_value();
            };
            QVERIFY(
                transaction(1, 1, 1) && transaction(2, 2, 2) && transaction(3, 3, 2) && transaction(4, 3, 0));
            QVERIFY(deposit(1, "5, zeroblob(32), 1, zeroblob(32), 6, zeroblob(32), 0"));
            for (int id = 2; id <= 4; ++id)
                QVERIFY(deposit(id, "NULL, NULL, 0, NULL, NULL, NULL, 0"));
            QVERIFY(connection.run("UPDATE deposits SET nonce_used = 1 WHERE id = 4"));
            QVERIFY(connection.run("PRAGMA user_version = 1"));
        }
        const auto database = Database::open(file());
        QVERIFY2(database, database ? "" : database.error().detail.c_str());
        const auto rows = *(*database)->deposits("n"); // newest first
        QCOMPARE(rows.size(), std::size_t{4});
        const auto& arrived = rows[3];
        QVERIFY(arrived.transaction.delivery == Delivery::Accepted);
        QCOMPARE(arrived.transaction.openDeliveries, std::uint64_t{0});
        QVERIFY(arrived.deposit.l1IsProven && !arrived.deposit.messageHash);
        QCOMPARE(static_cast<int>(arrived.deposit.l2Outcome), 1);
        // Refused: comes back in doubt where its nonce is free, and stays where another has it.
        QVERIFY(rows[2].transaction.delivery == Delivery::Recorded);
        QVERIFY(rows[1].transaction.delivery == Delivery::Refused);
        QVERIFY(rows[0].transaction.delivery == Delivery::Recorded);
        QVERIFY(!rows[0].deposit.nonceUsed);
        for (int row = 0; row < 3; ++row) {
            QCOMPARE(rows[static_cast<std::size_t>(row)].transaction.openDeliveries, std::uint64_t{1});
            QCOMPARE(static_cast<int>(rows[static_cast<std::size_t>(row)].deposit.l2Outcome), 0);
        }
        QVERIFY(((*database)->nonces(900, base::Address{}, 0) == std::vector<std::uint64_t>{1, 2, 3}));
    }
    void numbersOutsideTheirEnumAreStorage_data()
    {
        QTest::addColumn<QByteArray>("damage");
        QTest::newRow("outcome") << QByteArray("UPDATE deposits SET l2_outcome = 4");
        QTest::newRow("negative outcome") << QByteArray("UPDATE deposits SET l2_outcome = -1");
        QTest::newRow("delivery") << QByteArray(
            "PRAGMA ignore_check_constraints = ON; UPDATE transactions SET delivery = 3");
    }
    void numbersOutsideTheirEnumAreStorage()
    {
        QFETCH(QByteArray, damage);
        const auto path = file(QTest::currentDataTag());
        QVERIFY((*Database::open(path))->record(deposit(1)));
        QVERIFY(store::Connection::open(path)->run(damage.constData()));
        const auto rows = (*Database::open(path))->deposits("practice/901");
        QVERIFY(!rows && rows.error().fault == Fault::Storage);
    }
    void aFullDiskIsStorageAndLosesNothing()
    {
        const auto database = *Database::open(file());
        QVERIFY(database->record(deposit(1)));
        auto large = deposit(2);
        large.transaction.signedBytes.resize(3u << 20);
        {
            const FileSizeLimit full(1u << 20);
            const auto refused = database->record(large);
            QVERIFY(!refused);
            QVERIFY(refused.error().fault == Fault::Storage);
        }
        QCOMPARE(database->deposits("practice/901")->size(), 1u);
        QVERIFY(database->record(large));
        QCOMPARE((*Database::open(file()))->deposits("practice/901")->size(), 2u);
    }
    void aFileThatIsNoDatabaseIsBadData()
    {
        QVERIFY(base::writeFileAtomically(file(), base::Bytes(10'000, 0x55)));
        const auto opened = Database::open(file());
        QVERIFY(!opened);
        QVERIFY(opened.error().fault == Fault::BadData);
        QVERIFY(!Database::open("/nowhere/at/all.db"));
    }
    void aDamagedDatabaseIsBadDataAndNoCrash()
    {
        {
            const auto database = *Database::open(file());
            for (std::uint64_t nonce = 0; nonce < 100; ++nonce)
                QVERIFY(database->record(deposit(nonce)));
        }
        base::Bytes bytes = *base::readFile(file(), 10u << 20);
        for (std::size_t at = 4096; at < bytes.size(); at += 7)
            bytes[at] = static_cast<std::uint8_t>(at * 31);
        QVERIFY(base::writeFileAtomically(file(), bytes));
        const auto database = Database::open(file());
        const auto rows =
            database ? (*database)->deposits("practice/901") : std::unexpected(database.error());
        QVERIFY(!rows);
        QVERIFY(rows.error().fault == Fault::BadData);
    }
    void aDatabaseOfANewerProgramIsUnsupported()
    {
        QVERIFY(Database::open(file()));
        {
            auto connection = *store::Connection::open(file());
            QVERIFY(connection.run("PRAGMA user_version = 999"));
        }
        QVERIFY(Database::open(file()).error().fault == Fault::Unsupported);
    }
    void itIsReadableByItsOwnerOnly()
    {
        QVERIFY(Database::open(file()));
        QCOMPARE(static_cast<int>(std::filesystem::status(file()).permissions()) & 077, 0);
    }
};

QTEST_APPLESS_MAIN(DatabaseTest)
#include "database_test.moc"
