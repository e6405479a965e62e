#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

/// Arithmetic on numbers of 64-bit words, the least significant first: what Uint256 and the fields of curves
/// are made of.
namespace base::words {

__extension__ typedef unsigned __int128 Uint128;

constexpr std::uint64_t low(Uint128 value)
{
    return static_cast<std::uint64_t>(value);
}
constexpr std::uint64_t high(Uint128 value)
{
    return static_cast<std::uint64_t>(value >> 64);
}

/// a + b + carry; leaves the new carry.
constexpr std::uint64_t addCarry(std::uint64_t a, std::uint64_t b, bool& carry)
{
    const std::uint64_t sum = a + b;
    const std::uint64_t all = sum + (carry ? 1 : 0);
    carry = (sum < a) | (all < sum);
    return all;
}
/// a - b - borrow; leaves the new borrow.
constexpr std::uint64_t subBorrow(std::uint64_t a, std::uint64_t b, bool& borrow)
{
    const std::uint64_t difference = a - b;
    const std::uint64_t all = difference - (borrow ? 1 : 0);
    borrow = (a < b) | (difference < all);
    return all;
}

/// The 512-bit product.
constexpr void multiply(const std::uint64_t (&a)[4], const std::uint64_t (&b)[4], std::uint64_t (&product)[8])
{
    for (auto& word : product)
        word = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            const Uint128 t = Uint128{a[i]} * b[j] + product[i + j] + carry;
            product[i + j] = low(t);
            carry = high(t);
        }
        product[i + 4] = carry;
    }
}

/// The steps of divide(). A divisor is normalised when its top bit is set.
namespace detail {

/// floor((2^128 - 1) / divisor) - 2^64 for a normalised divisor.
constexpr std::uint64_t reciprocal2by1(std::uint64_t divisor)
{
    return low((Uint128{~divisor} << 64 | ~0ull) / divisor);
}

constexpr std::uint64_t reciprocal3by2(std::uint64_t d1, std::uint64_t d0)
{
    std::uint64_t v = reciprocal2by1(d1);
    std::uint64_t p = d1 * v + d0;
    if (p < d0) {
        --v;
        if (p >= d1) {
            --v;
            p -= d1;
        }
        p -= d1;
    }
    const Uint128 t = Uint128{v} * d0;
    p += high(t);
    if (p < high(t)) {
        --v;
        if (p > d1 || (p == d1 && low(t) >= d0)) --v;
    }
    return v;
}

struct Step {
    std::uint64_t quotient;
    Uint128 remainder;
};

/// (u1,u0) / d, with u1 < d, d normalised and v its reciprocal.
constexpr Step divide2by1(std::uint64_t u1, std::uint64_t u0, std::uint64_t d, std::uint64_t v)
{
    const Uint128 q = Uint128{v} * u1 + (Uint128{u1} << 64 | u0);
    std::uint64_t q1 = high(q) + 1;
    std::uint64_t r = u0 - q1 * d;
    if (r > low(q)) {
        --q1;
        r += d;
    }
    if (r >= d) {
        ++q1;
        r -= d;
    }
    return {q1, r};
}

/// (u2,u1,u0) / d, with (u2,u1) < d, d normalised and v its reciprocal.
constexpr Step divide3by2(std::uint64_t u2, std::uint64_t u1, std::uint64_t u0, Uint128 d, std::uint64_t v)
{
    const Uint128 q = Uint128{v} * u2 + (Uint128{u2} << 64 | u1);
    std::uint64_t q1 = high(q);
    const std::uint64_t r1 = u1 - q1 * high(d);
    Uint128 r = (Uint128{r1} << 64 | u0) - Uint128{low(d)} * q1 - d;
    ++q1;
    if (high(r) >= low(q)) {
        --q1;
        r += d;
    }
    if (r >= d) {
        ++q1;
        r -= d;
    }
    return {q1, r};
}

/// Shifts by less than 64 bits; gives what falls out at the top.
constexpr std::uint64_t shiftLeft(const std::uint64_t* from, unsigned size, unsigned shift, std::uint64_t* to)
{
    std::uint64_t out = 0;
    for (unsigned i = 0; i < size; ++i) {
        const std::uint64_t word = from[i];
        to[i] = word << shift | out;
        out = (word >> 1) >> (63 - shift); // two steps, because a shift by 64 is undefined
    }
    return out;
}

/// u -= q d on `size` words; gives what is still to be taken from the word above, beside the borrow.
constexpr std::uint64_t subtractProduct(
    std::uint64_t* u, const std::uint64_t* d, unsigned size, std::uint64_t q, bool& borrow)
{
    std::uint64_t carry = 0;
    for (unsigned i = 0; i < size; ++i) {
        const Uint128 t = Uint128{q} * d[i] + carry;
        carry = high(t);
        u[i] = subBorrow(u[i], low(t), borrow);
    }
    return carry;
}

/// u += d on n words.
constexpr void addBack(std::uint64_t* u, const std::uint64_t* d, unsigned n)
{
    bool carry = false;
    for (unsigned i = 0; i < n; ++i)
        u[i] = addCarry(u[i], d[i], carry);
}

/// divideStep() where the top two words of u are those of d, and the estimate would overflow: u falls short of
/// 2^64 d by less than d, so that the word is 2^64 - 1.
constexpr std::uint64_t divideOverflowing(std::uint64_t* u, const std::uint64_t* d, unsigned n)
{
    bool borrow = false;
    const std::uint64_t carry = subtractProduct(u, d, n, ~0ull, borrow);
    u[n] = subBorrow(u[n], carry, borrow);
    return ~0ull;
}

/// One word of the quotient: of the n + 1 words at u, which become the remainder, by d, whose top two words
/// are `top` and have the reciprocal v.
constexpr std::uint64_t divideStep(
    std::uint64_t* u, const std::uint64_t* d, unsigned n, Uint128 top, std::uint64_t v)
{
    if ((Uint128{u[n]} << 64 | u[n - 1]) == top) return divideOverflowing(u, d, n);
    const Step step = divide3by2(u[n], u[n - 1], u[n - 2], top, v);
    // Subtract the words of the divisor below its top two, then put the top two in place.
    bool borrow = false;
    const std::uint64_t carry = subtractProduct(u, d, n - 2, step.quotient, borrow);
    u[n - 2] = subBorrow(low(step.remainder), carry, borrow);
    u[n - 1] = subBorrow(high(step.remainder), 0, borrow);
    u[n] = 0;
    if (!borrow) return step.quotient;
    addBack(u, d, n);
    return step.quotient - 1;
}

/// By one word: the size + 1 words at u by d, which is normalised. Gives the remainder.
constexpr std::uint64_t divideByWord(
    const std::uint64_t* u, unsigned size, std::uint64_t d, std::uint64_t* quotient)
{
    const std::uint64_t v = reciprocal2by1(d);
    std::uint64_t rest = u[size];
    for (unsigned i = size; i-- > 0;) {
        const Step step = divide2by1(rest, u[i], d, v);
        rest = low(step.remainder);
        if (quotient != nullptr) quotient[i] = step.quotient;
    }
    return rest;
}

} // namespace detail

