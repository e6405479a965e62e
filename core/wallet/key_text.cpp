#include "core/wallet/key_text.h"

#include "core/crypto/unicode.h"
#include "core/eth/address.h"
#include "core/wallet/keystore_file.h"

#include <algorithm>
#include <string>

namespace wallet {

using base::fail;
using base::Fault;
using base::Result;
using base::Secret;

namespace {

constexpr std::size_t kDigits = 64;
constexpr std::ptrdiff_t kFewestWords = 12;

bool isDigit(std::uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/// What may stand around and between the digits. Quotes, once folded, may be the typographic ones.
constexpr std::string_view kBetween[] = {" ", "\"", "'", "`", ",", ";", "\u2018", "\u2019", "\u201c",
    "\u201d", "\u201e", "\u00ab", "\u00bb", "\u2028", "\u2029"};

/// The folded text without what is no part of the number.
Secret bare(const Secret& folded)
{
    Secret kept = Secret::ofSize(folded.size());
    std::size_t size = 0;
    for (std::string_view rest = folded.text(); !rest.empty();) {
        const auto between =
            std::ranges::find_if(kBetween, [&](std::string_view mark) { return rest.starts_with(mark); });
        const bool isBetween = between != std::end(kBetween);
        if (!isBetween) kept.data()[size++] = static_cast<std::uint8_t>(rest.front());
        rest.remove_prefix(isBetween ? between->size() : 1);
    }
    const std::size_t prefix = kept.text().substr(0, size).starts_with("0x") ? 2 : 0;
    return Secret(kept.view().subspan(prefix, size - prefix));
}

Secret withZeros(const Secret& digits)
{
    Secret whole = Secret::ofSize(kDigits);
    const std::size_t zeros = kDigits - digits.size();
    std::fill_n(whole.data(), zeros, std::uint8_t{'0'});
    std::ranges::copy(digits.view(), whole.data() + zeros);
    return whole;
}

/// 64 digits as bytes.
Result<Secret> keyOf(const Secret& digits)
{
    base::Bytes bytes = TRY(base::parseHex(digits.text()));
    const base::Wiped wiped(bytes);
    return Secret(bytes);
}

/// Words may be numbered, but letters are most of them; of hex digits, letters are few.
bool looksLikeWords(const Secret& text, const Secret& number)
{
    const auto words = crypto::foldedWords(text.text());
    const auto figures =
        std::ranges::count_if(number.view(), [](std::uint8_t c) { return c >= '0' && c <= '9'; });
    return words && std::ranges::count(words->text(), ' ') + 1 >= kFewestWords &&
           figures < static_cast<std::ptrdiff_t>(number.size() / 3);
}

std::unexpected<base::Error> notDigits(const Secret& text, const Secret& number)
{
    if (looksLikeWords(text, number))
        return fail(Fault::BadData, "these are words, not a private key: import them as recovery words");
    const auto wrong = std::ranges::find_if_not(number.view(), isDigit);
    return fail(Fault::BadData, "a private key has 64 hex digits (0-9, a-f), and character " +
                                    std::to_string(wrong - number.view().begin() + 1) + " is none");
}

std::unexpected<base::Error> tooShort(const Secret& digits)
{
    const std::size_t missing = kDigits - digits.size();
    std::string why = std::to_string(digits.size()) + " digits, but a private key has 64";
    if (digits.size() == 2 * base::Address::kSize)
        return fail(Fault::BadData, why + ": this looks like an address. It can be watched, not signed for");
    const auto key = keyOf(withZeros(digits));
    const auto address = key ? addressOfKey(*key) : Result<base::Address>(std::unexpected(base::Error{}));
    why += ". Look whether some were lost in copying. Some programs cut zeros at the front: put " +
           std::to_string(missing) + (missing == 1 ? " zero" : " zeros") + " there";
    return fail(Fault::BadData,
        address ? why + " if your account is " + eth::toChecksum(*address) : why + " if that is so here");
}

std::unexpected<base::Error> tooLong(const Secret& digits)
{
    const bool isPublicKey = digits.size() == 128 || digits.size() == 130;
    return fail(Fault::BadData, std::to_string(digits.size()) + " digits, but a private key has 64" +
                                    (isPublicKey ? ": this looks like a public key"
                                                 : ": look whether something else was copied with it"));
}

} // namespace

Result<Secret> parseKeyText(const Secret& text)
{
    const Secret folded = TRY(crypto::foldedText(text.text()));
    const Secret number = bare(folded);
    if (number.empty()) return fail(Fault::BadData, "no private key was given: it has 64 hex digits");
    if (!std::ranges::all_of(number.view(), isDigit)) return notDigits(text, number);
    if (number.size() < kDigits) return tooShort(number);
    // Whole bytes of zero only: with an odd digit more, the key may begin with a zero and have one too many
    // at its end.
    const auto front = number.view().first(number.size() - kDigits);
    const bool isZero = std::ranges::all_of(front, [](std::uint8_t digit) { return digit == '0'; });
    if (!isZero || front.size() % 2 != 0) return tooLong(number);
    return keyOf(Secret(number.view().last(kDigits)));
}

} // namespace wallet
