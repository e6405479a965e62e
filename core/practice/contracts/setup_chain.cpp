#include "core/practice/contracts/setup_chain.h"

#include "core/crypto/keccak.h"
#include "core/eth/address.h"

namespace practice {

using base::Fault;

namespace {

constexpr std::uint64_t kGasLimit = 1u << 24; ///< EIP-7825: the most that a transaction may have
constexpr std::uint64_t kGwei = 1'000'000'000;

/// Any value will do; the same on every run.
base::Hash randomnessOf(std::uint64_t number)
{
    return crypto::keccak256(base::asBytes("practice setup block " + std::to_string(number)));
}

execution::BlockAttributes attributesAfter(const eth::Header& parent)
{
    execution::BlockAttributes attributes;
    attributes.timestamp = parent.timestamp + kL1BlockTime;
    attributes.prevRandao = randomnessOf(parent.number + 1);
    attributes.parentBeaconBlockRoot = randomnessOf(parent.number);
    attributes.withdrawals.emplace();
    attributes.gasLimit = parent.gasLimit;
    return attributes;
}

} // namespace

SetupChain::SetupChain(const execution::ChainRules& rules, const execution::Genesis& genesis)
    : m_rules(rules)
    , m_head(genesis.header)
    , m_state(genesis.state)
{
}

std::uint64_t SetupChain::nextNonce(const Address& sender) const
{
    const std::optional<eth::Account> account = m_state.account(sender);
    const auto waiting = std::ranges::count(m_queue, sender, &execution::PoolTransaction::sender);
    return (account ? account->nonce : 0) + static_cast<std::uint64_t>(waiting);
}

base::Result<void> SetupChain::queue(
    const Role& sender, std::optional<Address> to, ByteView data, const Uint256& value)
{
    eth::Transaction transaction;
    transaction.type = eth::TransactionType::FeeMarket;
    transaction.chainId = kL1ChainId;
    transaction.nonce = nextNonce(sender.address);
    transaction.maxPriorityFeePerGas = kGwei;
    transaction.maxFeePerGas = 1000 * kGwei;
    transaction.gas = kGasLimit;
    transaction.to = to;
    transaction.value = value;
    transaction.data = base::toBytes(data);
    m_queue.push_back({TRY(eth::signTransaction(std::move(transaction), sender.key)), sender.address});
    return {};
}

base::Result<Address> SetupChain::create(const Role& sender, ByteView initCode)
{
    const Address address = eth::createAddress(sender.address, nextNonce(sender.address));
    TRY(queue(sender, std::nullopt, initCode, {}));
    return address;
}

base::Result<void> SetupChain::send(
    const Role& sender, const Address& to, ByteView data, const Uint256& value)
{
    return queue(sender, to, data, value);
}

/// Gives how many transactions got in: those are the first.
base::Result<std::size_t> SetupChain::sealBlock(std::span<const execution::PoolTransaction> waiting)
{
    execution::BuiltBlock built =
        TRY(execution::buildBlock(m_rules, m_head, attributesAfter(m_head), waiting, m_state, {{}, m_codes}));
    const std::size_t count = built.block.transactions.size();
    if (count == 0) return base::fail(Fault::Refused, "setup: " + built.leftOut.front().why);
    for (std::size_t i = 0; i < count; ++i)
        if (!built.outcome.receipts[i].succeeded)
            return base::fail(
                Fault::Refused, "setup: transaction " + std::to_string(m_sealed + i) + " failed");
    m_sealed += count;
    m_head = built.outcome.header;
    m_blocks.push_back(std::move(built.block));
    return count;
}

base::Result<void> SetupChain::seal()
{
    std::span<const execution::PoolTransaction> waiting = m_queue;
    while (!waiting.empty()) {
        const std::size_t count = TRY(sealBlock(waiting));
        waiting = waiting.subspan(count);
    }
    m_queue.clear();
    return {};
}

} // namespace practice
