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
    void takesTheResultOfItsOwnRequestOnly()
    {
        QVERIFY(rpc::parseResponse(7, "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x1\"}"));
        QVERIFY(!rpc::parseResponse(8, "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x1\"}"));
        QVERIFY(!rpc::parseResponse(7, "{\"jsonrpc\":\"2.0\",\"id\":7}"));
        QVERIFY(!rpc::parseResponse(7, "[1]"));
    }
    void anErrorIsRefusedInTheServersWordsAsPlainText()
    {
        const auto refused = rpc::parseResponse(
            1, "{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"no \\u001b[31mway\\u202e\"}}");
        QVERIFY(!refused);
        QVERIFY(refused.error().fault == Fault::Refused);
        QCOMPARE(refused.error().detail, std::string("no ?[31mway???"));
        const auto unknown =
            rpc::parseResponse(1, "{\"id\":1,\"error\":{\"code\":-32601,\"message\":\"x\"}}");
        QVERIFY(unknown.error().fault == Fault::Unsupported);
        QVERIFY(rpc::plainText(std::string(10'000, 'x')).size() < 310);
    }
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
