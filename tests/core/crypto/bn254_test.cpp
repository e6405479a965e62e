#include "core/crypto/bn254.h"
#include "core/crypto/bn254_curve.h"
#include "tests/core/crypto/precompile_vectors.h"

#include <QTest>

using base::Bytes;
using base::ByteView;
using base::Uint256;
using namespace crypto::bn254;

namespace {

constexpr G1 kG1{toFp(1), toFp(2)};
/// The generator of G2. EIP-197, "Definition of the groups".
constexpr G2 kG2{{toFp({0x1800deef121f1e76, 0x426a00665e5c4479, 0x674322d4f75edadd, 0x46debd5cd992f6ed}),
                     toFp({0x198e9393920d483a, 0x7260bfb731fb5d25, 0xf1aa493335a9e712, 0x97e485b7aef312c2})},
    {toFp({0x12c85ea5db8c6deb, 0x4aab71808dcb408f, 0xe3d1e7690c43d37b, 0x4ce6cc0166fa7daa}),
        toFp({0x090689d0585ff075, 0xec9e99ad690c3395, 0xbc4b313370b38ef3, 0x55acdadcd122975b})}};

G2 multiplyG2(const G2& point, unsigned scalar)
{
    Jacobian<Fp2> sum{};
    for (unsigned i = 0; i < scalar; ++i)
        sum = sum + toJacobian(point);
    return toAffine(sum);
}

/// The sum of all bits' doublings, one by one.
G1 multiplySlowly(const G1& point, const Uint256& scalar)
{
    G1 sum;
    for (unsigned i = scalar.bitWidth(); i-- > 0;) {
        sum = add(sum, sum);
        if ((scalar.words[i / 64] >> (i % 64)) & 1) sum = add(sum, point);
    }
    return sum;
}

Bytes bytesOf(const G1& point)
{
    Bytes out;
    base::append(out, fromFp(point.x).toHash());
    base::append(out, fromFp(point.y).toHash());
    return out;
}
Bytes bytesOf(const G2& point)
{
    Bytes out;
    for (const Fp& part : {point.x.c1, point.x.c0, point.y.c1, point.y.c0})
        base::append(out, fromFp(part).toHash());
    return out;
}
Bytes pairOf(const G1& p, const G2& q)
{
    Bytes out = bytesOf(p);
    base::append(out, bytesOf(q));
    return out;
}
Bytes joined(Bytes a, const Bytes& b)
{
    base::append(a, b);
    return a;
}

template <std::size_t N>
std::optional<Bytes> toBytes(const std::optional<base::FixedBytes<N>>& fixed)
{
    if (!fixed) return std::nullopt;
    return base::toBytes(*fixed);
}

const std::map<std::string, tests::Precompile> kPrecompiles = {
    {"bn256Add", [](ByteView input) { return toBytes(crypto::bn254Add(input)); }},
    {"bn256ScalarMul", [](ByteView input) { return toBytes(crypto::bn254Mul(input)); }},
    {"bn256Pairing",
        [](ByteView input) -> std::optional<Bytes> {
            const auto one = crypto::bn254Pairing(input);
            if (!one) return std::nullopt;
            return base::toBytes(Uint256{*one ? 1u : 0u}.toHash());
        }},
};

} // namespace

class Bn254Test : public QObject {
    Q_OBJECT

private:
    std::uint64_t m_seed = 7;

