#pragma once

#include "core/crypto/bn254_tower.h"

#include <array>
#include <span>

/// Points of y^2 = x^3 + b over Fp (G1, b = 3) and over Fp2 (the twist that holds G2, b = 3 / (9 + i)).
/// Internal to bn254.cpp and its tests.
namespace crypto::bn254 {

/// A point by its coordinates; (0, 0), which is on neither curve, stands for the point at infinity.
template <typename Field>
struct Affine {
    Field x, y;

    friend constexpr bool operator==(const Affine&, const Affine&) = default;
    constexpr bool isInfinity() const { return x.isZero() && y.isZero(); }
};

/// (X / Z^2, Y / Z^3); infinity where Z is zero.
template <typename Field>
struct Jacobian {
    Field x, y, z;

    constexpr bool isInfinity() const { return z.isZero(); }
};

using G1 = Affine<Fp>;
using G2 = Affine<Fp2>;

inline constexpr Fp2 kTwistB{
    toFp({0x2b149d40ceb8aaae, 0x81be18991be06ac3, 0xb5b4c5e559dbefa3, 0x3267e6dc24a138e5}),
    toFp({0x009713b03af0fed4, 0xcd2cafadeed8fdf4, 0xa74fa084e52d1852, 0xe4a2bd0685c315d2})};

template <typename Field>
Jacobian<Field> doubled(const Jacobian<Field>& a)
{
    const Field xx = square(a.x), yy = square(a.y), yyyy = square(yy);
    const Field s = twice(square(a.x + yy) - xx - yyyy);
    const Field m = twice(xx) + xx;
    const Field x = square(m) - twice(s);
    return {x, m * (s - x) - twice(twice(twice(yyyy))), twice(a.y * a.z)};
}

template <typename Field>
Jacobian<Field> operator-(const Jacobian<Field>& a)
{
    return {a.x, -a.y, a.z};
}

template <typename Field>
Jacobian<Field> operator+(const Jacobian<Field>& a, const Jacobian<Field>& b)
{
    if (a.isInfinity()) return b;
    if (b.isInfinity()) return a;
    const Field azz = square(a.z), bzz = square(b.z);
    const Field u = a.x * bzz, h = b.x * azz - u;
    const Field s = a.y * bzz * b.z, r = b.y * azz * a.z - s;
    if (h.isZero()) return r.isZero() ? doubled(a) : Jacobian<Field>{};
    const Field hh = square(h), hhh = hh * h, v = u * hh;
    const Field x = square(r) - hhh - twice(v);
    return {x, r * (v - x) - s * hhh, a.z * b.z * h};
}

/// Whether two points are the same, without dividing.
template <typename Field>
bool same(const Jacobian<Field>& a, const Jacobian<Field>& b)
{
    if (a.isInfinity() || b.isInfinity()) return a.isInfinity() && b.isInfinity();
    const Field azz = square(a.z), bzz = square(b.z);
    return a.x * bzz == b.x * azz && a.y * bzz * b.z == b.y * azz * a.z;
}

template <typename Field>
Affine<Field> toAffine(const Jacobian<Field>& a)
{
    if (a.isInfinity()) return {};
    const Field inverseZ = inverse(a.z), zz = square(inverseZ);
    return {a.x * zz, a.y * zz * inverseZ};
}

inline Jacobian<Fp> toJacobian(const G1& a)
{
    return {a.x, a.y, a.isInfinity() ? Fp{} : kFpOne};
}
inline Jacobian<Fp2> toJacobian(const G2& a)
{
    return {a.x, a.y, a.isInfinity() ? Fp2{} : kFp2One};
}

/// Infinity counts as on the curve.
bool isOnCurve(const G1& a);
/// On the twist and in the subgroup of order r.
bool isInSubgroup(const G2& a);

/// The sum by one division.
G1 add(const G1& a, const G1& b);
/// The point times any number of 256 bits.
G1 multiply(const G1& a, const base::Uint256& scalar);

/// Frobenius of the curve carried to the twist.
G2 frobenius(const G2& a);
Jacobian<Fp2> frobenius(const Jacobian<Fp2>& a);

/// Signed binary digits of a number below 2^67, no two neighbours both non-zero; least significant first.
template <std::size_t N>
constexpr std::array<std::int8_t, N> nonAdjacentForm(Uint128 value)
{
    std::array<std::int8_t, N> digits{};
    for (std::size_t i = 0; i < N; ++i, value >>= 1) {
        if ((value & 1) == 0) continue;
        digits[i] = (value & 3) == 3 ? -1 : 1;
        value = digits[i] == 1 ? value - 1 : value + 1;
    }
    CHECK(value == 0);
    return digits;
}
/// Of x, the number that the curve is made from.
inline constexpr auto kXDigits = nonAdjacentForm<63>(kX);

/// Whether the product of the pairings of all pairs is one. The points are in their groups.
bool pairingProductIsOne(std::span<const std::pair<G1, G2>> pairs);

/// The optimal ate pairing, brought into the group of r-th roots of unity (raised to a fixed power prime to
/// r).
Fp12 pairing(const G1& a, const G2& b);

} // namespace crypto::bn254
