#include "core/wallet/sender.h"

#include "core/eth/units.h"
#include "core/wallet/nonces.h"

#include <algorithm>

namespace wallet {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using base::Uint256;

rpc::Call toCall(const Intent& intent)
{
    return {.from = intent.from, .to = intent.to, .value = intent.value, .data = intent.data, .gas = {}};
}

/// A device could return something else than what it was shown.
Result<void> requireSame(
    const eth::Transaction& planned, const eth::Transaction& signedOne, const base::Address& from)
{
    eth::Transaction bare = signedOne;
    bare.r = planned.r;
    bare.s = planned.s;
    bare.yParity = planned.yParity;
    if (bare != planned)
        return fail(Fault::Mismatch, "the signer returned another transaction than it was given");
    const base::Address signer = TRY(eth::recoverSender(signedOne));
    if (signer != from) return fail(Fault::Mismatch, "the signature is of another account");
    return {};
}

std::string ether(const Uint256& wei)
{
    return eth::formatAmount(wei, eth::kEtherDecimals) + " ETH";
}

Result<void> requireFunds(const Uint256& balance, const Uint256& value, const Uint256& maximumFee)
{
    const Uint256 total = value + maximumFee;
    const bool overflows = total < value;
    if (!overflows && balance >= total) return {};
    const std::string fee = maximumFee.isZero() ? " and a fee" : " and a fee of up to " + ether(maximumFee);
    return fail(
        Fault::Funds, "the account has " + ether(balance) + ", and " + ether(value) + fee + " are needed");
}

} // namespace

base::Result<std::uint64_t> Sender::freeNonce(const base::Address& account, std::stop_token stop)
{
    const auto pending = TRY(m_chain.fetchNonce(account, rpc::BlockTag::pending(), std::move(stop)));
    const auto ours = TRY(m_database.nonces(m_chain.chainId(), account, pending.unproven()));
    return nextNonce(pending.unproven(), ours);
}

base::Result<Plan> Sender::plan(const Intent& intent, std::uint64_t spareGas, std::stop_token stop)
{
    const std::scoped_lock order(m_order);
    TRY(m_chain.checkChainId(stop));
    const auto balance = TRY(m_chain.fetchBalance(intent.from, rpc::BlockTag::latest(), stop));
    TRY(requireFunds(balance.unproven(), intent.value, {}));
    // The call gives the reason of a revert where some nodes' estimates do not.
    TRY(m_chain.call(toCall(intent), rpc::BlockTag::latest(), stop));
    const auto estimate = TRY(m_chain.estimateGas(toCall(intent), stop));
    const auto history = TRY(m_chain.fetchFeeHistory(kFeeHistoryBlocks, kFeeHistoryPercentile, stop));
    const Fees fees = TRY(suggestFees(history.unproven()));

    Plan plan;
    plan.estimatedGas = estimate.unproven();
    plan.balance = balance.unproven();
    eth::Transaction& transaction = plan.transaction;
    transaction.type = eth::TransactionType::FeeMarket;
    transaction.chainId = m_chain.chainId();
    transaction.to = intent.to;
    transaction.value = intent.value;
    transaction.data = intent.data;
    transaction.maxFeePerGas = fees.maxFeePerGas;
    transaction.maxPriorityFeePerGas = fees.maxPriorityFeePerGas;
    const std::uint64_t limit = TRY(gasLimitFor(plan.estimatedGas));
    transaction.gas = std::min(limit + std::min(spareGas, kMaxTransactionGas), kMaxTransactionGas);
    transaction.nonce = TRY(freeNonce(intent.from, stop));
    plan.maximumFee = TRY(feeOf(transaction.gas, fees.maxFeePerGas));
    plan.expectedFee = TRY(feeOf(plan.estimatedGas, fees.expectedPerGas));
    TRY(requireFunds(plan.balance, intent.value, plan.maximumFee));
    return plan;
}

base::Result<store::TransactionRow> Sender::signAndRecord(
    const eth::Transaction& planned, const base::Address& from, Signer& signer, const Record& record)
{
    const eth::Transaction signedOne = TRY(signer.sign(planned));
    TRY(requireSame(planned, signedOne, from));
    store::TransactionRow row;
    row.chainId = m_chain.chainId();
    row.account = from;
    row.nonce = planned.nonce;
    row.hash = eth::transactionHash(signedOne);
    row.signedBytes = eth::encodeTransaction(signedOne);
    row.createdAt = base::systemClock().now();
    return record(std::move(row));
}

base::Result<Sender::Submitted> Sender::submit(const eth::Transaction& planned, const base::Address& from,
    Signer& signer, const Record& record, std::stop_token stop)
{
    const std::scoped_lock order(m_order);
    if (signer.address() != from) return fail(Fault::Mismatch, "the signer is for another account");
    TRY(m_chain.checkChainId(stop));
    if (planned.chainId != m_chain.chainId())
        return fail(Fault::Mismatch, "the transaction is for another chain");
    const std::uint64_t nonce = TRY(freeNonce(from, stop));
    if (nonce != planned.nonce)
        return fail(Fault::NotYet, "nonce " + std::to_string(planned.nonce) +
                                       " has been used since: the next is " + std::to_string(nonce));
    if (stop.stop_requested()) return fail(Fault::Cancelled, "stopped");

    store::TransactionRow row = TRY(signAndRecord(planned, from, signer, record));
    // From here on the money may move: what fails now is told, and tried again later.
    const Delivered delivered = deliver(row, std::move(stop));
    if (delivered.delivery != row.delivery && m_database.setDelivery(row.id, delivered.delivery))
        row.delivery = delivered.delivery;
    return Submitted{std::move(row), delivered.words};
}

bool Sender::isInChainOrPool(const base::Hash& hash, std::stop_token stop)
{
    const auto known = m_chain.knowsTransaction(hash, std::move(stop));
    return known && known->unproven();
}

bool Sender::isNonceFree(const store::TransactionRow& row, std::stop_token stop)
{
    const auto next = m_chain.fetchNonce(row.account, rpc::BlockTag::latest(), std::move(stop));
    return next && next->unproven() <= row.nonce;
}

Delivered Sender::deliver(const store::TransactionRow& row, std::stop_token stop)
{
    const auto sent = m_chain.sendRawTransaction(row.signedBytes, stop);
    if (sent) return {store::Delivery::Accepted, {}};
    // An error can hide a success: a nonce is too low when this transaction has used it, which the node may
    // not find yet. Only about a nonce that is still free is its "no" the last word.
    if (isInChainOrPool(row.hash, stop)) return {store::Delivery::Accepted, {}};
    const bool saidNo = sent.error().fault == Fault::Refused && isNonceFree(row, std::move(stop));
    return {saidNo ? store::Delivery::Refused : store::Delivery::Recorded, sent.error().detail};
}

} // namespace wallet
