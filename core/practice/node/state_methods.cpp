#include "core/crypto/keccak.h"
#include "core/practice/node/block_choice.h"
#include "core/practice/node/node_methods.h"

#include <nlohmann/json.hpp>

namespace practice {
namespace {

using base::fail;
using base::Fault;
using base::Result;

constexpr std::size_t kMaxProofSlots = 1024;

Result<std::shared_ptr<execution::MemoryState>> stateAt(const NodeView& node, const Json* choice)
{
    const BlockPointer block = TRY(requiredBlock(node, choice));
    return node.chain().stateAfter(block->number());
}

/// A slot comes as a quantity or as a word, and not always with an even number of digits.
Result<Uint256> slotIn(const Json& value)
{
    const std::string text = TRY(rpc::asString(value));
    return base::parseQuantity(text);
}

RpcResult balance(const NodeView& node, const Parameters& parameters)
{
    const Address address = TRY(parameters.address(0));
    const auto state = TRY(stateAt(node, parameters.ifAny(1)));
    const auto account = state->account(address);
    const Uint256 amount = account ? account->balance : Uint256();
    return quantity(node.fault == RpcFault::WrongBalance ? amount * Uint256{10} : amount);
}

RpcResult code(const NodeView& node, const Parameters& parameters)
{
    const Address address = TRY(parameters.address(0));
    const auto state = TRY(stateAt(node, parameters.ifAny(1)));
    const auto account = state->account(address);
    return account ? hex(state->code(account->codeHash)) : "0x";
}

RpcResult storageAt(const NodeView& node, const Parameters& parameters)
{
    const Address address = TRY(parameters.address(0));
    const Json* key = TRY(parameters.at(1));
    const Uint256 slot = TRY(slotIn(*key));
    const auto state = TRY(stateAt(node, parameters.ifAny(2)));
    return hex(state->storage(address, slot).toHash());
}

RpcResult nonce(const NodeView& node, const Parameters& parameters)
{
    const Address address = TRY(parameters.address(0));
    const auto state = TRY(stateAt(node, parameters.ifAny(1)));
    const auto account = state->account(address);
    const std::uint64_t next = account ? account->nonce : 0;
    return quantity(isPending(parameters.ifAny(1)) ? poolOf(node).nextNonce(address, next) : next);
}

// ---- eth_getProof

Json nodesJson(const NodeView& node, std::vector<Bytes> nodes)
{
    Json out = Json::array();
    for (Bytes& bytes : nodes) {
        if (node.fault == RpcFault::WrongProof) bytes.back() ^= 1;
        out.push_back(hex(bytes));
    }
    return out;
}

Json slotProof(
    const NodeView& node, execution::MemoryState& state, const Address& address, const Uint256& slot)
{
    return {{"value", quantity(state.storage(address, slot))},
        {"proof", nodesJson(node, state.storageProof(address, crypto::keccak256(slot.toHash())))}};
}

Result<Json> slotProofs(
    const NodeView& node, execution::MemoryState& state, const Address& address, const Json& keys)
{
    if (!keys.is_array()) return fail(Fault::BadData, "invalid argument 1: expected a list of slots");
    if (keys.size() > kMaxProofSlots)
        return fail(Fault::BadData, "too many keys (max " + std::to_string(kMaxProofSlots) + ")");
    Json proofs = Json::array();
    for (const Json& key : keys) {
        const Uint256 slot = TRY(slotIn(key));
        proofs.push_back(slotProof(node, state, address, slot));
        proofs.back()["key"] = key; // in the form in which it was asked
    }
    return proofs;
}

RpcResult proof(const NodeView& node, const Parameters& parameters)
{
    const Address address = TRY(parameters.address(0));
    const Json* keys = TRY(parameters.at(1));
    const auto state = TRY(stateAt(node, parameters.ifAny(2)));
    Json slots = TRY(slotProofs(node, *state, address, *keys));
    const eth::Account account = state->account(address).value_or(eth::Account());
    return Json{{"address", hex(address)}, {"balance", quantity(account.balance)},
        {"nonce", quantity(account.nonce)}, {"codeHash", hex(account.codeHash)},
        {"storageHash", hex(account.storageRoot)},
        {"accountProof", nodesJson(node, state->accountProof(crypto::keccak256(address)))},
        {"storageProof", std::move(slots)}};
}

constexpr std::array kMethods{
    Method{"eth_getBalance", balance},
    Method{"eth_getCode", code},
    Method{"eth_getProof", proof},
    Method{"eth_getStorageAt", storageAt},
    Method{"eth_getTransactionCount", nonce},
};

} // namespace

std::span<const Method> stateMethods()
{
    return kMethods;
}

} // namespace practice
