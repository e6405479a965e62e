#include "core/opstack/withdrawal.h"

#include "core/crypto/keccak.h"
#include "core/eth/abi_event.h"

namespace opstack {

namespace {

using base::Fault;

const eth::abi::Event& messagePassed()
{
    static const eth::abi::Event event = eth::abi::knownEvent(
        "MessagePassed(uint256 indexed nonce, address indexed sender, address indexed target, "
        "uint256 value, uint256 gasLimit, bytes data, bytes32 withdrawalHash)");
    return event;
}

/// The event's arguments but the last are what is hashed.
const std::vector<eth::abi::Parameter>& hashedParameters()
{
    static const std::vector<eth::abi::Parameter> parameters(
        messagePassed().inputs.begin(), messagePassed().inputs.end() - 1);
    return parameters;
}

} // namespace

Hash withdrawalHash(const Withdrawal& withdrawal)
{
    const auto encoded =
        eth::abi::encode(hashedParameters(), {withdrawal.nonce, withdrawal.sender, withdrawal.target,
                                                 withdrawal.value, withdrawal.gasLimit, withdrawal.data});
    CHECK(encoded.has_value());
    return crypto::keccak256(*encoded);
}

Hash sentMessagesSlot(const Hash& withdrawalHash)
{
    Bytes preimage = base::toBytes(withdrawalHash);
    preimage.resize(64); // slot 0
    return crypto::keccak256(preimage);
}

base::Result<Withdrawal> parseMessagePassed(const eth::Log& log)
{
    const eth::abi::Value::List arguments = TRY(eth::abi::decodeEvent(messagePassed(), log));
    const Withdrawal withdrawal{arguments[0].number(), arguments[1].address(), arguments[2].address(),
        arguments[3].number(), arguments[4].number(), arguments[5].bytes()};
    if (withdrawalHash(withdrawal) != arguments[6].hash())
        return base::fail(Fault::Mismatch, "MessagePassed: the hash is not the message's");
    return withdrawal;
}

} // namespace opstack
