#include "core/eth/rlp.h"
#include "tests/core/eth/tally.h"
#include "tests/support/vectors.h"

#include <QTest>

namespace rlp = eth::rlp;
using base::Bytes;
using base::ByteView;
using nlohmann::json;

namespace {

/// The big-endian bytes of decimal digits, of any length.
Bytes bytesOfDecimal(std::string_view digits)
{
    Bytes number;
    for (const char digit : digits) {
        unsigned carry = static_cast<unsigned>(digit - '0');
        for (auto byte = number.rbegin(); byte != number.rend(); ++byte) {
            carry += 10u * *byte;
            *byte = static_cast<std::uint8_t>(carry);
            carry >>= 8;
        }
        if (carry != 0) number.insert(number.begin(), static_cast<std::uint8_t>(carry));
    }
    return number;
}

/// The encoding of a value of rlptest.json: text, number, "#digits" of a large number, or list.
Bytes encodeOfficial(const json& value)
{
    if (value.is_number()) return rlp::encodeNumber(value.get<std::uint64_t>());
    if (value.is_string()) {
        const std::string text = value.get<std::string>();
        if (text.starts_with('#')) return rlp::encodeString(bytesOfDecimal(text.substr(1)));
        return rlp::encodeString(base::asBytes(text));
    }
    rlp::Writer out;
    out.list([&] {
        for (const json& item : value)
            out.raw(encodeOfficial(item));
    });
    return out.take();
}

/// The same for hex strings and lists of them.
Bytes encodeHex(const json& value)
{
    if (value.is_string()) return rlp::encodeString(tests::hexBytes(value));
    rlp::Writer out;
    out.list([&] {
        for (const json& item : value)
            out.raw(encodeHex(item));
    });
    return out.take();
}

/// Reads what encodeHex() wrote back into JSON.
json decodeToHex(const rlp::Item& item)
{
    if (!item.isList) return base::toHex0x(item.payload);
    json list = json::array();
    for (rlp::Reader items(item.payload); !items.atEnd();) {
        const auto next = items.item();
        if (!next) return "malformed";
        list.push_back(decodeToHex(*next));
    }
    return list;
}

bool isAccepted(ByteView encoded)
{
    return rlp::checkWellFormed(encoded).has_value();
}

} // namespace

class RlpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbers();
    void lists();
    void lengthsAreCanonical_data();
    void lengthsAreCanonical();
    void numbersAreCanonical();
    void nestingHasALimit();
    void errorLeavesReader();
    void officialValid();
    void officialInvalid();
    void officialRandom();
    void ethers();
};

void RlpTest::numbers()
{
    QCOMPARE(rlp::encodeNumber(0), (Bytes{0x80}));
    QCOMPARE(rlp::encodeNumber(0x7f), (Bytes{0x7f}));
    QCOMPARE(rlp::encodeNumber(0x80), (Bytes{0x81, 0x80}));
    QCOMPARE(rlp::encodeNumber(1024), (Bytes{0x82, 0x04, 0x00}));
    QCOMPARE(rlp::Writer().number(std::uint64_t{1024}).take(), (Bytes{0x82, 0x04, 0x00}));
    Bytes largest(33, 0xff);
    largest[0] = 0xa0;
    QCOMPARE(rlp::encodeNumber(base::Uint256::max()), largest);
}

/// A list is closed after its payload is known, also when it is long and stands in another.
void RlpTest::lists()
{
    const Bytes text(60, 'x');
    rlp::Writer out;
    out.list([&] {
        out.number(std::uint64_t{1});
        out.list([&] { out.string(text).list([] {}); });
    });
    const Bytes encoded = out.take();
    QCOMPARE(encoded.size(), std::size_t{2 + 1 + 2 + 62 + 1});
    rlp::Reader outer = *rlp::openList(encoded);
    QCOMPARE(*outer.number(), std::uint64_t{1});
    rlp::Reader inner = *outer.list();
    QCOMPARE(base::toBytes(*inner.string()), text);
    QVERIFY(inner.list()->atEnd());
    QVERIFY(inner.finish() && outer.finish());
}

