#include "core/eth/address.h"
#include "core/practice/node/block_choice.h"
#include "core/practice/node/chain_json_out.h"
#include "core/practice/node/node_methods.h"

namespace practice {
namespace {

using base::Result;

RpcResult transaction(const NodeView& node, const Parameters& parameters)
{
    const Hash hash = TRY(parameters.hash(0));
    const auto place = TRY(shownTransaction(node, hash));
    if (place) return transactionJson(*place->block, place->index);
    const eth::Transaction* waiting = poolOf(node).find(hash);
    return waiting != nullptr ? pendingTransactionJson(*waiting) : Json();
}

RpcResult transactionInBlock(const NodeView& node, const Parameters& parameters)
{
    const Json* choice = TRY(parameters.at(0));
    const std::uint64_t index = TRY(parameters.quantity64(1));
    const BlockPointer block = TRY(chosenBlock(node, choice));
    if (!block || index >= block->transactionHashes.size()) return Json();
    return transactionJson(*block, index);
}

RpcResult receipt(const NodeView& node, const Parameters& parameters)
{
    const Hash hash = TRY(parameters.hash(0));
    const auto place = TRY(shownTransaction(node, hash));
    if (!place) return Json();
    return BlockReceipts(node.chain().rules(), *place->block).json(place->index);
}

RpcResult blockReceipts(const NodeView& node, const Parameters& parameters)
{
    const Json* choice = TRY(parameters.at(0));
    const BlockPointer block = TRY(chosenBlock(node, choice));
    return block ? BlockReceipts(node.chain().rules(), *block).all() : Json();
}

RpcResult sendRaw(const NodeView& node, const Parameters& parameters)
{
    const Bytes raw = TRY(parameters.bytes(0));
    const Result<Hash> taken = node.layer == Layer::L1 ? node.l1.submit(raw) : node.l2.submit(raw);
    if (taken) return hex(*taken);
    // Whatever is wrong with a transaction is a refusal of it: the request was well-formed.
    return refuse(kServerError, taken.error().detail);
}

// ---- The pool

/// The waiting transactions by sender and nonce: those that the next block may take, and those after a gap.
struct PoolContent {
    Json pending = Json::object(), queued = Json::object();
    std::size_t pendingCount = 0, queuedCount = 0;
};

Result<PoolContent> contentOf(const NodeView& node)
{
    const Pool& pool = poolOf(node);
    PoolContent content;
    for (const eth::Transaction& waiting : pool.all()) {
        const Address sender = TRY(eth::recoverSender(waiting));
        const auto account = node.chain().state().account(sender);
        const bool isPending = waiting.nonce < pool.nextNonce(sender, account ? account->nonce : 0);
        Json& list = isPending ? content.pending : content.queued;
        list[eth::toChecksum(sender)][std::to_string(waiting.nonce)] = pendingTransactionJson(waiting);
        (isPending ? content.pendingCount : content.queuedCount) += 1;
    }
    return content;
}

RpcResult poolContent(const NodeView& node, const Parameters&)
{
    PoolContent content = TRY(contentOf(node));
    return Json{{"pending", std::move(content.pending)}, {"queued", std::move(content.queued)}};
}

RpcResult poolStatus(const NodeView& node, const Parameters&)
{
    const PoolContent content = TRY(contentOf(node));
    return Json{{"pending", quantity(content.pendingCount)}, {"queued", quantity(content.queuedCount)}};
}

constexpr std::array kMethods{
    Method{"eth_getBlockReceipts", blockReceipts},
    Method{"eth_getTransactionByBlockHashAndIndex", transactionInBlock},
    Method{"eth_getTransactionByBlockNumberAndIndex", transactionInBlock},
    Method{"eth_getTransactionByHash", transaction},
    Method{"eth_getTransactionReceipt", receipt},
    Method{"eth_sendRawTransaction", sendRaw},
    Method{"txpool_content", poolContent},
    Method{"txpool_status", poolStatus},
};

} // namespace

std::span<const Method> transactionMethods()
{
    return kMethods;
}

} // namespace practice
