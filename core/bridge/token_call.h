#pragma once

#include "core/base/uint256.h"

#include <optional>

namespace bridge {

/// The arguments of a bridge's bridgeERC20To, the same function on both layers.
struct BridgedToken {
    base::Address localToken;  ///< on the layer of the call
    base::Address remoteToken; ///< on the other one
    base::Address recipient;
    base::Uint256 amount;
};
/// Nothing when the calldata is of another function.
std::optional<BridgedToken> bridgedToken(base::ByteView calldata);

} // namespace bridge
