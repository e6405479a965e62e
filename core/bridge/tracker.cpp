#include "core/bridge/tracker.h"

#include "core/bridge/activity_row.h"
#include "core/bridge/replacement.h"
#include "core/crypto/keccak.h"
#include "core/eth/abi_event.h"
#include "core/opstack/deposit.h"
#include "core/opstack/predeploys.h"

#include <algorithm>
#include <utility>

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
constexpr const char* kCannotTellWhich =
    "a final block has used the nonce, and this node cannot show in which transaction: it does not keep the "
    "states that the search needs; ask another node";
constexpr const char* kNotFoundByHash =
    "a final block has the transaction, and the node does not find its receipt: ask another node";

const eth::abi::Event& relayedMessage()
{
    static const eth::abi::Event event = eth::abi::knownEvent("RelayedMessage(bytes32 indexed msgHash)");
    return event;
}

void dropL2Facts(DepositRow& row)
{
    row.l2Block.reset();
    row.l2Outcome = static_cast<std::uint8_t>(L2Outcome::Unknown);
}

/// Everything that named an L1 block.
void dropL1Facts(DepositRow& row)
{
    row.l1Block.reset();
    row.l1Succeeded = false;
    row.l1IsProven = false;
    row.l2Hash.reset();
    row.messageHash.reset();
    dropL2Facts(row);
}

std::string unseen(const char* layer, const BlockRow& block)
{
    return std::string("the ") + layer + " node does not show block " + std::to_string(block.number) +
           " yet: it is behind";
}

/// Nothing is wrong with what the node says as far as can be told, but it is not proven: the node lacks a
/// method or the data or will not give them, or the block has parts that are newer than we are. A block whose
/// parts contradict each other is another thing.
bool isUnprovable(Fault fault)
{
    return fault != Fault::Mismatch && fault != Fault::Offline && fault != Fault::Cancelled;
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

/// What the logs of the deposit's receipt say of its other side. What L2 showed of another hash goes.
Result<void> setL2Hashes(DepositRow& row, const rpc::TransactionReceipt& receipt, const Address& portal)
{
    const eth::Transaction deposit = TRY(depositIn(receipt, portal));
    const Hash l2Hash = eth::transactionHash(deposit);
    if (row.l2Hash != l2Hash) dropL2Facts(row);
    row.l2Hash = l2Hash;
    row.messageHash = crypto::keccak256(deposit.data);
    return {};
}

/// What L2 has shown counts more than another word on the same L1 block that is not proven either.
Result<void> requireSameDeposit(
    const DepositRow& row, const rpc::TransactionReceipt& receipt, const Address& portal)
{
    DepositRow said = row;
    if (receipt.receipt.succeeded) TRY(setL2Hashes(said, receipt, portal));
    if (receipt.receipt.succeeded && said.l2Hash == row.l2Hash) return {};
    return fail(Fault::Mismatch, "the L1 node contradicts, without proof, what L2 has shown");
}

} // namespace

/// A final height is not a final block: a reorg may have come between the last look and this one.
bool Tracker::isSettled(LayerLook& layer, const BlockRow& block, std::stop_token stop)
{
    if (!layer.isFinal(block, stop)) return false;
    if (m_settled.contains(block.hash)) return true;
    const auto standing = layer.standingOf(block, stop);
    if (!standing || *standing != Standing::Stands) return false;
    const auto deep = layer.deepFinalNumber(std::move(stop));
    if (deep && block.number <= *deep) m_settled.insert(block.hash);
    return true;
}

/// An ended deposit is looked at until no reorg can change it any more, and as long as what L1 shows of it is
/// only the node's word.
bool Tracker::isWorthALook(const RecordedDeposit& recorded, std::stop_token stop)
{
    const DepositRow& row = recorded.deposit;
    const DepositStage now = toActivity(recorded).stage();
    if (!row.l1Block) return !row.nonceUsed;
    if (!row.l1IsProven) return true;
    if (now == DepositStage::RevertedOnL1) return !isSettled(m_l1, *row.l1Block, std::move(stop));
    // A damaged file may have an outcome without its block.
    const bool isOver =
        row.l2Block && (now == DepositStage::Arrived ||
                           row.l2Outcome == static_cast<std::uint8_t>(L2Outcome::TransactionFailed));
    return !isOver || !isSettled(m_l2, *row.l2Block, std::move(stop));
}

