#include "core/base/uint256.h"

#include <QTest>

using base::Uint256;

// The arithmetic is constexpr: these are proved when the file compiles.
static_assert(Uint256{1} + Uint256::max() == Uint256{});
static_assert(-Uint256{1} == Uint256::max());
static_assert((Uint256{1} << 255).isNegative());
static_assert((Uint256{1} << 256).isZero());
static_assert(Uint256{0, 0, 1, 0} - Uint256{1} == Uint256{~0ull});
static_assert(Uint256{7} / Uint256{0} == Uint256{});
static_assert(base::addmod(Uint256::max(), Uint256::max(), Uint256{10}) == Uint256{0});
static_assert(base::mulmod(Uint256::max(), Uint256::max(), Uint256{12}) == Uint256{9});
static_assert(base::exp(Uint256{2}, Uint256{255}) == (Uint256{1} << 255));
static_assert(base::exp(Uint256{}, Uint256{}) == Uint256{1});
static_assert(base::sdiv(-Uint256{7}, Uint256{2}) == -Uint256{3});
static_assert(base::smod(-Uint256{7}, Uint256{2}) == -Uint256{1});
static_assert(base::sdiv(Uint256{1} << 255, Uint256::max()) == (Uint256{1} << 255));
static_assert(base::sar(-Uint256{2}, 1) == Uint256::max());
static_assert(base::sar(-Uint256{2}, 256) == Uint256::max());
static_assert(base::signextend(Uint256{0}, Uint256{0xff}) == Uint256::max());
static_assert(base::signextend(Uint256{31}, Uint256{0xff}) == Uint256{0xff});
static_assert(base::slt(Uint256::max(), Uint256{0}));

class Uint256Test : public QObject {
    Q_OBJECT

private:
    std::uint64_t m_seed = 1;

    /// A repeatable random word, often of a few set bits or all ones: where carries and estimates go wrong.
    std::uint64_t word()
    {
        m_seed = m_seed * 6364136223846793005u + 1442695040888963407u;
        const std::uint64_t random = m_seed ^ (m_seed >> 29);
        switch (random % 7) {
        case 0: return 0;
        case 1: return ~0ull;
        case 2: return 1ull << (random >> 58);
        case 3: return ~(1ull << (random >> 58));
        default: return random * 0x9e3779b97f4a7c15u;
        }
    }
    Uint256 number()
    {
        Uint256 value{word(), word(), word(), word()};
        return value >> (64 * (word() % 4));
    }

private Q_SLOTS:
    void quotientTimesDivisorPlusRemainderIsTheDividend()
    {
        for (int i = 0; i < 200'000; ++i) {
            const Uint256 a = number(), b = number();
            if (b.isZero()) continue;
            const auto [quotient, remainder] = base::divide(a, b);
            QVERIFY(remainder < b);
            Uint256 product;
            QVERIFY(!base::mulOverflows(quotient, b, product));
            QVERIFY(product + remainder == a);
        }
    }
    /// The top words of dividend and divisor are the same there, unless the divisor's others are all zero.
    void aWordOfTheQuotientMayBeAllOnes()
    {
        for (int i = 0; i < 10'000; ++i) {
            const Uint256 divisor = Uint256{0, word(), word(), word() | 0x100};
            const Uint256 less{word() % 0x100};
            const auto [quotient, remainder] = base::divide((divisor << 64) - Uint256{1} - less, divisor);
            QCOMPARE(quotient, Uint256{~0ull});
            QCOMPARE(remainder, divisor - Uint256{1} - less);
        }
    }
    void mulmodAgreesWithRepeatedDoubling()
    {
        for (int i = 0; i < 2'000; ++i) {
            const Uint256 a = number(), b = number(), m = number();
            if (m.isZero()) continue;
            Uint256 expected;
            for (unsigned bit = 256; bit-- > 0;) {
                expected = base::addmod(expected, expected, m);
                if ((b >> bit).low64() & 1) expected = base::addmod(expected, a, m);
            }
            QCOMPARE(base::toDecimal(base::mulmod(a, b, m)), base::toDecimal(expected));
        }
    }
    void addmodAgreesWithReducedSum()
    {
        for (int i = 0; i < 50'000; ++i) {
            const Uint256 a = number(), b = number(), m = number();
            if (m.isZero()) continue;
            const Uint256 x = a % m, y = b % m;
            const Uint256 expected = y.isZero() || x < m - y ? x + y : x - (m - y);
            QVERIFY(base::addmod(a, b, m) == expected);
        }
    }
    void decimalAndQuantityTextAreExact()
    {
        for (int i = 0; i < 5'000; ++i) {
            const Uint256 a = number();
            QVERIFY(base::parseDecimal(base::toDecimal(a)) == a);
            QVERIFY(base::parseQuantity(base::toQuantity(a)) == a);
            QVERIFY(Uint256::from(a.toHash()) == a);
        }
        QCOMPARE(base::toDecimal(Uint256::max()),
            std::string("115792089237316195423570985008687907853269984665640564039457584007913129639935"));
        QCOMPARE(base::toQuantity(Uint256{}), std::string("0x0"));
    }
    void refusesWhatIsNotANumber_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("sign") << QStringLiteral("-1");
        QTest::newRow("space") << QStringLiteral("1 ");
        QTest::newRow("2^256")
            << QStringLiteral("115792089237316195423570985008687907853269984665640564039457584007913129639936");
        QTest::newRow("bare prefix") << QStringLiteral("0x");
        QTest::newRow("65 digits") << QStringLiteral("0x1") + QString(64, QLatin1Char('0'));
        QTest::newRow("not hex") << QStringLiteral("0xg");
    }
    void refusesWhatIsNotANumber()
    {
        QFETCH(QString, text);
        QVERIFY(!base::parseNumber(text.toStdString()));
    }
};

QTEST_APPLESS_MAIN(Uint256Test)
#include "uint256_test.moc"
