#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace wallet {

/// Where an account's key comes from.
enum class AccountKind {
    Seed,  ///< derived from a BIP-39 seed at a path
    Key,   ///< a single imported key
    Watch, ///< nowhere: the address alone is known
};

/// "seed", "key" or "watch", as files and JSON write it.
const char* toString(AccountKind kind);
std::optional<AccountKind> parseAccountKind(std::string_view text);

/// What is known of an account without its password.
struct Account {
    base::Address address;
    std::string name;
    AccountKind kind = AccountKind::Watch;
    std::string
        secret;       ///< names the file with its key or seed; accounts of one seed share it; empty for Watch
    std::string path; ///< "m/44'/60'/0'/0/0"; Seed only

    friend bool operator==(const Account&, const Account&) = default;
};

/// The longest name of an account, in bytes of UTF-8.
inline constexpr std::size_t kAccountNameLimit = 64;

/// The name without the spaces around it. BadData when it is longer than the limit, not UTF-8 or has
/// characters that are hidden (base::isHidden()): a name stands beside addresses.
base::Result<std::string> parseAccountName(std::string_view text);

} // namespace wallet
