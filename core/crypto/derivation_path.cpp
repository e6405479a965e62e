#include "core/crypto/derivation_path.h"

#include <charconv>

namespace crypto {
namespace {

constexpr std::size_t kStepLimit = 32;

std::unexpected<base::Error> badPath(const std::string& why)
{
    return base::fail(base::Fault::BadData, why + ": a derivation path looks like m/44'/60'/0'/0/0");
}

/// What stands for ' where an editor or a foreign keyboard made something better of it.
constexpr std::string_view kApostrophes[] = {
    "\u2019", "\u2018", "\u201b", "\u2032", "\u2035", "\u00b4", "\u02b9", "\u02bb", "\u02bc", "\uff07", "`"};
constexpr std::string_view kSpaces[] = {
    " ", "\t", "\r", "\n", "\u00a0", "\u2007", "\u2009", "\u200a", "\u202f", "\u3000", "\ufeff", "\u200b"};

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// With ' for hardened, in lower case, without spaces.
std::string plainSpelling(std::string_view text)
{
    std::string plain(text);
    for (const std::string_view apostrophe : kApostrophes)
        replaceAll(plain, apostrophe, "'");
    for (const std::string_view space : kSpaces)
        replaceAll(plain, space, "");
    for (const std::string_view letter : {"h", "H"})
        replaceAll(plain, letter, "'");
    if (plain.starts_with('M')) plain.front() = 'm';
    return plain;
}

base::Result<std::uint32_t> parseStep(std::string_view step)
{
    const bool hardened = step.ends_with('\'');
    if (hardened) step.remove_suffix(1);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), number);
    const bool leadingZero = step.size() > 1 && step.front() == '0';
    if (error != std::errc{} || end != step.data() + step.size() || leadingZero || number >= kHardened)
        return badPath("a step of the derivation path is not a number below 2^31");
    return hardened ? number | kHardened : number;
}

} // namespace

base::Result<DerivationPath> parsePath(std::string_view text)
{
    const std::string plain = plainSpelling(text);
    std::string_view rest = plain;
    if (rest.empty()) return badPath("the derivation path is empty");
    if (rest == "m") return DerivationPath{};
    if (rest.starts_with("m/")) rest.remove_prefix(2);
    DerivationPath path;
    for (bool isLast = false; !isLast;) {
        if (path.size() == kStepLimit) return badPath("the derivation path is too long");
        const std::size_t end = rest.find('/');
        path.push_back(TRY(parseStep(rest.substr(0, end))));
        isLast = end == std::string_view::npos;
        if (!isLast) rest.remove_prefix(end + 1);
    }
    return path;
}

std::string toString(const DerivationPath& path)
{
    std::string text = "m";
    for (const std::uint32_t child : path) {
        text += '/' + std::to_string(child & ~kHardened);
        if (child & kHardened) text += '\'';
    }
    return text;
}

DerivationPath accountPath(PathStyle style, std::uint32_t index)
{
    CHECK(index < kHardened);
    // BIP-44; 60 is Ether's number in SLIP-44.
    static constexpr std::uint32_t kPurpose = 44 | kHardened, kEther = 60 | kHardened, kFirst = 0 | kHardened;
    switch (style) {
    case PathStyle::Bip44:
        return {kPurpose, kEther, kFirst, 0, index};
    case PathStyle::LedgerLive:
        return {kPurpose, kEther, index | kHardened, 0, 0};
    case PathStyle::LedgerLegacy:
        return {kPurpose, kEther, kFirst, index};
    }
    base::panic("path style", __FILE__, __LINE__);
}

} // namespace crypto
