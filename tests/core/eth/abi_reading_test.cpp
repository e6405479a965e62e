#include "core/eth/abi_reading.h"

#include <QTest>

#include <random>

namespace abi = eth::abi;
using abi::Value;
using base::Bytes;
using base::Uint256;
using namespace base::literals;

namespace {

constexpr base::Address kSpender = "0xb0b00000000000000000000000000000000000b0"_address;

std::vector<abi::Parameter> typesOf(const char* text)
{
    auto types = abi::parseParameters(text);
    if (!types) qFatal("%s: %s", text, types.error().detail.c_str());
    return *std::move(types);
}

/// Words as hex digits, short ones padded on the left.
Bytes words(std::initializer_list<const char*> hex)
{
    Bytes out;
    for (const char* word : hex) {
        std::string digits(word);
        digits.insert(0, 64 - digits.size(), '0');
        base::append(out, *base::parseHex(digits));
    }
    return out;
}

abi::Reading readingOf(const char* types, const Bytes& data)
{
    auto reading = abi::readLeniently(typesOf(types), data);
    if (!reading) qFatal("%s: %s", types, reading.error().detail.c_str());
    return *std::move(reading);
}

} // namespace

/// Calldata as a contract takes it, for a person to see.
class AbiReadingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsCanonicalIsReadAsTheStrictOneReadsIt()
    {
        const char* const types = "address,(uint8,bytes)[],string,bool[2],bytes4,int16,uint256[][]";
        const Value::List values{kSpender,
            Value::List{Value::List{Uint256{7}, Bytes{1, 2, 3}}, Value::List{Uint256{8}, Bytes{}}},
            std::string("some words that are longer than thirty-two bytes"), Value::List{true, false},
            Bytes{1, 2, 3, 4}, -Uint256{5}, Value::List{Value::List{Uint256{1}, Uint256{2}}, Value::List{}}};
        const Bytes data = abi::encode(typesOf(types), values).value();
        const abi::Reading reading = readingOf(types, data);
        QVERIFY(reading.isCanonical());
        QVERIFY(reading.values == values);
        QVERIFY(abi::decode(typesOf(types), data).value() == values);
    }

    void whatFollowsIsCountedAndIgnored()
    {
        Bytes data = abi::encode(typesOf("address,uint256"), {kSpender, ~Uint256{}}).value();
        base::append(data, *base::parseHex("62635f74657374000080218021802180218021802180218021"));
        const abi::Reading reading = readingOf("address,uint256", data);
        QCOMPARE(reading.following, std::size_t{25});
        QVERIFY(reading.values == (Value::List{kSpender, ~Uint256{}}));
        QVERIFY(!reading.isMoved && !reading.hasDirtyBits && reading.missing == 0);
    }

    void dirtyBitsAreMaskedAndTold_data()
    {
        QTest::addColumn<QByteArray>("types");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("address") << QByteArray("address")
                                 << QByteArray(
                                        "ffb0b0b00000000000000000b0b00000000000000000000000000000000000b0");
        QTest::newRow("uint8") << QByteArray("uint8") << QByteArray("0100");
        QTest::newRow("bool") << QByteArray("bool") << QByteArray("02");
        QTest::newRow("int8") << QByteArray("int8") << QByteArray("0180");
        QTest::newRow("bytes4") << QByteArray("bytes4")
                                << QByteArray(
                                       "0102030405000000000000000000000000000000000000000000000000000000");
    }
    void dirtyBitsAreMaskedAndTold()
    {
        QFETCH(QByteArray, types);
        QFETCH(QByteArray, word);
        const Bytes data = words({word.constData()});
        const abi::Reading reading = readingOf(types.constData(), data);
        QVERIFY(reading.hasDirtyBits && !reading.isCanonical());
        QVERIFY(!abi::decode(typesOf(types.constData()), data));
        // What is left is a clean value of the type.
        QVERIFY(abi::encode(typesOf(types.constData()), reading.values).has_value());
    }

    void theAddressIsThatOfTheLowBits()
    {
        const abi::Reading reading =
            readingOf("address", words({"ffffffffffffffffffffffffb0b00000000000000000000000000000000000b0"}));
        QVERIFY(reading.values == Value::List{kSpender});
    }

    void partsThatWereMovedAreFollowed()
    {
        // One word of nothing between the head and the tail.
        const Bytes data =
            words({"40", "dead", "2", "0102000000000000000000000000000000000000000000000000000000000000"});
        const abi::Reading reading = readingOf("bytes", data);
        QVERIFY(reading.isMoved);
        QVERIFY(reading.values == (Value::List{Bytes{1, 2}}));
        QVERIFY(!abi::decode(typesOf("bytes"), data));
    }

    void twoPartsMayBeTheSame()
    {
        const Bytes data =
            words({"40", "40", "1", "ff00000000000000000000000000000000000000000000000000000000000000"});
        const abi::Reading reading = readingOf("bytes,bytes", data);
        QVERIFY(reading.isMoved);
        QVERIFY(reading.values == (Value::List{Bytes{0xff}, Bytes{0xff}}));
    }

    void whatIsCutOffIsReadAsZeros()
    {
        Bytes data = abi::encode(typesOf("address,uint256"), {kSpender, Uint256{0x1200}}).value();
        data.resize(63);
        const abi::Reading reading = readingOf("address,uint256", data);
        QCOMPARE(reading.missing, std::size_t{1});
        QVERIFY(reading.values == (Value::List{kSpender, Uint256{0x1200}}));
    }

    void paddingThatIsCutOffIsNoMatter()
    {
        Bytes data = words({"20", "2"});
        base::append(data, Bytes{1, 2});
        const abi::Reading reading = readingOf("bytes", data);
        QVERIFY(reading.values == (Value::List{Bytes{1, 2}}));
        QVERIFY(!reading.isCanonical());
        QCOMPARE(reading.missing, std::size_t{0});
    }

    void whatNoContractFindsIsRefused()
    {
        for (const Bytes& data : {words({"60", "1"}), // begins beyond the end
                 words({"20", "21", "0"}),            // ends beyond the end
                 words({"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "0"}),
                 words({"20", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"})})
            QVERIFY(!abi::readLeniently(typesOf("bytes"), data));
        QVERIFY(!abi::readLeniently(typesOf("uint256[]"), words({"20", "2", "1"})));
    }

    /// Every element is the whole array again: without a limit this would not end.
    void partsLaidOverEachOtherHaveALimit()
    {
        Bytes data = words({"20", "40"});
        for (int i = 0; i < 64; ++i)
            base::append(data, Uint256{0}.toHash());
        QVERIFY(!abi::readLeniently(typesOf("uint256[][][][][][][][]"), data) ||
                abi::readLeniently(typesOf("uint256[][][][][][][][]"), data)->isMoved);
    }

    void anyBytesAreReadOrRefused()
    {
        constexpr unsigned kSeed = 20'251'125;
        qInfo("seed %u", kSeed);
        std::mt19937 random(kSeed);
        const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
        const auto types = typesOf("address,(uint8,bytes)[],string,uint256[][],bool,bytes3");
        for (int i = 0; i < 2000; ++i) {
            Bytes data(below(40) * 8, 0);
            for (std::uint8_t& byte : data)
                byte = below(4) == 0 ? static_cast<std::uint8_t>(below(256) & 0xe0) : 0;
            const auto reading = abi::readLeniently(types, data);
            const auto strict = abi::decode(types, data);
            if (strict) QVERIFY(reading && reading->isCanonical() && reading->values == *strict);
            if (reading && reading->isCanonical()) QVERIFY(strict.has_value());
            if (reading) QVERIFY(abi::encode(types, reading->values).has_value());
        }
    }
};

QTEST_GUILESS_MAIN(AbiReadingTest)
#include "abi_reading_test.moc"
