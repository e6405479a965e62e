#include "core/rpc/json.h"
#include "core/rpc/message.h"
#include "core/rpc/revert.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <nlohmann/json.hpp>

using base::Fault;

class JsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesTextThatIsNotOneValue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << "";
        QTest::newRow("two values") << "{} {}";
        QTest::newRow("cut off") << "{\"result\":";
        QTest::newRow("65 levels") << QString(65, QLatin1Char('[')) + QString(65, QLatin1Char(']'));
        QTest::newRow("a million levels") << QString(1'000'000, QLatin1Char('['));
    }
    void refusesTextThatIsNotOneValue()
    {
        QFETCH(QString, text);
        const auto parsed = rpc::parseJson(text.toStdString());
        QVERIFY(!parsed);
        QVERIFY(parsed.error().fault == Fault::BadData);
    }
    void bracketsInStringsAreNoDepth() { QVERIFY(rpc::parseJson("\"\\\"" + std::string(200, '[') + "\"")); }
    void countsValuesBeforeItBuildsThem()
    {
        const std::string many(rpc::kMaxJsonValues + 1, ',');
        const auto refused = rpc::parseJson("[" + many + "]");
        QVERIFY(!refused);
        QCOMPARE(refused.error().detail, std::string("the JSON has too many values"));
        QVERIFY(rpc::parseJson("\"" + many + "\""));
    }
    void quantitiesMayHaveLeadingZeros_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("number");
        QTest::newRow("zero") << "0x0" << "0";
        QTest::newRow("two zeros") << "0x00" << "0";
        QTest::newRow("one") << "0x01" << "1";
        QTest::newRow("a word") << "0x000000000000000000000000000000000000000000000000000824962cde342e"
                                << "2292027230139438";
        QTest::newRow("more than a word")
            << "0x0000000000000000000000000000000000000000000000000000000000000000000005"
            << "5";
        QTest::newRow("nothing") << "0x" << "";
        QTest::newRow("no prefix") << "00" << "";
        QTest::newRow("not hex") << "0x0g" << "";
    }
    void quantitiesMayHaveLeadingZeros()
    {
        QFETCH(QString, text);
        QFETCH(QString, number);
        const auto read = rpc::asQuantity(rpc::Json(text.toStdString()));
        QCOMPARE(QString::fromStdString(read ? base::toDecimal(*read) : ""), number);
    }
    void everyMethodsAnswerHasItsLimit()
    {
        QCOMPARE(rpc::maxAnswerSize("eth_chainId"), std::size_t{4} << 10);
        QCOMPARE(rpc::maxAnswerSize("eth_getCode"), std::size_t{1} << 20);
        QCOMPARE(rpc::maxAnswerSize("eth_getLogs"), std::size_t{64} << 20);
    }
    void foreignWordsHaveALimit() { QVERIFY(rpc::plainText(std::string(10'000, 'x')).size() < 4110); }
    void decodesReverts_data()
    {
        QTest::addColumn<QString>("data");
        QTest::addColumn<QString>("text");
        QTest::newRow("Error(string)")
            << "08c379a00000000000000000000000000000000000000000000000000000000000000020000000000000000000000"
               "0000000000000000000000000"
               "0000000000000000026e6f000000000000000000000000000000000000000000000000000000000000"
            << "no";
        QTest::newRow("Panic(uint256)")
            << "4e487b710000000000000000000000000000000000000000000000000000000000000011"
            << "arithmetic overflow (0x11)";
        QTest::newRow("a known error") << "77ebef4d"
                                       << "OutOfGas()";
        QTest::newRow("an unknown error") << "deadbeef00"
                                          << "0xdeadbeef00";
        QTest::newRow("a length beyond the end")
            << "08c379a00000000000000000000000000000000000000000000000000000000000000020fffffffffffffffffffff"
               "fffffffffffffffffffffffff"
               "ffffffffffffffffff"
            << "0x08c379a00000000000000000000000000000000000000000000000000000000000000020fffffffffffffffffff"
               "fffffffffffffffffff"
               "ffffffffffffffffffffffffff";
        QTest::newRow("an offset beyond the end")
            << "08c379a0000000000000000000000000000000000000000000000000fffffffffffffff0"
            << "0x08c379a0000000000000000000000000000000000000000000000000fffffffffffffff0";
        QTest::newRow("nothing") << ""
                                 << "no reason given";
        QTest::newRow("three bytes") << "010203"
                                     << "0x010203";
    }
    void decodesReverts()
    {
        QFETCH(QString, data);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(rpc::describeRevert(tests::hexBytes(data.toStdString()))), text);
    }
};

QTEST_APPLESS_MAIN(JsonTest)
#include "json_test.moc"
