#pragma once

#include "core/base/bytes.h"

#include <string>

namespace rpc {

/// Why a call reverted, from the data that it returned: the text of `Error(string)`, the meaning of
/// `Panic(uint256)`, the name of an error of the OP Stack's contracts, or else the first bytes in hex. Plain
/// text of limited length, though a contract's own words are a stranger's words.
std::string describeRevert(base::ByteView data);

} // namespace rpc
