#include "core/wallet/account.h"

#include <algorithm>
#include <array>

namespace wallet {

using base::fail;
using base::Fault;
using base::Result;

namespace {

struct KindName {
    AccountKind kind;
    const char* name;
};
constexpr std::array<KindName, 3> kKindNames{
    {{AccountKind::Seed, "seed"}, {AccountKind::Key, "key"}, {AccountKind::Watch, "watch"}}};

/// The length of the UTF-8 sequence at the front of `text`, or 0 when it is not one. RFC 3629, section 4.
std::size_t sequenceLength(std::string_view text)
{
    struct Range {
        std::uint8_t firstLow, firstHigh, secondLow, secondHigh;
        std::size_t length;
    };
    static constexpr Range kRanges[] = {{0x00, 0x7f, 0, 0, 1}, {0xc2, 0xdf, 0x80, 0xbf, 2},
        {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3},
        {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4},
        {0xf4, 0xf4, 0x80, 0x8f, 4}};
    const base::ByteView bytes = base::asBytes(text);
    for (const Range& range : kRanges) {
        if (bytes[0] < range.firstLow || bytes[0] > range.firstHigh) continue;
        if (bytes.size() < range.length) return 0;
        if (range.length > 1 && (bytes[1] < range.secondLow || bytes[1] > range.secondHigh)) return 0;
        const auto isTail = [](std::uint8_t byte) { return (byte & 0xc0) == 0x80; };
        if (range.length > 2 && !std::ranges::all_of(bytes.subspan(2, range.length - 2), isTail)) return 0;
        return range.length;
    }
    return 0;
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

} // namespace

const char* toString(AccountKind kind)
{
    return std::ranges::find(kKindNames, kind, &KindName::kind)->name;
}

std::optional<AccountKind> parseAccountKind(std::string_view text)
{
    for (const auto& [kind, name] : kKindNames)
        if (text == name) return kind;
    return {};
}

Result<std::string> parseAccountName(std::string_view text)
{
    const std::string_view name = trimmed(text);
    if (name.size() > kAccountNameLimit)
        return fail(Fault::BadData,
            "an account's name may have " + std::to_string(kAccountNameLimit) + " bytes at most");
    const bool hasControls = std::ranges::any_of(
        base::asBytes(name), [](std::uint8_t byte) { return byte < 0x20 || byte == 0x7f; });
    if (hasControls) return fail(Fault::BadData, "an account's name may not have control characters");
    if (!isUtf8(name)) return fail(Fault::BadData, "an account's name must be UTF-8 text");
    return std::string(name);
}

} // namespace wallet
