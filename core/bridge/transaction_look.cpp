#include "core/bridge/transaction_look.h"

#include "core/bridge/replacement.h"

namespace bridge {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using store::BlockRow;
using store::Delivery;

constexpr const char* kMaybeReplaced =
    "the account's next nonce is past this one, and no block is known to have the transaction: another may "
    "have taken its place, which is certain once it is final";

/// As in Tracker: the node cannot or will not prove it, and contradicts nothing.
bool isUnprovable(Fault fault)
{
    return fault != Fault::Mismatch && fault != Fault::Offline && fault != Fault::Cancelled;
}

void dropBlock(SeenTransaction& seen)
{
    seen.block.reset();
    seen.succeeded = false;
    seen.isProven = false;
}

} // namespace

base::Result<bool> TransactionLook::isNoncePast(
    const store::TransactionRow& row, const rpc::BlockTag& tag, const std::stop_token& stop)
{
    const auto next =
        TRY(m_layer.ask([&](rpc::Chain& chain) { return chain.fetchNonce(row.account, tag, stop); }));
    return next.unproven() > row.nonce;
}

/// The newest block's nonce may be this very transaction's doing, of which a node can lack the receipt; a
/// final block shows whose.
base::Result<void> TransactionLook::findReplacement(SeenTransaction& seen, const std::stop_token& stop)
{
    seen.lastError = kMaybeReplaced;
    const auto last = m_layer.deepFinalNumber(stop);
    if (!last || !TRY(isNoncePast(seen.transaction, rpc::BlockTag::number(*last), stop))) return {};
    const auto taker =
        findTransactionOf(seen.transaction.account, seen.transaction.nonce, *last, m_layer, stop);
    if (!taker) {
        seen.lastError += "; the node cannot show which: " + taker.error().detail;
        const bool isOver = m_layer.silence() || taker.error().fault == Fault::Cancelled;
        return isOver ? Result<void>(std::unexpected(taker.error())) : Result<void>();
    }
    seen.nonceUsed = *taker != seen.transaction.hash;
    if (seen.nonceUsed) seen.replacedBy = *taker;
    seen.lastError =
        seen.nonceUsed ? "" : "a final block has the transaction, and the node does not find its receipt";
    return {};
}

base::Result<void> TransactionLook::lookOutside(SeenTransaction& seen, const std::stop_token& stop)
{
    if (TRY(isNoncePast(seen.transaction, rpc::BlockTag::latest(), stop))) return findReplacement(seen, stop);
    if (seen.transaction.delivery == Delivery::Refused) return {};
    const auto known = TRY(
        m_layer.ask([&](rpc::Chain& chain) { return chain.knowsTransaction(seen.transaction.hash, stop); }));
    seen.transaction = known.unproven()
                           ? TRY(m_database.endDelivery(seen.transaction, store::DeliveryEnd::Taken, {}))
                           : m_sender.deliver(seen.transaction, stop);
    return {};
}

/// What the node says where it can prove nothing, if it fits the chain that it shows.
base::Result<void> TransactionLook::findUnproven(
    SeenTransaction& seen, const base::Error& why, const std::stop_token& stop)
{
    const auto said =
        TRY(m_layer.ask([&](rpc::Chain& chain) { return chain.fetchReceipt(seen.transaction.hash, stop); }));
    if (!said) return {};
    const BlockRow block{said->unproven().blockNumber, said->unproven().blockHash};
    if (TRY(m_layer.standingOf(block, stop)) != Standing::Stands) return {};
    if (why.fault != Fault::Busy && why.fault != Fault::Offline) m_unprovable.insert(block.hash);
    seen.block = block;
    seen.succeeded = said->unproven().receipt.succeeded;
    seen.isProven = false;
    seen.lastError = "what the chain shows is not proven: " + why.detail;
    return {};
}

/// That a receipt is this transaction's is the node's word until the block's transactions are read too.
base::Result<std::optional<rpc::Chain::ProvenReceipt>> TransactionLook::prove(
    const base::Hash& transaction, const std::stop_token& stop)
{
    auto proven =
        TRY(m_layer.askMuch([&](rpc::Chain& chain) { return chain.proveReceipt(transaction, stop); }, stop));
    if (!proven) return proven;
    const auto block = TRY(
        m_layer.askMuch([&](rpc::Chain& chain) { return chain.fetchBlock(proven->block.hash, stop); }, stop));
    if (!block) return std::nullopt;
    const std::uint64_t index = proven->receipt.transactionIndex;
    const bool isThere =
        index < block->transactions.size() && eth::transactionHash(block->transactions[index]) == transaction;
    if (!isThere) return fail(Fault::Mismatch, "the receipt is another transaction's");
    return proven;
}

base::Result<void> TransactionLook::find(SeenTransaction& seen, const std::stop_token& stop)
{
    const auto proven = prove(seen.transaction.hash, stop);
    const bool isTooMuch = !proven && proven.error().fault == Fault::Offline && !m_layer.silence();
    if (!proven && (isTooMuch || isUnprovable(proven.error().fault)))
        return findUnproven(seen, proven.error(), stop);
    if (!TRY(proven)) return {};
    const BlockRow block{(*proven)->block.header.number, (*proven)->block.hash};
    // A node may keep the receipts of a block that a reorg took.
    const auto standing = m_layer.standingOf(block, stop);
    if (standing && *standing == Standing::Gone) return {};
    seen.block = block;
    seen.succeeded = (*proven)->receipt.receipt.succeeded;
    seen.isProven = true;
    return {};
}

base::Result<void> TransactionLook::lookInside(SeenTransaction& seen, const std::stop_token& stop)
{
    if (seen.block) {
        const Standing standing = TRY(m_layer.standingOf(*seen.block, stop));
        if (standing == Standing::Gone) dropBlock(seen);
        if (standing == Standing::Unseen)
            seen.lastError =
                "the node does not show block " + std::to_string(seen.block->number) + " yet: it is behind";
    }
    const bool isDone = seen.block && (seen.isProven || m_unprovable.contains(seen.block->hash));
    if (isDone) return {};
    TRY(find(seen, stop));
    if (!seen.block) return lookOutside(seen, stop);
    seen.nonceUsed = false;
    seen.replacedBy.reset();
    return {};
}

base::Result<void> TransactionLook::look(SeenTransaction& seen, const std::stop_token& stop)
{
    SeenTransaction after = seen;
    after.lastError.clear();
    const auto looked = lookInside(after, stop);
    if (!looked && looked.error().fault == Fault::Cancelled) return looked;
    if (!looked) after.lastError = looked.error().detail;
    seen = std::move(after);
    return {};
}

bool TransactionLook::isSettled(const SeenTransaction& seen, const std::stop_token& stop)
{
    if (!seen.block) return seen.nonceUsed;
    if (!seen.isProven || !m_layer.isFinal(*seen.block, stop)) return false;
    const auto standing = m_layer.standingOf(*seen.block, stop);
    return standing && *standing == Standing::Stands;
}

} // namespace bridge
