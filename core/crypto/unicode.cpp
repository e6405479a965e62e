#include "core/crypto/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <utility>

namespace crypto {
namespace {

constexpr std::size_t kTextLimit = 1u << 16;
constexpr int kFolded = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                        UTF8PROC_IGNORE | UTF8PROC_STRIPCC;

int optionsOf(NormalForm form)
{
    switch (form) {
    case NormalForm::Nfc:
        return UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    case NormalForm::Nfkc:
        return UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
    case NormalForm::Nfd:
        return UTF8PROC_STABLE | UTF8PROC_DECOMPOSE;
    case NormalForm::Nfkd:
        return UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT;
    }
    base::panic("normal form", __FILE__, __LINE__);
}

base::Result<base::Secret> mapped(std::string_view text, int options)
{
    const auto option = static_cast<utf8proc_option_t>(options);
    if (text.size() > kTextLimit) return base::fail(base::Fault::BadData, "text is too long");
    const base::ByteView bytes = base::asBytes(text);
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    const utf8proc_ssize_t count = utf8proc_decompose(bytes.data(), size, nullptr, 0, option);
    if (count < 0) return base::fail(base::Fault::BadData, "text is not UTF-8");

    // Code points first, UTF-8 in their place then, with a zero after it.
    base::Secret points = base::Secret::ofSize(4 * static_cast<std::size_t>(count) + 1);
    auto* const words = reinterpret_cast<utf8proc_int32_t*>(points.data());
    CHECK(utf8proc_decompose(bytes.data(), size, words, count, option) == count);
    const utf8proc_ssize_t written = utf8proc_reencode(words, count, option);
    CHECK(written >= 0);
    return base::Secret(points.view().first(static_cast<std::size_t>(written)));
}

/// The code point at the front of the text; -1 when it is none. `text` loses it.
utf8proc_int32_t takePoint(base::ByteView& text)
{
    utf8proc_int32_t point = -1;
    const auto size = utf8proc_iterate(text.data(), static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (size <= 0) return -1;
    text = text.subspan(static_cast<std::size_t>(size));
    return point;
}

bool isLetter(utf8proc_int32_t point)
{
    const utf8proc_category_t category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME; // letters, then marks
}

} // namespace

bool isUtf8(std::string_view text)
{
    base::ByteView rest = base::asBytes(text);
    while (!rest.empty())
        if (takePoint(rest) < 0) return false;
    return true;
}

base::Result<base::Secret> normalised(std::string_view text, NormalForm form)
{
    return mapped(text, optionsOf(form));
}

base::Result<base::Secret> foldedText(std::string_view text)
{
    return mapped(text, kFolded);
}

base::Result<base::Secret> foldedWords(std::string_view text)
{
    const base::Secret folded = TRY(foldedText(text));
    base::Secret words = base::Secret::ofSize(folded.size());
    std::size_t size = 0;
    bool isBetween = false;
    for (base::ByteView rest = folded.view(); !rest.empty();) {
        const base::ByteView from = rest;
        if (!isLetter(takePoint(rest))) {
            isBetween = size != 0;
            continue;
        }
        if (std::exchange(isBetween, false)) words.data()[size++] = ' ';
        const std::size_t length = from.size() - rest.size();
        std::copy_n(from.data(), length, words.data() + size);
        size += length;
    }
    return base::Secret(words.view().first(size));
}

} // namespace crypto
