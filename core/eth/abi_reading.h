#pragma once

#include "core/eth/abi.h"

#include <optional>

namespace eth::abi {

/// Arguments as a contract takes them from its calldata, for a person to see before signing: contracts
/// execute much that decode() refuses. Never for execution or for what is kept.
struct Reading {
    Value::List values;        ///< numbers and addresses without the bits that do not belong to them
    std::size_t following = 0; ///< bytes after the last one that is read: contracts ignore them
    std::size_t missing = 0; ///< bytes that are read beyond the end: zeros to old contracts, new ones refuse
    bool isMoved = false;    ///< a part stands elsewhere than an encoder puts it
    bool hasDirtyBits =
        false; ///< bits beside a value are not zero: old contracts ignore them, new ones refuse

    /// True when decode() takes it too.
    bool isCanonical() const { return following == 0 && missing == 0 && !isMoved && !hasDirtyBits; }
};

/// BadData when not even a lenient contract finds the arguments (a part that would begin or end outside of
/// the data), or when parts are laid over each other so that there are very many.
base::Result<Reading> readLeniently(const std::vector<Parameter>& parameters, base::ByteView data);

} // namespace eth::abi
