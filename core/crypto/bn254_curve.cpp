#include "core/crypto/bn254_curve.h"

namespace crypto::bn254 {

namespace {

using base::Uint256;

/// lambda P = (beta x, y) for the cube root of unity lambda mod r: multiplying by lambda costs one product.
constexpr Fp kBeta = toFp({0, 0x59e26bcea0d48bac, 0xd4f263f1acdb5c4f, 0x5763473177fffffe});

/// A scalar as k1 + k2 lambda, both below 2^127 in size.
struct Halves {
    Uint256 size[2];
    bool negative[2];
};

/// Gallant, Lambert and Vanstone (2001): subtracts the nearest point of the lattice that (a1, b1) and (a2,
/// b2) span, on which a + b lambda = 0 mod r. The rounded quotients come from reciprocals scaled by 2^256.
Halves split(const Uint256& scalar)
{
    constexpr Uint256 kA1{0x89d3256894d213e3};
    constexpr Uint256 kMinusB1{0, 0, 0x6f4d8248eeb859fc, 0x8211bbeb7d4f1128};
    constexpr Uint256 kA2{0, 0, 0x6f4d8248eeb859fd, 0x0be4e1541221250b};
    constexpr Uint256 kB2 = kA1;
    constexpr Uint256 kScaledB2{0, 0, 2, 0xd91d232ec7e0b3d7};
    constexpr Uint256 kScaledMinusB1{0, 2, 0x4ccef014a773d2cf, 0x7a7bd9d4391eb18e};
    const auto highHalf = [](const Uint256& a, const Uint256& b) {
        std::uint64_t product[8];
        base::words::multiply(a.words, b.words, product);
        return Uint256{product[7], product[6], product[5], product[4]};
    };
    const Uint256 c1 = highHalf(scalar, kScaledB2);
    const Uint256 c2 = highHalf(scalar, kScaledMinusB1);
    const Uint256 k1 = scalar - c1 * kA1 - c2 * kA2;
    const Uint256 k2 = c1 * kMinusB1 - c2 * kB2;
    return {{base::abs(k1), base::abs(k2)}, {k1.isNegative(), k2.isNegative()}};
}

/// Width-5 signed digits: odd, at most 15 in size, followed by at least four zeros. Least significant first.
using Digits = std::array<std::int8_t, 129>;
Digits windowDigits(const Uint256& size, bool negative)
{
    Digits digits{};
    Uint128 rest = Uint128{size.words[1]} << 64 | size.words[0];
    for (std::size_t i = 0; rest != 0; ++i, rest >>= 1) {
        if ((rest & 1) == 0) continue;
        const int low = static_cast<int>(rest & 31);
        const int digit = low > 16 ? low - 32 : low;
        rest = digit < 0 ? rest + static_cast<unsigned>(-digit) : rest - static_cast<unsigned>(digit);
        digits[i] = static_cast<std::int8_t>(negative ? -digit : digit);
    }
    return digits;
}

/// P, 3P, 5P ... 15P.
using OddMultiples = std::array<Jacobian<Fp>, 8>;
OddMultiples oddMultiples(const G1& a)
{
    OddMultiples multiples;
    multiples[0] = toJacobian(a);
    const Jacobian<Fp> two = doubled(multiples[0]);
    for (std::size_t i = 1; i < multiples.size(); ++i)
        multiples[i] = multiples[i - 1] + two;
    return multiples;
}

Jacobian<Fp> pick(const OddMultiples& multiples, int digit)
{
    return digit > 0 ? multiples[static_cast<std::size_t>(digit / 2)]
                     : -multiples[static_cast<std::size_t>(-digit / 2)];
}

Jacobian<Fp2> timesX(const Jacobian<Fp2>& a)
{
    Jacobian<Fp2> sum = a; // the top digit is 1
    for (std::size_t i = kXDigits.size() - 1; i-- > 0;) {
        sum = doubled(sum);
        if (kXDigits[i] != 0) sum = sum + (kXDigits[i] > 0 ? a : -a);
    }
    return sum;
}

// (9 + i)^((p - 1) / 3) and (9 + i)^((p - 1) / 2).
constexpr Fp2 kFrobeniusX{
    toFp({0x2fb347984f7911f7, 0x4c0bec3cf559b143, 0xb78cc310c2c3330c, 0x99e39557176f553d}),
    toFp({0x16c9e55061ebae20, 0x4ba4cc8bd75a0794, 0x32ae2a1d0b7c9dce, 0x1665d51c640fcba2})};
constexpr Fp2 kFrobeniusY{
    toFp({0x063cf305489af5dc, 0xdc5ec698b6e2f9b9, 0xdbaae0eda9c95998, 0xdc54014671a0135a}),
    toFp({0x07c03cbcac41049a, 0x0704b5a7ec796f2b, 0x21807dc98fa25bd2, 0x82d37f632623b0e3})};

} // namespace

bool isOnCurve(const G1& a)
{
    return a.isInfinity() || square(a.y) == square(a.x) * a.x + toFp(3);
}

/// With psi for frobenius(), which satisfies psi^2 - (6x^2 + 1) psi + p = 0 on the twist and is p on G2, the
/// polynomial (x + 1) + x psi + x psi^2 - 2x psi^3 vanishes on G2. Its norm and the cofactor 2p - r have no
/// common factor, so it vanishes nowhere else. El Housni, Guillevic and Piellard, "Co-factor clearing and
/// subgroup membership testing on pairing-friendly curves" (2022).
bool isInSubgroup(const G2& a)
{
    if (a.isInfinity()) return true;
    if (square(a.y) != square(a.x) * a.x + kTwistB) return false;
    const Jacobian<Fp2> point = toJacobian(a);
    const Jacobian<Fp2> xPoint = timesX(point);
    const Jacobian<Fp2> once = frobenius(xPoint);
    const Jacobian<Fp2> two = frobenius(once);
    return same(xPoint + point + once + two, frobenius(doubled(two)));
}

G1 add(const G1& a, const G1& b)
{
    if (a.isInfinity()) return b;
    if (b.isInfinity()) return a;
    const bool sameX = a.x == b.x;
    if (sameX && (a.y != b.y || a.y.isZero())) return {};
    const Fp xx = square(a.x);
    const Fp slope = sameX ? (twice(xx) + xx) * inverse(twice(a.y)) : (b.y - a.y) * inverse(b.x - a.x);
    const Fp x = square(slope) - a.x - b.x;
    return {x, slope * (a.x - x) - a.y};
}

G1 multiply(const G1& a, const Uint256& scalar)
{
    const Halves halves = split(scalar % kOrder);
    const OddMultiples first = oddMultiples(a);
    OddMultiples second = first;
    for (auto& point : second)
        point.x = point.x * kBeta;
    const Digits firstDigits = windowDigits(halves.size[0], halves.negative[0]);
    const Digits secondDigits = windowDigits(halves.size[1], halves.negative[1]);

    Jacobian<Fp> sum;
    for (std::size_t i = firstDigits.size(); i-- > 0;) {
        if (!sum.isInfinity()) sum = doubled(sum);
        if (firstDigits[i] != 0) sum = sum + pick(first, firstDigits[i]);
        if (secondDigits[i] != 0) sum = sum + pick(second, secondDigits[i]);
    }
    return toAffine(sum);
}

G2 frobenius(const G2& a)
{
    return {conjugate(a.x) * kFrobeniusX, conjugate(a.y) * kFrobeniusY};
}

Jacobian<Fp2> frobenius(const Jacobian<Fp2>& a)
{
    return {conjugate(a.x) * kFrobeniusX, conjugate(a.y) * kFrobeniusY, conjugate(a.z)};
}

} // namespace crypto::bn254
