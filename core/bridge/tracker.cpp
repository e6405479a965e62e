#include "core/bridge/tracker.h"

#include "core/bridge/activity_row.h"
#include "core/crypto/keccak.h"
#include "core/eth/abi_event.h"
#include "core/opstack/deposit.h"
#include "core/opstack/predeploys.h"

#include <algorithm>

namespace bridge {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using store::BlockRow;
using store::Delivery;
using store::DepositRow;
using store::RecordedDeposit;

constexpr const char* kMaybeReplaced =
    "the account's next nonce is past this one, and no block is known to have the transaction: another may "
    "have taken its place, which is certain once it is final";

const eth::abi::Event& relayedMessage()
{
    static const eth::abi::Event event = eth::abi::knownEvent("RelayedMessage(bytes32 indexed msgHash)");
    return event;
}

/// Whether a block is final. Final numbers only grow, so a node is asked about newer blocks only; one that
/// does not answer leaves them open.
bool isFinal(const BlockRow& block, std::uint64_t& known, rpc::Chain& chain, std::stop_token stop)
{
    if (block.number <= known) return true;
    const auto said = chain.fetchHeader(rpc::BlockTag::finalized(), std::move(stop));
    if (said && *said) known = std::max(known, (*said)->unproven().header.number);
    return block.number <= known;
}

Result<bool> isInChain(const BlockRow& block, rpc::Chain& chain, std::stop_token stop)
{
    const auto said = TRY(chain.fetchHeader(rpc::BlockTag::number(block.number), std::move(stop)));
    return said && said->unproven().hash == block.hash;
}

/// Everything that named a block.
void dropFacts(DepositRow& row)
{
    row.l1Block.reset();
    row.l1Succeeded = false;
    row.l2Hash.reset();
    row.l2Block.reset();
    row.l2Outcome = 0;
}

/// The L2 transaction that the portal's one log of this receipt stands for.
Result<eth::Transaction> depositIn(const rpc::TransactionReceipt& receipt, const Address& portal)
{
    const auto& logs = receipt.receipt.logs;
    const auto isDeposit = [&](const eth::Log& log) {
        return log.address == portal && !log.topics.empty() &&
               log.topics[0] == opstack::kTransactionDepositedTopic;
    };
    const auto found = std::ranges::find_if(logs, isDeposit);
    if (found == logs.end())
        return fail(Fault::Mismatch, "the L1 transaction succeeded without a deposit in its logs");
    const auto index = receipt.firstLogIndex + static_cast<std::uint64_t>(found - logs.begin());
    return opstack::parseDeposit(*found, receipt.blockHash, index);
}

/// The messenger logs the hash of the relayMessage calldata, which is the deposit's calldata (messengers.md).
bool isRelayed(const rpc::TransactionReceipt& receipt, const Hash& messageHash)
{
    return std::ranges::any_of(receipt.receipt.logs, [&](const eth::Log& log) {
        return log.address == opstack::kL2CrossDomainMessenger && eth::abi::isEvent(relayedMessage(), log) &&
               log.topics[1] == messageHash;
    });
}

} // namespace

/// An ended deposit is looked at until no reorg can change it any more.
bool Tracker::isWorthALook(const RecordedDeposit& recorded, std::stop_token stop)
{
    const DepositRow& row = recorded.deposit;
    const DepositStage now = toActivity(recorded).stage();
    if (!isEnd(now)) return true;
    if (!row.l1Block) return !row.nonceUsed;
    if (now == DepositStage::RevertedOnL1)
        return !isFinal(*row.l1Block, m_finalOnL1, m_route.l1, std::move(stop));
    return !isFinal(*row.l2Block, m_finalOnL2, m_route.l2, std::move(stop));
}

base::Result<bool> Tracker::isNoncePast(
    const store::TransactionRow& row, const rpc::BlockTag& tag, std::stop_token stop)
{
    const auto next = TRY(m_route.l1.fetchNonce(row.account, tag, std::move(stop)));
    return next.unproven() > row.nonce;
}

/// A node's state can be ahead of its index of receipts, and one of several nodes behind one name ahead of
/// another: what the newest block's nonce says may be this very transaction's doing. Not so a final block's.
base::Result<bool> Tracker::isReplacedForGood(const store::TransactionRow& row, std::stop_token stop)
{
    if (!TRY(isNoncePast(row, rpc::BlockTag::finalized(), stop))) return false;
    const auto receipt = TRY(m_route.l1.fetchReceipt(row.hash, std::move(stop)));
    return !receipt.has_value();
}