base::Result<bool> Tracker::isNoncePast(
    const store::TransactionRow& row, const rpc::BlockTag& tag, std::stop_token stop)
{
    const auto next =
        TRY(m_l1.ask([&](rpc::Chain& chain) { return chain.fetchNonce(row.account, tag, std::move(stop)); }));
    return next.unproven() > row.nonce;
}

/// A node's state can be ahead of its index of receipts, and one of several nodes behind one name ahead of
/// another: what the newest block's nonce says may be this very transaction's doing. A final block shows
/// whose.
base::Result<void> Tracker::findReplacement(RecordedDeposit& recorded, std::stop_token stop)
{
    const store::TransactionRow& transaction = recorded.transaction;
    recorded.deposit.lastError = kMaybeReplaced;
    const auto last = m_l1.deepFinalNumber(stop);
    if (!last || !TRY(isNoncePast(transaction, rpc::BlockTag::number(*last), stop))) return {};

    recorded.deposit.lastError = kCannotTellWhich;
    const auto searched = m_searched.find(transaction.hash);
    if (searched != m_searched.end() && searched->second.last == *last) {
        recorded.deposit.lastError = searched->second.found;
        return {};
    }
    const auto taker =
        findTransactionOf(transaction.account, transaction.nonce, *last, m_l1, std::move(stop));
    if (!taker && m_l1.silence()) return std::unexpected(taker.error());
    if (!taker && taker.error().fault == Fault::Cancelled) return std::unexpected(taker.error());
    recorded.deposit.nonceUsed = taker && *taker != transaction.hash;
    if (recorded.deposit.nonceUsed) recorded.deposit.replacedBy = *taker;
    if (taker) recorded.deposit.lastError = recorded.deposit.nonceUsed ? "" : kNotFoundByHash;
    m_searched.insert_or_assign(transaction.hash, Searched{*last, recorded.deposit.lastError});
    return {};
}

base::Result<void> Tracker::lookOutsideL1(RecordedDeposit& recorded, std::stop_token stop)
{
    if (TRY(isNoncePast(recorded.transaction, rpc::BlockTag::latest(), stop)))
        return findReplacement(recorded, std::move(stop));
    if (recorded.transaction.delivery == Delivery::Refused) return {};

    const auto known = TRY(
        m_l1.ask([&](rpc::Chain& chain) { return chain.knowsTransaction(recorded.transaction.hash, stop); }));
    recorded.transaction =
        known.unproven() ? TRY(m_database.endDelivery(recorded.transaction, store::DeliveryEnd::Taken, {}))
                         : m_sender.deliver(recorded.transaction, std::move(stop));
    return {};
}

/// What the node says where it can prove nothing, if it fits the chain that it shows.
base::Result<void> Tracker::findUnproven(
    RecordedDeposit& recorded, const base::Error& why, std::stop_token stop)
{
    const auto said =
        TRY(m_l1.ask([&](rpc::Chain& chain) { return chain.fetchReceipt(recorded.transaction.hash, stop); }));
    if (!said) return {};
    const rpc::TransactionReceipt& receipt = said->unproven();
    const BlockRow block{receipt.blockNumber, receipt.blockHash};
    if (TRY(m_l1.standingOf(block, std::move(stop))) != Standing::Stands) return {};
    DepositRow& row = recorded.deposit;
    if (row.l1Block && row.l1Block->hash != block.hash) dropL1Facts(row);
    const Address& portal = m_route.network.contracts.optimismPortal;
    if (row.l2Block) TRY(requireSameDeposit(row, receipt, portal));
    // A busy node, or a line that broke, may serve the proof a moment later.
    if (why.fault != Fault::Busy && why.fault != Fault::Offline) m_unprovable.insert(block.hash);
    row.l1Block = block;
    row.l1Succeeded = receipt.receipt.succeeded;
    row.lastError = "what L1 shows is not proven: " + why.detail;
    if (row.l1Succeeded) TRY(setL2Hashes(row, receipt, portal));
    return {};
}

