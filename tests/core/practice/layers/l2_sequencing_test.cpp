#include "core/opstack/deposit.h"
#include "core/opstack/source_hash.h"
#include "core/opstack/upgrade_transactions.h"
#include "core/practice/layers/transactions.h"
#include "tests/core/practice/layers/two_chains.h"

#include <QTest>

using namespace practice;
using namespace base::literals;
using opstack::Fork;
using tests::TwoChains;
using tests::usersTransactions;

namespace {

constexpr Address kSomebody = "0x00000000000000000000000000000000000abcde"_address;
const Uint256 kEther{1'000'000'000'000'000'000};

Address account(std::uint32_t index)
{
    return tests::require(practiceAccount(index)).address;
}

Uint256 balance(Chain& chain, const Address& address)
{
    const auto found = chain.state().account(address);
    return found ? found->balance : Uint256{};
}

/// The L2 block that has this L1 block as its origin and is the first.
BlockPointer firstOfEpoch(TwoChains& chains, std::uint64_t l1Number)
{
    for (std::uint64_t number = 1; number <= chains.l2().canonical().head()->number(); ++number) {
        const auto reference = tests::require(chains.l2().reference(number));
        if (reference.l1Origin.number == l1Number && reference.sequenceNumber == 0)
            return chains.l2Block(number);
    }
    return nullptr;
}

} // namespace

