#include "core/practice/chain/simulate.h"
#include "core/practice/node/block_choice.h"
#include "core/practice/node/node_methods.h"
#include "core/rpc/chain_json.h"

#include <nlohmann/json.hpp>

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;

constexpr std::size_t kMaxOverrides = 1024; ///< accounts; and slots of each

// ---- What is asked

/// Reads a member that may be left out.
template <typename T, typename Read>
Result<void> readIfAny(const Json& object, const char* name, T& into, Read read)
{
    const Json* found = rpc::memberIfAny(object, name);
    if (found == nullptr) return {};
    auto value = read(*found);
    if (!value) return base::within(name, std::move(value).error());
    into = *std::move(value);
    return {};
}

/// "input" is the newer name of "data".
Result<Bytes> dataIn(const Json& object)
{
    const Json* input = rpc::memberIfAny(object, "input");
    const Json* data = rpc::memberIfAny(object, "data");
    if (input != nullptr && data != nullptr && *input != *data)
        return fail(Fault::BadData, R"(both "data" and "input" are set and not equal)");
    if (input == nullptr) input = data;
    return input != nullptr ? rpc::asBytes(*input) : Bytes();
}

/// The price offered: none, gasPrice, or the most of EIP-1559.
Result<Uint256> priceIn(const Json& object)
{
    Uint256 legacy, most;
    TRY(readIfAny(object, "gasPrice", legacy, rpc::asQuantity));
    TRY(readIfAny(object, "maxFeePerGas", most, rpc::asQuantity));
    if (!legacy.isZero() && !most.isZero())
        return fail(Fault::BadData, "both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified");
    return most.isZero() ? legacy : most;
}

Result<SimulatedCall> callIn(const Json& object)
{
    if (!object.is_object()) return fail(Fault::BadData, "invalid argument 0: expected an object");
    SimulatedCall call;
    TRY(readIfAny(object, "from", call.sender, rpc::asFixed<Address>));
    TRY(readIfAny(object, "to", call.to, rpc::asFixed<Address>));
    TRY(readIfAny(object, "value", call.value, rpc::asQuantity));
    TRY(readIfAny(object, "gas", call.gas, rpc::asQuantity64));
    call.data = TRY(dataIn(object));
    call.gasPrice = TRY(priceIn(object));
    TRY(readIfAny(object, "accessList", call.accessList, rpc::parseAccessList));
    TRY(readIfAny(object, "authorizationList", call.authorizations, rpc::parseAuthorizations));
    return call;
}

Result<Uint256> wordIn(const Json& value)
{
    const Hash word = TRY(rpc::asFixed<Hash>(value));
    return Uint256::from(word);
}

Result<std::map<Uint256, Uint256>> slotsIn(const Json& object)
{
    if (!object.is_object()) return fail(Fault::BadData, "expected an object");
    if (object.size() > kMaxOverrides) return fail(Fault::BadData, "too many slots");
    std::map<Uint256, Uint256> slots;
    for (const auto& [key, value] : object.items()) {
        const Uint256 slot = TRY(wordIn(Json(key)));
        slots[slot] = TRY(wordIn(value));
    }
    return slots;
}

Result<AccountOverride> overrideIn(const Json& object)
{
    if (!object.is_object()) return fail(Fault::BadData, "expected an object");
    AccountOverride account;
    TRY(readIfAny(object, "balance", account.balance, rpc::asQuantity));
    TRY(readIfAny(object, "nonce", account.nonce, rpc::asQuantity64));
    TRY(readIfAny(object, "code", account.code, rpc::asBytes));
    TRY(readIfAny(object, "state", account.state, slotsIn));
    TRY(readIfAny(object, "stateDiff", account.stateDiff, slotsIn));
    if (account.state && !account.stateDiff.empty())
        return fail(Fault::BadData, "has both 'state' and 'stateDiff'");
    for (const auto& [name, value] : object.items())
        if (name == "movePrecompileToAddress")
            return fail(Fault::BadData, "precompiles cannot be moved here");
    return account;
}

Result<StateOverrides> overridesIn(const Json* object)
{
    StateOverrides overrides;
    if (object == nullptr) return overrides;
    if (!object->is_object() || object->size() > kMaxOverrides)
        return fail(Fault::BadData, "state overrides: expected an object of at most 1024 accounts");
    for (const auto& [key, value] : object->items()) {
        const Address address = TRY(rpc::asFixed<Address>(Json(key)));
        auto account = overrideIn(value);
        if (!account) return base::within("state overrides of " + key, std::move(account).error());
        overrides[address] = *std::move(account);
    }
    return overrides;
}

/// The three parameters that all methods here take.
struct Question {
    SimulatedCall call;
    std::uint64_t block = 0;
    StateOverrides overrides;
};

Result<Question> questionIn(const NodeView& node, const Parameters& parameters)
{
    const Json* object = TRY(parameters.at(0));
    Question question;
    question.call = TRY(callIn(*object));
    const BlockPointer block = TRY(requiredBlock(node, parameters.ifAny(1)));
    question.block = block->number();
    question.overrides = TRY(overridesIn(parameters.ifAny(2)));
    if (parameters.ifAny(3) != nullptr) return fail(Fault::BadData, "block overrides are not supported");
    return question;
}

// ---- What is answered

std::unexpected<RpcError> reverted(std::string message, Bytes output)
{
    RpcError error(kReverted, std::move(message));
    error.data = std::move(output);
    return std::unexpected(std::move(error));
}

RpcResult call(const NodeView& node, const Parameters& parameters)
{
    const Question asked = TRY(questionIn(node, parameters));
    Simulation outcome = TRY(simulate(node.chain(), asked.block, asked.call, asked.overrides));
    if (outcome.succeeded) return hex(outcome.output);
    std::string why = failureOf(outcome);
    if (outcome.status != evm::Status::Revert) return refuse(kServerError, std::move(why));
    return reverted(std::move(why), std::move(outcome.output));
}

RpcResult estimate(const NodeView& node, const Parameters& parameters)
{
    const Question asked = TRY(questionIn(node, parameters));
    Bytes output;
    auto gas = estimateGas(node.chain(), asked.block, asked.call, asked.overrides, output);
    if (gas) return quantity(*gas);
    const bool didRevert = gas.error().detail.starts_with("execution reverted");
    if (didRevert) return reverted(gas.error().detail, std::move(output));
    return refuse(kServerError, gas.error().detail);
}

Json accessListJson(const std::vector<eth::AccessListEntry>& entries)
{
    Json list = Json::array();
    for (const eth::AccessListEntry& entry : entries) {
        Json keys = Json::array();
        for (const Hash& key : entry.storageKeys)
            keys.push_back(hex(key));
        list.push_back({{"address", hex(entry.address)}, {"storageKeys", std::move(keys)}});
    }
    return list;
}

RpcResult accessList(const NodeView& node, const Parameters& parameters)
{
    const Question asked = TRY(questionIn(node, parameters));
    const AccessListing listing =
        TRY(createAccessList(node.chain(), asked.block, asked.call, asked.overrides));
    Json out{{"accessList", accessListJson(listing.accessList)},
        {"gasUsed", quantity(listing.simulation.gasUsed)}};
    if (!listing.simulation.succeeded) out["error"] = failureOf(listing.simulation);
    return out;
}

constexpr std::array kMethods{
    Method{"eth_call", call},
    Method{"eth_createAccessList", accessList},
    Method{"eth_estimateGas", estimate},
};

} // namespace

std::span<const Method> callMethods()
{
    return kMethods;
}

} // namespace practice
