#include "core/base/text.h"

#include "core/base/bytes.h"

namespace base {
namespace {

struct Range {
    char32_t first, last;
};

/// Unicode 15.1, by general category; of the unassigned ones those that are set aside for invisible
/// characters (Default_Ignorable_Code_Point).
constexpr Range kHidden[] = {
    {0x0000, 0x001f},    // Cc
    {0x007f, 0x009f},    // Cc
    {0x00ad, 0x00ad},    // Cf: soft hyphen
    {0x034f, 0x034f},    // combining grapheme joiner
    {0x0600, 0x0605},    // Cf
    {0x061c, 0x061c},    // Cf: Arabic letter mark
    {0x06dd, 0x06dd},    // Cf
    {0x070f, 0x070f},    // Cf
    {0x0890, 0x0891},    // Cf
    {0x08e2, 0x08e2},    // Cf
    {0x115f, 0x1160},    // Hangul fillers
    {0x17b4, 0x17b5},    // Khmer vowels that are not shown
    {0x180b, 0x180f},    // Mongolian selectors and vowel separator
    {0x200b, 0x200f},    // Cf: zero width, directions
    {0x2028, 0x202e},    // Zl, Zp, Cf: embeddings and overrides
    {0x2060, 0x206f},    // Cf: word joiner, isolates
    {0x2800, 0x2800},    // the braille blank
    {0x3164, 0x3164},    // Hangul filler
    {0xd800, 0xf8ff},    // Cs, Co
    {0xfdd0, 0xfdef},    // noncharacters
    {0xfeff, 0xfeff},    // Cf: byte-order mark
    {0xffa0, 0xffa0},    // Hangul filler
    {0xfff0, 0xfffb},    // Cf: interlinear annotation, and what is set aside before it
    {0xfffe, 0xffff},    // noncharacters
    {0x110bd, 0x110bd},  // Cf
    {0x110cd, 0x110cd},  // Cf
    {0x13430, 0x1343f},  // Cf: hieroglyph joiners
    {0x1bca0, 0x1bca3},  // Cf: shorthand
    {0x1d173, 0x1d17a},  // Cf: music
    {0xe0000, 0xe0fff},  // Cf: tags, and selectors
    {0xf0000, 0x10ffff}, // Co
};

/// The lead bytes of sequences of one length, and what may follow each. RFC 3629, section 4.
struct Lead {
    std::uint8_t first, last, secondFirst, secondLast;
    std::size_t size;
};
constexpr Lead kLeads[] = {{0x00, 0x7f, 0, 0, 1}, {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
    {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4}};

const Lead* leadOf(std::uint8_t byte)
{
    for (const Lead& lead : kLeads)
        if (byte >= lead.first && byte <= lead.last) return &lead;
    return nullptr;
}

std::string hexDigits(char32_t value, std::size_t least)
{
    std::string digits;
    for (; value != 0; value >>= 4)
        digits.insert(digits.begin(), "0123456789abcdef"[value & 0xf]);
    digits.insert(0, least - std::min(least, digits.size()), '0');
    return digits;
}

/// "\x1b" for what is one byte in ASCII or no character at all, "\u202e", "\u{e0041}".
std::string spelt(char32_t value, bool isByte)
{
    if (isByte || value < 0x80) return "\\x" + hexDigits(value, 2);
    return value <= 0xffff ? "\\u" + hexDigits(value, 4) : "\\u{" + hexDigits(value, 1) + "}";
}

} // namespace

CodePoint firstCodePoint(std::string_view text)
{
    const ByteView bytes = asBytes(text);
    const CodePoint broken{bytes[0], 1, false};
    const Lead* const lead = leadOf(bytes[0]);
    if (lead == nullptr || bytes.size() < lead->size) return broken;
    if (lead->size == 1) return {bytes[0], 1, true};
    if (bytes[1] < lead->secondFirst || bytes[1] > lead->secondLast) return broken;
    char32_t value = bytes[0] & (0xffu >> (lead->size + 1));
    for (std::size_t i = 1; i < lead->size; ++i) {
        if ((bytes[i] & 0xc0) != 0x80) return broken;
        value = value << 6 | (bytes[i] & 0x3f);
    }
    return {value, lead->size, true};
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const CodePoint next = firstCodePoint(text);
        if (!next.isValid) return false;
        text.remove_prefix(next.size);
    }
    return true;
}

bool isHidden(char32_t codePoint)
{
    const auto* range = std::ranges::lower_bound(kHidden, codePoint, {}, &Range::last);
    return range != std::end(kHidden) && codePoint >= range->first;
}

bool hasHidden(std::string_view text)
{
    while (!text.empty()) {
        const CodePoint next = firstCodePoint(text);
        if (!next.isValid || isHidden(next.value)) return true;
        text.remove_prefix(next.size);
    }
    return false;
}

std::string visibleText(std::string_view foreign, std::size_t limit)
{
    std::string shown;
    for (std::size_t count = 0; !foreign.empty(); ++count) {
        if (count == limit) return shown + "…";
        const CodePoint next = firstCodePoint(foreign);
        if (next.isValid && !isHidden(next.value))
            shown += foreign.substr(0, next.size);
        else
            shown += spelt(next.value, !next.isValid);
        foreign.remove_prefix(next.size);
    }
    return shown;
}

} // namespace base
