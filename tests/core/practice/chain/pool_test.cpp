#include "core/crypto/keccak.h"
#include "core/opstack/predeploys.h"
#include "core/practice/chain/pool.h"
#include "tests/core/practice/chain/small_chain.h"

#include <QTest>

#include <functional>

using base::Fault;
using base::Hash;
using eth::TransactionType;
using practice::Chain;
using practice::Layer;
using practice::Pool;
using namespace tests;

namespace {

constexpr std::uint64_t kGwei = 1'000'000'000;

eth::Transaction signedCall(std::uint8_t who, const eth::Transaction& transaction)
{
    return signedBy(who, transaction).transaction;
}

/// A transfer that offers this much of a tip, in Gwei.
eth::Transaction tipping(std::uint8_t who, std::uint64_t nonce, std::uint64_t tip)
{
    eth::Transaction transaction = call(nonce, kLogs);
    transaction.maxPriorityFeePerGas = tip * kGwei;
    transaction.maxFeePerGas = (tip + 2) * kGwei;
    return signedCall(who, transaction);
}

struct Refusal {
    const char* name;
    const char* words;
    std::function<void(eth::Transaction&)> change;
};

const std::vector<Refusal>& refusals()
{
    static const std::vector<Refusal> all{
        {"nonce too low", "nonce too low: next nonce 2, tx nonce 1", [](auto& tx) { tx.nonce = 1; }},
        {"nonce at its end", "nonce has max value", [](auto& tx) { tx.nonce = ~std::uint64_t{0}; }},
        {"deposit", "transaction type not supported", [](auto& tx) { tx.type = TransactionType::Deposit; }},
        {"another chain", "invalid sender: invalid chain id for signer: have 1 want 900",
            [](auto& tx) { tx.chainId = 1; }},
        {"little gas", "intrinsic gas too low: gas 20999, minimum needed 21000",
            [](auto& tx) { tx.gas = 20'999; }},
        {"below the floor", "insufficient gas for floor data gas cost: gas 60000, minimum needed 61000",
            [](auto& tx) {
                tx.data = Bytes(1000, 1);
                tx.gas = 60'000;
            }},
        {"block's gas", "exceeds block gas limit", [](auto& tx) { tx.gas = 30'000'001; }},
        {"EIP-7825", "transaction gas limit too high (cap: 16777216, tx: 16777217)",
            [](auto& tx) { tx.gas = (1 << 24) + 1; }},
        {"tip", "max priority fee per gas higher than max fee per gas",
            [](auto& tx) { tx.maxPriorityFeePerGas = tx.maxFeePerGas + Uint256(1); }},
        {"long", "oversized data: transaction size 131189, limit 131072",
            [](auto& tx) {
                tx.data = Bytes(131'072, 1);
                tx.gas = 10'000'000;
            }},
        {"initcode", "max initcode size exceeded: code size 49153, limit 49152",
            [](auto& tx) {
                tx.to.reset();
                tx.data = Bytes(49'153, 0);
                tx.gas = 10'000'000;
            }},
        {"funds", "insufficient funds for gas * price + value: balance 999",
            [](auto& tx) { tx.value = Uint256(1000) * Uint256(kEther); }},
        {"overflow", "insufficient funds for gas * price + value",
            [](auto& tx) { tx.maxFeePerGas = Uint256::max(); }},
        {"no authorizations", "set code tx must have at least one authorization tuple",
            [](auto& tx) { tx.type = TransactionType::SetCode; }},
        {"no blobs", "blobless blob transaction", [](auto& tx) { tx.type = TransactionType::Blob; }},
        {"many blobs", "too many blobs in transaction: have 7, permitted 6",
            [](auto& tx) {
                tx.type = TransactionType::Blob;
                Hash hash;
                hash[0] = 1;
                tx.blobVersionedHashes = std::vector(7, hash);
            }},
    };
    return all;
}

std::unique_ptr<Chain> smallRollup()
{
    opstack::RollupConfig config;
    config.l2ChainId = 901;
    for (std::size_t i = 0; i < opstack::kForkCount; ++i)
        config.setForkTime(static_cast<opstack::Fork>(i), 0);
    execution::Genesis genesis = smallGenesis();
    // Base fee 10 Gwei, base fee scalar 1,000,000: every byte costs.
    const std::vector<std::pair<Uint256, Uint256>> prices{{1, 10 * kGwei}, {3, Uint256(1'000'000) << 96}};
    genesis.state.put(opstack::kL1Block, 1, 0, Bytes{0}, prices);
    genesis.state.put(addressOf(3), 0, 200'000 * 3 * kGwei, {}, {});
    genesis.header.stateRoot = genesis.state.root();
    return *Chain::open(
        Layer::L2, execution::ChainRules::opStack(config), std::move(genesis), temporaryArchive());
}

} // namespace

class PoolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatNoBlockCouldTakeIsRefused_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < refusals().size(); ++i)
            QTest::newRow(refusals()[i].name) << static_cast<int>(i);
    }
    void whatNoBlockCouldTakeIsRefused()
    {
        QFETCH(const int, index);
        const Refusal& refusal = refusals()[static_cast<std::size_t>(index)];
        const auto chain = smallChain();
        extendBy(*chain, 2);
        eth::Transaction transaction = call(2, kLogs);
        refusal.change(transaction);
        if (transaction.type != TransactionType::Deposit) transaction = signedCall(1, transaction);
        Pool pool;
        const auto added = pool.add(transaction, *chain);
        QVERIFY(!added);
        QCOMPARE(added.error().fault, Fault::Refused);
        QVERIFY2(added.error().detail.starts_with(refusal.words), added.error().detail.c_str());
        QCOMPARE(pool.size(), 0u);
    }

    void whatNobodySignedIsRefused()
    {
        const auto chain = smallChain();
        QCOMPARE(Pool().add(call(0, kLogs), *chain).error().detail, std::string("invalid sender"));
    }

    void aContractSendsNothing()
    {
        execution::Genesis genesis = smallGenesis();
        genesis.state.put(addressOf(1), 0, kEther, Bytes{0}, {});
        genesis.header.stateRoot = genesis.state.root();
        const auto chain = *Chain::open(Layer::L1, smallRules(), std::move(genesis), temporaryArchive());
        const auto added = Pool().add(signedCall(1, call(0, kLogs)), *chain);
        QVERIFY(added.error().detail.starts_with("sender not an eoa"));
    }

    void aTransactionIsTakenOnce()
    {
        const auto chain = smallChain();
        Pool pool;
        const eth::Transaction transaction = signedCall(1, call(0, kLogs));
        const auto hash = pool.add(transaction, *chain);
        QCOMPARE(*hash, eth::transactionHash(transaction));
        QVERIFY(*pool.find(*hash) == transaction);
        QCOMPARE(pool.add(transaction, *chain).error().detail, std::string("already known"));
        QCOMPARE(pool.size(), 1u);
    }

    void aReplacementPaysATenthMore()
    {
        const auto chain = smallChain();
        Pool pool;
        const auto first = pool.add(tipping(1, 0, 10), *chain);
        QVERIFY(first.has_value());
        eth::Transaction tip = tipping(1, 0, 20);
        tip.maxPriorityFeePerGas = 10 * kGwei;
        for (const eth::Transaction& poor : {tipping(1, 0, 10), signedCall(1, tip), tipping(1, 0, 9)}) {
            const auto refused = pool.add(poor, *chain);
            QVERIFY(refused.error().detail == "replacement transaction underpriced" ||
                    refused.error().detail == "already known");
        }
        const auto second = pool.add(tipping(1, 0, 12), *chain);
        QVERIFY(second.has_value());
        QVERIFY(pool.find(*first) == nullptr);
        QCOMPARE(pool.size(), 1u);
    }

    void allOfASendersTransactionsMustBePayable()
    {
        const auto chain = smallChain();
        Pool pool;
        const Uint256 most = Uint256(600) * Uint256(kEther);
        QVERIFY(pool.add(signedCall(1, call(0, kLogs, most)), *chain).has_value());
        const auto second = pool.add(signedCall(1, call(1, kLogs, most)), *chain);
        QVERIFY(second.error().detail.starts_with("insufficient funds for gas * price + value: balance"));
        QVERIFY(second.error().detail.find("queued cost 600000600000000000000") != std::string::npos);
        // In place of the first it would be.
        eth::Transaction better = call(0, kLogs, most);
        better.maxFeePerGas *= 2;
        better.maxPriorityFeePerGas *= 2;
        QVERIFY(pool.add(signedCall(1, better), *chain).has_value());
    }

    void whoPaysMoreGoesFirstAndNoncesInOrder()
    {
        const auto chain = smallChain();
        Pool pool;
        for (const auto& transaction :
            {tipping(1, 1, 30), tipping(1, 0, 5), tipping(2, 0, 7), tipping(2, 1, 4), tipping(2, 3, 99)})
            QVERIFY(pool.add(transaction, *chain).has_value());
        std::vector<std::pair<Address, std::uint64_t>> order;
        for (const auto& ready : pool.ready(kGwei, chain->state()))
            order.emplace_back(ready.sender, ready.transaction.nonce);
        const std::vector<std::pair<Address, std::uint64_t>> expected{
            {addressOf(2), 0}, {addressOf(1), 0}, {addressOf(1), 1}, {addressOf(2), 1}};
        QVERIFY(order == expected);
        QCOMPARE(pool.nextNonce(addressOf(2), 0), 2u);
        QCOMPARE(pool.nextNonce(addressOf(2), 3), 4u);
        QCOMPARE(pool.nextNonce(addressOf(1), 2), 2u);
    }

    void atTheSamePriceWhoCameFirstGoesFirst()
    {
        const auto chain = smallChain();
        for (const auto& [first, second] : {std::pair<std::uint8_t, std::uint8_t>(1, 2), {2, 1}}) {
            Pool pool;
            QVERIFY(pool.add(tipping(first, 0, 5), *chain).has_value());
            QVERIFY(pool.add(tipping(second, 0, 5), *chain).has_value());
            QCOMPARE(pool.ready(kGwei, chain->state()).front().sender, addressOf(first));
        }
    }

    void whatOffersLessThanTheBaseFeeWaits()
    {
        const auto chain = smallChain();
        Pool pool;
        eth::Transaction cheap = call(0, kLogs);
        cheap.maxFeePerGas = cheap.maxPriorityFeePerGas = 5;
        QVERIFY(pool.add(signedCall(1, cheap), *chain).has_value());
        QVERIFY(pool.add(tipping(1, 1, 50), *chain).has_value());
        QVERIFY(pool.ready(kGwei, chain->state()).empty());
        QCOMPARE(pool.ready(5, chain->state()).size(), 2u);
    }

    void whatHasBecomeImpossibleIsForgotten()
    {
        const auto chain = smallChain();
        Pool pool;
        const auto used = pool.add(signedCall(1, call(0, kLogs)), *chain);
        const auto poor = pool.add(signedCall(1, call(2, kLogs, Uint256(500) * Uint256(kEther))), *chain);
        const auto good = pool.add(signedCall(1, call(1, kLogs)), *chain);
        QVERIFY(used && poor && good);
        extend(*chain, {signedBy(1, call(0, addressOf(2), Uint256(600) * Uint256(kEther)))});
        pool.prune(chain->state());
        QVERIFY(pool.find(*used) == nullptr);
        QVERIFY(pool.find(*poor) == nullptr);
        QVERIFY(pool.find(*good) != nullptr);
        QCOMPARE(pool.size(), 1u);
    }

    void transactionsOfLostBlocksWaitAgain()
    {
        const auto chain = smallChain();
        extend(*chain, {signedBy(1, call(0, kLogs)), signedBy(1, call(1, kLogs))});
        const auto removed = *chain->rollBack(0);
        Pool pool;
        pool.restore(removed);
        QCOMPARE(pool.size(), 2u);
        QVERIFY(*pool.find(removed[0]->transactionHashes[1]) == removed[0]->block.transactions[1]);
        QCOMPARE(pool.ready(kGwei, chain->state()).size(), 2u);
    }

    void aPoolComesBackInItsOrder()
    {
        const auto chain = smallChain();
        Pool pool, other;
        for (const auto& transaction : {tipping(2, 0, 5), tipping(1, 0, 5), tipping(1, 1, 5)})
            QVERIFY(pool.add(transaction, *chain).has_value());
        QVERIFY(other.load(pool.encode()).has_value());
        QVERIFY(other.all() == pool.all());
        QCOMPARE(other.ready(kGwei, chain->state()).front().sender, addressOf(2));
        QVERIFY(other.load(Bytes{0xc1, 0xc0}).error().fault == Fault::BadData);
    }

    void aSenderHasBounds()
    {
        const auto chain = smallChain();
        Pool pool;
        for (std::uint64_t nonce = 0; nonce < 64; ++nonce)
            QVERIFY(pool.add(signedCall(1, call(nonce, kLogs)), *chain).has_value());
        QCOMPARE(pool.add(signedCall(1, call(64, kLogs)), *chain).error().detail,
            std::string("account limit exceeded"));
        QVERIFY(pool.add(tipping(1, 63, 10), *chain).has_value());
    }

    void theRollupsOwnFeesCountToo()
    {
        const auto chain = smallRollup();
        eth::Transaction transaction = call(0, kLogs);
        transaction.chainId = 901;
        // All that account 3 has goes for gas: nothing is left for L1's data.
        const auto poor = Pool().add(signedCall(3, transaction), *chain);
        QVERIFY(poor.error().detail.starts_with("insufficient funds for gas * price + value"));
        QVERIFY(Pool().add(signedCall(1, transaction), *chain).has_value());
    }

    void aRollupTakesNoBlobs()
    {
        const auto chain = smallRollup();
        eth::Transaction transaction = call(0, kLogs);
        transaction.chainId = 901;
        transaction.type = TransactionType::Blob;
        transaction.blobVersionedHashes.resize(1);
        transaction.blobVersionedHashes[0][0] = 1;
        QCOMPARE(Pool().add(signedCall(1, transaction), *chain).error().detail,
            std::string("transaction type not supported"));
    }
};

QTEST_GUILESS_MAIN(PoolTest)
#include "pool_test.moc"
