#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Text from outside (names, reasons of nodes, symbols, paths) before it is shown: what cannot be seen in it,
/// or what changes how its neighbours look, would let a stranger write into our own sentences.
namespace base {

/// The first code point of a text that is not empty, and the bytes it takes.
struct CodePoint {
    char32_t value = 0;
    std::size_t size = 1;
    bool isValid = false; ///< false: the first byte begins no UTF-8 sequence (RFC 3629, section 4); size is 1
};
CodePoint firstCodePoint(std::string_view text);

bool isUtf8(std::string_view text);

/// Controls (Cc), formats (Cf: directions, zero width, tags), line and paragraph separators (Zl, Zp),
/// surrogates, private use, noncharacters, and the letters that are blank. The emoji's variation selectors
/// are not among them.
bool isHidden(char32_t codePoint);
/// Whether any code point of the text is hidden or its bytes are no UTF-8.
bool hasHidden(std::string_view text);

/// The text as UTF-8 in which everything hidden is spelt out: "\x1b", "\u202e", "\u{e0041}", a byte that is
/// no UTF-8 as "\xff". At most `limit` code points, then "…".
std::string visibleText(std::string_view foreign, std::size_t limit = static_cast<std::size_t>(-1));

} // namespace base
