#pragma once

#include "core/eth/transaction.h"
#include "core/opstack/column.h"

namespace opstack {

// The transactions of a span batch, in columns (delta/span-batches.md):
//
//     contract_creation_bits ++ y_parity_bits ++ tx_sigs ++ tx_tos ++ tx_datas ++ tx_nonces ++ tx_gases ++
//     protected_bits

/// BadData for a transaction whose type span batches do not carry.
base::Result<Bytes> encodeSpanTransactions(const std::vector<eth::Transaction>& transactions);

/// Takes the columns of `count` transactions and puts their EIP-2718 bytes together. BadData when a column is
/// damaged or what comes out is not a well-formed transaction.
base::Result<std::vector<Bytes>> parseSpanTransactions(
    ColumnReader& reader, std::uint64_t count, std::uint64_t l2ChainId);

} // namespace opstack
