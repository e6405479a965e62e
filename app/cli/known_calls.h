#pragma once

#include "core/eth/abi_reading.h"

#include <optional>

namespace cli {

/// A call whose function is known by its selector. Another function may share the selector: four bytes are
/// few.
struct KnownCall {
    eth::abi::Function function;
    base::Result<eth::abi::Reading> arguments; ///< as a lenient contract takes them, or why none can
};

/// Nothing when the selector is unknown.
std::optional<KnownCall> readKnownCall(base::ByteView calldata);

/// The call in lines for people: its function, each argument under its name, and what is unusual in the
/// bytes.
std::vector<std::string> describeCall(const KnownCall& call);

} // namespace cli
