#include "core/opstack/cross_domain.h"

#include "core/crypto/keccak.h"
#include "core/eth/abi.h"

#include <algorithm>

namespace opstack {

namespace {

using base::Fault;
using base::Result;

const eth::abi::Function& relayMessage()
{
    static const eth::abi::Function function =
        eth::abi::knownFunction("relayMessage(uint256 nonce, address sender, address target, uint256 value, "
                                "uint256 minGasLimit, bytes message)");
    return function;
}
/// Before Bedrock.
const eth::abi::Function& relayMessageV0()
{
    static const eth::abi::Function function =
        eth::abi::knownFunction("relayMessage(address target, address sender, bytes message, uint256 nonce)");
    return function;
}

} // namespace

std::uint16_t messageVersion(const Uint256& nonce)
{
    return static_cast<std::uint16_t>(nonce.words[3] >> 48);
}

Bytes encodeMessageV0(const CrossDomainMessage& message)
{
    return *eth::abi::encodeCall(
        relayMessageV0(), {message.target, message.sender, message.message, message.nonce});
}

Bytes encodeMessageV1(const CrossDomainMessage& message)
{
    return *eth::abi::encodeCall(relayMessage(),
        {message.nonce, message.sender, message.target, message.value, message.minGasLimit, message.message});
}

Result<Bytes> encodeMessage(const CrossDomainMessage& message)
{
    switch (messageVersion(message.nonce)) {
    case 0:
        return encodeMessageV0(message);
    case 1:
        return encodeMessageV1(message);
    default:
        return base::fail(Fault::Unsupported, "a cross-domain message of an unknown version");
    }
}

Result<Hash> messageHash(const CrossDomainMessage& message)
{
    const Bytes encoded = TRY(encodeMessage(message));
    return crypto::keccak256(encoded);
}

Result<CrossDomainMessage> parseRelayMessage(base::ByteView calldata)
{
    const eth::abi::Value::List arguments = TRY(eth::abi::decodeCall(relayMessage(), calldata));
    if (messageVersion(arguments[0].number()) != 1)
        return base::fail(Fault::BadData, "relayMessage with a nonce of another version");
    return CrossDomainMessage{arguments[0].number(), arguments[1].address(), arguments[2].address(),
        arguments[3].number(), arguments[4].number(), arguments[5].bytes()};
}

std::uint64_t baseGas(BaseGasRule rule, std::size_t messageSize, std::uint32_t minGasLimit)
{
    // RELAY_CONSTANT_OVERHEAD, RELAY_CALL_OVERHEAD, RELAY_RESERVED_GAS, RELAY_GAS_CHECK_BUFFER
    constexpr std::uint64_t kOverhead = 200'000 + 40'000 + 40'000 + 5'000;
    constexpr std::uint64_t kCalldataGas = 16, kFloorGas = 40, kTransactionGas = 21'000;
    constexpr std::uint64_t kEncodingOverhead = 260; // of relayMessage around the message
    const std::uint64_t execution = kOverhead + std::uint64_t{minGasLimit} * 64 / 63;
    if (rule == BaseGasRule::Bedrock) return execution + kCalldataGas * messageSize;
    const std::uint64_t size = messageSize + kEncodingOverhead;
    return kTransactionGas + std::max(execution + kCalldataGas * size, kFloorGas * size);
}

} // namespace opstack
