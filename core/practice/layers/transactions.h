#pragma once

#include "core/eth/abi.h"
#include "core/practice/contracts/deployment.h"
#include "core/practice/layers/l1.h"

namespace practice {

/// A message call on the state of L1's head, as eth_call: what it returns. Refused when it reverts.
base::Result<Bytes> callL1(L1& l1, const Address& to, ByteView data);

/// What a view function returns, by a declaration of our own: "gameCount() view returns (uint256)". BadData
/// when the contract returns something else.
base::Result<eth::abi::Value::List> readL1(L1& l1, const Address& contract, std::string_view declaration,
    const eth::abi::Value::List& arguments = {});

/// Signs an EIP-1559 transaction of the role with its next free nonce, estimated gas and present fees, and
/// hands it to L1's pool. Refused when running it on the head's state reverts.
base::Result<Hash> sendL1(L1& l1, const Role& from, const Address& to, const Uint256& value, ByteView data);

/// An unsigned EIP-1559 transaction with the account's next free nonce and present fees. Gas is left open.
eth::Transaction nextTransaction(L1& l1, const Address& from);
/// How many transactions of the account wait in L1's pool without a gap.
std::uint64_t waitingTransactions(L1& l1, const Address& from);

} // namespace practice