void RlpTest::lengthsAreCanonical_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("empty input") << QByteArray("");
    QTest::newRow("byte with a prefix") << QByteArray("8101");
    QTest::newRow("short length in the long form") << QByteArray("b801ff");
    QTest::newRow("length with a leading zero") << QByteArray("b90040");
    QTest::newRow("string beyond the end") << QByteArray("83aabb");
    QTest::newRow("list beyond the end") << QByteArray("c3aabb");
    QTest::newRow("length cut off") << QByteArray("b9ff");
    QTest::newRow("length of 2^64 - 1") << QByteArray("bfffffffffffffffff");
    QTest::newRow("more after the end") << QByteArray("c0c0");
    QTest::newRow("malformed inside") << QByteArray("c28101");
}

void RlpTest::lengthsAreCanonical()
{
    QFETCH(QByteArray, hex);
    QVERIFY(!isAccepted(tests::hexBytes(hex.toStdString())));
}

void RlpTest::numbersAreCanonical()
{
    QVERIFY(!rlp::Reader(Bytes{0x00}).number());
    QVERIFY(!rlp::Reader(Bytes{0x82, 0x00, 0x01}).number256());
    const Bytes tooLarge{0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    QVERIFY(!rlp::Reader(tooLarge).number());
    QCOMPARE(*rlp::Reader(tooLarge).number256(), base::Uint256{1} << 64);
    QVERIFY(!rlp::Reader(Bytes{0xc0}).number());
    QVERIFY(!rlp::Reader(Bytes{0x80}).list());
    QVERIFY(!rlp::Reader(Bytes{0x82, 1, 2}).fixed<base::Address>());
}

void RlpTest::nestingHasALimit()
{
    // Each list holds the next one only; lengths up to 2^16 take up to three bytes.
    Bytes nested{0xc0};
    for (unsigned depth = 1; depth < rlp::kMaxDepth; ++depth) {
        rlp::Writer out;
        out.list([&] { out.raw(nested); });
        nested = out.take();
    }
    QVERIFY(isAccepted(nested));
    rlp::Writer deeper;
    deeper.list([&] { deeper.raw(nested); });
    QVERIFY(!isAccepted(deeper.bytes()));
    QVERIFY(!isAccepted(Bytes(1u << 20, 0xc1)));
}

void RlpTest::errorLeavesReader()
{
    rlp::Reader reader(Bytes{});
    QVERIFY(!reader.item());
    const Bytes input{0x81, 0x01};
    rlp::Reader malformed(input);
    QVERIFY(!malformed.item());
    QCOMPARE(malformed.rest().size(), input.size());
}

void RlpTest::officialValid()
{
    const auto file = tests::vectorFile("ethereum-tests/RLPTests/rlptest.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("RLPTests, valid");
    const json cases = tests::readJson(*file);
    for (const auto& [name, item] : cases.items()) {
        const Bytes expected = tests::hexBytes(item["out"]);
        tally.count(encodeOfficial(item["in"]) == expected && isAccepted(expected), name);
    }
    QVERIFY(tally.finish());
}

void RlpTest::officialInvalid()
{
    const auto file = tests::vectorFile("ethereum-tests/RLPTests/invalidRLPTest.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("RLPTests, invalid");
    const json cases = tests::readJson(*file);
    for (const auto& [name, item] : cases.items())
        tally.count(!isAccepted(tests::hexBytes(item["out"])), name);
    QVERIFY(tally.finish());
}

void RlpTest::officialRandom()
{
    const auto folder = tests::vectorFile("ethereum-tests/RLPTests/RandomRLPTests");
    if (!folder) QSKIP(tests::noVectors());
    tests::Tally tally("RLPTests, random");
    for (const auto& file : tests::filesBelow(*folder, ".json")) {
        const json cases = tests::readJson(file);
        for (const auto& [name, item] : cases.items())
            tally.count(isAccepted(tests::hexBytes(item["out"])) == (item["in"] == "VALID"), name);
    }
    QVERIFY(tally.finish());
}

void RlpTest::ethers()
{
    const auto file = tests::vectorFile("wallet/ethers/rlp.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("ethers/rlp");
    for (const json& item : tests::readJson(*file)) {
        const Bytes encoded = tests::hexBytes(item["encoded"]);
        const auto decoded = rlp::Reader(encoded).item();
        tally.count(encodeHex(item["decoded"]) == encoded && isAccepted(encoded) && decoded &&
                        decodeToHex(*decoded) == item["decoded"],
            item["name"].get<std::string>());
    }
    QVERIFY(tally.finish());
}

QTEST_GUILESS_MAIN(RlpTest)
#include "rlp_test.moc"