/// That a receipt is this transaction's is the node's word until the block's transactions are read too.
base::Result<std::optional<rpc::Chain::ProvenReceipt>> Tracker::proveReceipt(
    const Hash& transaction, std::stop_token stop)
{
    auto proven =
        TRY(m_l1.askMuch([&](rpc::Chain& chain) { return chain.proveReceipt(transaction, stop); }, stop));
    if (!proven) return proven;
    const auto block = TRY(
        m_l1.askMuch([&](rpc::Chain& chain) { return chain.fetchBlock(proven->block.hash, stop); }, stop));
    if (!block) return std::nullopt;
    const std::uint64_t index = proven->receipt.transactionIndex;
    const bool isThere =
        index < block->transactions.size() && eth::transactionHash(block->transactions[index]) == transaction;
    if (!isThere) return fail(Fault::Mismatch, "the receipt is another transaction's");
    return proven;
}

base::Result<void> Tracker::findOnL1(RecordedDeposit& recorded, std::stop_token stop)
{
    const auto proven = proveReceipt(recorded.transaction.hash, stop);
    const bool isTooMuch = !proven && proven.error().fault == Fault::Offline && !m_l1.silence();
    if (!proven && (isTooMuch || isUnprovable(proven.error().fault)))
        return findUnproven(recorded, proven.error(), std::move(stop));
    if (!TRY(proven)) return {};
    const rpc::Chain::ProvenReceipt& found = **proven;
    const BlockRow block{found.block.header.number, found.block.hash};
    DepositRow& row = recorded.deposit;
    // A node may keep the receipts of a block that a reorg took.
    const auto standing = m_l1.standingOf(block, std::move(stop));
    if (standing && *standing == Standing::Gone) return {};
    if (row.l1Block && row.l1Block->hash != block.hash) dropL1Facts(row);
    row.l1Block = block;
    row.l1Succeeded = found.receipt.receipt.succeeded;
    row.l1IsProven = true;
    if (row.l1Succeeded) TRY(setL2Hashes(row, found.receipt, m_route.network.contracts.optimismPortal));
    return {};
}

base::Result<void> Tracker::lookOnL1(RecordedDeposit& recorded, std::stop_token stop)
{
    DepositRow& row = recorded.deposit;
    if (row.l1Block) {
        const Standing standing = TRY(m_l1.standingOf(*row.l1Block, stop));
        if (standing == Standing::Gone) dropL1Facts(row);
        if (standing == Standing::Unseen) row.lastError = unseen("L1", *row.l1Block);
    }
    const bool isDone = row.l1Block && (row.l1IsProven || m_unprovable.contains(row.l1Block->hash));
    if (isDone) return {};
    TRY(findOnL1(recorded, stop));
    if (row.l1Block) return {};
    return lookOutsideL1(recorded, std::move(stop));
}

/// For rows that an older program wrote, and receipts that could not be read to the end.
base::Result<void> Tracker::findL2Hashes(RecordedDeposit& recorded, std::stop_token stop)
{
    if (recorded.deposit.l2Hash && recorded.deposit.messageHash) return {};
    const auto said = TRY(m_l1.ask(
        [&](rpc::Chain& chain) { return chain.fetchReceipt(recorded.transaction.hash, std::move(stop)); }));
    if (!said || said->unproven().blockHash != recorded.deposit.l1Block->hash) return {};
    DepositRow found = recorded.deposit;
    TRY(setL2Hashes(found, said->unproven(), m_route.network.contracts.optimismPortal));
    // An older program proved this hash; here it is only the node's word.
    const bool isAnother = recorded.deposit.l2Hash && found.l2Hash != recorded.deposit.l2Hash;
    if (isAnother) return fail(Fault::Mismatch, "the L1 node's receipt is not the one that was proven");
    recorded.deposit = std::move(found);
    return {};
}

