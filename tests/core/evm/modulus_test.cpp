#include "core/evm/modulus.h"

#include <QtTest>

#include <vector>

using base::Uint256;

/// Repeated products modulo the same number, against the division.
class ModulusTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithDivision();
};

namespace {

std::uint64_t next(std::uint64_t& state)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/// Words that are often all zeros or all ones.
Uint256 number(std::uint64_t& state)
{
    Uint256 value;
    for (auto& word : value.words) {
        word = next(state);
        if (next(state) % 4 == 0) word = 0;
        if (next(state) % 4 == 0) word = ~0ull;
    }
    return value;
}

} // namespace

void ModulusTest::agreesWithDivision()
{
    std::uint64_t state = 88172645463325252u;
    std::vector<Uint256> moduli{Uint256{}, Uint256{1}, Uint256::max(), Uint256{1} << 255, Uint256{1} << 192,
        (Uint256{1} << 192) + 1, (Uint256{1} << 192) - 1, Uint256{7}};
    for (int i = 0; i < 300; ++i)
        moduli.push_back(number(state));
    for (const Uint256& m : moduli) {
        evm::Modulus modulus;
        for (int i = 0; i < 60; ++i) {
            const Uint256 a = i == 0 ? Uint256::max() : number(state);
            const Uint256 b = i == 0 ? Uint256::max() : number(state);
            Uint256 result;
            modulus.multiply(result, a, b, m);
            QCOMPARE(result, base::mulmod(a, b, m));
            Uint256 inPlace = a;
            modulus.multiply(inPlace, inPlace, b, m);
            QCOMPARE(inPlace, result);
        }
    }
}

QTEST_APPLESS_MAIN(ModulusTest)
#include "modulus_test.moc"
