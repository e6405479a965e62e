#pragma once

#include "core/eth/transaction.h"

namespace eth {

/// An unsigned transaction in the form that is signed: the type byte and the list without signature, or the
/// legacy list of six fields or nine (EIP-155). Strict, as parseTransaction(). BadData otherwise; Unsupported
/// for a type that nobody signs.
base::Result<Transaction> parseUnsigned(ByteView bytes);

/// What a signature of this transaction would say: the transaction read back from the bytes that would be
/// signed. It is what a person is shown. BadData, naming the field, when `asked` has something that those
/// bytes have not (an authorization list in a fee-market transaction): whoever asked for it would not get it.
/// BadData too for what no node takes or what can only lose money: a chain 0, a recipient zero, gas below the
/// least, a tip above the fee, a blob transaction without blobs … An old signature is passed over.
/// Unsupported for a Deposit.
base::Result<Transaction> readSignable(const Transaction& asked);

/// Whether a signature in it holds on every chain: a legacy transaction without chain id, or an authorization
/// whose chain id is 0. It can be repeated wherever the account has money; it is never signed on a general
/// yes.
bool isForEveryChain(const Transaction& transaction);

/// The same rules for a permission that is to be signed (EIP-7702).
base::Result<void> checkSignable(const Authorization& authorization);

} // namespace eth
