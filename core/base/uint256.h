#pragma once

#include "core/base/bytes.h"
#include "core/base/words.h"

#include <bit>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace base {

/// A 256-bit unsigned number. All arithmetic is modulo 2^256, as the EVM's; what may overflow by mistake with
/// money has a checked form below. Division by zero gives zero, as in the EVM. Everything but text is
/// constexpr.
struct Uint256 {
    std::uint64_t words[4] = {0, 0, 0, 0}; ///< least significant first

    constexpr Uint256() = default;
    constexpr Uint256(std::uint64_t value)
        : words{value, 0, 0, 0}
    {
    } // NOLINT: a small number is a number
    constexpr Uint256(std::uint64_t w3, std::uint64_t w2, std::uint64_t w1, std::uint64_t w0)
        : words{w0, w1, w2, w3}
    {
    }

    static constexpr Uint256 max() { return {~0ull, ~0ull, ~0ull, ~0ull}; }

    /// Reads up to 32 big-endian bytes.
    static constexpr Uint256 fromBigEndian(ByteView bytes)
    {
        CHECK(bytes.size() <= 32);
        Uint256 value;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            value.words[i / 8] |= std::uint64_t{bytes[bytes.size() - 1 - i]} << (8 * (i % 8));
        return value;
    }
    static constexpr Uint256 from(const Hash& hash)
    {
        return {loadBigEndian<std::uint64_t>(hash.data()), loadBigEndian<std::uint64_t>(hash.data() + 8),
            loadBigEndian<std::uint64_t>(hash.data() + 16), loadBigEndian<std::uint64_t>(hash.data() + 24)};
    }
    static constexpr Uint256 from(const Address& address) { return fromBigEndian(address); }

    /// 32 big-endian bytes.
    constexpr Hash toHash() const
    {
        Hash hash;
        for (std::size_t i = 0; i < 4; ++i)
            storeBigEndian(hash.data() + 8 * i, words[3 - i]);
        return hash;
    }
    /// The low 20 bytes.
    constexpr Address toAddress() const
    {
        const Hash hash = toHash();
        return Address::from(ByteView(hash).subspan(12));
    }

    constexpr bool isZero() const { return (words[0] | words[1] | words[2] | words[3]) == 0; }
    constexpr explicit operator bool() const { return !isZero(); }
    constexpr bool fitsUint64() const { return (words[1] | words[2] | words[3]) == 0; }
    constexpr std::uint64_t low64() const { return words[0]; }
    constexpr bool isNegative() const { return (words[3] >> 63) != 0; }
    /// The number of significant bits: 0 for zero, 256 for 2^255 and above.
    constexpr unsigned bitWidth() const
    {
        for (unsigned i = 4; i-- > 0;)
            if (words[i] != 0) return 64 * i + static_cast<unsigned>(std::bit_width(words[i]));
        return 0;
    }
    constexpr unsigned byteWidth() const { return (bitWidth() + 7) / 8; }

    friend constexpr bool operator==(const Uint256& a, const Uint256& b)
    {
        return ((a.words[0] ^ b.words[0]) | (a.words[1] ^ b.words[1]) | (a.words[2] ^ b.words[2]) |
                   (a.words[3] ^ b.words[3])) == 0;
    }
    friend constexpr std::strong_ordering operator<=>(const Uint256& a, const Uint256& b)
    {
        for (std::size_t i = 4; i-- > 0;)
            if (a.words[i] != b.words[i]) return a.words[i] <=> b.words[i];
        return std::strong_ordering::equal;
    }
    friend constexpr bool operator<(const Uint256& a, const Uint256& b);
    friend constexpr bool operator>(const Uint256& a, const Uint256& b) { return b < a; }
    friend constexpr bool operator<=(const Uint256& a, const Uint256& b) { return !(b < a); }
    friend constexpr bool operator>=(const Uint256& a, const Uint256& b) { return !(a < b); }
};

// The carries of 256-bit sums are what compilers see least: on x86-64 they are written out.
#if defined(__x86_64__)
#define BASE_UINT256_ASM 1
#else
#define BASE_UINT256_ASM 0
#endif

