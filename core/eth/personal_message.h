#pragma once

#include "core/eth/account.h"

namespace eth {

/// What a wallet signs for a message of free text: keccak-256 of "\x19Ethereum Signed Message:\n", the length
/// in decimal digits and the message. EIP-191, version 0x45.
Hash personalMessageHash(ByteView message);

} // namespace eth
