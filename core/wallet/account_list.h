#pragma once

#include "core/wallet/account.h"

#include <vector>

/// The file accounts.json:
///
///     {"format": "postern-accounts", "version": 1, "accounts": [{"address", "name", "kind", "secret",
///     "path"}, …]}
namespace wallet {

/// The longest list that is read, in bytes: some tens of thousands of accounts.
inline constexpr std::size_t kAccountListLimit = 8u << 20;

/// BadData when the file is malformed, an address stands in it twice or a secret's name could lead out of the
/// folder; Unsupported for a later version.
base::Result<std::vector<Account>> parseAccountList(base::ByteView file);
base::Bytes encodeAccountList(const std::vector<Account>& accounts);

/// "key-…" or "seed-…" with letters, digits and dashes.
bool isSecretName(std::string_view name);

} // namespace wallet
