#include "core/crypto/modexp_256.h"

#include <algorithm>
#include <array>

namespace crypto::detail {
namespace {

using base::ByteView;
using base::Uint256;
using base::words::Uint128;

/// base^exponent in the group of `multiply`, four bits of the exponent at a time.
template <typename Multiply>
Uint256 power(const Uint256& one, const Uint256& base, ByteView exponent, const Multiply& multiply)
{
    std::array<Uint256, 16> powers{one, base};
    for (std::size_t i = 2; i < powers.size(); ++i)
        powers[i] = multiply(powers[i - 1], base);
    Uint256 result = one;
    for (const std::uint8_t byte : exponent)
        for (const int digit : {byte >> 4, byte & 15}) {
            for (int i = 0; i < 4; ++i)
                result = multiply(result, result);
            if (digit != 0) result = multiply(result, powers[static_cast<std::size_t>(digit)]);
        }
    return result;
}

/// The inverse of an odd number modulo 2^256 by Newton's iteration: every step doubles the number of right
/// bits.
Uint256 inverse(const Uint256& odd)
{
    Uint256 result{1};
    for (int right = 1; right < 256; right *= 2)
        result *= Uint256{2} - odd * result;
    return result;
}

/// The low word of a b + c + carry; the high word becomes the carry. The sum cannot overflow.
std::uint64_t multiplyAdd(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t& carry)
{
    const Uint128 sum = Uint128{a} * b + c + carry;
    carry = static_cast<std::uint64_t>(sum >> 64);
    return static_cast<std::uint64_t>(sum);
}

/// Multiplies residues of the odd number m that are kept times 2^256: a b / 2^256 mod m. Source: Montgomery,
/// 1985, a word of b at a time: add its product, add the multiple of m that makes the sum divisible by 2^64,
/// and divide.
struct Montgomery {
    Uint256 m;
    std::uint64_t negatedInverse; ///< of m modulo 2^64

    Uint256 operator()(const Uint256& a, const Uint256& b) const
    {
        std::uint64_t t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        for (const std::uint64_t word : b.words) {
            std::uint64_t carry = 0, over = 0;
            t0 = multiplyAdd(a.words[0], word, t0, carry);
            t1 = multiplyAdd(a.words[1], word, t1, carry);
            t2 = multiplyAdd(a.words[2], word, t2, carry);
            t3 = multiplyAdd(a.words[3], word, t3, carry);
            t4 = multiplyAdd(1, carry, t4, over); // of moduli within 2^192 of 2^256 it may pass five words
            const std::uint64_t factor = t0 * negatedInverse;
            carry = 0;
            multiplyAdd(factor, m.words[0], t0, carry);
            t0 = multiplyAdd(factor, m.words[1], t1, carry);
            t1 = multiplyAdd(factor, m.words[2], t2, carry);
            t2 = multiplyAdd(factor, m.words[3], t3, carry);
            std::uint64_t more = 0;
            t3 = multiplyAdd(1, carry, t4, more);
            t4 = over + more;
        }
        const Uint256 sum{t3, t2, t1, t0};
        return t4 != 0 || sum >= m ? sum - m : sum;
    }
};

/// A number of any length modulo m.
Uint256 reduced(ByteView bytes, const Uint256& m)
{
    Uint256 rest;
    while (!bytes.empty()) {
        const std::size_t size = bytes.size() % 32 == 0 ? 32 : bytes.size() % 32;
        const Uint256 low = Uint256::fromBigEndian(bytes.first(size));
        const std::uint64_t words[8] = {low.words[0], low.words[1], low.words[2], low.words[3], rest.words[0],
            rest.words[1], rest.words[2], rest.words[3]};
        rest = base::divideWords(words, 8, m, nullptr);
        bytes = bytes.subspan(size);
    }
    return rest;
}

Uint256 powerModOdd(ByteView base, ByteView exponent, const Uint256& m)
{
    const Montgomery multiply{m, 0 - inverse(m).low64()};
    const Uint256 one = (Uint256::max() % m + Uint256{1}) % m; // 1 times 2^256
    const Uint256 factor = base::mulmod(one, one, m);
    const Uint256 result = power(one, multiply(reduced(base, m), factor), exponent, multiply);
    return multiply(result, Uint256{1});
}

/// Modulo 2^256, of which every smaller power of two wants the low bits.
Uint256 powerModTwoPower(ByteView base, ByteView exponent)
{
    const Uint256 low = Uint256::fromBigEndian(base.last(std::min<std::size_t>(base.size(), 32)));
    return power(Uint256{1}, low, exponent, [](const Uint256& a, const Uint256& b) { return a * b; });
}

unsigned trailingZeros(const Uint256& value)
{
    unsigned count = 0;
    while (!((value >> count).low64() & 1))
        ++count;
    return count;
}

} // namespace

Uint256 modexp256(ByteView base, ByteView exponent, const Uint256& modulus)
{
    while (!exponent.empty() && exponent.front() == 0)
        exponent = exponent.subspan(1);
    const unsigned bits = trailingZeros(modulus);
    if (bits == 0) return powerModOdd(base, exponent, modulus);

    // Garner's formula, as in modexp.cpp.
    const Uint256 odd = modulus >> bits;
    const Uint256 mask = (Uint256{1} << bits) - Uint256{1};
    const Uint256 b = powerModTwoPower(base, exponent);
    if (odd == Uint256{1}) return b & mask;
    const Uint256 a = powerModOdd(base, exponent, odd);
    return a + odd * (((b - a) * inverse(odd)) & mask);
}

} // namespace crypto::detail
