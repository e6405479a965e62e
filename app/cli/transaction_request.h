#pragma once

#include "app/cli/command.h"
#include "core/eth/transaction.h"

namespace cli {

/// The options of a command that makes a transaction from its parts, and the file that may give them instead.
std::vector<Option> transactionOptions();

/// The unsigned transaction that was described: by the options alone, or by a file, over which the options
/// go. A file has a JSON object with the names of eth_sendTransaction (null is absent, `data` and `gasLimit`
/// are other names of `input` and `gas`), or the hex digits of an unsigned transaction as other programs
/// write them. UsageError naming what is missing or belongs to another type: nothing is guessed where money
/// depends on it.
Given<eth::Transaction> requestedTransaction(const Arguments& arguments);

} // namespace cli
