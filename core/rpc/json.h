#pragma once

#include "core/base/bytes.h"
#include "core/base/uint256.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace rpc {

using Json = nlohmann::json;
using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;

/// The most values (members' names among them) that one JSON text may hold: the logs of the fullest answers
/// come near a half. A tree takes up to a hundred bytes for each.
inline constexpr std::size_t kMaxJsonValues = 4'000'000;

/// One JSON value and nothing after it, nested no deeper than eth::kMaxJsonDepth (an Ethereum answer has less
/// than ten levels) and of no more than kMaxJsonValues: both are counted before anything is built. BadData
/// otherwise. Whatever reads the value must do so by the functions below: the
/// library's own accessors throw.
base::Result<Json> parseJson(std::string_view text);

/// The words of a stranger made fit for a line of text: base::visibleText() of at most 4096 characters, line
/// ends as spaces.
std::string plainText(std::string_view foreign);

/// A member of an object; BadData when `object` is none or has no such member.
base::Result<const Json*> member(const Json& object, const char* name);
/// The same, where absence and null are the same as nothing.
const Json* memberIfAny(const Json& object, const char* name);

/// The forms of the Ethereum JSON-RPC specification, and quantities with leading zeros, which some nodes
/// write and other clients read. BadData otherwise.
base::Result<Uint256> asQuantity(const Json& value);
base::Result<std::uint64_t> asQuantity64(const Json& value);
base::Result<Bytes> asBytes(const Json& value);
base::Result<std::string> asString(const Json& value);
template <typename Fixed>
base::Result<Fixed> asFixed(const Json& value);
extern template base::Result<Hash> asFixed(const Json& value);
extern template base::Result<Address> asFixed(const Json& value);
extern template base::Result<base::FixedBytes<8>> asFixed(const Json& value);
extern template base::Result<base::FixedBytes<256>> asFixed(const Json& value);

/// The forms of a member, its name put before the error.
base::Result<Uint256> quantityOf(const Json& object, const char* name);
base::Result<std::uint64_t> quantity64Of(const Json& object, const char* name);
base::Result<Bytes> bytesOf(const Json& object, const char* name);
base::Result<Hash> hashOf(const Json& object, const char* name);
base::Result<Address> addressOf(const Json& object, const char* name);
base::Result<const Json*> arrayOf(const Json& object, const char* name);

} // namespace rpc
