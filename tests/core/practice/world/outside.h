#pragma once

#include "core/eth/abi.h"
#include "core/practice/world/control.h"
#include "core/rpc/json.h"
#include "core/rpc/message.h"
#include "core/rpc/transport.h"

#include <nlohmann/json.hpp>

namespace tests {

/// The machine's clock, moved by hand: no block comes that a test has not asked for.
struct HandClock final : base::Clock {
    base::Seconds now() const override { return base::Seconds(1'800'000'000); }
    std::chrono::milliseconds steady() const override { return time; }

    std::chrono::milliseconds time{0};
};

/// A world in memory that is only looked at as strangers look at it: by JSON-RPC.
class Outside {
public:
    using Json = nlohmann::json;
    using Layer = practice::Layer;

    explicit Outside(practice::Generation generation = practice::Generation::Current,
        const std::filesystem::path& file = ":memory:")
    {
        practice::WorldSettings settings;
        settings.generation = generation;
        settings.file = file;
        settings.genesisTime = 1'800'000'000;
        auto opened = practice::World::open(settings, clock);
        if (opened)
            world = *std::move(opened);
        else
            why = opened.error().detail;
    }

    /// The whole answer to a request.
    Json answer(Layer layer, const char* method, Json parameters) const
    {
        const std::string body = rpc::encodeRequest(1, method, std::move(parameters));
        const auto text = world->transport(layer)->post(body, rpc::kMaxAnswerSize, {});
        return text ? Json::parse(text->body) : Json{{"fault", base::toString(text.error().fault)}};
    }
    Json ask(Layer layer, const char* method, Json parameters = Json::array()) const
    {
        return answer(layer, method, std::move(parameters)).value("result", Json());
    }
    Json block(Layer layer, const Json& tag, bool whole = false) const
    {
        return ask(layer, "eth_getBlockByNumber", {tag, whole});
    }
    std::uint64_t number(Layer layer, const char* tag) const { return quantity(block(layer, tag)["number"]); }
    static std::uint64_t quantity(const Json& value) { return *rpc::asQuantity64(value); }

    /// What a view function says; nothing when the call fails.
    eth::abi::Value::List view(Layer layer, const base::Address& contract, std::string_view declaration,
        const eth::abi::Value::List& arguments = {}) const
    {
        const eth::abi::Function function = eth::abi::knownFunction(declaration);
        const Json message{{"to", base::toHex0x(contract)},
            {"data", base::toHex0x(*eth::abi::encodeCall(function, arguments))}};
        const Json result = ask(layer, "eth_call", {message, "latest"});
        if (!result.is_string()) return {};
        return eth::abi::decode(function.outputs, *rpc::asBytes(result)).value_or(eth::abi::Value::List());
    }

    bool leap(std::uint64_t seconds) const { return world->leap(seconds, {}, {}).has_value(); }
    bool set(const char* name, std::string_view value) const
    {
        auto faults = world->faults();
        return practice::setFault(faults, name, value) && world->setFaults(faults);
    }

    /// A signed transfer of a practice account, handed to the node. Gives the node's answer.
    Json send(Layer layer, std::uint32_t account, const base::Address& to, const base::Uint256& value,
        const base::Bytes& data = {}) const
    {
        const practice::Role from = *practice::practiceAccount(account);
        eth::Transaction transaction;
        transaction.type = eth::TransactionType::FeeMarket;
        transaction.chainId = layer == Layer::L1 ? practice::kL1ChainId : practice::kL2ChainId;
        transaction.nonce =
            quantity(ask(layer, "eth_getTransactionCount", {base::toHex0x(from.address), "pending"}));
        transaction.maxPriorityFeePerGas = base::Uint256{1'000'000};
        transaction.maxFeePerGas = base::Uint256{20'000'000'000};
        transaction.gas = data.empty() ? 21'000 : 1'000'000;
        transaction.to = to;
        transaction.value = value;
        transaction.data = data;
        const eth::Transaction signedOne = *eth::signTransaction(std::move(transaction), from.key);
        return answer(layer, "eth_sendRawTransaction", {base::toHex0x(eth::encodeTransaction(signedOne))});
    }
    base::Uint256 balance(Layer layer, const base::Address& account) const
    {
        return *rpc::asQuantity(ask(layer, "eth_getBalance", {base::toHex0x(account), "latest"}));
    }

    HandClock clock;
    std::shared_ptr<practice::World> world;
    std::string why; ///< there is none
};

} // namespace tests
