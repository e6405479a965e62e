#pragma once

#include "app/cli/command.h"
#include "core/wallet/account.h"

namespace cli {

/// {"address", "name", "kind", "path"?}
nlohmann::json toJson(const wallet::Account& account);
/// An array of them.
nlohmann::json toJson(const std::vector<wallet::Account>& accounts);

/// The account in one JSON object, or in lines for people.
void printAccount(const wallet::Account& account, const Arguments& arguments);

/// A table of them.
void printAccounts(const std::vector<wallet::Account>& accounts);

} // namespace cli
