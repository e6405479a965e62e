#include "core/crypto/bn254_curve.h"

#include <utility>
#include <vector>

namespace crypto::bn254 {

namespace {

/// 6x + 2, the length of the optimal ate pairing's loop.
constexpr auto kLoopDigits = nonAdjacentForm<66>(Uint128{kX} * 6 + 2);

/// A pair on its way through the Miller loop. The running point is in homogeneous coordinates (x = X / Z, y =
/// Y / Z), and every step gives the line through it, evaluated at the point of G1 up to a factor in Fp2,
/// which the final exponentiation removes. Formulas: Aranha, Karabina, Longa, Gebotys and López, "Faster
/// explicit formulas for computing pairings over ordinary curves" (2011).
class MillerPoint {
public:
    MillerPoint(const G1& p, const G2& q)
        : m_p(p)
        , m_q(q)
        , m_x(q.x)
        , m_y(q.y)
        , m_z(kFp2One)
    {
    }

    Line doubleStep()
    {
        const Fp2 b = square(m_y), c = square(m_z);
        const Fp2 e = kTwistB * (twice(c) + c);
        const Fp2 f = twice(e) + e;
        const Fp2 h = square(m_y + m_z) - b - c;
        const Fp2 xx = square(m_x), ee = square(e);
        m_x = half(m_x * m_y) * (b - f);
        m_y = square(half(b + f)) - twice(ee) - ee;
        m_z = b * h;
        return {-(h * m_p.y), (twice(xx) + xx) * m_p.x, e - b};
    }

    Line addStep(const G2& q)
    {
        const Fp2 theta = m_y - q.y * m_z, lambda = m_x - q.x * m_z;
        const Fp2 d = square(lambda), e = lambda * d, f = m_z * square(theta), g = m_x * d;
        const Fp2 h = e + f - twice(g);
        m_x = lambda * h;
        m_y = theta * (g - h) - e * m_y;
        m_z = m_z * e;
        return {lambda * m_p.y, -(theta * m_p.x), theta * q.x - lambda * q.y};
    }

    Line addDigit(int digit) { return addStep(digit > 0 ? m_q : G2{m_q.x, -m_q.y}); }

    /// The two additions after the loop: of psi(Q) and of -psi^2(Q).
    std::pair<Line, Line> lastSteps()
    {
        const G2 once = frobenius(m_q), two = frobenius(once);
        const Line first = addStep(once);
        return {first, addStep({two.x, -two.y})};
    }

private:
    G1 m_p;
    G2 m_q;
    Fp2 m_x, m_y, m_z;
};

Fp12 millerLoop(std::vector<MillerPoint>& points)
{
    Fp12 value = kFp12One;
    for (std::size_t i = kLoopDigits.size() - 1; i-- > 0;) {
        value = square(value);
        for (auto& point : points) {
            value = value * point.doubleStep();
            if (kLoopDigits[i] != 0) value = value * point.addDigit(kLoopDigits[i]);
        }
    }
    for (auto& point : points) {
        const auto [first, second] = point.lastSteps();
        value = value * first * second;
    }
    return value;
}

/// a^x in the cyclotomic subgroup, where the inverse is the conjugate.
Fp12 powerX(const Fp12& a)
{
    const Fp12 inverted = conjugate(a);
    Fp12 value = a;
    for (std::size_t i = kXDigits.size() - 1; i-- > 0;) {
        value = cyclotomicSquare(value);
        if (kXDigits[i] != 0) value = value * (kXDigits[i] > 0 ? a : inverted);
    }
    return value;
}

/// a^(2x(6x^2 + 3x + 1) (p^12 - 1) / r). The hard part's exponent in powers of p is
/// (1 + 6x + 12x^2 + 12x^3) + (4x + 6x^2 + 12x^3) p + (6x + 6x^2 + 12x^3) p^2 + (-1 + 4x + 6x^2 + 12x^3) p^3.
/// Fuentes-Castañeda, Knapp and Rodríguez-Henríquez, "Faster hashing to G2" (2011).
Fp12 finalExponentiation(const Fp12& a)
{
    const Fp12 half = conjugate(a) * inverse(a);
    const Fp12 f = frobenius(half, 2) * half;

    const Fp12 f2x = cyclotomicSquare(powerX(f));
    const Fp12 f6x = cyclotomicSquare(f2x) * f2x;
    const Fp12 f6xx = powerX(f6x);
    const Fp12 f12xxx = powerX(cyclotomicSquare(f6xx));
    const Fp12 second = f12xxx * f6xx * f6x;
    const Fp12 first = second * conjugate(f2x);
    const Fp12 zeroth = second * f6xx * f;
    const Fp12 third = first * conjugate(f);
    return zeroth * frobenius(first, 1) * frobenius(second, 2) * frobenius(third, 3);
}

} // namespace

bool pairingProductIsOne(std::span<const std::pair<G1, G2>> pairs)
{
    std::vector<MillerPoint> points;
    points.reserve(pairs.size());
    for (const auto& [p, q] : pairs)
        if (!p.isInfinity() && !q.isInfinity()) points.emplace_back(p, q);
    return points.empty() || finalExponentiation(millerLoop(points)) == kFp12One;
}

Fp12 pairing(const G1& a, const G2& b)
{
    if (a.isInfinity() || b.isInfinity()) return kFp12One;
    std::vector<MillerPoint> points{{a, b}};
    return finalExponentiation(millerLoop(points));
}

} // namespace crypto::bn254
