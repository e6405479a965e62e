#include "core/practice/world/control.h"

#include "core/eth/address.h"
#include "core/rpc/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using nlohmann::json;

constexpr std::string_view kPrefix = "practice_";

struct Call {
    World& world;
    const json& parameters;
    std::stop_token stop;

    Result<const json*> parameter(std::size_t index) const
    {
        if (!parameters.is_array() || index >= parameters.size())
            return fail(Fault::BadData, "parameter " + std::to_string(index + 1) + " is missing");
        return &parameters[index];
    }
    Result<std::string> text(std::size_t index) const
    {
        const json* value = TRY(parameter(index));
        return rpc::asString(*value);
    }
    Result<std::uint64_t> number(std::size_t index) const;
};

Result<std::uint64_t> numberIn(const json& value)
{
    if (const auto* plain = value.get_ptr<const json::number_unsigned_t*>()) return *plain;
    return rpc::asQuantity64(value);
}

Result<std::uint64_t> Call::number(std::size_t index) const
{
    const json* value = TRY(parameter(index));
    return numberIn(*value);
}

template <typename Value>
struct Named {
    std::string_view name;
    Value value;
};

template <typename Value, std::size_t count>
Result<Value> valueOf(const std::array<Named<Value>, count>& table, std::string_view name)
{
    const auto found = std::ranges::find(table, name, &Named<Value>::name);
    if (found == table.end()) return fail(Fault::BadData, "there is no \"" + rpc::plainText(name) + "\"");
    return found->value;
}
template <typename Value, std::size_t count>
std::string_view nameOf(const std::array<Named<Value>, count>& table, Value value)
{
    const auto found = std::ranges::find(table, value, &Named<Value>::value);
    CHECK(found != table.end());
    return found->name;
}

constexpr std::array kActions{
    Named{"pause", GuardianAction::Pause},
    Named{"unpause", GuardianAction::Unpause},
    Named{"blacklist-game", GuardianAction::BlacklistGame},
    Named{"set-respected-game-type", GuardianAction::SetRespectedGameType},
    Named{"retire-games", GuardianAction::RetireGames},
};
constexpr std::array kBatchTypes{
    Named{"singular", opstack::BatchType::Singular},
    Named{"span", opstack::BatchType::Span},
};
constexpr std::array kCompressions{
    Named{"zlib", opstack::Compression::Zlib},
    Named{"brotli", opstack::Compression::Brotli},
};

json toJson(const Faults& faults)
{
    json all = json::object();
    for (const std::string& name : faultNames())
        all[name] = faultValue(faults, name);
    return all;
}

json toJson(const BatcherSettings& settings)
{
    return {{"batchType", nameOf(kBatchTypes, settings.batchType)},
        {"compression", nameOf(kCompressions, settings.compression)}, {"useBlobs", settings.useBlobs},
        {"channelDuration", settings.channelDuration}, {"maxFrameSize", settings.maxFrameSize}};
}

json toJson(const Contracts& contracts)
{
    const std::array all{
        Named{"optimismPortal", &contracts.optimismPortal},
        Named{"systemConfig", &contracts.systemConfig},
        Named{"l1StandardBridge", &contracts.l1StandardBridge},
        Named{"l1CrossDomainMessenger", &contracts.l1CrossDomainMessenger},
        Named{"l1Erc721Bridge", &contracts.l1Erc721Bridge},
        Named{"optimismMintableErc20Factory", &contracts.optimismMintableErc20Factory},
        Named{"superchainConfig", &contracts.superchainConfig},
        Named{"disputeGameFactory", &contracts.disputeGameFactory},
        Named{"anchorStateRegistry", &contracts.anchorStateRegistry},
        Named{"delayedWeth", &contracts.delayedWeth},
        Named{"l2OutputOracle", &contracts.l2OutputOracle},
        Named{"proxyAdmin", &contracts.proxyAdmin},
    };
    json object = json::object();
    for (const auto& [name, address] : all)
        if (!address->isZero()) object[std::string(name)] = eth::toChecksum(*address);
    return object;
}

json toJson(const Token& token)
{
    return {{"name", token.name}, {"symbol", token.symbol}, {"decimals", token.decimals},
        {"l1", eth::toChecksum(token.l1)}, {"l2", token.l2 ? json(eth::toChecksum(*token.l2)) : json()}};
}

json toJson(const ChainHeads& heads)
{
    return {{"latest", heads.latest}, {"safe", heads.safe}, {"finalized", heads.finalized}};
}

Result<json> status(const Call& call)
{
    const Deployment& deployment = call.world.deployment();
    json tokens = json::array();
    for (const Token& token : deployment.tokens)
        tokens.push_back(toJson(token));
    const WorldHeads heads = call.world.heads();
    json l1 = toJson(heads.l1);
    l1["chainId"] = kL1ChainId;
    json l2 = toJson(heads.l2);
    l2["chainId"] = kL2ChainId;
    return json{{"generation", toString(deployment.generation)}, {"now", call.world.now()},
        {"speed", call.world.speed()}, {"l1", std::move(l1)}, {"l2", std::move(l2)},
        {"faults", toJson(call.world.faults())}, {"batcher", toJson(call.world.batcherSettings())},
        {"contracts", toJson(deployment.contracts)}, {"tokens", std::move(tokens)},
        {"gameType", deployment.gameType}};
}

