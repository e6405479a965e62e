#include "core/base/bytes.h"

#include <QTest>

#include <set>

using base::Bytes;
using namespace base::literals;

static_assert("0x00000000000000000000000000000000000000ff"_address[19] == 0xff);
static_assert(base::Hash{}.isZero());
static_assert("0x0000000000000000000000000000000000000000000000000000000000000001"_hash > base::Hash{});

class BytesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hexIsReadInEitherCaseWithOrWithoutPrefix_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isHex");
        QTest::addColumn<QString>("again");
        QTest::newRow("nothing") << "" << true << "0x";
        QTest::newRow("prefix alone") << "0x" << true << "0x";
        QTest::newRow("lower") << "0xdeadbeef" << true << "0xdeadbeef";
        QTest::newRow("upper") << "0XDEADBEEF" << true << "0xdeadbeef";
        QTest::newRow("no prefix") << "00ff" << true << "0x00ff";
        QTest::newRow("odd") << "0x123" << false << "";
        QTest::newRow("letter") << "0x1g" << false << "";
        QTest::newRow("space") << "0x1 " << false << "";
        QTest::newRow("prefix twice") << "0x0x" << false << "";
        QTest::newRow("beyond ASCII") << QStringLiteral("0xé") << false << "";
    }
    void hexIsReadInEitherCaseWithOrWithoutPrefix()
    {
        QFETCH(QString, text);
        QFETCH(bool, isHex);
        QFETCH(QString, again);
        const auto bytes = base::parseHex(text.toStdString());
        QCOMPARE(bytes.has_value(), isHex);
        if (isHex)
            QCOMPARE(QString::fromStdString(base::toHex0x(*bytes)), again);
        else
            QVERIFY(bytes.error().fault == base::Fault::BadData);
    }

    void fixedBytesTakeTheirLengthExactly()
    {
        QVERIFY(base::parseFixed<base::Address>(std::string(40, 'a')).has_value());
        QVERIFY(!base::parseFixed<base::Address>(std::string(38, 'a')));
        QVERIFY(!base::parseFixed<base::Address>(std::string(42, 'a')));
    }

    void bigEndianWordsComeBack()
    {
        std::uint8_t bytes[8];
        base::storeBigEndian<std::uint64_t>(bytes, 0x0102030405060708u);
        QCOMPARE(bytes[0], std::uint8_t{1});
        QCOMPARE(base::loadBigEndian<std::uint64_t>(bytes), std::uint64_t{0x0102030405060708u});
        QCOMPARE(base::loadBigEndian<std::uint16_t>(bytes), std::uint16_t{0x0102});
    }

    void hashValuesDifferWhereAddressesDiffer()
    {
        const std::hash<base::Address> hash;
        std::set<std::size_t> seen;
        for (std::size_t at = 0; at < base::Address::kSize; ++at) {
            base::Address address;
            address[at] = 1;
            seen.insert(hash(address));
        }
        QCOMPARE(seen.size(), base::Address::kSize);
    }

    void errorsSayWhatWasBeingDone()
    {
        const auto error = base::within("reading x", {base::Fault::Storage, "no space"}).error();
        QCOMPARE(QString::fromStdString(error.detail), QStringLiteral("reading x: no space"));
        QVERIFY(error.fault == base::Fault::Storage);
    }
};

QTEST_APPLESS_MAIN(BytesTest)
#include "bytes_test.moc"
