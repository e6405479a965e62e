#pragma once

#include "core/base/secret.h"

#include <string_view>

namespace crypto {

/// Base58Check, in which Bitcoin writes keys: the bytes and four of their double SHA-256, in an alphabet
/// without look-alikes. At most 128 characters. The results are secrets because what is written so may be.
base::Secret encodeBase58Check(base::ByteView payload);

/// BadData for a strange character, an unreasonable length and wrong check bytes.
base::Result<base::Secret> parseBase58Check(std::string_view text);

} // namespace crypto