struct AddResult {
    Uint256 value;
    bool overflow;
};
/// a + b and whether it passed 2^256.
constexpr AddResult addOverflow(const Uint256& a, const Uint256& b)
{
#if BASE_UINT256_ASM
    if
        !consteval
        {
            std::uint64_t r0 = a.words[0], r1 = a.words[1], r2 = a.words[2], r3 = a.words[3];
            bool carry = false;
            asm("addq %[b0], %[r0]\n\tadcq %[b1], %[r1]\n\tadcq %[b2], %[r2]\n\tadcq %[b3], %[r3]"
                : [r0] "+&r"(r0), [r1] "+&r"(r1), [r2] "+&r"(r2), [r3] "+&r"(r3), "=@ccc"(carry)
                : [b0] "rm"(b.words[0]), [b1] "rm"(b.words[1]), [b2] "rm"(b.words[2]), [b3] "rm"(b.words[3]));
            return {{r3, r2, r1, r0}, carry};
        }
#endif
    Uint256 sum;
    bool carry = false;
    for (std::size_t i = 0; i < 4; ++i)
        sum.words[i] = words::addCarry(a.words[i], b.words[i], carry);
    return {sum, carry};
}
/// a - b and whether it passed below zero.
constexpr AddResult subOverflow(const Uint256& a, const Uint256& b)
{
#if BASE_UINT256_ASM
    if
        !consteval
        {
            std::uint64_t r0 = a.words[0], r1 = a.words[1], r2 = a.words[2], r3 = a.words[3];
            bool borrow = false;
            asm("subq %[b0], %[r0]\n\tsbbq %[b1], %[r1]\n\tsbbq %[b2], %[r2]\n\tsbbq %[b3], %[r3]"
                : [r0] "+&r"(r0), [r1] "+&r"(r1), [r2] "+&r"(r2), [r3] "+&r"(r3), "=@ccc"(borrow)
                : [b0] "rm"(b.words[0]), [b1] "rm"(b.words[1]), [b2] "rm"(b.words[2]), [b3] "rm"(b.words[3]));
            return {{r3, r2, r1, r0}, borrow};
        }
#endif
    Uint256 difference;
    bool borrow = false;
    for (std::size_t i = 0; i < 4; ++i)
        difference.words[i] = words::subBorrow(a.words[i], b.words[i], borrow);
    return {difference, borrow};
}

constexpr bool operator<(const Uint256& a, const Uint256& b)
{
    return subOverflow(a, b).overflow;
}
constexpr Uint256 operator+(const Uint256& a, const Uint256& b)
{
    return addOverflow(a, b).value;
}
constexpr Uint256 operator-(const Uint256& a, const Uint256& b)
{
    return subOverflow(a, b).value;
}
constexpr Uint256 operator-(const Uint256& a)
{
    return Uint256{} - a;
}
constexpr Uint256 operator~(const Uint256& a)
{
    return {~a.words[3], ~a.words[2], ~a.words[1], ~a.words[0]};
}
constexpr Uint256 operator&(const Uint256& a, const Uint256& b)
{
    return {
        a.words[3] & b.words[3], a.words[2] & b.words[2], a.words[1] & b.words[1], a.words[0] & b.words[0]};
}
constexpr Uint256 operator|(const Uint256& a, const Uint256& b)
{
    return {
        a.words[3] | b.words[3], a.words[2] | b.words[2], a.words[1] | b.words[1], a.words[0] | b.words[0]};
}
constexpr Uint256 operator^(const Uint256& a, const Uint256& b)
{
    return {
        a.words[3] ^ b.words[3], a.words[2] ^ b.words[2], a.words[1] ^ b.words[1], a.words[0] ^ b.words[0]};
}

constexpr Uint256 operator*(const Uint256& a, const Uint256& b)
{
    using words::high;
    using words::low;
    using words::Uint128;
    Uint128 t = Uint128{a.words[0]} * b.words[0];
    if (((a.words[1] | a.words[2] | a.words[3]) | (b.words[1] | b.words[2] | b.words[3])) == 0)
        return {0, 0, high(t), low(t)};
    const std::uint64_t r0 = low(t);
    t = Uint128{a.words[0]} * b.words[1] + high(t);
    std::uint64_t r1 = low(t);
    t = Uint128{a.words[0]} * b.words[2] + high(t);
    std::uint64_t r2 = low(t);
    std::uint64_t r3 = a.words[0] * b.words[3] + high(t);
    t = Uint128{a.words[1]} * b.words[0] + r1;
    r1 = low(t);
    t = Uint128{a.words[1]} * b.words[1] + r2 + high(t);
    r2 = low(t);
    r3 += a.words[1] * b.words[2] + high(t);
    t = Uint128{a.words[2]} * b.words[0] + r2;
    r2 = low(t);
    r3 += a.words[2] * b.words[1] + high(t);
    r3 += a.words[3] * b.words[0];
    return {r3, r2, r1, r0};
}

