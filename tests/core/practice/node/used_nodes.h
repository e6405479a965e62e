#pragma once

#include "tests/core/practice/layers/posted_batches.h"
#include "tests/core/practice/node/node_line.h"

namespace tests {

inline std::string q(const base::Uint256& number)
{
    return base::toQuantity(number);
}
inline std::string h(base::ByteView bytes)
{
    return base::toHex0x(bytes);
}
inline base::Uint256 number(const nlohmann::json& quantity)
{
    return require(base::parseQuantity(quantity.get<std::string>()));
}

/// Both nodes of two chains on which something has happened: a deposit, a call that logs, one that fails.
class UsedNodes {
public:
    inline static const base::Address kNobody =
        *base::parseFixed<base::Address>("0x9999999999999999999999999999999999999999");

    UsedNodes()
        : m_l1(m_chains, practice::Layer::L1)
        , m_l2(m_chains, practice::Layer::L2)
    {
        use();
        findDeposit();
    }

    TwoChains& chains() { return m_chains; }
    const NodeLine& l1() const { return m_l1; }
    const NodeLine& l2() const { return m_l2; }
    const NodeLine& line(practice::Layer layer) const { return layer == practice::Layer::L1 ? m_l1 : m_l2; }

    /// On L2. Logs its calldata's first word as a topic and stores the number of the block in slot 0; without
    /// calldata it reverts.
    const base::Address& contract() const { return m_contract; }
    const base::Hash& call() const { return m_call; }       ///< of the contract, by user 2, with 5 wei
    const base::Hash& failure() const { return m_failure; } ///< a call that reverted, by user 3
    const base::Hash& deposit() const { return m_deposit; } ///< of 1000 wei to nobody

    nlohmann::json receipt(const base::Hash& transaction) const
    {
        return m_l2.ask("eth_getTransactionReceipt", {h(transaction)});
    }
    static base::Address user(std::uint32_t index)
    {
        return require(practice::practiceAccount(index)).address;
    }

private:
    void slots(int count)
    {
        for (int i = 0; i < count; ++i)
            m_chains.slot();
    }
    void use()
    {
        slots(1);
        m_contract = deployCode(
            m_chains, practice::Layer::L2, 2, *base::parseHex("366007575f5ffd5b435f555f355f5fa100"));
        m_chains.send(practice::Layer::L1, 3, kNobody, 17);
        m_chains.deposit(1, kNobody, 1000);
        slots(3);
        m_call = m_chains.send(practice::Layer::L2, 2, m_contract, 5, base::Bytes(32, 0x11), 100'000);
        m_failure = m_chains.send(practice::Layer::L2, 3, m_contract, 0, {}, 100'000);
        slots(2);
        postBatches(m_chains, 1, m_chains.l2().canonical().head()->number());
        slots(1);
        require(m_chains.l2().derive(m_chains.l1()));
    }
    void findDeposit()
    {
        for (std::uint64_t i = 0; i <= m_chains.l2().canonical().head()->number(); ++i) {
            const auto block = m_chains.l2Block(i);
            if (block->block.transactions.size() > 1 && block->block.transactions[1].to == kNobody) {
                m_deposit = block->transactionHashes[1];
                return;
            }
        }
        qFatal("the deposit has not arrived");
    }

    TwoChains m_chains;
    NodeLine m_l1, m_l2;
    base::Address m_contract;
    base::Hash m_call, m_failure, m_deposit;
};

} // namespace tests
