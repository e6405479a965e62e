#pragma once

#include "core/base/bytes.h"

#include <string>
#include <string_view>
#include <vector>

namespace eth::abi {

enum class Kind : std::uint8_t {
    Uint,
    Int,
    Address,
    Bool,
    FixedBytes,
    Bytes,
    String,
    Array,
    FixedArray,
    Tuple
};

struct Parameter;

/// A type of the Solidity contract ABI. Only parseType() and the functions of abi_declaration.h make types
/// with parts; these are within the limits below and no array or tuple of theirs is of size zero.
struct Type {
    Kind kind = Kind::Uint;
    std::size_t size = 256;            ///< bits of Uint and Int, bytes of FixedBytes, length of FixedArray
    std::vector<Type> element;         ///< of Array and FixedArray: exactly one
    std::vector<Parameter> components; ///< of Tuple

    /// True when the encoding's length depends on the value.
    bool isDynamic() const;
    /// The bytes that the value takes in the place where it stands: 32 for the offset of a dynamic one.
    std::size_t headSize() const;
    /// As it stands in signatures: "(address,uint256)[2]".
    std::string name() const;

    friend bool operator==(const Type&, const Type&);
};

struct Parameter {
    std::string name; ///< may be empty
    Type type;
    bool indexed = false; ///< of an event

    friend bool operator==(const Parameter&, const Parameter&) = default;
};

/// Limits for types that come from outside.
inline constexpr std::size_t kMaxSignatureLength = 64u << 10;
inline constexpr unsigned kMaxTypeDepth = 32;
inline constexpr std::size_t kMaxStaticSize = 32u << 20;

/// "uint256", "(address to, bytes data)[]", "uint" for uint256. BadData when it is no type, Unsupported for
/// the types that nobody uses (fixed, function).
base::Result<Type> parseType(std::string_view text);

/// Types separated by commas, each with or without a name. Nothing gives no parameters.
base::Result<std::vector<Parameter>> parseParameters(std::string_view text);

/// "address,uint256", the canonical names of the types.
std::string typeNames(const std::vector<Parameter>& parameters);

} // namespace eth::abi
