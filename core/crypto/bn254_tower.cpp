#include "core/crypto/bn254_tower.h"

#include <array>

namespace crypto::bn254 {

namespace {

/// (9 + i)^(k (p - 1) / 6) for k of 1..5: what the coefficient of w^k takes on under Frobenius.
constexpr std::array<Fp2, 6> kFrobenius1 = {{
    kFp2One,
    {toFp({0x1284b71c2865a7df, 0xe8b99fdd76e68b60, 0x5c521e08292f2176, 0xd60b35dadcc9e470}),
        toFp({0x246996f3b4fae7e6, 0xa6327cfe12150b8e, 0x747992778eeec7e5, 0xca5cf05f80f362ac})},
    {toFp({0x2fb347984f7911f7, 0x4c0bec3cf559b143, 0xb78cc310c2c3330c, 0x99e39557176f553d}),
        toFp({0x16c9e55061ebae20, 0x4ba4cc8bd75a0794, 0x32ae2a1d0b7c9dce, 0x1665d51c640fcba2})},
    {toFp({0x063cf305489af5dc, 0xdc5ec698b6e2f9b9, 0xdbaae0eda9c95998, 0xdc54014671a0135a}),
        toFp({0x07c03cbcac41049a, 0x0704b5a7ec796f2b, 0x21807dc98fa25bd2, 0x82d37f632623b0e3})},
    {toFp({0x05b54f5e64eea801, 0x80f3c0b75a181e84, 0xd33365f7be94ec72, 0x848a1f55921ea762}),
        toFp({0x2c145edbe7fd8aee, 0x9f3a80b03b0b1c92, 0x3685d2ea1bdec763, 0xc13b4711cd2b8126})},
    {toFp({0x0183c1e74f798649, 0xe93a3661a4353ff4, 0x425c459b55aa1bd3, 0x2ea2c810eab7692f}),
        toFp({0x12acf2ca76fd0675, 0xa27fb246c7729f7d, 0xb080cb99678e2ac0, 0x24c6b8ee6e0c2c4b})},
}};

Fp12 frobeniusOnce(const Fp12& a)
{
    const auto moved = [](const Fp2& coefficient, std::size_t k) {
        return conjugate(coefficient) * kFrobenius1[k];
    };
    return {{conjugate(a.c0.c0), moved(a.c0.c1, 2), moved(a.c0.c2, 4)},
        {moved(a.c1.c0, 1), moved(a.c1.c1, 3), moved(a.c1.c2, 5)}};
}

} // namespace

Fp12 cyclotomicSquare(const Fp12& a)
{
    // Three squares in Fp4 = Fp2[s]/(s^2 - xi), of (c0.c0, c1.c1), (c1.c0, c0.c2) and (c0.c1, c1.c2).
    struct Fp4 {
        Fp2 even, odd;
    };
    const auto squareFp4 = [](const Fp2& x, const Fp2& y) -> Fp4 {
        const Fp2 xx = square(x), yy = square(y);
        return {xx + timesXi(yy), square(x + y) - xx - yy};
    };
    const auto minus = [](const Fp2& t, const Fp2& z) { return twice(t - z) + t; }; // 3t - 2z
    const auto plus = [](const Fp2& t, const Fp2& z) { return twice(t + z) + t; };  // 3t + 2z

    const Fp4 first = squareFp4(a.c0.c0, a.c1.c1);
    const Fp4 second = squareFp4(a.c1.c0, a.c0.c2);
    const Fp4 third = squareFp4(a.c0.c1, a.c1.c2);
    return {{minus(first.even, a.c0.c0), minus(second.even, a.c0.c1), minus(third.even, a.c0.c2)},
        {plus(timesXi(third.odd), a.c1.c0), plus(first.odd, a.c1.c1), plus(second.odd, a.c1.c2)}};
}

Fp12 frobenius(const Fp12& a, unsigned power)
{
    Fp12 out = a;
    for (unsigned i = 0; i < power; ++i)
        out = frobeniusOnce(out);
    return out;
}

} // namespace crypto::bn254
