#pragma once

#include "core/eth/transaction.h"

#include <nlohmann/json_fwd.hpp>

namespace eth {

/// Reads a transaction as eth_getTransactionByHash gives it or as a person writes it: the fields of the
/// JSON-RPC specification, `gasLimit` for `gas` and `data` for `input` as well; numbers as "0x…", as decimal
/// strings or as JSON integers. Fields that are not there are zero or absent; without a `type` it follows
/// from the fields. A field that no transaction of the type has is BadData, lest a misspelt one be lost;
/// where it stands in a block is passed over. `hash`, and `from` of a signed transaction, are checked:
/// Mismatch when they are not this transaction's.
base::Result<Transaction> transactionFromJson(const nlohmann::json& object);

/// In the form of the JSON-RPC specification, with `hash`, and `from` where the signature gives it.
nlohmann::json toJson(const Transaction& transaction);

} // namespace eth