base::Result<void> Tracker::lookOutsideL1(RecordedDeposit& recorded, std::stop_token stop)
{
    dropFacts(recorded.deposit);
    recorded.deposit.nonceUsed = false;
    if (TRY(isNoncePast(recorded.transaction, rpc::BlockTag::latest(), stop))) {
        recorded.deposit.nonceUsed = TRY(isReplacedForGood(recorded.transaction, std::move(stop)));
        if (!recorded.deposit.nonceUsed) recorded.deposit.lastError = kMaybeReplaced;
        return {};
    }
    if (recorded.transaction.delivery == Delivery::Refused) return {};

    const auto known = TRY(m_route.l1.knowsTransaction(recorded.transaction.hash, stop));
    const wallet::Delivered delivered = known.unproven()
                                            ? wallet::Delivered{Delivery::Accepted, {}}
                                            : m_sender.deliver(recorded.transaction, std::move(stop));
    recorded.deposit.lastError = delivered.words;
    const bool isNews = recorded.transaction.delivery == Delivery::Recorded;
    if (isNews) recorded.transaction.delivery = delivered.delivery;
    return {};
}

base::Result<void> Tracker::lookOnL2(
    DepositRow& row, const rpc::TransactionReceipt& l1Receipt, std::stop_token stop)
{
    const eth::Transaction deposit = TRY(depositIn(l1Receipt, m_route.network.contracts.optimismPortal));
    row.l2Hash = eth::transactionHash(deposit);
    row.l2Block.reset();
    const auto said = TRY(m_route.l2.fetchReceipt(*row.l2Hash, stop));
    if (!said) return {};

    const rpc::TransactionReceipt& receipt = said->unproven();
    const Hash messageHash = crypto::keccak256(deposit.data);
    L2Outcome outcome = L2Outcome::TransactionFailed;
    if (receipt.receipt.succeeded) {
        const bool relayed = isRelayed(receipt, messageHash) ||
                             TRY(isMessageSuccessful(m_route.l2, messageHash, std::move(stop)));
        outcome = relayed ? L2Outcome::Relayed : L2Outcome::MessageFailed;
    }
    row.l2Block = store::BlockRow{receipt.blockNumber, receipt.blockHash};
    row.l2Outcome = static_cast<std::uint8_t>(outcome);
    return {};
}

base::Result<store::RecordedDeposit> Tracker::look(RecordedDeposit recorded, std::stop_token stop)
{
    recorded.deposit.lastError.clear();
    const auto proven = TRY(m_route.l1.proveReceipt(recorded.transaction.hash, stop));
    if (!proven) {
        // One of several nodes behind a name may lack the receipt: the facts hold as long as their block.
        if (recorded.deposit.l1Block && TRY(isInChain(*recorded.deposit.l1Block, m_route.l1, stop)))
            return recorded;
        TRY(lookOutsideL1(recorded, std::move(stop)));
        return recorded;
    }
    DepositRow& row = recorded.deposit;
    const bool isSameBlock = row.l1Block && row.l1Block->hash == proven->block.hash;
    if (!isSameBlock) dropFacts(row);
    row.nonceUsed = false;
    row.l1Block = store::BlockRow{proven->block.header.number, proven->block.hash};
    row.l1Succeeded = proven->receipt.receipt.succeeded;
    if (!row.l1Succeeded) return recorded;
    // What L1 has shown is kept when L2 does not answer.
    if (const auto looked = lookOnL2(row, proven->receipt, std::move(stop)); !looked)
        row.lastError = looked.error().detail;
    return recorded;
}

base::Result<void> Tracker::store(const RecordedDeposit& before, const RecordedDeposit& after)
{
    if (before.transaction.delivery != after.transaction.delivery)
        TRY(m_database.setDelivery(after.transaction.id, after.transaction.delivery));
    return m_database.updateDeposit(after.deposit);
}

base::Result<std::vector<Activity>> Tracker::refresh(std::stop_token stop)
{
    std::vector<Activity> changed;
    for (const RecordedDeposit& before : TRY(m_database.deposits(m_route.network.id))) {
        if (stop.stop_requested()) return fail(Fault::Cancelled, "stopped");
        if (!isWorthALook(before, stop)) continue;
        auto seen = look(before, stop);
        if (!seen && seen.error().fault == Fault::Cancelled) return std::unexpected(seen.error());
        if (!seen && seen.error().fault == Fault::Offline && changed.empty())
            return std::unexpected(seen.error());
        RecordedDeposit after = seen.value_or(before);
        if (!seen) after.deposit.lastError = seen.error().detail;
        if (after == before) continue;
        TRY(store(before, after));
        changed.push_back(toActivity(after));
    }
    return changed;
}

} // namespace bridge
