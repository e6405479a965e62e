#include "core/crypto/keccak.h"
#include "core/execution/header_rules.h"
#include "core/practice/node/block_choice.h"
#include "core/practice/node/chain_json_out.h"
#include "core/practice/node/node_methods.h"

namespace practice {
namespace {

using base::Result;

std::uint64_t chainIdOf(const NodeView& node)
{
    return node.layer == Layer::L1 ? kL1ChainId : node.deployment.rollup.l2ChainId;
}

RpcResult chainId(const NodeView& node, const Parameters&)
{
    return quantity(chainIdOf(node));
}
RpcResult networkVersion(const NodeView& node, const Parameters&)
{
    return std::to_string(chainIdOf(node));
}
RpcResult blockNumber(const NodeView& node, const Parameters&)
{
    return quantity(headNumber(node));
}

RpcResult no(const NodeView&, const Parameters&)
{
    return false;
}
RpcResult yes(const NodeView&, const Parameters&)
{
    return true;
}
RpcResult none(const NodeView&, const Parameters&)
{
    return Json::array();
}
RpcResult zero(const NodeView&, const Parameters&)
{
    return quantity(0);
}
RpcResult clientVersion(const NodeView&, const Parameters&)
{
    return "Postern/practice";
}
RpcResult sha3(const NodeView&, const Parameters& parameters)
{
    const Bytes data = TRY(parameters.bytes(0));
    return hex(crypto::keccak256(data));
}

/// The next block as far as it is known, in geth's form: what only sealing gives is null.
Result<Json> pendingBlock(const NodeView& node, bool withTransactions)
{
    const SealedBlock& head = *TRY(shownBlock(node, headNumber(node)));
    const std::uint64_t blockTime = node.layer == Layer::L1 ? kL1BlockTime : node.deployment.rollup.blockTime;
    eth::Header header = head.header();
    header.parentHash = head.hash;
    header.number += 1;
    header.timestamp += blockTime;
    header.gasUsed = 0;
    if (header.baseFeePerGas)
        header.baseFeePerGas =
            TRY(execution::nextBaseFee(head.header(), header.timestamp, node.chain().rules()));
    Json out = headerJson(header, Hash());
    for (const char* name :
        {"hash", "nonce", "miner", "logsBloom", "stateRoot", "receiptsRoot", "transactionsRoot"})
        out[name] = nullptr;
    out["uncles"] = Json::array();
    Json& transactions = out["transactions"] = Json::array();
    for (const eth::Transaction& transaction : poolOf(node).all())
        transactions.push_back(withTransactions ? pendingTransactionJson(transaction)
                                                : Json(hex(eth::transactionHash(transaction))));
    return out;
}

/// null where there is no block.
template <typename Write>
RpcResult ofBlock(const NodeView& node, const Parameters& parameters, Write write)
{
    const Json* choice = TRY(parameters.at(0));
    const BlockPointer block = TRY(chosenBlock(node, choice));
    return block ? write(*block) : Json();
}

RpcResult block(const NodeView& node, const Parameters& parameters)
{
    const bool withTransactions = TRY(parameters.flag(1));
    if (isPending(parameters.ifAny(0))) return TRY(pendingBlock(node, withTransactions));
    return ofBlock(
        node, parameters, [=](const SealedBlock& found) { return blockJson(found, withTransactions); });
}

RpcResult header(const NodeView& node, const Parameters& parameters)
{
    return ofBlock(
        node, parameters, [](const SealedBlock& found) { return headerJson(found.header(), found.hash); });
}

RpcResult transactionCount(const NodeView& node, const Parameters& parameters)
{
    return ofBlock(node, parameters,
        [](const SealedBlock& found) { return Json(quantity(found.transactionHashes.size())); });
}

RpcResult uncleCount(const NodeView& node, const Parameters& parameters)
{
    return ofBlock(node, parameters, [](const SealedBlock&) { return Json(quantity(0)); });
}

constexpr std::array kMethods{
    Method{"eth_accounts", none},
    Method{"eth_blockNumber", blockNumber},
    Method{"eth_chainId", chainId},
    Method{"eth_getBlockByHash", block},
    Method{"eth_getBlockByNumber", block},
    Method{"eth_getBlockTransactionCountByHash", transactionCount},
    Method{"eth_getBlockTransactionCountByNumber", transactionCount},
    Method{"eth_getHeaderByHash", header},
    Method{"eth_getHeaderByNumber", header},
    Method{"eth_getUncleCountByBlockHash", uncleCount},
    Method{"eth_getUncleCountByBlockNumber", uncleCount},
    Method{"eth_syncing", no},
    Method{"net_listening", yes},
    Method{"net_peerCount", zero},
    Method{"net_version", networkVersion},
    Method{"web3_clientVersion", clientVersion},
    Method{"web3_sha3", sha3},
};

} // namespace

std::span<const Method> chainMethods()
{
    return kMethods;
}

} // namespace practice
