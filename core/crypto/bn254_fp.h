#pragma once

#include "core/base/uint256.h"

#include <bit>
#include <optional>
#include <type_traits>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// The field below BN254 (alt_bn128; EIP-196 gives the modulus). Internal to bn254.cpp and its tests. Every
/// function may take a time that depends on its values.
namespace crypto::bn254 {

using Word = std::uint64_t;
using base::words::Uint128;

/// p = 36x^4 + 36x^3 + 24x^2 + 6x + 1 and the group's order r, with x below.
inline constexpr base::Uint256 kModulus{
    0x30644e72e131a029, 0xb85045b68181585d, 0x97816a916871ca8d, 0x3c208c16d87cfd47};
inline constexpr base::Uint256 kOrder{
    0x30644e72e131a029, 0xb85045b68181585d, 0x2833e84879b97091, 0x43e1f593f0000001};
inline constexpr Word kX = 4965661367192848881;

/// -1/p mod 2^64.
inline constexpr Word kNegativeInverse = 0x87d20782e4866389;

/// A number mod p as a * 2^256 mod p (Montgomery's form), always below p.
struct Fp {
    base::Uint256 mont;

    friend constexpr bool operator==(const Fp&, const Fp&) = default;
    constexpr bool isZero() const { return mont.isZero(); }
};

/// The carry chains below become single instructions where the compiler knows them.
constexpr Word addCarry(Word a, Word b, bool& carry)
{
#if defined(__x86_64__)
    if (!std::is_constant_evaluated()) {
        unsigned long long sum = 0;
        carry = _addcarry_u64(carry, a, b, &sum) != 0;
        return sum;
    }
#endif
    return base::words::addCarry(a, b, carry);
}
constexpr Word subBorrow(Word a, Word b, bool& borrow)
{
#if defined(__x86_64__)
    if (!std::is_constant_evaluated()) {
        unsigned long long difference = 0;
        borrow = _subborrow_u64(borrow, a, b, &difference) != 0;
        return difference;
    }
#endif
    return base::words::subBorrow(a, b, borrow);
}

/// A number below 2p brought below p.
constexpr Fp reduceOnce(Word a0, Word a1, Word a2, Word a3)
{
    bool borrow = false;
    const Word d0 = subBorrow(a0, kModulus.words[0], borrow);
    const Word d1 = subBorrow(a1, kModulus.words[1], borrow);
    const Word d2 = subBorrow(a2, kModulus.words[2], borrow);
    const Word d3 = subBorrow(a3, kModulus.words[3], borrow);
    return {{borrow ? a3 : d3, borrow ? a2 : d2, borrow ? a1 : d1, borrow ? a0 : d0}};
}

constexpr Fp operator+(const Fp& a, const Fp& b)
{
    bool carry = false;
    const Word s0 = addCarry(a.mont.words[0], b.mont.words[0], carry);
    const Word s1 = addCarry(a.mont.words[1], b.mont.words[1], carry);
    const Word s2 = addCarry(a.mont.words[2], b.mont.words[2], carry);
    const Word s3 = addCarry(a.mont.words[3], b.mont.words[3], carry); // 2p < 2^256
    return reduceOnce(s0, s1, s2, s3);
}
constexpr Fp operator-(const Fp& a, const Fp& b)
{
    bool borrow = false;
    const Word d0 = subBorrow(a.mont.words[0], b.mont.words[0], borrow);
    const Word d1 = subBorrow(a.mont.words[1], b.mont.words[1], borrow);
    const Word d2 = subBorrow(a.mont.words[2], b.mont.words[2], borrow);
    const Word d3 = subBorrow(a.mont.words[3], b.mont.words[3], borrow);
    const Word mask = borrow ? ~Word{0} : 0;
    bool carry = false;
    const Word s0 = addCarry(d0, kModulus.words[0] & mask, carry);
    const Word s1 = addCarry(d1, kModulus.words[1] & mask, carry);
    const Word s2 = addCarry(d2, kModulus.words[2] & mask, carry);
    const Word s3 = addCarry(d3, kModulus.words[3] & mask, carry);
    return {{s3, s2, s1, s0}};
}
constexpr Fp operator-(const Fp& a)
{
    return Fp{} - a;
}
constexpr Fp twice(const Fp& a)
{
    return a + a;
}

/// The words of a running sum in Montgomery's product.
struct RunningSum {
    Word t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0;

