#include "core/crypto/kzg.h"
#include "core/eth/rlp.h"
#include "core/execution/fees.h"
#include "core/opstack/blob.h"
#include "core/practice/layers/l1.h"
#include "tests/core/practice/chain/small_chain.h"

#include <QTest>

using base::Fault;
using base::Hash;
using practice::BlockPointer;
using practice::L1;
using namespace tests;

namespace {

struct SmallL1 {
    std::shared_ptr<practice::Archive> archive = temporaryArchive();
    L1 l1{smallChain(archive), archive, 7};

    BlockPointer seal() { return *l1.seal(l1.chain().head()->timestamp() + 12); }
    void seal(int count)
    {
        for (int i = 0; i < count; ++i)
            seal();
    }
    Hash submit(std::uint8_t who, const eth::Transaction& transaction)
    {
        return *l1.submit(eth::encodeTransaction(signedBy(who, transaction).transaction));
    }
};

/// A blob transaction and what goes with it.
struct Blobs {
    eth::Transaction transaction = call(0, kLogs);
    std::vector<Bytes> blobs;
    std::vector<crypto::KzgCommitment> commitments;
    std::vector<Bytes> proofs;

    explicit Blobs(std::size_t count, bool hasCellProofs = false)
    {
        transaction.type = eth::TransactionType::Blob;
        transaction.maxFeePerBlobGas = 1'000'000'000;
        for (std::size_t i = 0; i < count; ++i) {
            blobs.push_back(opstack::encodeBlob(Bytes(100 + i, 0xab)));
            commitments.push_back(*crypto::blobToKzgCommitment(blobs[i]));
            transaction.blobVersionedHashes.push_back(crypto::versionedHash(commitments[i]));
            if (hasCellProofs)
                proofs.insert(proofs.end(), 128, Bytes(48));
            else
                proofs.push_back(base::toBytes(*crypto::computeBlobKzgProof(blobs[i], commitments[i])));
        }
        transaction = signedBy(1, transaction).transaction;
    }

    Bytes networkForm(bool hasVersion) const
    {
        eth::rlp::Writer out;
        const Bytes consensusForm = eth::encodeTransaction(transaction);
        out.list([&] {
            out.raw(base::ByteView(consensusForm).subspan(1));
            if (hasVersion) out.number(1);
            writeAll(out, blobs);
            writeAll(out, commitments);
            writeAll(out, proofs);
        });
        Bytes raw = out.take();
        raw.insert(raw.begin(), 0x03);
        return raw;
    }

    template <typename Items>
    static void writeAll(eth::rlp::Writer& out, const Items& items)
    {
        out.list([&] {
            for (const auto& item : items)
                out.string(item);
        });
    }
};

const Blobs& oneBlob()
{
    static const Blobs made(1);
    return made;
}

} // namespace

