#pragma once

#include "core/base/secret.h"

#include <string_view>

/// Unicode for secrets that are text. Everything here is BadData for text that is not UTF-8 or longer than 64
/// KiB.
namespace crypto {

/// True for well-formed UTF-8: no lone or surplus bytes, no surrogates, nothing longer than need be.
bool isUtf8(std::string_view text);

/// The normalisation forms of Unicode (UAX #15): the same text to the eye has one spelling in each.
enum class NormalForm { Nfc, Nfkc, Nfd, Nfkd };

base::Result<base::Secret> normalised(std::string_view text, NormalForm form);

/// The text in lower case and NFKD, with spaces, tabs and line ends as U+0020 and without what has no width
/// (byte-order marks, joiners, soft hyphens, control characters).
base::Result<base::Secret> foldedText(std::string_view text);

/// The words of the folded text with one space between. Letters and the marks on them make words; whatever
/// else stands there (spaces, line ends, numbers, bullets, commas, quotes) is between words.
base::Result<base::Secret> foldedWords(std::string_view text);

} // namespace crypto
