#pragma once

#include "core/base/result.h"

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// N bytes with value semantics; `Tag` keeps kinds of equal length apart.
template <std::size_t N, typename Tag = void>
struct FixedBytes {
    std::array<std::uint8_t, N> bytes{};

    static constexpr std::size_t kSize = N;

    constexpr FixedBytes() = default;
    explicit constexpr FixedBytes(const std::array<std::uint8_t, N>& value) : bytes(value) {}

    /// The first N bytes of `view`, which must hold exactly N.
    static constexpr FixedBytes from(ByteView view)
    {
        CHECK(view.size() == N);
        FixedBytes value;
        std::copy_n(view.begin(), N, value.bytes.begin());
        return value;
    }

    constexpr bool isZero() const
    {
        return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
    }
    constexpr const std::uint8_t* data() const { return bytes.data(); }
    constexpr std::uint8_t* data() { return bytes.data(); }
    static constexpr std::size_t size() { return N; }
    constexpr auto begin() const { return bytes.begin(); }
    constexpr auto end() const { return bytes.end(); }
    constexpr std::uint8_t& operator[](std::size_t i) { return bytes[i]; }
    constexpr std::uint8_t operator[](std::size_t i) const { return bytes[i]; }
    constexpr operator ByteView() const { return ByteView(bytes); }

    friend constexpr auto operator<=>(const FixedBytes&, const FixedBytes&) = default;
    friend constexpr bool operator==(const FixedBytes&, const FixedBytes&) = default;
};

/// A 32-byte hash or any other 32-byte word that is not a number.
using Hash = FixedBytes<32>;
/// A 20-byte account address. Its EIP-55 text is in eth/address.h, because it needs keccak.
struct AddressTag;
using Address = FixedBytes<20, AddressTag>;

/// Lower-case hex digits without prefix.
std::string toHex(ByteView bytes);
/// Lower-case hex digits after "0x".
std::string toHex0x(ByteView bytes);

/// Hex digits of either case, with or without "0x", an even number of them. BadData otherwise.
Result<Bytes> parseHex(std::string_view text);

/// Exactly N bytes of hex, as parseHex().
template <typename Fixed>
Result<Fixed> parseFixed(std::string_view text)
{
    const Bytes bytes = TRY(parseHex(text));
    if (bytes.size() != Fixed::kSize)
        return fail(Fault::BadData, "expected " + std::to_string(Fixed::kSize) + " bytes, got " + std::to_string(bytes.size()));
    return Fixed::from(bytes);
}

namespace detail {
consteval std::uint8_t hexDigit(char c)
{
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
    panic("not a hex digit", __FILE__, __LINE__); // not constant: refuses to compile
}
template <typename Fixed>
consteval Fixed fixedLiteral(const char* text, std::size_t length)
{
    if (length >= 2 && text[0] == '0' && text[1] == 'x') {
        text += 2;
        length -= 2;
    }
    if (length != 2 * Fixed::kSize) panic("wrong length", __FILE__, __LINE__);
    Fixed value;
    for (std::size_t i = 0; i < Fixed::kSize; ++i)
        value.bytes[i] = static_cast<std::uint8_t>(hexDigit(text[2 * i]) << 4 | hexDigit(text[2 * i + 1]));
    return value;
}
} // namespace detail

inline namespace literals {
/// A constant hash or address, checked by the compiler: "0x…"_hash, "0x…"_address.
consteval Hash operator""_hash(const char* text, std::size_t length) { return detail::fixedLiteral<Hash>(text, length); }
consteval Address operator""_address(const char* text, std::size_t length) { return detail::fixedLiteral<Address>(text, length); }
} // namespace literals

/// The bytes of a text, as they are.
inline ByteView asBytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
/// A text of the bytes, as they are (they need not be UTF-8).
inline std::string_view asText(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes toBytes(ByteView view) { return Bytes(view.begin(), view.end()); }
inline void append(Bytes& out, ByteView more) { out.insert(out.end(), more.begin(), more.end()); }

/// Big-endian numbers of fixed width at `from`, which must hold enough bytes.
template <typename Word>
constexpr Word loadBigEndian(const std::uint8_t* from)
{
    Word value = 0;
    for (std::size_t i = 0; i < sizeof(Word); ++i) value = static_cast<Word>(static_cast<Word>(value << 8) | from[i]);
    return value;
}
template <typename Word>
constexpr void storeBigEndian(std::uint8_t* to, Word value)
{
    for (std::size_t i = sizeof(Word); i-- > 0; value = static_cast<Word>(value >> 8)) to[i] = static_cast<std::uint8_t>(value);
}

/// For keys that are uniform already, such as keccak's results. Whoever chooses the bytes can make as many of one
/// hash as they like: containers of foreign addresses and storage keys use evm/seeded_hash.h.
template <std::size_t N, typename Tag>
std::size_t hashValue(const FixedBytes<N, Tag>& value)
{
    static_assert(N >= 16);
    std::uint64_t first = 0, second = 0, last = 0;
    std::memcpy(&first, value.data(), 8);
    std::memcpy(&second, value.data() + 8, 8);
    std::memcpy(&last, value.data() + N - 8, 8);
    const std::uint64_t mixed = (first ^ (second * 0x9e3779b97f4a7c15u)) ^ (last * 0xc2b2ae3d27d4eb4fu);
    return static_cast<std::size_t>(mixed ^ (mixed >> 32));
}

} // namespace base

template <std::size_t N, typename Tag>
struct std::hash<base::FixedBytes<N, Tag>> {
    std::size_t operator()(const base::FixedBytes<N, Tag>& value) const noexcept { return base::hashValue(value); }
};
