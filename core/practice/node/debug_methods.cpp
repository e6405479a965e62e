#include "core/practice/chain/witness.h"
#include "core/practice/node/block_choice.h"
#include "core/practice/node/chain_json_out.h"
#include "core/practice/node/node_methods.h"

namespace practice {
namespace {

using base::Result;

Result<BlockPointer> blockAsked(const NodeView& node, const Parameters& parameters)
{
    const Json* choice = TRY(parameters.at(0));
    return requiredBlock(node, choice);
}

RpcResult rawBlock(const NodeView& node, const Parameters& parameters)
{
    const BlockPointer block = TRY(blockAsked(node, parameters));
    return hex(eth::encodeBlock(block->block));
}

RpcResult rawHeader(const NodeView& node, const Parameters& parameters)
{
    const BlockPointer block = TRY(blockAsked(node, parameters));
    return hex(eth::encodeHeader(block->header()));
}

RpcResult rawReceipts(const NodeView& node, const Parameters& parameters)
{
    const BlockPointer block = TRY(blockAsked(node, parameters));
    Json out = Json::array();
    for (const eth::Receipt& receipt : block->receipts)
        out.push_back(hex(eth::encodeReceipt(receipt)));
    return out;
}

/// geth answers no bytes where there is no such transaction.
RpcResult rawTransaction(const NodeView& node, const Parameters& parameters)
{
    const Hash hash = TRY(parameters.hash(0));
    const auto place = TRY(shownTransaction(node, hash));
    if (place) return hex(eth::encodeTransaction(place->block->block.transactions[place->index]));
    const eth::Transaction* waiting = poolOf(node).find(hash);
    return waiting != nullptr ? hex(eth::encodeTransaction(*waiting)) : "0x";
}

Json listJson(const std::vector<Bytes>& items)
{
    Json out = Json::array();
    for (const Bytes& item : items)
        out.push_back(hex(item));
    return out;
}

/// In geth's form, where nobody fills in the keys.
RpcResult executionWitness(const NodeView& node, const Parameters& parameters)
{
    const BlockPointer block = TRY(blockAsked(node, parameters));
    const BlockWitness witness = TRY(witnessOf(node.chain(), *block));
    Json headers = Json::array();
    for (const eth::Header& header : witness.headers)
        headers.push_back(headerJson(header, eth::headerHash(header)));
    return Json{{"headers", std::move(headers)}, {"codes", listJson(witness.codes)},
        {"state", listJson(witness.state)}, {"keys", nullptr}};
}

constexpr std::array kMethods{
    Method{"debug_executionWitness", executionWitness},
    Method{"debug_getRawBlock", rawBlock},
    Method{"debug_getRawHeader", rawHeader},
    Method{"debug_getRawReceipts", rawReceipts},
    Method{"debug_getRawTransaction", rawTransaction},
};

} // namespace

std::span<const Method> debugMethods()
{
    return kMethods;
}

} // namespace practice
