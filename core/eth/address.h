#pragma once

#include "core/eth/account.h"

#include <string>
#include <string_view>

namespace eth {

/// "0x" and 40 hex digits whose case is a checksum. EIP-55.
std::string toChecksum(const Address& address);

/// "0x" and 40 hex digits: all in lower case, all in upper case, or mixed with the right EIP-55 checksum.
/// BadData otherwise.
base::Result<Address> parseAddress(std::string_view text);

/// Where CREATE, or a transaction without recipient, puts the contract: keccak-256 of RLP [sender, nonce].
Address createAddress(const Address& sender, std::uint64_t nonce);
/// Where CREATE2 puts it. EIP-1014.
Address create2Address(const Address& sender, const Hash& salt, const Hash& initCodeHash);

} // namespace eth