    /// this + x * y.
    [[gnu::always_inline]] constexpr void add(const base::Uint256& x, Word y)
    {
        using base::words::high;
        using base::words::low;
        Uint128 sum = Uint128{x.words[0]} * y + t0;
        t0 = low(sum);
        sum = Uint128{x.words[1]} * y + t1 + high(sum);
        t1 = low(sum);
        sum = Uint128{x.words[2]} * y + t2 + high(sum);
        t2 = low(sum);
        sum = Uint128{x.words[3]} * y + t3 + high(sum);
        t3 = low(sum);
        t4 += high(sum);
    }
    /// (this + m * p) / 2^64 for the m that makes it whole. The top bits of p are free: after up to two add()
    /// the result has no fifth word.
    [[gnu::always_inline]] constexpr void reduce()
    {
        using base::words::high;
        using base::words::low;
        const auto& p = kModulus.words;
        const Word m = t0 * kNegativeInverse;
        Uint128 sum = Uint128{m} * p[0] + t0;
        sum = Uint128{m} * p[1] + t1 + high(sum);
        t0 = low(sum);
        sum = Uint128{m} * p[2] + t2 + high(sum);
        t1 = low(sum);
        sum = Uint128{m} * p[3] + t3 + high(sum);
        t2 = low(sum);
        t3 = t4 + high(sum);
        t4 = 0;
    }
    [[gnu::always_inline]] constexpr void step(const base::Uint256& x, Word y)
    {
        add(x, y);
        reduce();
    }
    [[gnu::always_inline]] constexpr void step(const base::Uint256& x, Word y, const base::Uint256& z, Word w)
    {
        add(x, y);
        add(z, w);
        reduce();
    }
};

/// a * b / 2^256 mod p: Montgomery's product, one word of b at a time.
constexpr Fp operator*(const Fp& a, const Fp& b)
{
    RunningSum sum;
    sum.step(a.mont, b.mont.words[0]);
    sum.step(a.mont, b.mont.words[1]);
    sum.step(a.mont, b.mont.words[2]);
    sum.step(a.mont, b.mont.words[3]);
    return reduceOnce(sum.t0, sum.t1, sum.t2, sum.t3);
}
/// a * b + c * d with one reduction for both.
constexpr Fp sumOfProducts(const Fp& a, const Fp& b, const Fp& c, const Fp& d)
{
    RunningSum sum;
    sum.step(a.mont, b.mont.words[0], c.mont, d.mont.words[0]);
    sum.step(a.mont, b.mont.words[1], c.mont, d.mont.words[1]);
    sum.step(a.mont, b.mont.words[2], c.mont, d.mont.words[2]);
    sum.step(a.mont, b.mont.words[3], c.mont, d.mont.words[3]);
    return reduceOnce(sum.t0, sum.t1, sum.t2, sum.t3);
}
constexpr Fp square(const Fp& a)
{
    return a * a;
}

/// 2^512 mod p.
inline constexpr base::Uint256 kMontgomerySquare{
    0x06d89f71cab8351f, 0x47ab1eff0a417ff6, 0xb5e71911d44501fb, 0xf32cfc5b538afa89};

/// Of a number below p.
constexpr Fp toFp(const base::Uint256& value)
{
    return Fp{value} * Fp{kMontgomerySquare};
}
constexpr base::Uint256 fromFp(const Fp& a)
{
    return (a * Fp{base::Uint256{1}}).mont;
}
/// Nothing when the number is not below p.
constexpr std::optional<Fp> checkedFp(const base::Uint256& value)
{
    if (value >= kModulus) return std::nullopt;
    return toFp(value);
}

inline constexpr Fp kFpOne = toFp(1);

/// a / 2.
constexpr Fp half(const Fp& a)
{
    const base::Uint256 even = (a.mont.words[0] & 1) ? a.mont + kModulus : a.mont;
    return {even >> 1};
}

/// 1/a; zero for zero.
Fp inverse(const Fp& a);

} // namespace crypto::bn254
