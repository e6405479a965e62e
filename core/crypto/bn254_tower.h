#pragma once

#include "core/crypto/bn254_fp.h"

/// The extensions of the field: Fp2 = Fp[i]/(i^2 + 1), Fp6 = Fp2[v]/(v^3 - (9 + i)), Fp12 = Fp6[w]/(w^2 - v).
/// Internal to bn254.cpp and its tests.
namespace crypto::bn254 {

struct Fp2 {
    Fp c0, c1;

    friend constexpr bool operator==(const Fp2&, const Fp2&) = default;
    constexpr bool isZero() const { return c0.isZero() && c1.isZero(); }
};

inline constexpr Fp2 kFp2One{kFpOne, {}};

constexpr Fp2 operator+(const Fp2& a, const Fp2& b)
{
    return {a.c0 + b.c0, a.c1 + b.c1};
}
constexpr Fp2 operator-(const Fp2& a, const Fp2& b)
{
    return {a.c0 - b.c0, a.c1 - b.c1};
}
constexpr Fp2 operator-(const Fp2& a)
{
    return {-a.c0, -a.c1};
}
constexpr Fp2 twice(const Fp2& a)
{
    return {twice(a.c0), twice(a.c1)};
}
constexpr Fp2 half(const Fp2& a)
{
    return {half(a.c0), half(a.c1)};
}
constexpr Fp2 conjugate(const Fp2& a)
{
    return {a.c0, -a.c1};
}
constexpr Fp2 operator*(const Fp2& a, const Fp& b)
{
    return {a.c0 * b, a.c1 * b};
}

/// Four products and two reductions, which is less than Karatsuba's three of each.
constexpr Fp2 operator*(const Fp2& a, const Fp2& b)
{
    return {sumOfProducts(a.c0, b.c0, a.c1, -b.c1), sumOfProducts(a.c0, b.c1, a.c1, b.c0)};
}
constexpr Fp2 square(const Fp2& a)
{
    return {(a.c0 + a.c1) * (a.c0 - a.c1), twice(a.c0 * a.c1)};
}

/// a * (9 + i), the number without sixth root that the tower stands on.
constexpr Fp2 timesXi(const Fp2& a)
{
    const Fp2 eight = twice(twice(twice(a)));
    return {eight.c0 + a.c0 - a.c1, eight.c1 + a.c1 + a.c0};
}

inline Fp2 inverse(const Fp2& a)
{
    const Fp norm = inverse(square(a.c0) + square(a.c1));
    return {a.c0 * norm, -(a.c1 * norm)};
}

struct Fp6 {
    Fp2 c0, c1, c2;

    friend constexpr bool operator==(const Fp6&, const Fp6&) = default;
};

constexpr Fp6 operator+(const Fp6& a, const Fp6& b)
{
    return {a.c0 + b.c0, a.c1 + b.c1, a.c2 + b.c2};
}
constexpr Fp6 operator-(const Fp6& a, const Fp6& b)
{
    return {a.c0 - b.c0, a.c1 - b.c1, a.c2 - b.c2};
}
constexpr Fp6 operator-(const Fp6& a)
{
    return {-a.c0, -a.c1, -a.c2};
}
constexpr Fp6 operator*(const Fp6& a, const Fp2& b)
{
    return {a.c0 * b, a.c1 * b, a.c2 * b};
}

/// a * v.
constexpr Fp6 timesV(const Fp6& a)
{
    return {timesXi(a.c2), a.c0, a.c1};
}

constexpr Fp6 operator*(const Fp6& a, const Fp6& b)
{
    const Fp2 p0 = a.c0 * b.c0;
    const Fp2 p1 = a.c1 * b.c1;
    const Fp2 p2 = a.c2 * b.c2;
    const Fp2 p12 = (a.c1 + a.c2) * (b.c1 + b.c2) - p1 - p2;
    const Fp2 p01 = (a.c0 + a.c1) * (b.c0 + b.c1) - p0 - p1;
    const Fp2 p02 = (a.c0 + a.c2) * (b.c0 + b.c2) - p0 - p2;
    return {p0 + timesXi(p12), p01 + timesXi(p2), p02 + p1};
}

/// a * (b0 + b1 v).
constexpr Fp6 timesLinear(const Fp6& a, const Fp2& b0, const Fp2& b1)
{
    const Fp2 p0 = a.c0 * b0;
    const Fp2 p1 = a.c1 * b1;
    const Fp2 p01 = (a.c0 + a.c1) * (b0 + b1) - p0 - p1;
    return {p0 + timesXi(a.c2 * b1), p01, p1 + a.c2 * b0};
}

inline Fp6 inverse(const Fp6& a)
{
    const Fp2 t0 = square(a.c0) - timesXi(a.c1 * a.c2);
    const Fp2 t1 = timesXi(square(a.c2)) - a.c0 * a.c1;
    const Fp2 t2 = square(a.c1) - a.c0 * a.c2;
    const Fp2 norm = inverse(a.c0 * t0 + timesXi(a.c2 * t1 + a.c1 * t2));
    return Fp6{t0, t1, t2} * norm;
}

struct Fp12 {
    Fp6 c0, c1;

    friend constexpr bool operator==(const Fp12&, const Fp12&) = default;
};

inline constexpr Fp12 kFp12One{{kFp2One, {}, {}}, {}};

/// a^(p^6); the inverse of what has norm one.
constexpr Fp12 conjugate(const Fp12& a)
{
    return {a.c0, -a.c1};
}

constexpr Fp12 operator*(const Fp12& a, const Fp12& b)
{
    const Fp6 low = a.c0 * b.c0;
    const Fp6 high = a.c1 * b.c1;
    const Fp6 all = (a.c0 + a.c1) * (b.c0 + b.c1);
    return {low + timesV(high), all - low - high};
}

constexpr Fp12 square(const Fp12& a)
{
    const Fp6 product = a.c0 * a.c1;
    const Fp6 both = (a.c0 + a.c1) * (a.c0 + timesV(a.c1));
    return {both - product - timesV(product), product + product};
}

inline Fp12 inverse(const Fp12& a)
{
    const Fp6 norm = inverse(a.c0 * a.c0 - timesV(a.c1 * a.c1));
    return {a.c0 * norm, -(a.c1 * norm)};
}

/// The values of a line: b0 + b1 w + b3 w^3, all that a step of the Miller loop multiplies by.
struct Line {
    Fp2 b0, b1, b3;
};
constexpr Fp12 operator*(const Fp12& a, const Line& line)
{
    const Fp6 low = a.c0 * line.b0;
    const Fp6 high = timesLinear(a.c1, line.b1, line.b3);
    const Fp6 all = timesLinear(a.c0 + a.c1, line.b0 + line.b1, line.b3);
    return {low + timesV(high), all - low - high};
}

/// a^2 for an element of the cyclotomic subgroup, as after the easy part of the final exponentiation: Granger
/// and Scott, "Faster squaring in the cyclotomic subgroup of sixth degree extensions" (2010).
Fp12 cyclotomicSquare(const Fp12& a);

/// a^(p^power) for a power of 1, 2 or 3.
Fp12 frobenius(const Fp12& a, unsigned power);

} // namespace crypto::bn254
