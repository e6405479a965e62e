#pragma once

#include "core/base/secret.h"

#include <string_view>

namespace crypto {

/// Unicode's normalisation form KD of a UTF-8 text, into which BIP-39 brings whatever is typed. BadData when
/// the text is not UTF-8 or longer than 64 KiB.
base::Result<base::Secret> nfkd(std::string_view text);

} // namespace crypto