/// a * b, or nothing when it would pass 2^256.
constexpr bool mulOverflows(const Uint256& a, const Uint256& b, Uint256& product)
{
    std::uint64_t full[8];
    words::multiply(a.words, b.words, full);
    product = {full[3], full[2], full[1], full[0]};
    return (full[4] | full[5] | full[6] | full[7]) != 0;
}

/// Shifts by 256 or more give zero.
constexpr Uint256 operator<<(const Uint256& a, std::uint64_t shift)
{
    const unsigned bits = shift % 64;
    // Two steps, because a shift by 64 is undefined.
    const auto upper = [bits](std::uint64_t word, std::uint64_t below) {
        return (word << bits) | ((below >> 1) >> (63 - bits));
    };
    const std::uint64_t w0 = a.words[0] << bits;
    const std::uint64_t w1 = upper(a.words[1], a.words[0]);
    const std::uint64_t w2 = upper(a.words[2], a.words[1]);
    switch (shift / 64) {
    case 0:
        return {upper(a.words[3], a.words[2]), w2, w1, w0};
    case 1:
        return {w2, w1, w0, 0};
    case 2:
        return {w1, w0, 0, 0};
    case 3:
        return {w0, 0, 0, 0};
    default:
        return {};
    }
}
constexpr Uint256 operator>>(const Uint256& a, std::uint64_t shift)
{
    const unsigned bits = shift % 64;
    const auto lower = [bits](std::uint64_t word, std::uint64_t above) {
        return (word >> bits) | ((above << 1) << (63 - bits));
    };
    const std::uint64_t w3 = a.words[3] >> bits;
    const std::uint64_t w2 = lower(a.words[2], a.words[3]);
    const std::uint64_t w1 = lower(a.words[1], a.words[2]);
    switch (shift / 64) {
    case 0:
        return {w3, w2, w1, lower(a.words[0], a.words[1])};
    case 1:
        return {0, w3, w2, w1};
    case 2:
        return {0, 0, w3, w2};
    case 3:
        return {0, 0, 0, w3};
    default:
        return {};
    }
}

struct DivResult {
    Uint256 quotient;
    Uint256 remainder;
};

/// Divides `size` words, 8 at most and the least significant first, by a divisor that is not zero; gives the
/// remainder. The quotient may be left out; only its words that may be other than zero are written.
constexpr Uint256 divideWords(
    const std::uint64_t* numerator, unsigned size, const Uint256& divisor, std::uint64_t* quotient)
{
    Uint256 remainder;
    words::divide(numerator, size, divisor.words, quotient, remainder.words);
    return remainder;
}

/// Quotient and remainder; both zero when the divisor is zero.
constexpr DivResult divide(const Uint256& a, const Uint256& b)
{
    if (b.isZero()) return {};
    if (a.fitsUint64() && b.fitsUint64())
        return {Uint256{a.words[0] / b.words[0]}, Uint256{a.words[0] % b.words[0]}};
    DivResult out;
    out.remainder = divideWords(a.words, 4, b, out.quotient.words);
    return out;
}
constexpr Uint256 operator/(const Uint256& a, const Uint256& b)
{
    return divide(a, b).quotient;
}
constexpr Uint256 operator%(const Uint256& a, const Uint256& b)
{
    return divide(a, b).remainder;
}

constexpr Uint256& operator+=(Uint256& a, const Uint256& b)
{
    return a = a + b;
}
constexpr Uint256& operator-=(Uint256& a, const Uint256& b)
{
    return a = a - b;
}
constexpr Uint256& operator*=(Uint256& a, const Uint256& b)
{
    return a = a * b;
}
constexpr Uint256& operator/=(Uint256& a, const Uint256& b)
{
    return a = a / b;
}
constexpr Uint256& operator%=(Uint256& a, const Uint256& b)
{
    return a = a % b;
}
constexpr Uint256& operator|=(Uint256& a, const Uint256& b)
{
    return a = a | b;
}
constexpr Uint256& operator&=(Uint256& a, const Uint256& b)
{
    return a = a & b;
}
constexpr Uint256& operator^=(Uint256& a, const Uint256& b)
{
    return a = a ^ b;
}
constexpr Uint256& operator<<=(Uint256& a, std::uint64_t shift)
{
    return a = a << shift;
}
constexpr Uint256& operator>>=(Uint256& a, std::uint64_t shift)
{
    return a = a >> shift;
}

