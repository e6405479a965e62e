#include "core/practice/chain/pool.h"

#include "core/eth/rlp.h"
#include "core/execution/fees.h"
#include "core/practice/chain/pool_rules.h"

#include <queue>

#include <algorithm>

namespace practice {
namespace {

using base::Fault;

constexpr std::size_t kMaxWaiting = 4096;
constexpr std::size_t kMaxOfSender = 64;

} // namespace

base::Result<Hash> Pool::add(const eth::Transaction& transaction, Chain& chain)
{
    TRY(checkForm(transaction, chain));
    const auto sender = eth::recoverSender(transaction);
    if (!sender) return base::fail(Fault::Refused, "invalid sender");
    const Hash hash = eth::transactionHash(transaction);
    if (m_byHash.contains(hash)) return base::fail(Fault::Refused, "already known");
    TRY(checkSender(transaction, *sender, chain.state()));
    const Uint256 balance = chain.state().account(*sender).value_or(eth::Account()).balance;
    const Uint256 others = othersCost(*sender, transaction.nonce);
    TRY(checkFunds(balance, others, worstCost(transaction, chain)));
    const auto own = m_waiting.find(*sender);
    const bool isKnownSender = own != m_waiting.end();
    if (isKnownSender && own->second.contains(transaction.nonce)) {
        TRY(checkReplacement(transaction, own->second.at(transaction.nonce).transaction));
    } else {
        if (isKnownSender && own->second.size() >= kMaxOfSender)
            return base::fail(Fault::Refused, "account limit exceeded");
        if (size() >= kMaxWaiting) return base::fail(Fault::Refused, "txpool is full");
    }
    put(transaction, *sender, hash);
    return hash;
}

void Pool::put(const eth::Transaction& transaction, const Address& sender, const Hash& hash)
{
    BySender& own = m_waiting[sender];
    const auto before = own.find(transaction.nonce);
    if (before != own.end()) m_byHash.erase(before->second.hash);
    own.insert_or_assign(transaction.nonce, Waiting{transaction, sender, hash, m_arrivals++});
    m_byHash.insert_or_assign(hash, std::pair(sender, transaction.nonce));
}

/// What the sender's transactions with other nonces may take.
Uint256 Pool::othersCost(const Address& sender, std::uint64_t nonce) const
{
    Uint256 sum;
    const auto own = m_waiting.find(sender);
    if (own == m_waiting.end()) return sum;
    for (const auto& [other, waiting] : own->second)
        if (other != nonce) sum += worstCost(waiting.transaction);
    return sum;
}

std::vector<execution::PoolTransaction> Pool::ready(
    const Uint256& baseFee, execution::MemoryState& state) const
{
    struct Next {
        Uint256 price;
        const BySender* own;
        const Waiting* waiting;

        bool operator<(const Next& other) const
        {
            return price != other.price ? price < other.price : waiting->arrival > other.waiting->arrival;
        }
    };
    std::priority_queue<Next> next;
    const auto consider = [&](const BySender& own, std::uint64_t nonce) {
        const auto found = own.find(nonce);
        if (found == own.end()) return;
        const auto price = execution::effectiveGasPrice(found->second.transaction, baseFee);
        if (price) next.push({*price, &own, &found->second});
    };
    for (const auto& [sender, own] : m_waiting)
        consider(own, state.account(sender).value_or(eth::Account()).nonce);
    std::vector<execution::PoolTransaction> ready;
    while (!next.empty()) {
        const Next best = next.top();
        next.pop();
        ready.push_back({best.waiting->transaction, best.waiting->sender});
        consider(*best.own, best.waiting->transaction.nonce + 1);
    }
    return ready;
}

void Pool::prune(execution::MemoryState& state)
{
    for (auto& [sender, own] : m_waiting) {
        const eth::Account account = state.account(sender).value_or(eth::Account());
        std::erase_if(own, [&](const auto& entry) {
            const Waiting& waiting = entry.second;
            const bool isPossible = waiting.transaction.nonce >= account.nonce &&
                                    worstCost(waiting.transaction) <= account.balance;
            if (!isPossible) m_byHash.erase(waiting.hash);
            return !isPossible;
        });
    }
    std::erase_if(m_waiting, [](const auto& entry) { return entry.second.empty(); });
}

void Pool::restore(std::span<const BlockPointer> blocks)
{
    for (const BlockPointer& block : blocks)
        for (std::size_t i = 0; i < block->senders.size(); ++i) {
            const eth::Transaction& transaction = block->block.transactions[i];
            if (transaction.type == eth::TransactionType::Deposit) continue;
            put(transaction, block->senders[i], block->transactionHashes[i]);
        }
}

const eth::Transaction* Pool::find(const Hash& hash) const
{
    const auto found = m_byHash.find(hash);
    if (found == m_byHash.end()) return nullptr;
    const auto& [sender, nonce] = found->second;
    return &m_waiting.at(sender).at(nonce).transaction;
}

std::uint64_t Pool::nextNonce(const Address& sender, std::uint64_t next) const
{
    const auto own = m_waiting.find(sender);
    if (own == m_waiting.end()) return next;
    while (own->second.contains(next))
        ++next;
    return next;
}

std::size_t Pool::size() const
{
    return m_byHash.size();
}

std::vector<eth::Transaction> Pool::all() const
{
    std::map<std::uint64_t, const eth::Transaction*> ordered;
    for (const auto& [sender, own] : m_waiting)
        for (const auto& [nonce, waiting] : own)
            ordered.emplace(waiting.arrival, &waiting.transaction);
    std::vector<eth::Transaction> all;
    for (const auto& [arrival, transaction] : ordered)
        all.push_back(*transaction);
    return all;
}

Bytes Pool::encode() const
{
    eth::rlp::Writer out;
    out.list([&] {
        for (const eth::Transaction& transaction : all())
            out.string(eth::encodeTransaction(transaction));
    });
    return out.take();
}

base::Result<void> Pool::load(ByteView encoded)
{
    eth::rlp::Reader in = TRY(eth::rlp::openList(encoded));
    while (!in.atEnd()) {
        const ByteView bytes = TRY(in.string());
        const eth::Transaction transaction = TRY(eth::parseTransaction(bytes));
        const Address sender = TRY(eth::recoverSender(transaction));
        put(transaction, sender, eth::transactionHash(transaction));
    }
    return {};
}

} // namespace practice