class L1Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsGetsIntoTheNextBlock()
    {
        SmallL1 small;
        const Hash hash = small.submit(1, call(0, kLogs));
        const BlockPointer block = small.seal();
        QCOMPARE(block->transactionHashes, std::vector{hash});
        QCOMPARE(small.l1.pool().size(), 0u);
        QVERIFY(small.seal()->transactionHashes.empty());
    }

    void blocksAreThoseOfTheirSlots()
    {
        SmallL1 small, same;
        L1 other(smallChain(), temporaryArchive(), 8);
        const BlockPointer first = small.seal(), second = small.seal();
        QCOMPARE(same.seal()->hash, first->hash);
        QVERIFY((*other.seal(first->timestamp()))->header().prevRandao != first->header().prevRandao);
        QVERIFY(first->header().prevRandao != second->header().prevRandao);
        QVERIFY(first->header().parentBeaconBlockRoot != second->header().parentBeaconBlockRoot);
        QVERIFY(*first->header().parentBeaconBlockRoot != first->header().prevRandao);
        QVERIFY(first->block.withdrawals && first->block.withdrawals->empty());
        QVERIFY(first->header().requestsHash.has_value());
    }

    void theGasLimitRisesByTheRule()
    {
        SmallL1 small;
        QCOMPARE(small.seal()->header().gasLimit, 30'000'000u + 29'295u);
        small.seal(800);
        QCOMPARE(small.l1.chain().head()->header().gasLimit, practice::kL1GasLimit);
        // A node that checks headers takes every one of them.
        const auto follower = smallChain();
        for (std::uint64_t n = 1; n <= 3; ++n)
            QVERIFY(follower->append((*small.l1.chain().block(n))->block).has_value());
    }

    void theNextFeesAreThoseOfTheNextBlock()
    {
        SmallL1 small;
        for (int i = 0; i < 3; ++i) {
            const Uint256 baseFee = small.l1.nextBaseFee(), blobFee = small.l1.nextBlobBaseFee();
            const BlockPointer block = small.seal();
            QCOMPARE(*block->header().baseFeePerGas, baseFee);
            QCOMPARE(execution::blobBaseFee(*block->header().excessBlobGas, execution::kBpo2Blobs), blobFee);
        }
    }

    void aReorgPutsOtherBlocksIntoTheSameSlots()
    {
        SmallL1 small;
        L1& l1 = small.l1;
        small.seal(2);
        small.submit(1, call(0, kLogs));
        const BlockPointer third = small.seal();
        small.submit(1, call(1, kLogs));
        const BlockPointer fourth = small.seal();
        const auto removed = *l1.reorg(2);
        QVERIFY(removed == (std::vector{third, fourth}));
        QCOMPARE(l1.chain().head()->number(), 4u);
        const BlockPointer newThird = *l1.chain().block(3), newFourth = *l1.chain().block(4);
        QVERIFY(newThird->hash != third->hash);
        QVERIFY(newFourth->hash != fourth->hash);
        QCOMPARE(newFourth->timestamp(), fourth->timestamp());
        // Everything comes one block later.
        QVERIFY(newThird->transactionHashes.empty());
        QCOMPARE(newFourth->transactionHashes, third->transactionHashes);
        QCOMPARE(l1.pool().size(), 1u);
        QCOMPARE(small.seal()->transactionHashes, fourth->transactionHashes);
    }

    void everyReorgGivesOtherBlocks()
    {
        SmallL1 small;
        small.seal(3);
        const Hash first = small.l1.chain().head()->hash;
        QVERIFY(small.l1.reorg(1).has_value());
        const Hash second = small.l1.chain().head()->hash;
        QVERIFY(small.l1.reorg(1).has_value());
        QVERIFY(second != first);
        QVERIFY(small.l1.chain().head()->hash != second && small.l1.chain().head()->hash != first);
    }

    void aFinalizedBlockStays()
    {
        SmallL1 small;
        small.seal(70);
        QCOMPARE(small.l1.finalizedNumber(), 6u);
        QCOMPARE(small.l1.safeNumber(), 38u);
        QVERIFY(small.l1.reorg(65).error().fault == Fault::Refused);
        QVERIFY(small.l1.reorg(1000).error().fault == Fault::Refused);
        QCOMPARE(small.l1.chain().head()->number(), 70u);
        QCOMPARE((*small.l1.reorg(64)).size(), 64u);
    }

    void blobsTravelWithTheirTransaction_data()
    {
        QTest::addColumn<bool>("hasCellProofs");
        QTest::newRow("EIP-4844") << false;
        QTest::newRow("EIP-7594") << true;
    }
    void blobsTravelWithTheirTransaction()
    {
        QFETCH(const bool, hasCellProofs);
        const Blobs made(2, hasCellProofs);
        SmallL1 small;
        const auto hash = small.l1.submit(made.networkForm(hasCellProofs));
        QVERIFY2(hash.has_value(), hash ? "" : hash.error().detail.c_str());
        QCOMPARE(*hash, eth::transactionHash(made.transaction));
        const BlockPointer block = small.seal();
        QCOMPARE(block->transactionHashes, std::vector{*hash});
        QCOMPARE(*block->header().blobGasUsed, 2u * 131'072u);
        for (std::size_t i = 0; i < 2; ++i)
            QVERIFY(*small.l1.blob(made.transaction.blobVersionedHashes[i]) == made.blobs[i]);
        QVERIFY(!*small.l1.blob(Hash()));
    }

    void aSidecarThatDoesNotFitIsRefused_data()
    {
        QTest::addColumn<QByteArray>("words");
        for (const char* words : {"missing sidecar in blob transaction", "kzg verification failed",
                 "blob 0: computed hash", "invalid number of 0 blobs compared to 1 blob hashes",
                 "invalid number of 0 blob proofs expected 1", "a blob of another size",
                 "a sidecar of another version", "RLP"})
            QTest::newRow(words) << QByteArray(words);
    }
    void aSidecarThatDoesNotFitIsRefused()
    {
        QFETCH(const QByteArray, words);
        Blobs blobs = oneBlob();
        Bytes raw;
        if (words.startsWith("kzg")) blobs.blobs[0][5] ^= 1;
        if (words.startsWith("blob 0")) blobs.commitments[0] = {};
        if (words.contains("0 blobs compared")) blobs.blobs.clear();
        if (words.contains("0 blob proofs")) blobs.proofs.clear();
        if (words.startsWith("a blob of")) blobs.blobs[0].pop_back();
        raw = blobs.networkForm(false);
        if (words.startsWith("missing")) raw = eth::encodeTransaction(blobs.transaction);
        if (words.startsWith("RLP")) raw.pop_back();
        if (words.startsWith("a sidecar")) {
            raw = blobs.networkForm(true);
            const std::size_t version = 5 + eth::encodeTransaction(blobs.transaction).size() - 1;
            QCOMPARE(raw.at(version), 1);
            raw[version] = 2;
        }
        SmallL1 small;
        const auto refused = small.l1.submit(raw);
        QVERIFY(!refused);
        QCOMPARE(refused.error().fault, Fault::Refused);
        QVERIFY2(refused.error().detail.starts_with(words.toStdString()), refused.error().detail.c_str());
    }

    void blobsOfAnOtherCommitmentAreRefusedWithCellProofsToo()
    {
        Blobs blobs(1, true);
        blobs.blobs[0][5] ^= 1;
        SmallL1 small;
        const auto refused = small.l1.submit(blobs.networkForm(true));
        QVERIFY(refused.error().detail.starts_with("kzg verification failed"));
    }

    void blobsSurviveAReorg()
    {
        const Blobs& blobs = oneBlob();
        SmallL1 small;
        small.seal(1);
        QVERIFY(small.l1.submit(blobs.transaction, blobs.blobs).has_value());
        small.seal(2);
        QVERIFY(small.l1.reorg(2).has_value());
        const auto place = small.l1.chain().find(eth::transactionHash(blobs.transaction))->value();
        QCOMPARE(place.block->number(), 3u);
        QVERIFY(*small.l1.blob(blobs.transaction.blobVersionedHashes[0]) == blobs.blobs[0]);
    }

    void whatIsNoTransactionIsRefused()
    {
        SmallL1 small;
        for (const Bytes& raw : {Bytes{}, Bytes{0x03}, Bytes{0x02}, Bytes{0x7f, 1}, Bytes(50, 0xff)})
            QVERIFY(small.l1.submit(raw).error().fault == Fault::Refused);
    }

    void poolBlobsAndCountersAreKept()
    {
        const Blobs& blobs = oneBlob();
        SmallL1 small;
        L1& l1 = small.l1;
        small.seal(3);
        QVERIFY(l1.reorg(2).has_value());
        QVERIFY(l1.submit(blobs.transaction, blobs.blobs).has_value());
        small.submit(2, call(0, kLogs));
        QVERIFY(l1.save().has_value());
        L1 again(smallChain(small.archive), small.archive, 7);
        QVERIFY(again.load().has_value());
        const BlockPointer head = l1.chain().head();
        QCOMPARE(again.chain().head()->hash, head->hash);
        const BlockPointer next = *again.seal(head->timestamp() + 12);
        QCOMPARE(next->transactionHashes.size(), 2u);
        QVERIFY(*again.blob(blobs.transaction.blobVersionedHashes[0]) == blobs.blobs[0]);
        QCOMPARE(small.seal()->hash, next->hash);
    }
};

QTEST_GUILESS_MAIN(L1Test)
#include "l1_test.moc"
