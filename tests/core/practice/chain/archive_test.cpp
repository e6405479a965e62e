#include "tests/core/practice/chain/small_chain.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using base::Fault;
using base::Hash;
using practice::Archive;
using practice::BlockPointer;
using practice::Chain;
using practice::Layer;
using namespace tests;

namespace {

evm::AccountDiff account(std::uint8_t which, std::vector<std::pair<Uint256, Uint256>> storage = {})
{
    evm::AccountDiff diff;
    diff.address[19] = which;
    diff.nonce = 1;
    diff.balance = which;
    diff.storage = std::move(storage);
    return diff;
}

bool isSame(const practice::SealedBlock& a, const practice::SealedBlock& b)
{
    return a.hash == b.hash && a.block == b.block && a.transactionHashes == b.transactionHashes &&
           a.senders == b.senders && a.receipts == b.receipts && a.undo.accounts == b.undo.accounts;
}

} // namespace

class ArchiveTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path file(const char* name = QTest::currentTestFunction()) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / (std::string(name) + ".world");
    }

private Q_SLOTS:
    void aBlockComesBackAsItWas()
    {
        const auto archive = temporaryArchive();
        const auto chain = smallChain(archive);
        eth::Transaction creation = call(0, kLogs);
        creation.to.reset();
        creation.data = Bytes{0x5f, 0x5f, 0xf3};
        const BlockPointer made = extend(*chain,
            {signedBy(1, creation), signedBy(1, call(1, kLogs)), signedBy(2, call(0, kStores, 3, {1, 2}))});
        QVERIFY(!made->header().bloom.isZero());
        const BlockPointer read = *archive->block(Layer::L1, 1);
        QVERIFY(isSame(*read, *made));
        QVERIFY((*archive->undo(Layer::L1, 1)).accounts == made->undo.accounts);
    }

    void aDepositsReceiptComesBackAsItWas()
    {
        practice::SealedBlock block = *smallChain()->head();
        eth::Transaction deposit;
        deposit.type = eth::TransactionType::Deposit;
        deposit.from = kStores;
        deposit.mint = 5;
        eth::Receipt receipt;
        receipt.type = deposit.type;
        receipt.succeeded = true;
        receipt.depositNonce = 0;
        receipt.depositReceiptVersion = 1;
        block.block.header.number = 1;
        block.block.transactions = {deposit};
        block.transactionHashes = {eth::transactionHash(deposit)};
        block.senders = {deposit.from};
        block.receipts = {receipt};
        block.hash = eth::headerHash(block.block.header);
        const auto archive = temporaryArchive();
        QVERIFY(archive->putBlock(Layer::L2, block).has_value());
        QVERIFY(isSame(**archive->block(Layer::L2, 1), block));
    }

    void blocksAndTransactionsAreFoundByTheirHash()
    {
        const auto archive = temporaryArchive();
        const auto chain = smallChain(archive);
        const BlockPointer made = extend(*chain, {signedBy(2, call(0, kLogs)), signedBy(1, call(0, kLogs))});
        QVERIFY(*archive->numberOf(Layer::L1, made->hash) == 1u);
        const auto place = *archive->placeOf(Layer::L1, made->transactionHashes[1]);
        QCOMPARE(place->block, 1u);
        QCOMPARE(place->index, 1u);
        // The layers do not mix.
        QVERIFY(!*archive->numberOf(Layer::L2, made->hash));
        QVERIFY(!*archive->placeOf(Layer::L2, made->transactionHashes[1]));
        QVERIFY(!*archive->headNumber(Layer::L2));
        QVERIFY(*archive->block(Layer::L2, 1) == nullptr);
    }

    void removedBlocksAreForgotten()
    {
        const auto archive = temporaryArchive();
        const auto chain = smallChain(archive);
        extendBy(*chain, 3);
        const BlockPointer second = *chain->block(2);
        QVERIFY(archive->removeBlocksFrom(Layer::L1, 2).has_value());
        QVERIFY(*archive->headNumber(Layer::L1) == 1u);
        QVERIFY(*archive->block(Layer::L1, 2) == nullptr);
        QVERIFY(!*archive->numberOf(Layer::L1, second->hash));
        QVERIFY(!*archive->placeOf(Layer::L1, second->transactionHashes[0]));
        QVERIFY(archive->undo(Layer::L1, 3).error().fault == Fault::BadData);
    }

    void ofTheStateTheLastWordCounts()
    {
        const auto archive = temporaryArchive();
        const Hash codeHash = "0x1100000000000000000000000000000000000000000000000000000000000000"_hash;
        evm::StateDiff first;
        first.accounts = {account(1, {{1, 10}, {300, 2}}), account(2)};
        first.codes = {{codeHash, {1, 2, 3}}};
        evm::StateDiff second;
        second.accounts = {account(1, {{1, 0}, {5, Uint256::max()}})};
        second.accounts[0].nonce = 9;
        for (const bool isCommitted : {false, true}) {
            QVERIFY(archive->putState(Layer::L1, first).has_value());
            if (isCommitted) QVERIFY(archive->commit().has_value());
            QVERIFY(archive->putState(Layer::L1, second).has_value());
            const evm::StateDiff state = *archive->state(Layer::L1);
            evm::AccountDiff last = account(1, {{1, 0}, {5, Uint256::max()}, {300, 2}});
            last.nonce = 9;
            QVERIFY(state.accounts == (std::vector{last, account(2)}));
            QVERIFY(state.codes == first.codes);
        }
        QVERIFY(archive->state(Layer::L2)->accounts.empty());
    }

    void storageThatWasClearedStaysCleared()
    {
        const auto archive = temporaryArchive();
        evm::StateDiff gone, back;
        gone.accounts = {account(1)};
        gone.accounts[0].exists = false;
        back.accounts = {account(1, {{7, 70}})};
        evm::StateDiff before;
        before.accounts = {account(1, {{1, 10}})};
        for (const evm::StateDiff& diff : {before, gone, back}) {
            QVERIFY(archive->putState(Layer::L2, diff).has_value());
            QVERIFY(archive->commit().has_value());
        }
        evm::AccountDiff expected = account(1, {{7, 70}});
        expected.storageCleared = true;
        QVERIFY(archive->state(Layer::L2)->accounts == std::vector{expected});
    }

    void whatWasNotCommittedIsGone()
    {
        {
            const auto archive = *Archive::open(file());
            QVERIFY(archive->put("clock", Bytes{1}).has_value());
            QVERIFY(archive->commit().has_value());
            QVERIFY(archive->put("clock", Bytes{2}).has_value());
            QVERIFY(archive->putBlock(Layer::L1, *smallChain()->head()).has_value());
        }
        const auto archive = *Archive::open(file());
        QVERIFY(*archive->get("clock") == Bytes{1});
        QVERIFY(!*archive->get("pool"));
        QVERIFY(!*archive->headNumber(Layer::L1));
    }

    void blobsAreKeptForAWhile()
    {
        const auto archive = temporaryArchive();
        Hash first, second;
        second[0] = 1;
        QVERIFY(archive->putBlob(first, 10, Bytes(131'072, 1)).has_value());
        QVERIFY(archive->putBlob(second, 10, Bytes(131'072, 2)).has_value());
        QVERIFY(archive->putBlob(second, 11, Bytes(131'072, 2)).has_value());
        QVERIFY(*archive->blob(first) == Bytes(131'072, 1));
        QVERIFY(archive->removeBlobsBefore(11).has_value());
        QVERIFY(!*archive->blob(first));
        QVERIFY(*archive->blob(second) == Bytes(131'072, 2));
    }

    void oneAtATimeHasTheFile()
    {
        auto archive = *Archive::open(file());
        QVERIFY(Archive::open(file()).error().fault == Fault::Storage);
        archive.reset();
        QVERIFY(Archive::open(file()).has_value());
    }

    void aFileOfSomethingElseIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("text") << QByteArray();
        QTest::newRow("another database") << QByteArray("CREATE TABLE deposit (x)");
        QTest::newRow("marked by another") << QByteArray("PRAGMA application_id = 7; CREATE TABLE t (x)");
    }
    void aFileOfSomethingElseIsLeftAlone()
    {
        QFETCH(const QByteArray, sql);
        const auto path = file(QTest::currentDataTag());
        if (sql.isEmpty())
            std::ofstream(path) << std::string(2000, 'x');
        else
            QVERIFY(store::Connection::open(path)->run(sql.constData()).has_value());
        QVERIFY(Archive::open(path).error().fault == Fault::BadData);
    }

    void aFileOfANewerProgramIsLeftAlone()
    {
        (void)*Archive::open(file());
        QVERIFY(store::Connection::open(file())->run("PRAGMA user_version = 99").has_value());
        QVERIFY(Archive::open(file()).error().fault == Fault::Unsupported);
    }
};

QTEST_GUILESS_MAIN(ArchiveTest)
#include "archive_test.moc"
