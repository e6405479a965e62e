#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crypto {

/// Added to a child number that only the private parent can derive.
inline constexpr std::uint32_t kHardened = 0x80000000u;

/// The child numbers from the root down.
using DerivationPath = std::vector<std::uint32_t>;

/// Steps with "/" between, each a number below 2^31; "m/" before them or not. What marks a step as hardened
/// is ' or h or H, or one of the typographic marks that editors make of '. Spaces do not matter. No signs,
/// leading zeros or empty steps, and at most 32 of them. BadData otherwise.
base::Result<DerivationPath> parsePath(std::string_view text);

/// The one spelling that is written: m/44'/60'/0'/0/0.
std::string toString(const DerivationPath& path);

/// Which of a seed's keys a wallet calls its account number i.
enum class PathStyle {
    Bip44,        ///< m/44'/60'/0'/0/i: MetaMask, Trezor and most others
    LedgerLive,   ///< m/44'/60'/i'/0/0
    LedgerLegacy, ///< m/44'/60'/0'/i
};

/// The path of account `index`, which must be below 2^31.
DerivationPath accountPath(PathStyle style, std::uint32_t index);

} // namespace crypto
