#pragma once

#include "core/execution/transaction.h"

namespace execution {

/// What the protocol itself calls before the first transaction: the contracts for beacon roots (EIP-4788) and
/// history (EIP-2935). Where there is no contract yet, nothing happens.
void callBeforeTransactions(
    BlockEnvironment& environment, const Hash& parentHash, const std::optional<Hash>& beaconRoot);

/// The requests of a block after its last transaction, one byte string a type, empty ones left out: deposits
/// from the logs (EIP-6110), withdrawals (EIP-7002), consolidations (EIP-7251). BadData when a contract is
/// not there or fails.
base::Result<std::vector<Bytes>> takeRequests(
    BlockEnvironment& environment, const std::vector<eth::Receipt>& receipts);

/// EIP-7685.
Hash requestsHash(const std::vector<Bytes>& requests);

} // namespace execution
