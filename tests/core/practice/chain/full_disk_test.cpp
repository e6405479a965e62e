#include "tests/core/practice/chain/small_chain.h"
#include "tests/support/full_disk.h"

#include <QTemporaryDir>
#include <QTest>

using base::Fault;
using practice::Archive;
using practice::Chain;
using practice::Layer;

namespace {

using ArchivePointer = std::shared_ptr<Archive>;

base::Result<std::unique_ptr<Chain>> chainIn(const ArchivePointer& archive)
{
    return Chain::open(Layer::L1, tests::smallRules(), tests::smallGenesis(), archive);
}

/// The next block, in which Alice calls what stores.
base::Result<void> extendOnce(Chain& chain)
{
    const std::uint64_t nonce = chain.state().account(tests::addressOf(1))->nonce;
    const auto pool = {tests::signedBy(1, tests::call(nonce, tests::kStores))};
    TRY(chain.extend(tests::attributesAfter(chain), pool));
    return {};
}

/// Opens a chain and extends it, block by block, whatever fails on the way. The number of the last block that
/// was saved by the archive's word.
std::uint64_t extendStubbornly(const std::filesystem::path& file)
{
    const auto archive = Archive::open(file);
    if (!archive) return 0;
    const auto chain = chainIn(*archive);
    if (!chain) return 0;
    std::uint64_t saved = 0;
    for (int i = 0; i < 5; ++i) {
        (void)extendOnce(**chain);
        if ((*archive)->commit()) saved = (*chain)->head()->number();
    }
    return saved;
}

} // namespace

class FullDiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChainOpensAgainWhereverTheDiskWasFull_data()
    {
        using Cause = tests::FullDisk::Cause;
        QTest::addColumn<quint64>("failing");
        QTest::addColumn<int>("cause");
        QTest::newRow("it stays full") << quint64{tests::FullDisk::kForEver} << int(Cause::Full);
        QTest::newRow("one write finds no room") << quint64{1} << int(Cause::Full);
        QTest::newRow("it fails for good") << quint64{tests::FullDisk::kForEver} << int(Cause::Failing);
        QTest::newRow("one write fails") << quint64{1} << int(Cause::Failing);
    }
    void aChainOpensAgainWhereverTheDiskWasFull()
    {
        QFETCH(const quint64, failing);
        QFETCH(const int, cause);
        quint64 writes = 0;
        for (bool wasFull = true; wasFull; ++writes) {
            QTemporaryDir folder;
            const std::filesystem::path file = folder.filePath(QStringLiteral("a.world")).toStdU16String();
            tests::FullDisk disk;
            disk.fillAfter(writes, failing, tests::FullDisk::Cause(cause));
            const std::uint64_t saved = extendStubbornly(file);
            wasFull = disk.failures() > 0;
            disk.makeRoom();

            const auto archive = Archive::open(file);
            QVERIFY2(archive, archive ? "" : archive.error().detail.c_str());
            const auto chain = chainIn(*archive);
            QVERIFY2(chain, chain ? "" : chain.error().detail.c_str());
            // A commit of which only the sync failed may be there all the same.
            const std::uint64_t head = (*chain)->head()->number();
            QVERIFY(head == saved || head == saved + 1);
            QVERIFY(extendOnce(**chain).has_value());
            QVERIFY((*archive)->commit().has_value());
            if (!wasFull) QCOMPARE(saved, 5u);
        }
        qInfo("%llu writes", static_cast<unsigned long long>(writes));
        QVERIFY(writes > 10);
    }

    void afterAFailureNothingIsDone()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("a.world")).toStdU16String();
        tests::FullDisk disk;
        const ArchivePointer archive = *Archive::open(file);
        QVERIFY(archive->put("clock", base::Bytes{1}).has_value());
        QVERIFY(archive->commit().has_value());
        QVERIFY(archive->put("clock", base::Bytes{2}).has_value());
        disk.fillAfter(0);
        QCOMPARE(archive->commit().error().fault, Fault::Storage);
        disk.makeRoom();
        QCOMPARE(archive->put("clock", base::Bytes{3}).error().fault, Fault::Storage);
        QCOMPARE(archive->get("clock").error().fault, Fault::Storage);
        QCOMPARE(archive->commit().error().fault, Fault::Storage);
    }
};

QTEST_GUILESS_MAIN(FullDiskTest)
#include "full_disk_test.moc"
