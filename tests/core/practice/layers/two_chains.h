#pragma once

#include "core/eth/abi.h"
#include "core/practice/contracts/deployment_genesis.h"
#include "core/practice/layers/l2.h"

#include <QtGlobal>

#include <functional>

namespace tests {

/// The value, or the end of the test program with the reason.
template <typename T>
T require(base::Result<T> result)
{
    if (!result) qFatal("%s", result.error().detail.c_str());
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// An L1 and a rollup on it without their operators: the test seals, sequences and marks.
class TwoChains {
public:
    using Change = std::function<void(opstack::RollupConfig&)>;

    /// The current generation, its rollup configuration changed first.
    explicit TwoChains(const Change& change = {})
        : m_config(deployment().rollup)
        , m_archive(require(practice::Archive::open({})))
    {
        if (change) change(m_config);
        m_l2Genesis = require(practice::makeL2Genesis(deployment().l2Genesis.state, m_config));
        m_l1 = std::make_unique<practice::L1>(require(practice::Chain::open(practice::Layer::L1,
                                                  deployment().l1Rules, deployment().l1Genesis, m_archive)),
            m_archive, 1);
        for (const eth::Block& block : deployment().l1Setup)
            require(l1().chain().append(block));
        m_l2 = openL2();
    }

    practice::L1& l1() { return *m_l1; }
    practice::L2& l2() { return *m_l2; }
    static const practice::Deployment& deployment()
    {
        static const auto deployed = require(practice::deploy(practice::Generation::Current, kGenesisTime));
        return deployed;
    }
    const opstack::RollupConfig& config() const { return m_config; }

    /// L1's next block; slots in between can be missed.
    practice::BlockPointer sealL1(std::uint64_t slots = 1)
    {
        return require(l1().seal(l1().chain().head()->timestamp() + slots * practice::kL1BlockTime));
    }
    /// Null when no block can be built.
    practice::BlockPointer sequence(const practice::Faults& faults = {})
    {
        return require(l2().sequence(l1(), faults));
    }
    /// L2 blocks up to the time of L1's head.
    void catchUp(const practice::Faults& faults = {})
    {
        while (l2().canonical().head()->timestamp() < l1().chain().head()->timestamp())
            if (!sequence(faults)) qFatal("the sequencer is stuck");
    }
    /// An L1 block and the L2 blocks up to it.
    void slot(const practice::Faults& faults = {})
    {
        sealL1();
        catchUp(faults);
    }

    /// Submits a transaction of a user; gives its hash.
    base::Hash send(practice::Layer layer, std::uint32_t account, const base::Address& to,
        const base::Uint256& value, base::Bytes data = {}, std::uint64_t gas = 21'000)
    {
        const base::Bytes raw = signedBy(layer, account, to, value, std::move(data), gas);
        return require(layer == practice::Layer::L1 ? l1().submit(raw) : l2().submit(raw));
    }
    /// A deposit through the portal; gives the hash of the L1 transaction.
    base::Hash deposit(std::uint32_t account, const base::Address& to, const base::Uint256& value)
    {
        const base::Bytes call = eth::abi::callOf("depositTransaction(address,uint256,uint64,bool,bytes)",
            {to, value, std::uint64_t{100'000}, false, base::Bytes{}});
        return send(
            practice::Layer::L1, account, deployment().contracts.optimismPortal, value, call, 1'000'000);
    }
    base::Bytes signedBy(practice::Layer layer, std::uint32_t account, const base::Address& to,
        const base::Uint256& value, base::Bytes data, std::uint64_t gas)
    {
        const bool isL1 = layer == practice::Layer::L1;
        const practice::Role user = require(practice::practiceAccount(account));
        practice::Chain& chain = isL1 ? l1().chain() : l2().shown();
        const practice::Pool& pool = isL1 ? l1().pool() : l2().pool();
        eth::Transaction tx;
        tx.type = eth::TransactionType::FeeMarket;
        tx.chainId = isL1 ? practice::kL1ChainId : practice::kL2ChainId;
        tx.nonce = pool.nextNonce(user.address, chain.state().account(user.address)->nonce);
        tx.maxFeePerGas = base::Uint256{20'000'000'000};
        tx.maxPriorityFeePerGas = base::Uint256{1'000'000};
        tx.gas = gas;
        tx.to = to;
        tx.value = value;
        tx.data = std::move(data);
        return eth::encodeTransaction(require(eth::signTransaction(std::move(tx), user.key)));
    }

    practice::BlockPointer l2Block(std::uint64_t number) { return require(l2().canonical().block(number)); }
    opstack::L2BlockRef l2Head() { return require(l2().reference(l2().canonical().head()->number())); }

    /// Saves, and opens L2 again from what is saved.
    void reopenL2()
    {
        require(l2().save());
        require(m_archive->commit());
        m_l2 = openL2();
        require(l2().load());
    }

    static constexpr std::uint64_t kGenesisTime = 1'790'000'000;

private:
    std::unique_ptr<practice::L2> openL2()
    {
        auto chain = require(practice::Chain::open(
            practice::Layer::L2, execution::ChainRules::opStack(m_config), m_l2Genesis, m_archive));
        return std::make_unique<practice::L2>(std::move(chain), m_archive, m_config);
    }

    opstack::RollupConfig m_config;
    execution::Genesis m_l2Genesis;
    std::shared_ptr<practice::Archive> m_archive;
    std::unique_ptr<practice::L1> m_l1;
    std::unique_ptr<practice::L2> m_l2;
};

/// How many transactions of users are in the block.
inline std::size_t usersTransactions(const practice::SealedBlock& block)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(block.block.transactions, [](const eth::Transaction& transaction) {
            return transaction.type != eth::TransactionType::Deposit;
        }));
}

inline bool contains(const practice::SealedBlock& block, const base::Hash& transaction)
{
    return std::ranges::count(block.transactionHashes, transaction) > 0;
}

} // namespace tests
