#include "core/store/database.h"
#include "tests/support/full_disk.h"

#include <QTemporaryDir>
#include <QTest>

using store::Database;

namespace {

constexpr const char* kNetwork = "practice/901";

store::RecordedDeposit deposit(std::uint64_t nonce)
{
    store::RecordedDeposit made;
    made.transaction.chainId = 900;
    made.transaction.nonce = nonce;
    made.transaction.signedBytes = base::Bytes(3000, 0xc0); // some pages of the log
    made.deposit.network = kNetwork;
    return made;
}

} // namespace

class FullDiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasRecordedIsThereWhereverTheDiskWasFull_data()
    {
        QTest::addColumn<quint64>("failing");
        QTest::newRow("it stays full") << quint64{tests::FullDisk::kForEver};
        QTest::newRow("one write fails") << quint64{1};
    }
    void whatWasRecordedIsThereWhereverTheDiskWasFull()
    {
        QFETCH(const quint64, failing);
        quint64 writes = 0;
        for (bool wasFull = true; wasFull; ++writes) {
            QTemporaryDir folder;
            const std::filesystem::path file = folder.filePath(QStringLiteral("a.db")).toStdU16String();
            tests::FullDisk disk;
            disk.fillAfter(writes, failing);
            std::vector<std::uint64_t> recorded;
            if (auto database = Database::open(file))
                for (std::uint64_t nonce = 0; nonce < 4; ++nonce)
                    if ((*database)->record(deposit(nonce))) recorded.push_back(nonce);
            wasFull = disk.failures() > 0;
            disk.makeRoom();

            const auto again = Database::open(file);
            QVERIFY2(again, again ? "" : again.error().detail.c_str());
            const auto rows = (*again)->deposits(kNetwork);
            QVERIFY(rows.has_value());
            std::vector<std::uint64_t> found;
            for (auto row = rows->rbegin(); row != rows->rend(); ++row) {
                QVERIFY(row->transaction.signedBytes == deposit(0).transaction.signedBytes);
                found.push_back(row->transaction.nonce);
            }
            // More than that is there where only the sync of a commit failed.
            QVERIFY(std::ranges::includes(found, recorded));
            if (!wasFull) QCOMPARE(found.size(), 4u);
        }
        qInfo("%llu writes", static_cast<unsigned long long>(writes));
        QVERIFY(writes > 10);
    }
};

QTEST_GUILESS_MAIN(FullDiskTest)
#include "full_disk_test.moc"
