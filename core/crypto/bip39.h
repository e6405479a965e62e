#pragma once

#include "core/base/secret.h"

#include <string_view>
#include <vector>

/// BIP-39: words for entropy. A mnemonic is a Secret of UTF-8 text; whatever is returned is in NFKD with one
/// space (U+0020) between words, and whatever is taken may have any form.
namespace crypto {

enum class Language {
    English,
    Japanese,
    Korean,
    Spanish,
    ChineseSimplified,
    ChineseTraditional,
    French,
    Italian,
    Czech,
    Portuguese,
};

/// The language's English name.
const char* toString(Language language);

/// The 2048 words of a language, in NFKD.
std::span<const std::string_view> wordList(Language language);

/// A new mnemonic of 12, 15, 18, 21 or 24 words. BadData for another count.
base::Result<base::Secret> generateMnemonic(std::size_t words, Language language = Language::English);

/// The mnemonic of 16, 20, 24, 28 or 32 bytes. BadData for another size.
base::Result<base::Secret> mnemonicOf(const base::Secret& entropy, Language language = Language::English);

struct ParsedMnemonic {
    base::Secret text; ///< normalised
    base::Secret entropy;
    Language language = Language::English;
};

/// Reads words as people paste them: in capitals, numbered, quoted, with commas, line ends or spaces of any
/// kind between. Finds the language, then checks every word and the checksum. Should the words stand in two
/// lists (both Chinese ones share many), the language is the first whose checksum is right. BadData with the
/// number of the first wrong word, never the word itself: it may be a secret with a typing error.
base::Result<ParsedMnemonic> parseMnemonic(const base::Secret& mnemonic);

/// The 64-byte seed. Takes any text, as BIP-39 says, with spaces and line ends between words: use
/// parseMnemonic() first. BadData when a text is not UTF-8 or is unreasonably long.
base::Result<base::Secret> seedOf(const base::Secret& mnemonic, const base::Secret& passphrase);

} // namespace crypto