    std::uint64_t word()
    {
        m_seed = m_seed * 6364136223846793005u + 1442695040888963407u;
        return (m_seed ^ (m_seed >> 31)) * 0x9e3779b97f4a7c15u;
    }
    Uint256 number() { return {word(), word(), word(), word()}; }
    Fp fp() { return toFp(number() % kModulus); }
    Fp2 fp2() { return {fp(), fp()}; }
    Fp6 fp6() { return {fp2(), fp2(), fp2()}; }
    Fp12 fp12() { return {fp6(), fp6()}; }

private Q_SLOTS:
    void fieldAgreesWithTheIntegers()
    {
        for (int i = 0; i < 2000; ++i) {
            const Uint256 a = number() % kModulus, b = number() % kModulus;
            QCOMPARE(fromFp(toFp(a) * toFp(b)), base::mulmod(a, b, kModulus));
            QCOMPARE(fromFp(toFp(a) + toFp(b)), base::addmod(a, b, kModulus));
            QCOMPARE(fromFp(toFp(a) - toFp(b)), base::addmod(a, kModulus - b, kModulus));
            QCOMPARE(twice(half(toFp(a))), toFp(a));
        }
    }
    void inverseTimesItselfIsOne()
    {
        for (const Uint256& a :
            {Uint256{1}, Uint256{2}, kModulus - 1, kModulus - 2, Uint256{1} << 253, Uint256{1} << 62})
            QCOMPARE(inverse(toFp(a)) * toFp(a), kFpOne);
        for (int i = 0; i < 2000; ++i) {
            const Fp a = fp();
            QCOMPARE(inverse(a) * a, kFpOne);
        }
        QVERIFY(inverse(Fp{}).isZero());
    }
    void towerKeepsItsLaws()
    {
        for (int i = 0; i < 20; ++i) {
            const Fp12 a = fp12(), b = fp12(), c = fp12();
            QCOMPARE(a * (b * c), (a * b) * c);
            QCOMPARE(square(a), a * a);
            QCOMPARE(inverse(a) * a, kFp12One);
            QCOMPARE(frobenius(a * b, 1), frobenius(a, 1) * frobenius(b, 1));
            QCOMPARE(frobenius(frobenius(a, 3), 3), conjugate(a));
            const Line line{a.c0.c0, b.c0.c0, c.c0.c0};
            QCOMPARE(a * line, (a * Fp12{{line.b0, {}, {}}, {line.b1, line.b3, {}}}));
            const Fp12 half = conjugate(a) * inverse(a);
            const Fp12 cyclotomic = frobenius(half, 2) * half;
            QCOMPARE(cyclotomicSquare(cyclotomic), square(cyclotomic));
        }
    }
    void multiplyAgreesWithDoublingAndAdding()
    {
        for (int i = 0; i < 20; ++i) {
            const Uint256 scalar = number();
            QCOMPARE(multiply(kG1, scalar), multiplySlowly(kG1, scalar));
        }
        for (const Uint256& scalar :
            {Uint256{}, Uint256{1}, Uint256{2}, Uint256{31}, kOrder - 1, kOrder, kOrder + 1, Uint256::max()})
            QCOMPARE(multiply(kG1, scalar), multiplySlowly(kG1, scalar));
        QVERIFY(multiply(G1{}, Uint256{5}).isInfinity());
    }
    void additionIsAGroup()
    {
        const G1 a = multiply(kG1, number()), b = multiply(kG1, number()), c = multiply(kG1, number());
        QCOMPARE(add(add(a, b), c), add(a, add(b, c)));
        QCOMPARE(add(a, b), add(b, a));
        QCOMPARE(add(a, G1{}), a);
        QVERIFY(add(a, {a.x, -a.y}).isInfinity());
        QCOMPARE(add(a, a), multiply(a, Uint256{2}));
    }
    void pairingIsBilinear()
    {
        const Fp12 one = pairing(kG1, kG2);
        QVERIFY(one != kFp12One);
        Fp12 power = kFp12One;
        for (int i = 0; i < 6; ++i)
            power = power * one;
        QCOMPARE(pairing(multiply(kG1, 2), multiplyG2(kG2, 3)), power);
        QCOMPARE(pairing(multiply(kG1, 3), multiplyG2(kG2, 2)), power);
        const Uint256 a = number();
        QCOMPARE(pairing(multiply(kG1, a), kG2) * pairing(multiply(kG1, kOrder - a % kOrder), kG2), kFp12One);
    }
    void pairingContract()
    {
        const G1 minus{kG1.x, -kG1.y};
        QCOMPARE(crypto::bn254Pairing({}), std::optional(true));
        QCOMPARE(crypto::bn254Pairing(pairOf(kG1, kG2)), std::optional(false));
        QCOMPARE(crypto::bn254Pairing(joined(pairOf(kG1, kG2), pairOf(minus, kG2))), std::optional(true));
        QCOMPARE(crypto::bn254Pairing(
                     joined(pairOf(multiply(kG1, 6), kG2), pairOf(multiply(minus, 2), multiplyG2(kG2, 3)))),
            std::optional(true));
        QCOMPARE(crypto::bn254Pairing(pairOf(G1{}, kG2)), std::optional(true));
        QCOMPARE(crypto::bn254Pairing(pairOf(kG1, G2{})), std::optional(true));
        QCOMPARE(crypto::bn254Pairing(Bytes(191)), std::optional<bool>());
    }
    void invalidPointsAreRefused()
    {
        Bytes offCurve = pairOf(kG1, kG2);
        offCurve[63] ^= 1;
        QCOMPARE(crypto::bn254Pairing(offCurve), std::optional<bool>());
        Bytes offTwist = pairOf(kG1, kG2);
        offTwist[191] ^= 1;
        QCOMPARE(crypto::bn254Pairing(offTwist), std::optional<bool>());
        Bytes notReduced = bytesOf(G1{});
        const base::Hash modulus = kModulus.toHash();
        std::copy(modulus.begin(), modulus.end(), notReduced.begin());
        QVERIFY(!crypto::bn254Add(notReduced));
        QVERIFY(!crypto::bn254Mul(notReduced));
    }
    /// A point of the twist outside G2: its order is not r.
    void subgroupIsChecked()
    {
        int outside = 0;
        for (std::uint64_t i = 1; outside < 3 && i < 64; ++i) {
            // x = i has a y on the twist when x^3 + b is a square; its root by the norm: sqrt(c) for p = 3
            // mod 4.
            const Fp2 x{toFp(i), {}};
            const Fp2 c = square(x) * x + kTwistB;
            const auto root = squareRoot(c);
            if (!root) continue;
            const G2 point{x, *root};
            Jacobian<Fp2> sum{};
            for (unsigned bit = kOrder.bitWidth(); bit-- > 0;) {
                sum = doubled(sum);
                if ((kOrder.words[bit / 64] >> (bit % 64)) & 1) sum = sum + toJacobian(point);
            }
            QCOMPARE(isInSubgroup(point), sum.isInfinity());
            ++outside;
        }
        QCOMPARE(outside, 3);
        QVERIFY(isInSubgroup(kG2));
        QVERIFY(isInSubgroup(multiplyG2(kG2, 11)));
    }
    void shortAndLongInputs()
    {
        QCOMPARE(base::toBytes(*crypto::bn254Add({})), Bytes(64));
        QCOMPARE(base::toBytes(*crypto::bn254Mul({})), Bytes(64));
        Bytes input = joined(bytesOf(kG1), bytesOf(kG1));
        const auto sum = crypto::bn254Add(input);
        input.push_back(0xff);
        QCOMPARE(crypto::bn254Add(input), sum);
        QCOMPARE(crypto::bn254Add(bytesOf(kG1)), std::optional(base::FixedBytes<64>::from(bytesOf(kG1))));
    }
    void officialVectors()
    {
        const auto set = tests::vectorSet("precompiles");
        if (!set) QSKIP(tests::noVectors());
        const tests::Tally tally = tests::runPrecompileFiles(*set, kPrecompiles);
        qInfo("bn254: %d passed, %d failed", tally.passed, tally.failed);
        QCOMPARE(tally.failed, 0);
        if (tally.passed + tally.failed == 0) QSKIP("vectors absent: none of these in precompiles");
    }

private:
    static Fp power(const Fp& a, const Uint256& exponent)
    {
        Fp out = kFpOne;
        for (unsigned i = exponent.bitWidth(); i-- > 0;) {
            out = square(out);
            if ((exponent.words[i / 64] >> (i % 64)) & 1) out = out * a;
        }
        return out;
    }
    static std::optional<Fp> squareRoot(const Fp& a)
    {
        const Fp root = power(a, (kModulus + 1) >> 2);
        if (square(root) != a) return std::nullopt;
        return root;
    }
    /// From the root of the norm: with n^2 = a0^2 + a1^2, the real part of the root is sqrt((a0 + n) / 2), or
    /// with -n.
    static std::optional<Fp2> squareRoot(const Fp2& a)
    {
        const auto norm = squareRoot(square(a.c0) + square(a.c1));
        if (!norm) return std::nullopt;
        for (const Fp& n : {*norm, -*norm}) {
            const auto real = squareRoot(half(a.c0 + n));
            if (!real || real->isZero()) continue;
            const Fp2 root{*real, a.c1 * inverse(twice(*real))};
            if (square(root) == a) return root;
        }
        return std::nullopt;
    }
};

QTEST_APPLESS_MAIN(Bn254Test)
#include "bn254_test.moc"
