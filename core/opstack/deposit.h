#pragma once

#include "core/eth/receipt.h"
#include "core/eth/transaction.h"

namespace opstack {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;

/// keccak-256 of "TransactionDeposited(address,address,uint256,bytes)".
inline constexpr Hash kTransactionDepositedTopic =
    base::detail::fixedLiteral<Hash>("b3813568d9991fc951961fcb4c784893574240a28925604d09fc577c55bb7c32", 64);

/// What a contract on L1 is called on L2. Specification: deposits.md, "Address Aliasing".
Address toL2Alias(const Address& l1Contract);
Address fromL2Alias(const Address& alias);

/// The L2 transaction of a log of the OptimismPortal (whose address the caller has compared); `logIndex` is
/// the log's in its whole L1 block. Strict: four topics, version 0, canonical ABI, at least the fixed part of
/// the opaque data. BadData otherwise. Specification: deposits.md, "Deposit Contract".
base::Result<eth::Transaction> parseDeposit(
    const eth::Log& log, const Hash& l1BlockHash, std::uint64_t logIndex);

} // namespace opstack
