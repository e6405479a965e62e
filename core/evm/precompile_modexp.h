#pragma once

#include "core/evm/state_view.h"

#include <cstdint>

/// The precompile at 0x05: EIP-198, its price by EIP-198, EIP-2565 and EIP-7883, its limit by EIP-7823.
namespace evm::modexp {

std::int64_t gasByzantium(ByteView input);
std::int64_t gasBerlin(ByteView input);
std::int64_t gasOsaka(ByteView input);

/// The gas must have been found affordable: it bounds the lengths that the input may claim.
bool run(ByteView input, Bytes& output);
bool runOsaka(ByteView input, Bytes& output);

} // namespace evm::modexp
