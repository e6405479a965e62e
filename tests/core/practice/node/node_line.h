#pragma once

#include "core/eth/address.h"
#include "core/practice/node/node.h"
#include "core/rpc/chain.h"
#include "tests/core/practice/layers/two_chains.h"

#include <nlohmann/json.hpp>

namespace tests {

/// A way to one of the nodes of two chains, as honest as its fault lets it be.
class NodeLine {
public:
    NodeLine(TwoChains& chains, practice::Layer layer)
        : m_chains(chains)
        , m_layer(layer)
    {
    }

    practice::RpcFault fault = practice::RpcFault::None;
    std::optional<std::uint64_t> staleHead;

    practice::NodeView view() const
    {
        return {m_layer, m_chains.l1(), m_chains.l2(), TwoChains::deployment(), fault, staleHead};
    }
    /// The whole answer.
    nlohmann::json answer(const std::string& method, const nlohmann::json& parameters) const
    {
        const nlohmann::json request{
            {"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", parameters}};
        return nlohmann::json::parse(practice::answerJsonRpc(view(), request.dump()));
    }
    /// Its result; an error ends the test program.
    nlohmann::json ask(
        const std::string& method, const nlohmann::json& parameters = nlohmann::json::array()) const
    {
        nlohmann::json answered = answer(method, parameters);
        if (!answered.contains("result")) qFatal("%s: %s", method.c_str(), answered.dump().c_str());
        return std::move(answered["result"]);
    }
    /// Its error, or null.
    nlohmann::json error(const std::string& method, const nlohmann::json& parameters) const
    {
        nlohmann::json answered = answer(method, parameters);
        return answered.contains("error") ? answered["error"] : nlohmann::json();
    }

    /// Our own client on this line.
    rpc::Chain client() const
    {
        const bool isL1 = m_layer == practice::Layer::L1;
        return rpc::Chain(std::make_unique<Wire>(*this), isL1 ? practice::kL1ChainId : practice::kL2ChainId,
            isL1 ? rpc::Stack::Ethereum : rpc::Stack::Optimism);
    }
    practice::Chain& chain() const { return view().chain(); }

private:
    struct Wire final : rpc::Transport {
        explicit Wire(const NodeLine& itsLine)
            : line(itsLine)
        {
        }
        base::Result<rpc::HttpAnswer> post(std::string_view body, std::size_t, std::stop_token) override
        {
            return rpc::HttpAnswer{.status = 200, .body = practice::answerJsonRpc(line.view(), body)};
        }
        const NodeLine& line;
    };

    TwoChains& m_chains;
    practice::Layer m_layer;
};

/// Deploys this code (at most 32 bytes) on the chain by a user's transaction; gives its address. The next
/// block has it.
inline base::Address deployCode(
    TwoChains& chains, practice::Layer layer, std::uint32_t account, const base::Bytes& code)
{
    const bool isL1 = layer == practice::Layer::L1;
    const practice::Role user = require(practice::practiceAccount(account));
    const auto length = static_cast<std::uint8_t>(code.size());
    base::Bytes init{static_cast<std::uint8_t>(0x5f + length)}; // PUSHn
    base::append(init, code);
    const std::uint8_t first = static_cast<std::uint8_t>(32 - length);
    base::append(init, base::Bytes{0x5f, 0x52, 0x60, length, 0x60, first, 0xf3}); // MSTORE, RETURN
    practice::Chain& chain = isL1 ? chains.l1().chain() : chains.l2().shown();
    const practice::Pool& pool = isL1 ? chains.l1().pool() : chains.l2().pool();
    eth::Transaction tx;
    tx.type = eth::TransactionType::FeeMarket;
    tx.chainId = isL1 ? practice::kL1ChainId : practice::kL2ChainId;
    tx.nonce = pool.nextNonce(user.address, chain.state().account(user.address)->nonce);
    tx.maxFeePerGas = base::Uint256{20'000'000'000};
    tx.maxPriorityFeePerGas = base::Uint256{1'000'000};
    tx.gas = 200'000;
    tx.data = std::move(init);
    const eth::Transaction signedTx = require(eth::signTransaction(tx, user.key));
    const base::Bytes raw = eth::encodeTransaction(signedTx);
    require(isL1 ? chains.l1().submit(raw) : chains.l2().submit(raw));
    return eth::createAddress(user.address, tx.nonce);
}

} // namespace tests
