#include "core/base/file.h"
#include "core/store/database.h"
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
        row.l1Block = store::BlockRow{~0ull, base::Hash::from(base::Bytes(32, 7))};
        row.l1Succeeded = true;
        row.l2Hash = base::Hash::from(base::Bytes(32, 8));
        row.l2Block = store::BlockRow{3, base::Hash{}};
        row.l2Outcome = 1;
        row.nonceUsed = true;
        row.lastError = "no";
        QVERIFY(database->updateDeposit(row));
        QVERIFY(database->deposits("practice/901")->front().deposit == row);
        row.l1Block.reset();
        row.l2Hash.reset();
        row.l2Block.reset();
        QVERIFY(database->updateDeposit(row));
        QVERIFY(database->deposits("practice/901")->front().deposit == row);
    }
    void oneLiveTransactionANonceBetweenInstances()
    {
        const auto one = *Database::open(file());
        const auto other = *Database::open(file());
        QVERIFY(one->record(deposit(7)));
        const auto second = other->record(deposit(7));
        QVERIFY(!second);
        QVERIFY(second.error().fault == Fault::NotYet);
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
        QVERIFY(database->setDelivery(refused.transaction.id, Delivery::Refused));
        QVERIFY(database->nonces(900, kAlice, 0)->empty());
        const auto next = database->record(deposit(7));
        QVERIFY(next);
        // It may not come back to life beside the other one, and what was accepted stays so.
        QVERIFY(database->setDelivery(refused.transaction.id, Delivery::Accepted));
        QVERIFY(database->setDelivery(next->transaction.id, Delivery::Accepted));
        QVERIFY(database->setDelivery(next->transaction.id, Delivery::Refused));
        const auto rows = *database->deposits("practice/901");
        QVERIFY(rows[0].transaction.delivery == Delivery::Accepted);
        QVERIFY(rows[1].transaction.delivery == Delivery::Refused);
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