/// Divides `size` words, 8 at most, by a divisor that is not zero: Knuth's algorithm D with the reciprocals
/// of Möller and Granlund ("Improved division by invariant integers", 2011). The quotient may be left out; of
/// it and of the remainder only words that may be other than zero are written.
constexpr void divide(const std::uint64_t* numerator, unsigned size, const std::uint64_t (&divisor)[4],
    std::uint64_t* quotient, std::uint64_t (&remainder)[4])
{
    unsigned n = 4;
    while (divisor[n - 1] == 0)
        --n;
    while (size > 0 && numerator[size - 1] == 0)
        --size;
    if (size < n) {
        for (unsigned i = 0; i < size; ++i)
            remainder[i] = numerator[i];
        return;
    }
    const auto shift = static_cast<unsigned>(std::countl_zero(divisor[n - 1]));
    std::uint64_t d[4] = {}, u[9] = {};
    detail::shiftLeft(divisor, n, shift, d);
    u[size] = detail::shiftLeft(numerator, size, shift, u);
    if (n == 1) {
        remainder[0] = detail::divideByWord(u, size, d[0], quotient) >> shift;
        return;
    }
    const Uint128 top = Uint128{d[n - 1]} << 64 | d[n - 2];
    const std::uint64_t v = detail::reciprocal3by2(d[n - 1], d[n - 2]);
    for (unsigned i = size - n + 1; i-- > 0;) {
        const std::uint64_t word = detail::divideStep(u + i, d, n, top, v);
        if (quotient != nullptr) quotient[i] = word;
    }
    for (unsigned i = 0; i < n; ++i)
        remainder[i] = u[i] >> shift | (i + 1 < n ? (u[i + 1] << 1) << (63 - shift) : 0);
}

} // namespace base::words
