#pragma once

#include "core/practice/contracts/deployment.h"
#include "core/practice/layers/l2.h"

#include <nlohmann/json_fwd.hpp>

#include <stop_token>
#include <string>

namespace practice {

/// What the methods of one node work on. L1's node has no L2.
struct NodeView {
    Layer layer;
    L1& l1;
    L2& l2;
    const Deployment& deployment;
    RpcFault fault = RpcFault::None;
    std::optional<std::uint64_t> staleHead; ///< RpcFault::StaleHead: the last block that "latest" knows

    Chain& chain() const { return layer == Layer::L1 ? l1.chain() : l2.shown(); }
};

/// The answer to a JSON-RPC body: one request or a batch. Never fails: what is wrong with the request is an
/// error in the answer, by the codes of JSON-RPC 2.0 and EIP-1474. Limits: 4 MiB of body, 100 requests a
/// batch, 10,000 blocks and 10,000 logs for eth_getLogs, 1,024 blocks of fee history, 100 M gas for calls.
/// Once a stop is requested, the requests of a batch that are left are refused.
std::string answerJsonRpc(const NodeView& node, std::string_view body, const std::stop_token& stop = {});

/// Ethereum's beacon API as far as blobs need it: /eth/v1/beacon/genesis, /eth/v1/config/spec,
/// /eth/v1/beacon/blob_sidecars/{block}, /eth/v1/beacon/blobs/{block}, headers. A slot is
/// (time - genesis time) / kL1BlockTime.
struct BeaconAnswer {
    int status = 200;
    std::string body;
};
BeaconAnswer answerBeaconApi(L1& l1, std::string_view path);

} // namespace practice
