#include "core/crypto/keccak.h"
#include "core/opstack/blob.h"
#include "tests/core/practice/data_reader.h"
#include "tests/core/practice/small_network.h"

using base::Bytes;
using opstack::BatchType;
using opstack::Compression;
using practice::BatcherSettings;
using practice::BlockPointer;
using practice::Generation;
using tests::DataReader;
using tests::SmallNetwork;

namespace {

/// Sends transactions of every type that L2 takes, one after the other, from the users' accounts.
class Users {
public:
    explicit Users(SmallNetwork& network)
        : m_network(network)
    {
        for (std::uint32_t index = 0; index < 4; ++index)
            m_roles.push_back(SmallNetwork::known(practice::practiceAccount(index)));
    }

    void send(int count)
    {
        while (count-- > 0)
            sendOne();
    }

private:
    void sendOne()
    {
        using eth::TransactionType;
        const practice::Role& from = m_roles[m_sent % m_roles.size()];
        const TransactionType types[] = {TransactionType::Legacy, TransactionType::AccessList,
            TransactionType::FeeMarket, TransactionType::SetCode};
        eth::Transaction transaction;
        transaction.type = types[m_sent % 4];
        transaction.chainId = practice::kL2ChainId;
        transaction.nonce = m_sent / 4;
        transaction.gas = 300'000;
        transaction.gasPrice = transaction.maxFeePerGas = base::Uint256{20'000'000'000};
        transaction.maxPriorityFeePerGas = base::Uint256{1'000'000};
        const bool creates = m_sent % 8 == 2;
        if (!creates) transaction.to = m_roles[(m_sent + 1) % 4].address;
        transaction.value = base::Uint256{m_sent};
        const base::Hash noise = crypto::keccak256(base::Uint256{m_sent}.toHash());
        if (!creates) transaction.data = base::toBytes(noise);
        if (transaction.type == TransactionType::AccessList)
            transaction.accessList = {{from.address, {noise}}};
        if (transaction.type == TransactionType::SetCode)
            transaction.authorizations.push_back(SmallNetwork::known(eth::signAuthorization(
                {base::Uint256{practice::kL2ChainId}, from.address, 99, 0, {}, {}}, m_roles[0].key)));
        ++m_sent;
        const auto complete = SmallNetwork::known(eth::signTransaction(transaction, from.key));
        SmallNetwork::known(m_network.l2.submit(eth::encodeTransaction(complete)));
    }

    SmallNetwork& m_network;
    std::vector<practice::Role> m_roles;
    std::uint64_t m_sent = 0;
};

opstack::L2BlockRef referenceOf(SmallNetwork& network, std::uint64_t number)
{
    return SmallNetwork::known(network.l2.reference(number));
}

std::vector<Bytes> blobsIn(SmallNetwork& network, const eth::Transaction& transaction)
{
    std::vector<Bytes> items;
    for (const base::Hash& hash : transaction.blobVersionedHashes) {
        const std::optional<Bytes> blob = SmallNetwork::known(network.l1.blob(hash));
        if (!blob) continue;
        if (const auto data = opstack::parseBlob(*blob)) items.push_back(*data);
    }
    return items;
}

/// What a stranger sees: transactions to the inbox from the batcher, and their blobs.
DataReader::L1Data dataIn(SmallNetwork& network, std::uint64_t number)
{
    const BlockPointer block = SmallNetwork::known(network.l1.chain().block(number));
    DataReader::L1Data data{block->id(), block->timestamp(), {}};
    for (std::size_t i = 0; i < block->senders.size(); ++i) {
        const eth::Transaction& transaction = block->block.transactions[i];
        if (transaction.to != network.deployment.rollup.batchInboxAddress) continue;
        if (block->senders[i] != network.deployment.rollup.genesis.systemConfig.batcherAddress) continue;
        const bool hasBlobs = transaction.type == eth::TransactionType::Blob;
        const std::vector<Bytes> items =
            hasBlobs ? blobsIn(network, transaction) : std::vector<Bytes>{transaction.data};
        data.items.insert(data.items.end(), items.begin(), items.end());
    }
    return data;
}

DataReader readBack(SmallNetwork& network)
{
    std::vector<opstack::L2BlockRef> chain;
    for (std::uint64_t number = 0; number <= network.l2.canonical().head()->number(); ++number)
        chain.push_back(referenceOf(network, number));
    DataReader reader(network.deployment.rollup, chain);
    const std::uint64_t first = network.deployment.rollup.genesis.l1.number;
    for (std::uint64_t number = first; number <= network.l1.chain().head()->number(); ++number)
        reader.read(dataIn(network, number));
    return reader;
}

/// The derived blocks are the canonical ones, and each is safe from the L1 block on that gave it.
void compare(const DataReader& reader, SmallNetwork& network)
{
    QCOMPARE(reader.derived().size(), network.l2.safe().number);
    for (const DataReader::Derived& derived : reader.derived()) {
        const BlockPointer block = SmallNetwork::known(network.l2.canonical().block(derived.number));
        const opstack::L2BlockRef place = referenceOf(network, derived.number);
        QCOMPARE(derived.timestamp, block->timestamp());
        QVERIFY(derived.epoch == place.l1Origin);
        QVERIFY(derived.transactions == practice::batchedBlock(place, block->block).transactions);
        const auto source = network.l2.derivedFrom(derived.number);
        QVERIFY(source);
        QCOMPARE(derived.l1Block, source->number);
    }
}

int sentOn(SmallNetwork& network, eth::TransactionType type)
{
    int count = 0;
    for (std::uint64_t number = 1; number <= network.l1.chain().head()->number(); ++number) {
        const BlockPointer block = SmallNetwork::known(network.l1.chain().block(number));
        for (const eth::Transaction& transaction : block->block.transactions)
            if (transaction.to == network.deployment.rollup.batchInboxAddress && transaction.type == type)
                ++count;
    }
    return count;
}

} // namespace

class BatcherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theL1BlocksAloneGiveTheL2Chain_data()
    {
        QTest::addColumn<BatchType>("type");
        QTest::addColumn<Compression>("compression");
        QTest::addColumn<bool>("useBlobs");
        for (const bool blobs : {false, true})
            for (const BatchType type : {BatchType::Singular, BatchType::Span})
                for (const Compression compression : {Compression::Zlib, Compression::Brotli})
                    QTest::addRow("%s %s %s", type == BatchType::Span ? "span" : "singular",
                        compression == Compression::Zlib ? "zlib" : "brotli", blobs ? "blobs" : "calldata")
                        << type << compression << blobs;
    }
    void theL1BlocksAloneGiveTheL2Chain()
    {
        QFETCH(const BatchType, type);
        QFETCH(const Compression, compression);
        QFETCH(const bool, useBlobs);
        SmallNetwork network(Generation::Current, {type, compression, useBlobs, 3, 2'000});
        network.faults.proposerStops = network.faults.challengerSleeps = true;
        Users users(network);
        network.beforeL2Block = [&] { users.send(3); };
        network.steps(10);

        const DataReader reader = readBack(network);
        QVERIFY(reader.derived().size() > 30);
        QVERIFY(reader.frames() > 2 * reader.channels());
        QVERIFY(reader.batches(type) > 0);
        QCOMPARE(reader.batches(type == BatchType::Span ? BatchType::Singular : BatchType::Span), 0u);
        QCOMPARE(sentOn(network, eth::TransactionType::Blob) > 0, useBlobs);
        for (const std::uint8_t first : reader.compressions())
            QCOMPARE(first == 1, compression == Compression::Brotli);
        compare(reader, network);
    }

    /// Brotli before Fjord would be lost, and some L2 blocks are the first of their fork.
    void chainsThatPassThroughForksAreDerivedToo_data()
    {
        QTest::addColumn<Generation>("generation");
        QTest::newRow("permissionless") << Generation::Permissionless;
        QTest::newRow("classic") << Generation::Classic;
    }
    void chainsThatPassThroughForksAreDerivedToo()
    {
        QFETCH(const Generation, generation);
        if (!SmallNetwork::isSupported(generation)) QSKIP("this build has not the contracts");
        SmallNetwork network(generation, {BatchType::Span, Compression::Brotli, true, 2, 2'000});
        Users users(network);
        network.beforeL2Block = [&] {
            if (network.deployment.rollup.isActive(
                    opstack::Fork::Isthmus, network.l2.canonical().head()->timestamp()))
                users.send(2);
        };
        network.steps(20);
        const DataReader reader = readBack(network);
        QVERIFY(reader.derived().size() > 80);
        compare(reader, network);
    }

    void aChannelWithoutTransactionsOfUsersNeedsNoBlob()
    {
        SmallNetwork network(Generation::Current, {BatchType::Span, Compression::Brotli, true, 3, 120'000});
        network.steps(10);
        // The first channel has the transactions that set up the tokens.
        QCOMPARE(sentOn(network, eth::TransactionType::Blob), 1);
        QVERIFY(sentOn(network, eth::TransactionType::FeeMarket) >= 2);
        compare(readBack(network), network);
    }

    void blocksAreSafeOnlyWhenTheWholeChannelIsThere()
    {
        SmallNetwork network(Generation::Current, {BatchType::Singular, Compression::Zlib, false, 8, 2'000});
        Users users(network);
        network.beforeL2Block = [&] { users.send(3); };
        network.steps(6);
        SmallNetwork::known(network.batcher.act(network.l1, network.l2, network.faults));
        const std::uint64_t time = network.l1.chain().head()->timestamp() + practice::kL1BlockTime;
        const BlockPointer whole = SmallNetwork::known(network.l1.seal(time));
        QVERIFY(whole->transactionHashes.size() > 3);
        practice::SealedBlock first = *whole, second = *whole;
        first.transactionHashes.pop_back();
        second.transactionHashes = {whole->transactionHashes.back()};
        const auto see = [&](const practice::SealedBlock& block) {
            const auto pointer = std::make_shared<practice::SealedBlock>(block);
            SmallNetwork::known(network.batcher.observe(pointer, network.l2));
        };
        see(first);
        QCOMPARE(network.l2.safe().number, 0u);
        see(second);
        QCOMPARE(network.l2.safe(), network.l2.canonical().head()->id());
    }

    /// Granite: 50 L1 blocks. holocene/derivation.md.
    void aChannelThatTookTooLongCountsForNothing()
    {
        SmallNetwork network(Generation::Current, {BatchType::Singular, Compression::Zlib, false, 8, 2'000});
        Users users(network);
        network.beforeL2Block = [&] { users.send(3); };
        network.steps(6);
        SmallNetwork::known(network.batcher.act(network.l1, network.l2, network.faults));
        const std::uint64_t time = network.l1.chain().head()->timestamp() + practice::kL1BlockTime;
        const BlockPointer whole = SmallNetwork::known(network.l1.seal(time));
        practice::SealedBlock first = *whole, second = *whole;
        first.transactionHashes.pop_back();
        second.block.header.number += 51;
        for (const practice::SealedBlock* block : {&first, &second})
            SmallNetwork::known(
                network.batcher.observe(std::make_shared<practice::SealedBlock>(*block), network.l2));
        QCOMPARE(network.l2.safe().number, 0u);
    }

    void whileItStopsNothingBecomesSafe()
    {
        SmallNetwork network(Generation::Current);
        network.faults.batcherStops = true;
        network.steps(12);
        QCOMPARE(network.l2.safe().number, 0u);
        network.faults.batcherStops = false;
        network.steps(6);
        QVERIFY(network.l2.safe().number > 60);
        compare(readBack(network), network);
    }

    void garbageIsOnL1AndGivesNothing()
    {
        SmallNetwork network(Generation::Current);
        network.faults.batcherPostsGarbage = true;
        network.steps(12);
        const DataReader garbage = readBack(network);
        QVERIFY(sentOn(network, eth::TransactionType::FeeMarket) > 0);
        QCOMPARE(garbage.frames(), std::size_t{0});
        QCOMPARE(network.l2.safe().number, 0u);
        network.faults.batcherPostsGarbage = false;
        network.steps(6);
        QVERIFY(network.l2.safe().number > 60);
        compare(readBack(network), network);
    }

    void invalidBatchesAreWellFormedAndGiveNothing_data()
    {
        QTest::addColumn<BatchType>("type");
        QTest::newRow("singular") << BatchType::Singular;
        QTest::newRow("span") << BatchType::Span;
    }
    void invalidBatchesAreWellFormedAndGiveNothing()
    {
        QFETCH(const BatchType, type);
        SmallNetwork network(Generation::Current, {type, Compression::Zlib, false, 2, 120'000});
        network.faults.batcherPostsInvalidBatches = true;
        network.steps(12);
        const DataReader invalid = readBack(network);
        QVERIFY(invalid.channels() > 3);
        QVERIFY(invalid.derived().empty());
        QCOMPARE(network.l2.safe().number, 0u);
        network.faults.batcherPostsInvalidBatches = false;
        network.steps(6);
        QVERIFY(network.l2.safe().number > 60);
        compare(readBack(network), network);
    }

    void whatAReorgTookAwayIsSentAgain_data()
    {
        QTest::addColumn<BatchType>("type");
        QTest::addColumn<int>("depth");
        for (const int depth : {1, 4, 9}) {
            QTest::addRow("singular %d", depth) << BatchType::Singular << depth;
            QTest::addRow("span %d", depth) << BatchType::Span << depth;
        }
    }
    void whatAReorgTookAwayIsSentAgain()
    {
        QFETCH(const BatchType, type);
        QFETCH(const int, depth);
        SmallNetwork network(Generation::Current, {type, Compression::Zlib, false, 3, 2'000});
        Users users(network);
        network.beforeL2Block = [&] { users.send(2); };
        network.steps(14);
        SmallNetwork::known(network.l1.reorg(static_cast<std::uint64_t>(depth)));
        SmallNetwork::known(network.l2.followReorg(network.l1));
        SmallNetwork::known(network.batcher.followReorg(network.l1, network.l2));
        network.steps(9);
        QVERIFY(network.l2.safe().number > 80);
        compare(readBack(network), network);
    }

    void itsStateSurvivesARestart()
    {
        SmallNetwork network(Generation::Current);
        network.steps(13);
        const Bytes state = SmallNetwork::known(network.batcher.encodeState());
        practice::Batcher restored(network.deployment, {}, 7);
        QVERIFY(restored.restoreState(state));
        QVERIFY(SmallNetwork::known(restored.encodeState()) == state);
        for (std::size_t length = 0; length < state.size(); ++length)
            QVERIFY(!restored.restoreState(base::ByteView(state).first(length)));
    }
};

QTEST_APPLESS_MAIN(BatcherTest)
#include "batcher_test.moc"
