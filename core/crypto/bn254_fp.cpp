#include "core/crypto/bn254_fp.h"

#include <algorithm>
#include <utility>

namespace crypto::bn254 {

namespace {

__extension__ typedef __int128 Int128;

/// A signed number in five words of 62 bits, of which the last carries the sign.
struct Signed62 {
    std::int64_t words[5];
};

constexpr std::uint64_t kMask62 = ~std::uint64_t{0} >> 2;

Signed62 toSigned62(const base::Uint256& a)
{
    const auto& w = a.words;
    return {{static_cast<std::int64_t>(w[0] & kMask62),
        static_cast<std::int64_t>((w[0] >> 62 | w[1] << 2) & kMask62),
        static_cast<std::int64_t>((w[1] >> 60 | w[2] << 4) & kMask62),
        static_cast<std::int64_t>((w[2] >> 58 | w[3] << 6) & kMask62),
        static_cast<std::int64_t>(w[3] >> 56)}};
}

/// Of a number in 0..2^256.
base::Uint256 fromSigned62(const Signed62& a)
{
    std::uint64_t w[5];
    for (std::size_t i = 0; i < 5; ++i)
        w[i] = static_cast<std::uint64_t>(a.words[i]);
    return {w[3] >> 6 | w[4] << 56, w[2] >> 4 | w[3] << 58, w[1] >> 2 | w[2] << 60, w[0] | w[1] << 62};
}

/// 62 steps of the division are (f, g) <- (u f + v g, q f + r g) / 2^62.
struct Steps {
    std::int64_t u = 1, v = 0, q = 0, r = 1;
};

/// Sixty-two division steps, seen from the low words alone: Bernstein and Yang, "Fast constant-time gcd
/// computation and modular inversion" (2019), with zeros skipped together and as many low bits of g cleared
/// at once as delta allows. `eta` is minus delta.
Steps divisionSteps(std::int64_t& eta, std::uint64_t f, std::uint64_t g)
{
    std::uint64_t u = 1, v = 0, q = 0, r = 1;
    int left = 62;
    while (true) {
        const int zeros = std::countr_zero(g | (~std::uint64_t{0} << left));
        g >>= zeros;
        u <<= zeros;
        v <<= zeros;
        eta -= zeros;
        left -= zeros;
        if (left == 0) break;
        if (eta < 0) {
            eta = -eta;
            g = -std::exchange(f, g);
            q = -std::exchange(u, q);
            r = -std::exchange(v, r);
        }
        // f * (2 - f^2) is 1/f modulo 64: the multiple of f that clears up to six low bits of g.
        const int bits = static_cast<int>(std::min<std::int64_t>({eta + 1, left, 6}));
        const std::uint64_t multiple = (g * f * (f * f - 2)) & ((std::uint64_t{1} << bits) - 1);
        g += f * multiple;
        q += u * multiple;
        r += v * multiple;
    }
    return {static_cast<std::int64_t>(u), static_cast<std::int64_t>(v), static_cast<std::int64_t>(q),
        static_cast<std::int64_t>(r)};
}

/// (x a + y b + m p) / 2^62, of which the caller knows that it is whole.
Signed62 combine(std::int64_t x, const Signed62& a, std::int64_t y, const Signed62& b, std::int64_t m)
{
    static const Signed62 modulus = toSigned62(kModulus);
    Signed62 out{};
    Int128 sum = Int128{x} * a.words[0] + Int128{y} * b.words[0] + Int128{m} * modulus.words[0];
    sum >>= 62;
    for (std::size_t i = 1; i < 5; ++i) {
        sum += Int128{x} * a.words[i] + Int128{y} * b.words[i] + Int128{m} * modulus.words[i];
        out.words[i - 1] = static_cast<std::int64_t>(static_cast<std::uint64_t>(sum) & kMask62);
        sum >>= 62;
    }
    out.words[4] = static_cast<std::int64_t>(sum);
    return out;
}

/// The multiple of p that makes x a + y b divisible by 2^62; signed, so that the results stay small.
std::int64_t cancelling(std::int64_t x, const Signed62& a, std::int64_t y, const Signed62& b)
{
    constexpr std::uint64_t kNegativeInverse62 = kNegativeInverse & kMask62;
    const std::uint64_t low = static_cast<std::uint64_t>(x) * static_cast<std::uint64_t>(a.words[0]) +
                              static_cast<std::uint64_t>(y) * static_cast<std::uint64_t>(b.words[0]);
    const std::uint64_t m = (low * kNegativeInverse62) & kMask62;
    return static_cast<std::int64_t>(m << 2) >> 2;
}

bool isZero(const Signed62& a)
{
    return (a.words[0] | a.words[1] | a.words[2] | a.words[3] | a.words[4]) == 0;
}

/// A number of few times p in size (half of p is added in each of at most twelve rounds), negated if asked,
/// brought below p.
base::Uint256 normalized(Signed62 a, bool negate)
{
    static const Signed62 modulus = toSigned62(kModulus);
    constexpr std::int64_t kUnit = std::int64_t{1} << 62; // combine() divides by it
    if (negate) a = combine(-kUnit, a, 0, modulus, 0);
    while (a.words[4] < 0)
        a = combine(kUnit, a, kUnit, modulus, 0);
    while (a.words[4] >= 1 << 8) // 2^256 and more
        a = combine(kUnit, a, -kUnit, modulus, 0);
    base::Uint256 value = fromSigned62(a);
    while (value >= kModulus)
        value -= kModulus;
    return value;
}

/// 1/a mod p of a plain number 0 < a < p.
base::Uint256 inverseModulo(const base::Uint256& a)
{
    Signed62 f = toSigned62(kModulus), g = toSigned62(a);
    Signed62 d{}, e{{1, 0, 0, 0, 0}};
    std::int64_t eta = -1;
    while (!isZero(g)) {
        const Steps s = divisionSteps(eta,
            static_cast<std::uint64_t>(f.words[0]) | static_cast<std::uint64_t>(f.words[1]) << 62,
            static_cast<std::uint64_t>(g.words[0]) | static_cast<std::uint64_t>(g.words[1]) << 62);
        const Signed62 nextD = combine(s.u, d, s.v, e, cancelling(s.u, d, s.v, e));
        e = combine(s.q, d, s.r, e, cancelling(s.q, d, s.r, e));
        d = nextD;
        const Signed62 nextF = combine(s.u, f, s.v, g, 0);
        g = combine(s.q, f, s.r, g, 0);
        f = nextF;
    }
    return normalized(d, f.words[4] < 0); // f is now 1 or -1
}

} // namespace

Fp inverse(const Fp& a)
{
    if (a.isZero()) return {};
    // (a 2^256)^-1 times 2^512 twice reduced is a^-1 2^256.
    return Fp{inverseModulo(a.mont)} * Fp{kMontgomerySquare} * Fp{kMontgomerySquare};
}

} // namespace crypto::bn254
