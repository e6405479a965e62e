#include "core/wallet/sender.h"

#include "core/crypto/keccak.h"
#include "core/eth/account.h"
#include "core/eth/units.h"
#include "core/trie/proof.h"

#include <algorithm>

namespace wallet {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using base::Uint256;

rpc::Call toCall(const Intent& intent)
{
    return {
        .from = intent.from, .to = intent.to, .value = intent.value, .data = intent.data, .gas = intent.gas};
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

/// True of the faults that asking another way can help with; not of those that all questions meet.
bool mayHelpToAskOtherwise(Fault fault)
{
    return fault != Fault::Offline && fault != Fault::Busy && fault != Fault::Cancelled &&
           fault != Fault::NotAllowed && fault != Fault::BadAnswer;
}

/// What a failure says, unless asking another way can help: then nothing.
template <typename T>
Result<std::optional<T>> ifServed(Result<T> answer)
{
    if (answer) return std::optional<T>(*std::move(answer));
    if (mayHelpToAskOtherwise(answer.error().fault)) return std::nullopt;
    return std::unexpected(std::move(answer).error());
}

/// What the state of this block says, by the node's own proof.
Result<std::uint64_t> provenNonce(
    const rpc::AccountProof& proof, const base::Address& account, const rpc::BlockHeader& block)
{
    const auto leaf =
        TRY(trie::prove(block.header.stateRoot, crypto::keccak256(account), proof.accountProof));
    if (!leaf) return std::uint64_t{0};
    const eth::Account proven = TRY(eth::parseAccount(*leaf));
    return proven.nonce;
}

Result<void> requireBelievableFee(const Uint256& maximumFee)
{
    if (maximumFee <= kHighestFee) return {};
    return fail(Fault::NotNow, "the fee could be " + ether(maximumFee) +
                                   ", and nodes do not pass on more than " + ether(kHighestFee) +
                                   ": gas is very dear, or the node errs");
}

Result<std::uint64_t> limitOf(const Intent& intent, std::uint64_t estimate, std::uint64_t spareGas)
{
    if (intent.gas) return *intent.gas;
    const std::uint64_t limit = TRY(gasLimitFor(estimate));
    return std::min(limit + std::min(spareGas, kMaxTransactionGas), kMaxTransactionGas);
}

} // namespace

base::Result<std::optional<rpc::BlockHeader>> Sender::fetchHead(std::stop_token stop)
{
    const auto head = TRY(ifServed(m_chain.fetchHeader(rpc::BlockTag::latest(), std::move(stop))));
    if (!head || !*head) return std::nullopt;
    return (*head)->unproven();
}

base::Result<rpc::FeeHistory> Sender::fetchFees(
    const std::optional<rpc::BlockHeader>& head, std::stop_token stop)
{
    auto answer = m_chain.fetchFeeHistory(kFeeHistoryBlocks, kFeeHistoryPercentile, stop);
    if (!answer && (!head || !mayHelpToAskOtherwise(answer.error().fault)))
        return std::unexpected(std::move(answer).error());
    rpc::FeeHistory history = answer ? answer->unproven() : TRY(historyFrom(head->header));
    if (head) TRY(requireNear(history.nextBaseFee, head->header));
    if (!history.tips.empty()) return history;
    if (const auto tip = TRY(ifServed(m_chain.fetchTip(std::move(stop)))))
        history.tips.push_back(tip->unproven());
    return history;
}

base::Result<NonceCounts> Sender::fetchNonces(const base::Address& account, std::stop_token stop)
{
    const auto latest = TRY(m_chain.fetchNonce(account, rpc::BlockTag::latest(), stop));
    // A node without the tag: our own records tell what waits.
    const auto pending =
        TRY(ifServed(m_chain.fetchNonce(account, rpc::BlockTag::pending(), std::move(stop))));
    return NonceCounts{latest.unproven(), pending ? pending->unproven() : latest.unproven()};
}

base::Result<std::uint64_t> Sender::freeNonce(const base::Address& account, const NonceCounts& counts)
{
    const auto ours = TRY(m_database.nonces(m_chain.chainId(), account, counts.latest));
    return nextNonce(counts, ours);
}

/// A node's count is held against its own proof of the newest block's state; the two may be a few blocks
/// apart. A proof that does not fit the block proves nothing either way: anvil's are of another state than
/// its headers'.
base::Result<void> Sender::requireTrueNonce(const base::Address& account, const NonceCounts& counts,
    const std::optional<rpc::BlockHeader>& head, std::stop_token stop)
{
    std::optional<rpc::AccountProof> proof;
    if (head)
        proof = TRY(ifServed(
            m_chain.fetchProof(account, {}, rpc::BlockTag::number(head->header.number), std::move(stop))));
    const Result<std::uint64_t> proven =
        proof ? provenNonce(*proof, account, *head) : fail(Fault::Unsupported, "no proof");
    if (!proven && counts.latest <= kHighestNonce) return {};
    if (!proven)
        return fail(Fault::BadData, "the node says that the account has sent " +
                                        std::to_string(counts.latest) + " transactions, and proves nothing");
    const std::uint64_t apart = std::max(*proven, counts.latest) - std::min(*proven, counts.latest);
    if (apart <= kForeignPending) return {};
    return fail(Fault::Mismatch, "the node says that the account has sent " + std::to_string(counts.latest) +
                                     " transactions, and its own proof says " + std::to_string(*proven));
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
    const auto head = TRY(fetchHead(stop));
    const rpc::FeeHistory history = TRY(fetchFees(head, stop));
    const Fees fees = TRY(suggestFees(history));
    const NonceCounts counts = TRY(fetchNonces(intent.from, stop));
    TRY(requireTrueNonce(intent.from, counts, head, stop));

    Plan plan;
    plan.madeAt = m_clock.steady();
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
    transaction.gas = TRY(limitOf(intent, plan.estimatedGas, spareGas));
    transaction.nonce = TRY(freeNonce(intent.from, counts));
    plan.maximumFee = TRY(feeOf(transaction.gas, fees.maxFeePerGas));
    plan.expectedFee = TRY(feeOf(plan.estimatedGas, fees.expectedPerGas));
    TRY(requireBelievableFee(plan.maximumFee));
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
    row.createdAt = m_clock.now();
    return record(std::move(row));
}

/// What has changed since the plan was made: what would be signed must still be able to happen.
base::Result<void> Sender::requireFresh(const Plan& plan, const base::Address& from, std::stop_token stop)
{
    if (m_clock.steady() - plan.madeAt > kPlanAge)
        return fail(Fault::Outdated, "the quote is older than a minute");
    const NonceCounts counts = TRY(fetchNonces(from, stop));
    const std::uint64_t nonce = TRY(freeNonce(from, counts));
    if (nonce != plan.transaction.nonce)
        return fail(Fault::Outdated, "nonce " + std::to_string(plan.transaction.nonce) +
                                         " has been used since: the next is " + std::to_string(nonce));
    const auto head = TRY(fetchHead(std::move(stop)));
    const bool isTooDear =
        head && head->header.baseFeePerGas.value_or(Uint256{}) > plan.transaction.maxFeePerGas;
    if (isTooDear) return fail(Fault::Outdated, "the base fee has risen above what the quote offers");
    return {};
}

base::Result<store::TransactionRow> Sender::submit(
    const Plan& plan, const base::Address& from, Signer& signer, const Record& record, std::stop_token stop)
{
    const std::scoped_lock order(m_order);
    if (signer.address() != from) return fail(Fault::Mismatch, "the signer is for another account");
    TRY(m_chain.checkChainId(stop));
    if (plan.transaction.chainId != m_chain.chainId())
        return fail(Fault::Mismatch, "the transaction is for another chain");
    TRY(requireFresh(plan, from, stop));
    if (stop.stop_requested()) return fail(Fault::Cancelled, "stopped");

    store::TransactionRow row = TRY(signAndRecord(plan.transaction, from, signer, record));
    // From here on the money may move: what fails now is told, and tried again later.
    return deliver(std::move(row), std::move(stop));
}

bool Sender::isNonceFree(const store::TransactionRow& row, std::stop_token stop)
{
    const auto next = m_chain.fetchNonce(row.account, rpc::BlockTag::latest(), std::move(stop));
    return next && next->unproven() <= row.nonce;
}

/// An error can hide a success, and only about a nonce that is still free is a "never" the last word.
store::DeliveryEnd Sender::judge(
    const rpc::SendFailure& no, const store::TransactionRow& row, std::stop_token stop)
{
    const auto known = m_chain.knowsTransaction(row.hash, stop);
    if (known && known->unproven()) return store::DeliveryEnd::Taken;
    if (no.mayHaveThem) return store::DeliveryEnd::Unknown;
    // That a node has lost what one has taken is said only where one was asked and answered.
    if (!known && row.delivery == store::Delivery::Accepted) return store::DeliveryEnd::Unknown;
    if (!no.isFinal) return store::DeliveryEnd::NotTaken;
    const bool isForGood = known && isNonceFree(row, std::move(stop));
    return isForGood ? store::DeliveryEnd::Refused : store::DeliveryEnd::Unknown;
}

store::TransactionRow Sender::deliver(store::TransactionRow row, std::stop_token stop)
{
    // A node of another chain would refuse for good what it cannot judge.
    if (const auto right = m_chain.checkChainId(stop); !right) {
        row.reason = "not sent: " + right.error().detail;
        return row;
    }
    if (const auto begun = m_database.beginDelivery(row.id); !begun) {
        row.reason = "not sent: " + begun.error().detail;
        return row;
    }
    ++row.openDeliveries;
    const auto sent = m_chain.sendRawTransaction(row.signedBytes, stop);
    const auto end = sent ? store::DeliveryEnd::Taken : judge(sent.error(), row, std::move(stop));
    const std::string words = sent ? std::string() : sent.error().detail;
    if (auto stored = m_database.endDelivery(row, end, words)) return *std::move(stored);
    // What came of it cannot be written: the doubt that is on the disk stays.
    row.reason = words;
    return row;
}

} // namespace wallet
