#pragma once

#include "core/rpc/failure.h"
#include "core/rpc/failure_said.h"

/// Why a call reverted, and which transaction a failure names. Internal to failure.h.
namespace rpc {

/// Puts the data of a revert and the contract's words, from a text or the data, into the failure.
void describeRevertOf(const Said& said, std::string_view text, Failure& failure);
/// Puts a hash that a text or the data names into the failure: of the transaction, where it is about one.
void nameTransaction(const Said& said, std::string_view text, Failure& failure);
/// True of the data of an Error(string) as ABI encodes it: its selector and whole words.
bool isErrorOfString(ByteView data);

} // namespace rpc