class L2SequencingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDepositOnL1BecomesItsL2Transaction()
    {
        TwoChains chains;
        chains.deposit(0, kSomebody, kEther);
        const BlockPointer l1Block = chains.sealL1();
        QCOMPARE(l1Block->receipts.size(), std::size_t{1});
        QVERIFY(l1Block->receipts[0].succeeded);
        chains.slot();

        const BlockPointer block = firstOfEpoch(chains, l1Block->number());
        QVERIFY(block != nullptr);
        QCOMPARE(block->block.transactions.size(), std::size_t{2});
        const eth::Transaction& deposit = block->block.transactions[1];
        const auto& logs = l1Block->receipts[0].logs;
        const auto log = std::ranges::find(logs, chains.config().depositContractAddress, &eth::Log::address);
        const auto index = static_cast<std::uint64_t>(log - logs.begin());
        QVERIFY(index > 0); // the lockbox has one before it
        QCOMPARE(deposit.sourceHash, opstack::userDepositSource(l1Block->hash, index));
        QCOMPARE(deposit.from, account(0));
        QVERIFY(deposit.to == kSomebody);
        QVERIFY(deposit.mint == kEther && deposit.value == kEther);
        QVERIFY(block->receipts[1].succeeded);
        QVERIFY(balance(chains.l2().canonical(), kSomebody) == kEther);
    }

    void whatTheSystemConfigSaysOnL1HoldsFromItsEpochOn()
    {
        TwoChains chains;
        const Bytes call = eth::abi::callOf("setGasLimit(uint64)", {std::uint64_t{40'000'000}});
        tests::require(sendL1(chains.l1(), chains.deployment().roles.systemConfigOwner,
            chains.deployment().contracts.systemConfig, {}, call));
        const BlockPointer l1Block = chains.sealL1();
        QVERIFY(l1Block->receipts[0].succeeded);
        chains.slot();
        const BlockPointer block = firstOfEpoch(chains, l1Block->number());
        QCOMPARE(block->header().gasLimit, std::uint64_t{40'000'000});
        QCOMPARE(chains.l2Block(block->number() - 1)->header().gasLimit,
            chains.config().genesis.systemConfig.gasLimit);
        QCOMPARE(chains.l2Block(block->number() + 1)->header().gasLimit, std::uint64_t{40'000'000});
    }

    void theNextOriginIsAdoptedAsSoonAsItsTimeHasCome()
    {
        TwoChains chains;
        for (int i = 0; i < 3; ++i)
            chains.sealL1();
        chains.catchUp();
        for (std::uint64_t number = 1; number <= chains.l2Head().id.number; ++number) {
            const auto block = tests::require(chains.l2().reference(number));
            const auto origin = tests::require(chains.l1().chain().block(block.l1Origin.number));
            const auto next = tests::require(chains.l1().chain().block(block.l1Origin.number + 1));
            QCOMPARE(origin->hash, block.l1Origin.hash);
            QVERIFY(block.timestamp >= origin->timestamp());
            QVERIFY(!next || block.timestamp < next->timestamp());
            QCOMPARE(block.sequenceNumber, (block.timestamp - origin->timestamp()) / kL2BlockTime);
        }
        QCOMPARE(chains.l2Head().l1Origin.number, chains.l1().chain().head()->number());
    }

    void usersTransactionsAreSequencedAfterTheDeposits()
    {
        TwoChains chains;
        const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
        const BlockPointer block = chains.sequence();
        QCOMPARE(block->transactionHashes.size(), std::size_t{2});
        QCOMPARE(block->transactionHashes[1], sent);
        QCOMPARE(chains.l2().pool().size(), std::size_t{0});
        QCOMPARE(usersTransactions(*chains.sequence()), std::size_t{0});
    }

    void withoutANewOriginTheChainEndsWhereTheDriftIsUsedUp()
    {
        TwoChains chains;
        const std::uint64_t origin = chains.l1().chain().head()->timestamp();
        while (chains.sequence()) {
        }
        QCOMPARE(chains.l2Head().timestamp, origin + 1800);
        const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
        QVERIFY(chains.sequence() == nullptr);
        chains.sealL1();
        const BlockPointer block = chains.sequence();
        QVERIFY(block && tests::contains(*block, sent));
    }

    void beyondTheDriftBlocksAreEmptyUntilTheNextOriginsTime()
    {
        TwoChains chains;
        const std::uint64_t origin = chains.l1().chain().head()->timestamp();
        while (chains.sequence()) {
        }
        const BlockPointer next = chains.sealL1(155); // 1,860 seconds later
        const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
        while (chains.l2Head().timestamp + kL2BlockTime < next->timestamp()) {
            const BlockPointer block = chains.sequence();
            QCOMPARE(chains.l2Head().l1Origin.number + 1, next->number());
            QCOMPARE(block->block.transactions.size(), std::size_t{1});
        }
        QCOMPARE(chains.l2Head().timestamp, origin + 1858);
        const BlockPointer first = chains.sequence();
        QCOMPARE(chains.l2Head().l1Origin.number, next->number());
        QVERIFY(tests::contains(*first, sent));
    }

    void theFirstBlockOfAnUpgradeHasNoTransactionsOfUsers_data()
    {
        QTest::addColumn<int>("fork");
        for (const Fork fork :
            {Fork::Fjord, Fork::Granite, Fork::Holocene, Fork::Isthmus, Fork::Jovian, Fork::Karst})
            QTest::newRow(toString(fork)) << static_cast<int>(fork);
    }
    void theFirstBlockOfAnUpgradeHasNoTransactionsOfUsers()
    {
        QFETCH(const int, fork);
        const auto upgrade = opstack::upgradeTransactions(static_cast<Fork>(fork));
        TwoChains chains([&](opstack::RollupConfig& config) {
            std::fill(config.forkTimes.begin() + fork, config.forkTimes.end(), std::nullopt);
            config.setForkTime(static_cast<Fork>(fork), config.genesis.l2Time + 4);
        });
        chains.sequence();
        const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
        const BlockPointer activation = chains.sequence();
        QCOMPARE(tests::contains(*activation, sent), upgrade.empty());
        QCOMPARE(activation->block.transactions.size(), 1 + std::max(upgrade.size(), std::size_t{1}));
        chains.sequence();
        QVERIFY(tests::require(chains.l2().canonical().find(sent)).has_value());
        QCOMPARE(
            chains.l2().canonical().head()->header().gasLimit, chains.config().genesis.systemConfig.gasLimit);
    }

    void aStoppedSequencerBuildsNothingAndCatchesUpLater()
    {
        TwoChains chains;
        Faults faults;
        faults.sequencerStops = true;
        for (int i = 0; i < 4; ++i)
            chains.sealL1();
        QVERIFY(chains.sequence(faults) == nullptr);
        QCOMPARE(chains.l2Head().id.number, std::uint64_t{0});
        chains.catchUp();
        QCOMPARE(chains.l2Head().timestamp, chains.l1().chain().head()->timestamp());
        QCOMPARE(chains.l2Head().l1Origin.number, chains.l1().chain().head()->number());
    }

    /// Such a block may have to give way to the one that everybody derives without batches.
    void aBlockFarBehindL1HasNoTransactionsOfUsers()
    {
        TwoChains chains([](opstack::RollupConfig& config) { config.sequencerWindowSize = 20; });
        const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
        for (int i = 0; i < 12; ++i)
            chains.sealL1();
        chains.catchUp();
        const auto place = tests::require(chains.l2().canonical().find(sent));
        QVERIFY(place.has_value());
        const auto block = tests::require(chains.l2().reference(place->block->number()));
        QCOMPARE(block.l1Origin.number, chains.l1().chain().head()->number() - 9);
        QCOMPARE(block.sequenceNumber, std::uint64_t{0});
    }

    void transactionsOfACensoredAccountWait()
    {
        TwoChains chains;
        Faults faults;
        faults.censored = {account(0)};
        const Hash censored = chains.send(Layer::L2, 0, kSomebody, kEther);
        const Hash other = chains.send(Layer::L2, 1, kSomebody, kEther);
        const BlockPointer block = chains.sequence(faults);
        QVERIFY(!tests::contains(*block, censored));
        QVERIFY(tests::contains(*block, other));
        QVERIFY(chains.l2().pool().find(censored) != nullptr);
        QVERIFY(tests::contains(*chains.sequence(), censored));
    }

    /// Kept out for as long as blocks with transactions may be built on the origin before it.
    void aCensoredDepositComesWhenTheDriftIsUsedUp()
    {
        TwoChains chains([](opstack::RollupConfig& config) { config.sequencerWindowSize = 3600; });
        Faults faults;
        faults.censored = {account(0)};
        const BlockPointer before = chains.l1().chain().head();
        chains.deposit(0, kSomebody, kEther);
        const BlockPointer l1Block = chains.sealL1();
        for (int i = 0; i < 152; ++i)
            chains.slot(faults);
        const BlockPointer block = firstOfEpoch(chains, l1Block->number());
        QVERIFY(block != nullptr);
        QCOMPARE(block->timestamp(), before->timestamp() + 1802);
        QVERIFY(balance(chains.l2().canonical(), kSomebody) == kEther);
        const auto last = tests::require(chains.l2().reference(block->number() - 1));
        QCOMPARE(last.l1Origin.number, before->number());
    }

    /// The deposit is the bridge's, in the name of the messenger; the transaction is the censored account's.
    void aCensoredCrossingIsDelayedForHalfTheWindowAtMost()
    {
        TwoChains chains([](opstack::RollupConfig& config) { config.sequencerWindowSize = 20; });
        Faults faults;
        faults.censored = {account(0)};
        const BlockPointer before = chains.l1().chain().head();
        const Bytes call = eth::abi::callOf(
            "bridgeETHTo(address,uint32,bytes)", {kSomebody, std::uint64_t{200'000}, Bytes{}});
        chains.send(Layer::L1, 0, chains.deployment().contracts.l1StandardBridge, kEther, call, 1'000'000);
        const BlockPointer l1Block = chains.sealL1();
        while (chains.l1().chain().head()->number() < before->number() + 9)
            chains.slot(faults);
        QCOMPARE(chains.l2Head().l1Origin.number, before->number());
        chains.slot(faults);
        QVERIFY(firstOfEpoch(chains, l1Block->number()) != nullptr);
        QVERIFY(balance(chains.l2().canonical(), kSomebody) == kEther);
    }

    void theEquivocatingSequencerShowsAnotherValidChain()
    {
        TwoChains chains;
        chains.slot();
        const auto checker = chains.l2().canonical().fork(), otherChecker = chains.l2().canonical().fork();
        Faults faults;
        faults.sequencerEquivocates = true;
        const Hash sent = chains.send(Layer::L2, 0, kSomebody, kEther);
        const BlockPointer canonical = chains.sequence(faults);
        const BlockPointer shown = chains.l2().shown().head();
        QCOMPARE(usersTransactions(*canonical), std::size_t{0});
        QVERIFY(tests::contains(*shown, sent));
        QVERIFY(shown->hash != canonical->hash);
        QCOMPARE(shown->timestamp(), canonical->timestamp());
        QVERIFY(shown->block.transactions[0] == canonical->block.transactions[0]);
        QVERIFY(checker->append(canonical->block).has_value());
        QVERIFY(otherChecker->append(shown->block).has_value());
        QVERIFY(balance(chains.l2().shown(), kSomebody) == kEther);
        QVERIFY(balance(chains.l2().canonical(), kSomebody).isZero());

        chains.slot(faults);
        QCOMPARE(chains.l2().shown().head()->number(), chains.l2().canonical().head()->number());
        const BlockPointer honest = chains.sequence();
        QVERIFY(tests::contains(*honest, sent));
        QCOMPARE(chains.l2().shown().head()->hash, honest->hash);
    }

    void whatIsNoTransactionOfAUserIsRefused()
    {
        TwoChains chains;
        eth::Transaction deposit;
        deposit.type = eth::TransactionType::Deposit;
        deposit.to = kSomebody;
        QCOMPARE(chains.l2().submit(eth::encodeTransaction(deposit)).error().fault, base::Fault::Refused);
        QCOMPARE(chains.l2().submit(Bytes{1, 2, 3}).error().fault, base::Fault::Refused);
        eth::Transaction blob;
        blob.type = eth::TransactionType::Blob;
        blob.chainId = kL2ChainId;
        blob.to = kSomebody;
        blob.blobVersionedHashes = {Hash{}};
        const Role user = tests::require(practiceAccount(0));
        const auto signedBlob = tests::require(eth::signTransaction(blob, user.key));
        QCOMPARE(chains.l2().submit(eth::encodeTransaction(signedBlob)).error().fault, base::Fault::Refused);
    }
};

QTEST_APPLESS_MAIN(L2SequencingTest)
#include "l2_sequencing_test.moc"
