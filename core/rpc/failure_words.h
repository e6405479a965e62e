#pragma once

#include "core/base/uint256.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rpc {

/// One word of a server's text as the phrase tables see it.
struct Word {
    std::string text;                    ///< lower case; "#" for a number or a hash
    std::optional<base::Uint256> number; ///< its value, when it is a whole number that fits
};

/// The words of a text: punctuation and apostrophes away, CamelCase and snake_case taken apart, "10,000" and
/// "2K" as the numbers that they are. "RLPTooLong: size 0x10" is `rlp too long size #`.
std::vector<Word> wordsOf(std::string_view text);

/// Finds a phrase in a text. A phrase is words with spaces between them; in it `#` is any number, `@` one
/// whose value is wanted, digits that very number, `*` up to twelve words, a leading `^` the text's begin and
/// a trailing `$` its end. Gives the values of the `@`s, or nothing when the phrase is not there.
std::optional<std::vector<base::Uint256>> findPhrase(const std::vector<Word>& words, std::string_view phrase);

} // namespace rpc
