#pragma once

#include "core/eth/abi_declaration.h"
#include "core/eth/abi_value.h"

namespace eth::abi {

/// The contract ABI's encoding of the values as the parts of one tuple. BadData when a value does not fit its
/// type.
base::Result<base::Bytes> encode(const std::vector<Parameter>& parameters, const Value::List& values);

/// The inverse, strict: padding is zero, every part stands exactly where encode() would put it (so none
/// overlap and none are skipped) and nothing is left. What is accepted therefore encodes to the same bytes
/// again, and the work is proportional to the input. BadData otherwise.
base::Result<Value::List> decode(const std::vector<Parameter>& parameters, base::ByteView data);
/// The same for what a call returned, where whatever follows the last part is ignored, as Solidity's own
/// decoder does: a contract that returns more after an upgrade can still be read.
base::Result<Value::List> decodeOutput(const std::vector<Parameter>& parameters, base::ByteView data);

/// What Solidity's abi.encodePacked gives. Unsupported for tuples and arrays of dynamic types, as there.
base::Result<base::Bytes> encodePacked(const std::vector<Parameter>& parameters, const Value::List& values);

/// The 32 bytes of an atomic value of a type with no parts and of fixed size. BadData when the value does not
/// fit.
base::Result<base::Hash> encodeWord(const Type& type, const Value& value);

/// Selector and arguments.
base::Result<base::Bytes> encodeCall(const Function& function, const Value::List& arguments);
/// BadData when the selector is another's or the arguments are malformed.
base::Result<Value::List> decodeCall(const Function& function, base::ByteView calldata);
/// The same for a signature of our own code, "withdraw(address,uint256)", and arguments that fit it: panics
/// otherwise.
base::Bytes callOf(std::string_view signature, const Value::List& arguments);

} // namespace eth::abi
