#include "core/eth/personal_message.h"

#include "core/crypto/keccak.h"

#include <string>

namespace eth {

Hash personalMessageHash(ByteView message)
{
    const std::string prefix = "\x19"
                               "Ethereum Signed Message:\n" +
                               std::to_string(message.size());
    Bytes prefixed = base::toBytes(base::asBytes(prefix));
    base::append(prefixed, message);
    return crypto::keccak256(prefixed);
}

} // namespace eth
