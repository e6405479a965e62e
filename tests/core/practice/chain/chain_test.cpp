#include "tests/core/practice/chain/small_chain.h"

#include <QTemporaryDir>
#include <QTest>

using base::Fault;
using base::Hash;
using practice::Archive;
using practice::BlockPointer;
using practice::Chain;
using practice::Layer;
using namespace tests;

class ChainTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path file() const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / QTest::currentTestFunction();
    }

private Q_SLOTS:
    void aNewChainStandsAtItsGenesis()
    {
        const auto chain = smallChain();
        QCOMPARE(chain->head(), chain->genesis());
        QCOMPARE(chain->head()->hash, eth::headerHash(smallGenesis().header));
        QVERIFY(*chain->block(0) == chain->genesis());
        QVERIFY(*chain->block(1) == nullptr);
        QVERIFY(*chain->block(Hash()) == nullptr);
        QVERIFY(*chain->block(chain->genesis()->hash) == chain->genesis());
    }

    void aBlockIsFoundByNumberHashAndTransaction()
    {
        const auto chain = smallChain();
        extendBy(*chain, 2);
        const BlockPointer made = extend(*chain, {signedBy(2, call(0, kLogs)), signedBy(2, call(1, kLogs))});
        extendBy(*chain, 1);
        QVERIFY(*chain->block(3) == made);
        QVERIFY(*chain->block(made->hash) == made);
        const auto place = chain->find(made->transactionHashes.at(1))->value();
        QVERIFY(place.block == made);
        QCOMPARE(place.index, 1u);
        QVERIFY(!*chain->find(Hash()));
        QCOMPARE(made->senders.at(0), addressOf(2));
        QCOMPARE(made->receipts.at(1).logs.size(), 1u);
    }

    void whatDoesNotFitIsLeftOut()
    {
        const auto chain = smallChain();
        const std::vector pool{signedBy(1, call(1, kLogs)), signedBy(2, call(0, kLogs))};
        const auto extension = *chain->extend(attributesAfter(*chain), pool);
        QCOMPARE(extension.leftOut.size(), 1u);
        QCOMPARE(extension.leftOut[0].index, 0u);
        QCOMPARE(extension.block->senders, std::vector{addressOf(2)});
    }

    void blocksOlderThanMemoryComeFromTheArchive()
    {
        const auto chain = smallChain();
        std::vector<Hash> hashes{chain->genesis()->hash};
        for (int i = 0; i < 700; ++i)
            hashes.push_back(extend(*chain)->hash);
        for (const std::uint64_t number : {0u, 1u, 5u, 188u, 189u, 700u})
            QCOMPARE((*chain->block(number))->hash, hashes[number]);
        QCOMPARE((*chain->block(hashes[3]))->number(), 3u);
    }

    void anotherNodesBlockIsTakenWhenExecutionAgrees()
    {
        const auto builder = smallChain(), follower = smallChain();
        extendBy(*builder, 2);
        QVERIFY(follower->append((*builder->block(1))->block).has_value());
        const Hash root = follower->state().root();
        eth::Block wrong = builder->head()->block;
        wrong.header.stateRoot[0] ^= 1;
        QVERIFY(follower->append(wrong).error().fault == Fault::Mismatch);
        QCOMPARE(follower->state().root(), root);
        QCOMPARE(follower->head()->number(), 1u);
        QVERIFY(follower->append(builder->head()->block).has_value());
        QCOMPARE(follower->head()->hash, builder->head()->hash);
        QCOMPARE(follower->head()->undo.accounts.size(), builder->head()->undo.accounts.size());
    }

    void attributesThatCannotBeLeaveTheChainAsItWas()
    {
        const auto chain = smallChain();
        extendBy(*chain, 1);
        const Hash root = chain->state().root();
        execution::BlockAttributes attributes = attributesAfter(*chain);
        attributes.timestamp = chain->head()->timestamp();
        QVERIFY(chain->extend(attributes, {}).error().fault == Fault::BadData);
        QCOMPARE(chain->state().root(), root);
        extendBy(*chain, 1);
    }

    void theChainRollsBack()
    {
        const auto archive = temporaryArchive();
        const auto chain = smallChain(archive);
        extendBy(*chain, 2);
        const BlockPointer second = chain->head();
        extendBy(*chain, 3);
        const BlockPointer last = chain->head();
        const auto removed = *chain->rollBack(2);
        QCOMPARE(removed.size(), 3u);
        QCOMPARE(removed.front()->number(), 3u);
        QVERIFY(removed.back() == last);
        QVERIFY(chain->head() == second);
        QCOMPARE(chain->state().root(), second->header().stateRoot);
        QVERIFY(*chain->block(3) == nullptr);
        QVERIFY(*chain->block(last->hash) == nullptr);
        QVERIFY(!*chain->find(last->transactionHashes.at(0)));
        QVERIFY(chain->stateAfter(3).error().fault == Fault::NotYet);
        // The same blocks again are the same chain again.
        for (const BlockPointer& block : removed)
            QVERIFY(chain->append(block->block).has_value());
        QCOMPARE(chain->head()->hash, last->hash);
    }

    void theChainRollsBackFurtherThanMemory()
    {
        const auto chain = smallChain();
        extendBy(*chain, 600);
        QCOMPARE((*chain->rollBack(10)).size(), 590u);
        QCOMPARE(chain->state().root(), chain->head()->header().stateRoot);
        QCOMPARE(chain->state().storage(kStores, 0), Uint256(10));
        extendBy(*chain, 2);
        QCOMPARE((*chain->block(11))->number(), 11u);
        QCOMPARE((*chain->block(5))->number(), 5u);
        QCOMPARE((*chain->rollBack(0)).size(), 12u);
        QVERIFY(chain->head() == chain->genesis());
    }

    void aRollBackGoesDownwards()
    {
        const auto chain = smallChain();
        extendBy(*chain, 2);
        QVERIFY(chain->rollBack(3).error().fault == Fault::BadData);
        QVERIFY((*chain->rollBack(2)).empty());
        QCOMPARE(chain->head()->number(), 2u);
    }

    void theStateOfAnyBlockIsThere()
    {
        const auto chain = smallChain();
        extendBy(*chain, 560);
        for (const std::uint64_t number : {560u, 559u, 300u, 301u, 40u, 0u, 555u, 2u, 300u}) {
            const auto state = *chain->stateAfter(number);
            QCOMPARE(state->root(), (*chain->block(number))->header().stateRoot);
            QCOMPARE(state->storage(kStores, 0), Uint256(number));
        }
        QVERIFY(*chain->stateAfter(300) == *chain->stateAfter(300));
        QVERIFY(chain->stateAfter(561).error().fault == Fault::NotYet);
    }

    void keptStatesGoWithTheirBlocks()
    {
        const auto chain = smallChain();
        extendBy(*chain, 4);
        QVERIFY(chain->stateAfter(3).has_value());
        QVERIFY(chain->rollBack(2).has_value());
        extend(*chain);
        extend(*chain);
        QCOMPARE((*chain->stateAfter(3))->root(), (*chain->block(3))->header().stateRoot);
        QCOMPARE((*chain->stateAfter(3))->storage(kStores, 0), Uint256(2));
    }

    void theHashInstructionReachesBlocksOfTheArchive()
    {
        const auto archive = *Archive::open(file());
        {
            const auto chain = smallChain(archive);
            for (int i = 0; i < 20; ++i)
                extend(*chain);
            QVERIFY(archive->commit().has_value());
        }
        const auto chain = smallChain(archive);
        Bytes number(32);
        number[31] = 4;
        extend(*chain, {signedBy(1, call(0, kAsksHash, 0, number))});
        QCOMPARE(chain->state().storage(kAsksHash, 1), Uint256::from((*chain->block(4))->hash));
    }

    void aReopenedChainIsWhereItWas()
    {
        BlockPointer head;
        {
            const auto archive = *Archive::open(file());
            const auto chain = smallChain(archive);
            extendBy(*chain, 5);
            head = chain->head();
            QVERIFY(archive->commit().has_value());
            extendBy(*chain, 2); // and is killed
        }
        const auto chain = smallChain(*Archive::open(file()));
        QCOMPARE(chain->head()->hash, head->hash);
        QCOMPARE(chain->state().root(), head->header().stateRoot);
        QCOMPARE((*chain->stateAfter(2))->storage(kStores, 0), Uint256(2));
        extendBy(*chain, 1);
        QCOMPARE((*chain->rollBack(3)).size(), 3u);
        QCOMPARE(chain->state().root(), chain->head()->header().stateRoot);
    }

    void whatWasRolledBackIsNotThereAfterReopening()
    {
        Hash head;
        {
            const auto archive = *Archive::open(file());
            const auto chain = smallChain(archive);
            extendBy(*chain, 5);
            QVERIFY(archive->commit().has_value());
            QVERIFY(chain->rollBack(1).has_value());
            head = extend(*chain)->hash;
            QVERIFY(archive->commit().has_value());
        }
        const auto chain = smallChain(*Archive::open(file()));
        QCOMPARE(chain->head()->hash, head);
        QCOMPARE(chain->state().root(), chain->head()->header().stateRoot);
    }

    void anotherGenesisIsNotTheArchivesChain()
    {
        const auto archive = temporaryArchive();
        (void)smallChain(archive);
        const auto other = Chain::open(Layer::L1, smallRules(), smallGenesis(1001), archive);
        QVERIFY(other.error().fault == Fault::BadData);
    }

    void aForkGoesItsOwnWay()
    {
        const auto chain = smallChain();
        extendBy(*chain, 5);
        const BlockPointer root = chain->head();
        const auto fork = chain->fork();
        QVERIFY(fork->head() == root);
        extend(*fork, {signedBy(2, call(0, kLogs))});
        extend(*fork);
        const BlockPointer own = *fork->block(6);
        extendBy(*chain, 2);
        QVERIFY((*chain->block(6))->hash != own->hash);
        QVERIFY(*chain->block(own->hash) == nullptr);
        QVERIFY(*fork->block((*chain->block(6))->hash) == nullptr);
        QVERIFY(!*fork->find((*chain->block(6))->transactionHashes.at(0)));
        // What is shared, both have.
        QVERIFY(*fork->block(3) == *chain->block(3));
        QVERIFY(*fork->block(root->hash) == root);
        QVERIFY(fork->find(root->transactionHashes.at(0))->value().block == root);
        QCOMPARE((*fork->stateAfter(2))->root(), (*chain->block(2))->header().stateRoot);
        QCOMPARE((*fork->stateAfter(6))->root(), own->header().stateRoot);
        QCOMPARE((*fork->rollBack(5)).size(), 2u);
        QCOMPARE(fork->state().root(), root->header().stateRoot);
        QVERIFY(fork->rollBack(4).error().fault == Fault::BadData);
    }
};

QTEST_GUILESS_MAIN(ChainTest)
#include "chain_test.moc"