base::Result<bool> Tracker::isReplayed(const DepositRow& row, std::stop_token stop)
{
    return m_l2.ask([&](rpc::Chain& chain) -> Result<bool> {
        return isMessageSuccessful(chain, *row.messageHash, std::move(stop));
    });
}

base::Result<void> Tracker::findOnL2(DepositRow& row, std::stop_token stop)
{
    const auto said = TRY(m_l2.ask([&](rpc::Chain& chain) { return chain.fetchReceipt(*row.l2Hash, stop); }));
    if (!said) return {};
    const rpc::TransactionReceipt& receipt = said->unproven();
    const BlockRow block{receipt.blockNumber, receipt.blockHash};
    if (TRY(m_l2.standingOf(block, stop)) != Standing::Stands) return {};
    L2Outcome outcome = L2Outcome::TransactionFailed;
    if (receipt.receipt.succeeded) {
        const bool relayed = isRelayed(receipt, *row.messageHash) || TRY(isReplayed(row, std::move(stop)));
        outcome = relayed ? L2Outcome::Relayed : L2Outcome::MessageFailed;
    }
    row.l2Block = block;
    row.l2Outcome = static_cast<std::uint8_t>(outcome);
    return {};
}

base::Result<void> Tracker::lookOnL2(RecordedDeposit& recorded, std::stop_token stop)
{
    DepositRow& row = recorded.deposit;
    if (!row.l1Block || !row.l1Succeeded) return {};
    TRY(findL2Hashes(recorded, stop));
    if (!row.l2Hash || !row.messageHash) return {};
    if (!row.l2Block) return findOnL2(row, std::move(stop));

    const Standing standing = TRY(m_l2.standingOf(*row.l2Block, stop));
    if (standing == Standing::Unseen) row.lastError = unseen("L2", *row.l2Block);
    if (standing == Standing::Gone) {
        dropL2Facts(row);
        return findOnL2(row, std::move(stop));
    }
    const bool mayBeReplayed = row.l2Outcome == static_cast<std::uint8_t>(L2Outcome::MessageFailed);
    if (mayBeReplayed && TRY(isReplayed(row, std::move(stop))))
        row.l2Outcome = static_cast<std::uint8_t>(L2Outcome::Relayed);
    return {};
}

base::Result<void> Tracker::look(RecordedDeposit& recorded, std::stop_token stop)
{
    const std::string before = std::exchange(recorded.deposit.lastError, {});
    const auto l1 = lookOnL1(recorded, stop);
    const auto l2 = lookOnL2(recorded, stop);
    if (stop.stop_requested()) return fail(Fault::Cancelled, "stopped");
    if (!l2) recorded.deposit.lastError = "L2: " + l2.error().detail;
    if (!l1) recorded.deposit.lastError = l1.error().detail;
    // A silent L1 node is told once, by refresh(), and not of each deposit.
    if (!l1 && m_l1.silence()) recorded.deposit.lastError = before;
    return {};
}

base::Result<std::vector<Activity>> Tracker::refresh(std::stop_token stop)
{
    m_l1 = LayerLook(m_route.l1);
    m_l2 = LayerLook(m_route.l2);
    std::vector<Activity> changed;
    for (const RecordedDeposit& before : TRY(m_database.deposits(m_route.network.id))) {
        if (stop.stop_requested()) return fail(Fault::Cancelled, "stopped");
        if (!isWorthALook(before, stop)) continue;
        RecordedDeposit after = before;
        TRY(look(after, stop));
        if (after == before) continue;
        after.deposit = TRY(m_database.updateDeposit(before.deposit, after.deposit));
        changed.push_back(toActivity(after));
    }
    if (m_l1.silence() && changed.empty()) return std::unexpected(*m_l1.silence());
    return changed;
}

} // namespace bridge
