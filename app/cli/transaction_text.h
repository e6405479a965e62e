#pragma once

#include "core/eth/transaction.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

/// Transactions as people and programs read them.
namespace cli {

/// The fields of the transaction's type, with the names and forms of the JSON-RPC specification; signature,
/// hash and sender when it is signed.
nlohmann::json toJson(const eth::Transaction& transaction);

/// How many bytes of a transaction's data are shown unless all are asked for.
inline constexpr std::size_t kShownData = 4096;

/// The same in lines for people: amounts exact in ETH, the most that the fee can be, whose accounts are
/// delegated to whom, and the call spelt out when its function is one of those that Postern knows. Of the
/// data the first `shownData` bytes.
std::vector<std::string> describe(const eth::Transaction& transaction, std::size_t shownData = kShownData);

bool isSigned(const eth::Transaction& transaction);

} // namespace cli
