#pragma once

#include <string_view>

namespace crypto::detail {

/// The official lists of BIP-39 in the order of Language, a word a line. The build writes the source from
/// wordlists/.
extern const std::string_view kWordListTexts[10];

} // namespace crypto::detail
