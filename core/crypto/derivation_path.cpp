#include "core/crypto/derivation_path.h"

#include <charconv>

namespace crypto {
namespace {

constexpr std::size_t kStepLimit = 32;

base::Result<std::uint32_t> parseStep(std::string_view step)
{
    const bool hardened = step.ends_with('\'') || step.ends_with('h');
    if (hardened) step.remove_suffix(1);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), number);
    const bool leadingZero = step.size() > 1 && step.front() == '0';
    if (error != std::errc{} || end != step.data() + step.size() || leadingZero || number >= kHardened)
        return base::fail(base::Fault::BadData, "a step of the derivation path is not a number below 2^31");
    return hardened ? number | kHardened : number;
}

} // namespace

base::Result<DerivationPath> parsePath(std::string_view text)
{
    if (!text.starts_with('m')) return base::fail(base::Fault::BadData, "a derivation path starts with m");
    text.remove_prefix(1);
    DerivationPath path;
    while (!text.empty()) {
        if (text.front() != '/')
            return base::fail(base::Fault::BadData, "steps of a derivation path are parted by /");
        if (path.size() == kStepLimit)
            return base::fail(base::Fault::BadData, "the derivation path is too long");
        text.remove_prefix(1);
        const std::string_view step = text.substr(0, text.find('/'));
        path.push_back(TRY(parseStep(step)));
        text.remove_prefix(step.size());
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
