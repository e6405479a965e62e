#include "core/bridge/token_call.h"

#include "core/eth/abi.h"

namespace bridge {

std::optional<BridgedToken> bridgedToken(base::ByteView calldata)
{
    static const eth::abi::Function kFunction =
        eth::abi::knownFunction("bridgeERC20To(address localToken, address remoteToken, address to, uint256 "
                                "amount, uint32 minGasLimit, bytes extraData)");
    const auto values = eth::abi::decodeCall(kFunction, calldata);
    if (!values) return std::nullopt;
    return BridgedToken{
        (*values)[0].address(), (*values)[1].address(), (*values)[2].address(), (*values)[3].number()};
}

} // namespace bridge
