#include "core/crypto/base58.h"

#include "core/crypto/hash.h"

#include <algorithm>

namespace crypto {
namespace {

constexpr std::string_view kAlphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::size_t kTextLimit = 128;
constexpr std::size_t kBytesLimit = 93; ///< 128 log(58) / log(256), downwards
constexpr std::size_t kCheckSize = 4;

base::FixedBytes<kCheckSize> checkBytes(base::ByteView payload)
{
    return base::FixedBytes<kCheckSize>::from(base::ByteView(sha256(sha256(payload))).first(kCheckSize));
}

std::size_t leadingZeros(base::ByteView digits)
{
    return static_cast<std::size_t>(std::find_if(digits.begin(), digits.end(), [](std::uint8_t digit) {
        return digit != 0;
    }) - digits.begin());
}

/// Big-endian digits to another base; every leading zero stays a zero of its own.
template <unsigned from, unsigned to, std::size_t limit>
base::Secret convert(base::ByteView digits)
{
    base::Secret buffer = base::Secret::ofSize(limit);
    std::size_t used = 0; // digits of the result, the last in place
    for (const std::uint8_t digit : digits) {
        unsigned carry = digit;
        for (std::size_t i = 0; i < used || carry != 0; ++i) {
            CHECK(i < limit);
            std::uint8_t& place = buffer.data()[limit - 1 - i];
            carry += from * place;
            place = static_cast<std::uint8_t>(carry % to);
            carry /= to;
            used = std::max(used, i + 1);
        }
    }
    base::Secret out = base::Secret::ofSize(leadingZeros(digits) + used);
    std::copy_n(
        buffer.view().end() - static_cast<std::ptrdiff_t>(used), used, out.data() + leadingZeros(digits));
    return out;
}

} // namespace

base::Secret encodeBase58Check(base::ByteView payload)
{
    CHECK(payload.size() + kCheckSize <= kBytesLimit);
    base::Secret bytes = base::Secret::ofSize(payload.size() + kCheckSize);
    const base::FixedBytes<kCheckSize> check = checkBytes(payload);
    std::copy(check.begin(), check.end(), std::copy(payload.begin(), payload.end(), bytes.data()));
    base::Secret digits = convert<256, 58, kTextLimit>(bytes.view());
    for (std::size_t i = 0; i < digits.size(); ++i)
        digits.data()[i] = static_cast<std::uint8_t>(kAlphabet[digits.data()[i]]);
    return digits;
}

base::Result<base::Secret> parseBase58Check(std::string_view text)
{
    if (text.size() > kTextLimit) return base::fail(base::Fault::BadData, "Base58 text is too long");
    base::Secret digits = base::Secret::ofSize(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t digit = kAlphabet.find(text[i]);
        if (digit == std::string_view::npos)
            return base::fail(base::Fault::BadData, "Base58 has no such character");
        digits.data()[i] = static_cast<std::uint8_t>(digit);
    }
    const base::Secret bytes = convert<58, 256, kTextLimit>(digits.view());
    if (bytes.size() < kCheckSize) return base::fail(base::Fault::BadData, "Base58 text is too short");
    const base::ByteView payload = bytes.view().first(bytes.size() - kCheckSize);
    const base::FixedBytes<kCheckSize> check = checkBytes(payload);
    if (!std::equal(check.begin(), check.end(), payload.end()))
        return base::fail(base::Fault::BadData, "check bytes of Base58 are wrong");
    return base::Secret(payload);
}

} // namespace crypto
