#pragma once

#include "core/eth/abi.h"

#include <span>

namespace eth::abi {

/// Why a call reverted, as far as its output tells.
struct Revert {
    std::string name; ///< "Error", "Panic" or that of a known custom error; empty when it is none of them
    Value::List arguments; ///< its arguments
    std::string
        text; ///< for people: the message of an Error, a Panic's meaning, "Name(1, 0x…)", else hex; untrusted

    friend bool operator==(const Revert&, const Revert&) = default;
};

/// Reads what a call reverted with: Error(string), Panic(uint256) and those of `known` that match.
Revert readRevert(base::ByteView output, std::span<const CustomError> known = {});

base::Result<base::Bytes> encodeError(const CustomError& error, const Value::List& arguments);
/// Selector and message of Error(string).
base::Bytes encodeErrorMessage(const std::string& message);

} // namespace eth::abi
