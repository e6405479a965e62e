#pragma once

#include "core/eth/address.h"
#include "core/practice/actors/guardian.h"
#include "core/practice/layers/transactions.h"
#include "core/practice/node/node.h"
#include "core/withdrawal/look.h"
#include "tests/core/practice/actors/small_network.h"

#include <nlohmann/json.hpp>

namespace tests {

/// The two nodes of a small network as our own client meets them, with a way to make them fail.
class PracticeRoute {
public:
    /// What comes instead of the answer to one request.
    enum class Failure { Silence, Limit, Null };

    explicit PracticeRoute(practice::Generation generation)
        : network(generation, {}, 30)
        , l1(std::make_unique<Wire>(*this, practice::Layer::L1), practice::kL1ChainId, rpc::Stack::Ethereum)
        , l2(std::make_unique<Wire>(*this, practice::Layer::L2), practice::kL2ChainId, rpc::Stack::Optimism)
    {
    }

    withdrawal::Route route()
    {
        const practice::Contracts& contracts = network.deployment.contracts;
        return {l1, l2, contracts.optimismPortal, contracts.l1CrossDomainMessenger};
    }

    static practice::Role user(std::uint32_t index)
    {
        return SmallNetwork::known(practice::practiceAccount(index));
    }

    /// Hands a user's transaction to L2's sequencer.
    base::Hash sendL2(
        std::uint32_t account, const base::Address& to, const base::Uint256& value, base::Bytes data)
    {
        const practice::Role from = user(account);
        practice::Chain& chain = network.l2.shown();
        eth::Transaction tx;
        tx.type = eth::TransactionType::FeeMarket;
        tx.chainId = practice::kL2ChainId;
        tx.nonce = network.l2.pool().nextNonce(from.address, chain.state().account(from.address)->nonce);
        tx.maxFeePerGas = base::Uint256{20'000'000'000};
        tx.maxPriorityFeePerGas = base::Uint256{1'000'000};
        tx.gas = 2'000'000;
        tx.to = to;
        tx.value = value;
        tx.data = std::move(data);
        const auto signedTx = SmallNetwork::known(eth::signTransaction(std::move(tx), from.key));
        return SmallNetwork::known(network.l2.submit(eth::encodeTransaction(signedTx)));
    }
    /// A transaction on L1, in the next block, in which nobody else acts.
    void sendL1(
        std::uint32_t account, const base::Address& to, const base::Uint256& value, base::ByteView data)
    {
        SmallNetwork::known(practice::sendL1(network.l1, user(account), to, value, data));
        pass(practice::kL1BlockTime);
    }
    /// The same with the gas that was prepared for it, which may be more than what an estimate finds.
    void sendPrepared(std::uint32_t account, const base::Address& to, base::Bytes data, std::uint64_t gas)
    {
        eth::Transaction tx = practice::nextTransaction(network.l1, user(account).address);
        tx.to = to;
        tx.gas = gas;
        tx.data = std::move(data);
        signAndSeal(account, std::move(tx));
    }
    /// A contract on L1, by a transaction of its own.
    base::Address createL1(std::uint32_t account, base::Bytes initCode)
    {
        eth::Transaction tx = practice::nextTransaction(network.l1, user(account).address);
        const base::Address made = eth::createAddress(user(account).address, tx.nonce);
        tx.to.reset();
        tx.gas = 1'000'000;
        tx.data = std::move(initCode);
        signAndSeal(account, std::move(tx));
        return made;
    }
    void guardian(practice::GuardianAction action, const base::Address& subject = {})
    {
        SmallNetwork::known(practice::guardianAct(network.l1, network.deployment, action, subject));
        pass(practice::kL1BlockTime);
    }

    /// L1's next block, so many seconds later at least; L2 stands still.
    void pass(std::uint64_t seconds)
    {
        constexpr std::uint64_t slot = practice::kL1BlockTime;
        const std::uint64_t slots = std::max<std::uint64_t>(1, (seconds + slot - 1) / slot);
        SmallNetwork::known(network.l1.seal(network.l1.chain().head()->timestamp() + slots * slot));
    }
    /// L1 blocks with what the challenger writes.
    void challenge()
    {
        SmallNetwork::known(network.challenger.act(network.l1, network.l2, network.faults));
        pass(practice::kL1BlockTime);
    }

    /// The request of this number from now on fails; and how many there have been since.
    void failAt(practice::Layer layer, std::optional<std::size_t> number, Failure failure = Failure::Silence)
    {
        m_failLayer = layer;
        m_failAt = number;
        m_failure = failure;
        m_asked = 0;
    }
    std::size_t asked() const { return m_asked; }
    practice::RpcFault l2Fault = practice::RpcFault::None;

    SmallNetwork network;
    rpc::Chain l1, l2;

private:
    void signAndSeal(std::uint32_t account, eth::Transaction tx)
    {
        const auto signedTx = SmallNetwork::known(eth::signTransaction(std::move(tx), user(account).key));
        SmallNetwork::known(network.l1.submit(eth::encodeTransaction(signedTx)));
        pass(practice::kL1BlockTime);
    }

    struct Wire final : rpc::Transport {
        Wire(PracticeRoute& its, practice::Layer itsLayer)
            : owner(its)
            , layer(itsLayer)
        {
        }
        base::Result<rpc::HttpAnswer> post(std::string_view body, std::size_t, std::stop_token) override
        {
            return rpc::HttpAnswer{.status = 200, .body = TRY(owner.answer(layer, body))};
        }
        PracticeRoute& owner;
        practice::Layer layer;
    };

    base::Result<std::string> answer(practice::Layer layer, std::string_view body)
    {
        const bool isCounted = layer == m_failLayer;
        const bool fails = isCounted && m_failAt == m_asked;
        if (isCounted) ++m_asked;
        if (fails && m_failure == Failure::Silence) return base::fail(base::Fault::Offline, "no answer");
        if (fails) {
            nlohmann::json said{{"jsonrpc", "2.0"}, {"id", nlohmann::json::parse(body)["id"]}};
            if (m_failure == Failure::Null)
                said["result"] = nullptr;
            else
                said["error"] = {{"code", -32005}, {"message", "daily request count exceeded"}};
            return said.dump();
        }
        const practice::RpcFault fault = layer == practice::Layer::L2 ? l2Fault : practice::RpcFault::None;
        return practice::answerJsonRpc(
            {layer, network.l1, network.l2, network.deployment, fault, std::nullopt}, body);
    }

    practice::Layer m_failLayer = practice::Layer::L1;
    std::optional<std::size_t> m_failAt;
    Failure m_failure = Failure::Silence;
    std::size_t m_asked = 0;
};

} // namespace tests
