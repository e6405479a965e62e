#pragma once

#include "core/base/bytes.h"
#include "core/base/uint256.h"

/// The messages of the CrossDomainMessengers. Specification: messengers.md.
namespace opstack {

using base::Address;
using base::Bytes;
using base::Hash;
using base::Uint256;

struct CrossDomainMessage {
    Uint256 nonce; ///< the version in its first two bytes
    Address sender;
    Address target;
    Uint256 value;       ///< version 1
    Uint256 minGasLimit; ///< version 1
    Bytes message;

    friend bool operator==(const CrossDomainMessage&, const CrossDomainMessage&) = default;
};

std::uint16_t messageVersion(const Uint256& nonce);

/// The calldata of relayMessage on the other side, in the form of the nonce's version. Unsupported for a
/// version above 1.
base::Result<Bytes> encodeMessage(const CrossDomainMessage& message);
/// The two forms. The first has neither value nor gas limit; it was in use before Bedrock.
Bytes encodeMessageV0(const CrossDomainMessage& message);
Bytes encodeMessageV1(const CrossDomainMessage& message);
/// keccak-256 of encodeMessage(): how both messengers know the message.
base::Result<Hash> messageHash(const CrossDomainMessage& message);
/// The inverse of encodeMessage() for version 1, as found in a withdrawal or deposit that a messenger made.
/// BadData otherwise.
base::Result<CrossDomainMessage> parseRelayMessage(base::ByteView calldata);

/// Which formula a messenger has: the second from L1CrossDomainMessenger 2.6.0 and
/// L2CrossDomainMessenger 2.2.0, because of EIP-7623.
enum class BaseGasRule { Bedrock, CalldataFloor };
/// The gas that sendMessage asks for on the other side, for a message of that many bytes to be called with
/// `minGasLimit`.
std::uint64_t baseGas(BaseGasRule rule, std::size_t messageSize, std::uint32_t minGasLimit);

} // namespace opstack
