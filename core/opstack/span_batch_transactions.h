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

/// The columns as they were encoded; views into the batch.
struct SpanTransactionColumns {
    std::vector<bool> creation, yParity;
    ByteView signatures, recipients;
    std::vector<ByteView> contents;
    std::vector<std::uint64_t> nonces, gases;
    std::vector<bool> isProtected; ///< of legacy transactions only
};

/// Takes the columns of `count` transactions. BadData when one is damaged.
base::Result<SpanTransactionColumns> readSpanTransactions(ColumnReader& reader, std::uint64_t count);

/// The EIP-2718 bytes of all transactions. BadData when one is not well-formed.
base::Result<std::vector<Bytes>> joinSpanTransactions(
    const SpanTransactionColumns& columns, std::uint64_t l2ChainId);

} // namespace opstack
