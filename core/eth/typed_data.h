#pragma once

#include "core/eth/account.h"

#include <string>
#include <string_view>
#include <vector>

namespace eth {

/// A value of an EIP-712 message, as it will be shown and as it will be signed.
struct TypedValue {
    std::string name; ///< of the struct's member; empty in an array
    std::string type; ///< as the message has it: "Person", "uint256[]"
    std::string text; ///< of an atomic value: decimal digits, "0x…", EIP-55 address, true, false, the string
    std::vector<TypedValue> parts; ///< the members of a struct, the elements of an array
    Hash word; ///< the 32 bytes that stand for it in encodeData; of a struct its hashStruct

    friend bool operator==(const TypedValue&, const TypedValue&) = default;
};

/// An EIP-712 message that has been read, checked against its types and hashed.
struct TypedData {
    std::string primaryType;
    TypedValue domain; ///< its word is the domain separator
    TypedValue message;

    friend bool operator==(const TypedData&, const TypedData&) = default;
};

/// Limits for what comes from outside.
inline constexpr std::size_t kMaxTypedDataSize = 1u << 20;
inline constexpr unsigned kMaxTypedDataDepth = 32;
inline constexpr std::size_t kMaxTypedDataTypes = 256;

/// Reads the JSON object {types, primaryType, domain, message} of eth_signTypedData_v4. Without the type
/// EIP712Domain the domain has the standard's fields that are there, in the standard's order. Strict: every
/// member is there and no other, numbers fit their types and are JSON integers or strings, addresses in mixed
/// case have their checksum, struct types do not contain themselves. BadData otherwise, with the place.
base::Result<TypedData> parseTypedData(std::string_view json);

/// keccak-256(0x1901 ++ domain separator ++ hashStruct(message)).
Hash signingHash(const TypedData& typedData);

} // namespace eth
