#pragma once

#include "core/base/bytes.h"

#include <cstdint>

namespace bridge {

/// A token that its issuer carries to a rollup by other contracts than the standard bridge. What the standard
/// bridge would make of it there is another token, or nothing.
struct OwnBridge {
    const char* symbol;
    std::uint64_t l1Chain;
    std::uint64_t l2Chain;
    base::Address l1Token;
    const char* goTo; ///< for the sentence "… goes by <this>"
};

/// Nothing when none is known for this token on this pair of chains.
const OwnBridge* findOwnBridge(std::uint64_t l1Chain, std::uint64_t l2Chain, const base::Address& l1Token);

} // namespace bridge
