#pragma once

#include "core/base/uint256.h"

#include <cstddef>

namespace evm {

/// Spread keys that an attacker may choose (addresses, slots) by a seed that differs from one process to the
/// next, so that nobody can make many of them collide.
std::size_t hashSlot(const base::Uint256& key);
std::size_t hashAddress(const base::Address& address);
/// The same for a container of the standard library.
struct SeededHash {
    std::size_t operator()(const base::Uint256& key) const { return hashSlot(key); }
    std::size_t operator()(const base::Address& address) const { return hashAddress(address); }
};

} // namespace evm
