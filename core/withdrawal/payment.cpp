#include "core/withdrawal/payment.h"

#include "core/eth/abi.h"
#include "core/opstack/cross_domain.h"
#include "core/opstack/predeploys.h"

namespace withdrawal {

namespace {

/// The bridge's message for a token brings no ether.
std::optional<Payment> tokenPaymentOf(const Bytes& message)
{
    static const eth::abi::Function kFinalize =
        eth::abi::knownFunction("finalizeBridgeERC20(address localToken, address remoteToken, address from, "
                                "address to, uint256 amount, "
                                "bytes extraData)");
    const auto values = eth::abi::decodeCall(kFinalize, message);
    if (!values) return std::nullopt;
    return Payment{(*values)[3].address(), (*values)[4].number(), (*values)[0].address()};
}

} // namespace

Payment paymentOf(const opstack::Withdrawal& message, const Address& messenger, const Address& bridge)
{
    const Payment direct{message.target, message.value};
    const bool isRelayed = message.sender == opstack::kL2CrossDomainMessenger && message.target == messenger;
    if (!isRelayed) return direct;
    const auto relayed = opstack::parseRelayMessage(message.data);
    if (!relayed) return direct;
    if (relayed->sender != opstack::kL2StandardBridge || relayed->target != bridge)
        return {relayed->target, relayed->value};
    if (const auto token = tokenPaymentOf(relayed->message); token && relayed->value.isZero()) return *token;
    const auto values = eth::abi::decodeCall(
        eth::abi::knownFunction("finalizeBridgeETH(address,address,uint256,bytes)"), relayed->message);
    // The bridge pays nothing but what the message brings.
    if (!values || (*values)[2].number() != relayed->value) return {relayed->target, relayed->value};
    return {(*values)[1].address(), relayed->value};
}

} // namespace withdrawal
