#pragma once

#include "core/eth/abi.h"

#include <optional>

namespace cli {

/// A call whose function is known by its selector. Another function may share the selector: four bytes are
/// few.
struct KnownCall {
    eth::abi::Function function;
    eth::abi::Value::List arguments;
};

/// Nothing when the selector is unknown or the arguments do not decode.
std::optional<KnownCall> readKnownCall(base::ByteView calldata);

} // namespace cli