/// (a + b) mod m over the full sum; zero when m is zero.
constexpr Uint256 addmod(const Uint256& a, const Uint256& b, const Uint256& m)
{
    if (m.isZero()) return {};
    const auto [sum, overflow] = addOverflow(a, b);
    const std::uint64_t full[5] = {
        sum.words[0], sum.words[1], sum.words[2], sum.words[3], overflow ? 1u : 0u};
    return divideWords(full, 5, m, nullptr);
}
/// (a * b) mod m over the full product; zero when m is zero.
constexpr Uint256 mulmod(const Uint256& a, const Uint256& b, const Uint256& m)
{
    if (m.isZero()) return {};
    std::uint64_t full[8];
    words::multiply(a.words, b.words, full);
    return divideWords(full, 8, m, nullptr);
}
/// base^exponent mod 2^256; 0^0 is 1.
constexpr Uint256 exp(Uint256 base, Uint256 exponent)
{
    Uint256 result{1};
    const unsigned bits = exponent.bitWidth();
    for (unsigned i = 0; i < bits; ++i) {
        if ((exponent.words[i / 64] >> (i % 64)) & 1) result *= base;
        if (i + 1 < bits) base *= base;
    }
    return result;
}

/// Two's-complement forms: the numbers are read as signed.
constexpr Uint256 abs(const Uint256& a)
{
    return a.isNegative() ? -a : a;
}
constexpr Uint256 sdiv(const Uint256& a, const Uint256& b)
{
    const Uint256 quotient = abs(a) / abs(b);
    return a.isNegative() != b.isNegative() ? -quotient : quotient;
}
/// The remainder takes the sign of the dividend.
constexpr Uint256 smod(const Uint256& a, const Uint256& b)
{
    const Uint256 remainder = abs(a) % abs(b);
    return a.isNegative() ? -remainder : remainder;
}
constexpr bool slt(const Uint256& a, const Uint256& b)
{
    return a.isNegative() != b.isNegative() ? a.isNegative() : a < b;
}
/// Arithmetic shift right; 256 or more gives 0 or -1.
constexpr Uint256 sar(const Uint256& a, std::uint64_t shift)
{
    if (!a.isNegative()) return a >> shift;
    if (shift >= 256) return Uint256::max();
    return shift == 0 ? a : (a >> shift) | (Uint256::max() << (256 - shift));
}
/// Extends the sign of the number in the low `byte` + 1 bytes; unchanged when `byte` is 31 or more.
constexpr Uint256 signextend(const Uint256& byte, const Uint256& a)
{
    if (byte >= Uint256{31}) return a;
    const std::uint64_t signBit = 8 * byte.low64() + 7;
    const Uint256 mask = Uint256::max() << signBit;
    const bool negative = ((a.words[signBit / 64] >> (signBit % 64)) & 1) != 0;
    return negative ? a | mask : a & ~mask;
}

/// Decimal digits, no separators, no leading zero.
std::string toDecimal(const Uint256& value);
/// "0x" and hex digits without leading zeros ("0x0" for zero): the quantity of the JSON-RPC specification.
std::string toQuantity(const Uint256& value);
/// Decimal digits only, at most 2^256 - 1. BadData otherwise.
Result<Uint256> parseDecimal(std::string_view text);
/// "0x" and 1 to 64 hex digits, leading zeros allowed (test vectors have them). BadData otherwise.
Result<Uint256> parseQuantity(std::string_view text);
/// Either of the two, by its prefix.
Result<Uint256> parseNumber(std::string_view text);
/// As the three above, for a number that must fit 64 bits.
Result<std::uint64_t> parseUint64(std::string_view text);

} // namespace base

template <>
struct std::hash<base::Uint256> {
    std::size_t operator()(const base::Uint256& value) const noexcept
    {
        std::uint64_t mixed = value.words[0];
        for (std::size_t i = 1; i < 4; ++i)
            mixed = (mixed ^ (mixed >> 29)) * 0x9e3779b97f4a7c15u + value.words[i];
        mixed = (mixed ^ (mixed >> 32)) * 0xd6e8feb86659fd93u;
        return static_cast<std::size_t>(mixed ^ (mixed >> 32));
    }
};
