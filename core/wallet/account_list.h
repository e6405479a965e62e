#pragma once

#include "core/wallet/account.h"

#include <vector>

/// The file accounts.json, and its copy accounts.json.copy:
///
///     {"format": "postern-accounts", "version": 1, "numbered": 3,
///      "accounts": [{"address", "name", "kind", "secret", "path"}, …]}
namespace wallet {

/// The longest list that is read, in bytes: some tens of thousands of accounts.
inline constexpr std::size_t kAccountListLimit = 8u << 20;

struct AccountList {
    std::vector<Account> accounts; ///< in the order of their making
    std::uint64_t numbered = 0; ///< the highest n of the names "Account <n>" that were ever given by default

    friend bool operator==(const AccountList&, const AccountList&) = default;
};

/// BadData when the file is malformed, an address stands in it twice or a secret's name could lead out of the
/// folder; Unsupported for a later version.
base::Result<AccountList> parseAccountList(base::ByteView file);
base::Bytes encodeAccountList(const AccountList& list);

/// "key-…" or "seed-…" with letters, digits and dashes.
bool isSecretName(std::string_view name);

} // namespace wallet
