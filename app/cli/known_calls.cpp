#include "app/cli/known_calls.h"

#include "core/eth/abi_json.h"

#include <algorithm>

namespace cli {

namespace abi = eth::abi;

namespace {

/// Tokens, the bridges of the OP Stack, its portal and messengers, its message passer.
constexpr std::string_view kDeclarations[] = {
    "transfer(address to, uint256 amount)",
    "transferFrom(address from, address to, uint256 amount)",
    "approve(address spender, uint256 amount)",
    "increaseAllowance(address spender, uint256 addedAmount)",
    "decreaseAllowance(address spender, uint256 subtractedAmount)",
    "permit(address owner, address spender, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)",
    "permit(address holder, address spender, uint256 nonce, uint256 expiry, bool allowed, uint8 v, bytes32 "
    "r, "
    "bytes32 s)",
    "approve(address token, address spender, uint160 amount, uint48 expiration)",
    "safeTransferFrom(address from, address to, uint256 tokenId, bytes data)",
    "safeTransferFrom(address from, address to, uint256 tokenId)",
    "setApprovalForAll(address operator, bool approved)",
    "deposit()",
    "withdraw(uint256 amount)",
    "bridgeETH(uint32 minGasLimit, bytes extraData)",
    "bridgeETHTo(address to, uint32 minGasLimit, bytes extraData)",
    "bridgeERC20(address localToken, address remoteToken, uint256 amount, uint32 minGasLimit, bytes "
    "extraData)",
    "bridgeERC20To(address localToken, address remoteToken, address to, uint256 amount, uint32 minGasLimit, "
    "bytes extraData)",
    "depositETH(uint32 minGasLimit, bytes extraData)",
    "depositETHTo(address to, uint32 minGasLimit, bytes extraData)",
    "depositERC20(address l1Token, address l2Token, uint256 amount, uint32 minGasLimit, bytes extraData)",
    "depositERC20To(address l1Token, address l2Token, address to, uint256 amount, uint32 minGasLimit, bytes "
    "extraData)",
    "withdraw(address l2Token, uint256 amount, uint32 minGasLimit, bytes extraData)",
    "withdrawTo(address l2Token, address to, uint256 amount, uint32 minGasLimit, bytes extraData)",
    "depositTransaction(address to, uint256 value, uint64 gasLimit, bool isCreation, bytes data)",
    "sendMessage(address target, bytes message, uint32 minGasLimit)",
    "relayMessage(uint256 nonce, address sender, address target, uint256 value, uint256 minGasLimit, bytes "
    "message)",
    "finalizeBridgeETH(address from, address to, uint256 amount, bytes extraData)",
    "initiateWithdrawal(address target, uint256 gasLimit, bytes data)",
    "proveWithdrawalTransaction((uint256 nonce, address sender, address target, uint256 value, uint256 "
    "gasLimit, bytes data) "
    "tx, uint256 disputeGameIndex, (bytes32 version, bytes32 stateRoot, bytes32 messagePasserStorageRoot, "
    "bytes32 "
    "latestBlockhash) outputRootProof, bytes[] withdrawalProof)",
    "finalizeWithdrawalTransaction((uint256 nonce, address sender, address target, uint256 value, uint256 "
    "gasLimit, bytes "
    "data) tx)",
    "finalizeWithdrawalTransactionExternalProof((uint256 nonce, address sender, address target, uint256 "
    "value, uint256 "
    "gasLimit, bytes data) tx, address proofSubmitter)",
};

const std::vector<abi::Function>& knownFunctions()
{
    static const std::vector<abi::Function> functions = [] {
        std::vector<abi::Function> all;
        for (const std::string_view declaration : kDeclarations)
            all.push_back(abi::knownFunction(declaration));
        return all;
    }();
    return functions;
}

/// Functions that let somebody else take tokens: the argument that says how many.
constexpr std::string_view kAllowances[] = {"approve(address,uint256)", "increaseAllowance(address,uint256)",
    "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
    "approve(address,address,uint160,uint48)"};
/// Functions that let somebody else take all tokens: the flag that says so.
constexpr std::string_view kFullAllowances[] = {
    "setApprovalForAll(address,bool)", "permit(address,address,uint256,uint256,bool,uint8,bytes32,bytes32)"};

bool isOneOf(std::span<const std::string_view> signatures, const std::string& signature)
{
    return std::ranges::find(signatures, signature) != signatures.end();
}

/// No token has as many parts as this: 2^128.
bool isBeyondAnySupply(const base::Uint256& amount)
{
    return amount.bitWidth() > 128;
}

/// What a number alone would not tell.
std::string remarkOn(const std::string& signature, const abi::Parameter& input, const abi::Value& value)
{
    const bool isAmount = input.name == "amount" || input.name == "addedAmount";
    if (isAmount && isOneOf(kAllowances, signature) && isBeyondAnySupply(value.number()))
        return "unlimited: every token of the kind, now and later (" + base::toDecimal(value.number()) + ")";
    if (input.type.kind == abi::Kind::Bool && isOneOf(kFullAllowances, signature) && value.flag())
        return "true: unlimited, every token of the kind, now and later";
    return {};
}

void addOddities(std::vector<std::string>& lines, const abi::Reading& reading)
{
    const auto bytes = [](std::size_t count) {
        return std::to_string(count) + (count == 1 ? " byte" : " bytes");
    };
    if (reading.following > 0)
        lines.push_back("              " + bytes(reading.following) +
                        (reading.following == 1 ? " follows" : " follow") + " that the contract ignores");
    if (reading.missing > 0)
        lines.push_back("              the last " + bytes(reading.missing) +
                        " are not there: some contracts take them for zeros, others refuse the call");
    if (reading.hasDirtyBits)
        lines.push_back(
            "              bits beside the values are not zero: some contracts ignore them, others refuse "
            "the call");
    if (reading.isMoved)
        lines.push_back(
            "              its parts do not stand where they usually do; it is shown as contracts read it");
}

} // namespace

std::optional<KnownCall> readKnownCall(base::ByteView calldata)
{
    if (calldata.size() < abi::Selector::kSize) return {};
    const auto selector = abi::Selector::from(calldata.first(abi::Selector::kSize));
    const auto function = std::ranges::find(knownFunctions(), selector, &abi::Function::selector);
    if (function == knownFunctions().end()) return {};
    return KnownCall{*function, abi::readLeniently(function->inputs, calldata.subspan(abi::Selector::kSize))};
}

std::vector<std::string> describeCall(const KnownCall& call)
{
    const std::string signature = call.function.signature();
    std::vector<std::string> lines{"Call:       " + signature};
    if (!call.arguments) {
        lines.push_back("              whose arguments cannot be read: " + call.arguments.error().detail);
        return lines;
    }
    for (std::size_t i = 0; i < call.arguments->values.size(); ++i) {
        const abi::Parameter& input = call.function.inputs[i];
        const abi::Value& value = call.arguments->values[i];
        const std::string remark = remarkOn(signature, input, value);
        lines.push_back("              " + input.name + ": " +
                        (remark.empty() ? abi::toText(input.type, value) : remark));
    }
    addOddities(lines, *call.arguments);
    return lines;
}

} // namespace cli