Result<json> leap(const Call& call)
{
    const std::uint64_t seconds = TRY(call.number(0));
    if (seconds > kControlledLeap)
        return fail(Fault::BadData, "one call leaps " + std::to_string(kControlledLeap) + " seconds at most");
    TRY(call.world.leap(seconds, {}, call.stop));
    return json{{"now", call.world.now()}};
}

Result<json> setSpeed(const Call& call)
{
    const std::uint64_t speed = TRY(call.number(0));
    TRY(call.world.setSpeed(static_cast<unsigned>(std::min<std::uint64_t>(speed, kFastest + 1))));
    return json{{"speed", call.world.speed()}};
}

Result<json> faults(const Call& call)
{
    return toJson(call.world.faults());
}

Result<json> setOneFault(const Call& call)
{
    const std::string name = TRY(call.text(0));
    const std::string value = TRY(call.text(1));
    Faults faults = call.world.faults();
    TRY(setFault(faults, name, value));
    TRY(call.world.setFaults(faults));
    return toJson(faults);
}

Result<json> reorg(const Call& call)
{
    const std::uint64_t depth = TRY(call.number(0));
    TRY(call.world.reorgL1(depth));
    return json{{"now", call.world.now()}};
}

/// The last four bytes of World::guardian()'s subject.
Result<Address> gameType(const Call& call)
{
    const std::uint64_t type = TRY(call.number(1));
    if (type > 0xffffffff) return fail(Fault::BadData, "a game type has 32 bits");
    Address subject;
    for (std::size_t i = 0; i < 4; ++i)
        subject[19 - i] = static_cast<std::uint8_t>(type >> (8 * i));
    return subject;
}

Result<Address> subjectOf(const Call& call, GuardianAction action)
{
    if (action == GuardianAction::SetRespectedGameType) return gameType(call);
    if (action != GuardianAction::BlacklistGame) return Address{};
    const std::string text = TRY(call.text(1));
    return eth::parseAddress(text);
}

Result<json> guardian(const Call& call)
{
    const std::string name = TRY(call.text(0));
    const GuardianAction action = TRY(valueOf(kActions, name));
    const Address subject = TRY(subjectOf(call, action));
    const Hash sent = TRY(call.world.guardian(action, subject));
    return json{{"transaction", base::toHex0x(sent)}};
}

Result<void> changeSetting(BatcherSettings& settings, std::string_view name, const json& value)
{
    if (name == "batchType") {
        const std::string text = TRY(rpc::asString(value));
        settings.batchType = TRY(valueOf(kBatchTypes, text));
    } else if (name == "compression") {
        const std::string text = TRY(rpc::asString(value));
        settings.compression = TRY(valueOf(kCompressions, text));
    } else if (name == "useBlobs" && value.is_boolean()) {
        settings.useBlobs = value == true;
    } else if (name == "channelDuration") {
        settings.channelDuration = TRY(numberIn(value));
    } else if (name == "maxFrameSize") {
        settings.maxFrameSize = TRY(numberIn(value));
    } else {
        return fail(Fault::BadData, "the batcher has no such setting");
    }
    return {};
}

Result<json> setBatcher(const Call& call)
{
    const json* wanted = TRY(call.parameter(0));
    if (!wanted->is_object()) return fail(Fault::BadData, "the settings must be an object");
    BatcherSettings settings = call.world.batcherSettings();
    for (const auto& [name, value] : wanted->items())
        TRY(changeSetting(settings, name, value));
    TRY(call.world.setBatcherSettings(settings));
    return toJson(settings);
}

constexpr std::array kMethods{
    Named{"practice_status", &status},
    Named{"practice_leap", &leap},
    Named{"practice_setSpeed", &setSpeed},
    Named{"practice_faults", &faults},
    Named{"practice_setFault", &setOneFault},
    Named{"practice_reorg", &reorg},
    Named{"practice_guardian", &guardian},
    Named{"practice_setBatcher", &setBatcher},
};

/// JSON-RPC 2.0, section 5.1; -32000 is where servers begin their own.
int codeOf(const base::Error& error)
{
    if (error.fault == Fault::Unsupported) return -32601;
    return error.fault == Fault::BadData ? -32602 : -32000;
}

} // namespace

Result<json> control(World& world, std::string_view method, const json& parameters, std::stop_token stop)
{
    const auto found = std::ranges::find(kMethods, method, [](const auto& entry) { return entry.name; });
    if (found == kMethods.end())
        return fail(Fault::Unsupported, "there is no method " + rpc::plainText(method));
    return found->value({world, parameters, std::move(stop)});
}

std::optional<std::string> answerControl(World& world, std::string_view body, std::stop_token stop)
{
    if (body.find(kPrefix) == std::string_view::npos) return {};
    const auto request = rpc::parseJson(body);
    if (!request || !request->is_object()) return {};
    const json* named = rpc::memberIfAny(*request, "method");
    const auto* method = named == nullptr ? nullptr : named->get_ptr<const std::string*>();
    if (method == nullptr || !method->starts_with(kPrefix)) return {};
    const json* parameters = rpc::memberIfAny(*request, "params");
    const json* id = rpc::memberIfAny(*request, "id");

    const auto result =
        control(world, *method, parameters == nullptr ? json::array() : *parameters, std::move(stop));
    json answer{{"jsonrpc", "2.0"}, {"id", id == nullptr ? json() : *id}};
    if (result)
        answer["result"] = *result;
    else
        answer["error"] = {{"code", codeOf(result.error())}, {"message", result.error().detail}};
    return answer.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace practice
