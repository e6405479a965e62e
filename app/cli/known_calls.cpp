#include "app/cli/known_calls.h"

#include "core/eth/abi_declaration.h"

namespace cli {

namespace abi = eth::abi;

namespace {

/// Tokens, the bridges of the OP Stack, its portal and messengers, its message passer.
constexpr std::string_view kDeclarations[] = {
    "transfer(address to, uint256 amount)",
    "transferFrom(address from, address to, uint256 amount)",
    "approve(address spender, uint256 amount)",
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

} // namespace

std::optional<KnownCall> readKnownCall(base::ByteView calldata)
{
    if (calldata.size() < abi::Selector::kSize) return {};
    const auto selector = abi::Selector::from(calldata.first(abi::Selector::kSize));
    for (const abi::Function& function : knownFunctions()) {
        if (function.selector() != selector) continue;
        if (auto arguments = abi::decodeCall(function, calldata))
            return KnownCall{function, *std::move(arguments)};
    }
    return {};
}

} // namespace cli
