#include "core/eth/units.h"
#include "tests/core/eth/tally.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <map>

using base::Uint256;
using nlohmann::json;

namespace {

const std::map<std::string, unsigned> kDecimalsOf{
    {"kwei", 3}, {"mwei", 6}, {"gwei", 9}, {"szabo", 12}, {"finney", 15}, {"ether", 18}, {"satoshi", 8}};

/// ethers writes at least one decimal.
std::string asEthers(const std::string& text)
{
    return text.find('.') == std::string::npos ? text + ".0" : text;
}

/// Postern has no negative amounts: such a case passes when it is refused, and right without its sign.
bool matches(const std::string& text, const std::string& wei, const std::string& formatted, unsigned decimals)
{
    if (text.starts_with('-'))
        return !eth::parseAmount(text, decimals) &&
               matches(text.substr(1), wei.substr(1), formatted.substr(1), decimals);
    const auto amount = eth::parseAmount(text, decimals);
    return amount && base::toDecimal(*amount) == wei &&
           asEthers(eth::formatAmount(*amount, decimals)) == formatted;
}

} // namespace

class UnitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void saysWhyItRefuses();
    void formatsExactly();
    void ethers();
};

void UnitsTest::parses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<unsigned>("decimals");
    QTest::addColumn<QByteArray>("amount");
    QTest::newRow("fraction") << QByteArray("1.5") << 18u << QByteArray("1500000000000000000");
    QTest::newRow("smallest") << QByteArray("0.000000000000000001") << 18u << QByteArray("1");
    QTest::newRow("zero") << QByteArray("0") << 18u << QByteArray("0");
    QTest::newRow("no decimals") << QByteArray("17") << 0u << QByteArray("17");
    QTest::newRow("gwei") << QByteArray("0.1") << 9u << QByteArray("100000000");
    const auto typed = [](const char* text, const char* amount) {
        QTest::newRow(text) << QByteArray(text) << 2u << QByteArray(amount);
    };
    typed(".5", "50");
    typed("5.", "500");
    typed("007.5", "750");
    typed("1 000", "100000");
    typed("1 234 567.89", "123456789");
    typed("1\u202f234.5", "123450");
    typed("1\u00a0234", "123400");
    typed("1_000_000", "100000000");
    typed("12'345.67", "1234567");
    typed("12\u2019345", "1234500");
    typed("1,234.5", "123450");
    typed("1.234,5", "123450");
    typed("1,234,567", "123456700");
    typed("1.234.567", "123456700");
    typed("1.234.567,8", "123456780");
    typed("1.00", "100"); // a point alone is the decimal one
    QTest::newRow("largest")
        << QByteArray("115792089237316195423570985008687907853269984665640564039457.584007913129639935")
        << 18u
        << QByteArray("115792089237316195423570985008687907853269984665640564039457584007913129639935");
}

void UnitsTest::parses()
{
    QFETCH(QByteArray, text);
    QFETCH(unsigned, decimals);
    QFETCH(QByteArray, amount);
    const auto parsed = eth::parseAmount(text.toStdString(), decimals);
    QVERIFY(parsed.has_value());
    QCOMPARE(base::toDecimal(*parsed), amount.toStdString());
    QVERIFY(eth::parseAmount(eth::formatAmount(*parsed, decimals), decimals) == parsed);
}

void UnitsTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<unsigned>("decimals");
    for (const char* text :
        {"", ".", ",", " ", "-1", "+1", "1e3", "1,5", "1,000", ",5", "5,", " 1", "1 ", "1 ,", "0x10", "1.2.3",
            "1.5a", "1 ETH", "\xd9\xa1", "NaN", "1 00", "1000 000", "1  000", "1,00.5", "1,0000", "1,234 567",
            "0.123 456", "1.234.56", "1.234,567,8", "1,234.567.8", "0,123.5", "1.000.000.", "1,000,000,",
            "\xe2\x80\xae"
            "1"})
        QTest::newRow(text) << QByteArray(text) << 18u;
    QTest::newRow("too many decimals") << QByteArray("0.0000000000000000001") << 18u;
    QTest::newRow("decimals where there are none") << QByteArray("1.0") << 0u;
    QTest::newRow("too large")
        << QByteArray("115792089237316195423570985008687907853269984665640564039457.584007913129639936")
        << 18u;
    QTest::newRow("too many decimals of the unit") << QByteArray("1") << 78u;
}

void UnitsTest::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(unsigned, decimals);
    QVERIFY(!eth::parseAmount(text.toStdString(), decimals));
}

void UnitsTest::saysWhyItRefuses()
{
    QVERIFY(eth::parseAmount("1,000", 18).error().detail.find("comma") != std::string::npos);
    QVERIFY(eth::parseAmount("1 00", 18).error().detail.find("threes") != std::string::npos);
    QVERIFY(eth::parseAmount("1e3", 18).error().detail.find("digits") != std::string::npos);
}

void UnitsTest::formatsExactly()
{
    QCOMPARE(eth::formatAmount(0, 18), std::string("0"));
    QCOMPARE(eth::formatAmount(1, 18), std::string("0.000000000000000001"));
    QCOMPARE(eth::formatAmount(Uint256{1'000'000'000'000'000'000u}, 18), std::string("1"));
    QCOMPARE(eth::formatAmount(Uint256{1'500'000'000u}, eth::kGweiDecimals), std::string("1.5"));
    QCOMPARE(eth::formatAmount(120, 0), std::string("120"));
    QCOMPARE(eth::formatAmount(120, 1), std::string("12"));
}

void UnitsTest::ethers()
{
    const auto file = tests::vectorFile("wallet/ethers/units.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("ethers/units");
    for (const json& item : tests::readJson(*file))
        for (const auto& [unit, decimals] : kDecimalsOf) {
            if (!item.contains(unit)) continue;
            // The Satoshi of the vectors has 8 decimals of its own; its "wei" counts in them.
            tally.count(matches(item[unit].get<std::string>(), item["wei"].get<std::string>(),
                            item[unit + "_format"].get<std::string>(), decimals),
                item["name"].get<std::string>() + " " + unit);
        }
    QVERIFY(tally.finish());
}

QTEST_GUILESS_MAIN(UnitsTest)
#include "units_test.moc"
