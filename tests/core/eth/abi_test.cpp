#include "core/crypto/keccak.h"
#include "core/eth/abi_error.h"
#include "core/eth/abi_event.h"
#include "core/eth/abi_json.h"

#include <QTest>

#include <nlohmann/json.hpp>

namespace abi = eth::abi;
using abi::Value;
using base::Bytes;
using base::ByteView;
using base::Fault;
using base::Uint256;
using nlohmann::json;

namespace {

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

std::string detailOf(const char* types, const Bytes& data)
{
    const auto decoded = abi::decode(typesOf(types), data);
    return decoded ? "accepted" : decoded.error().detail;
}

} // namespace

class AbiTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void typeNames_data();
    void typeNames();
    void refusesTypes_data();
    void refusesTypes();
    void declarations();
    void declarationsFromJson();
    void encodesByTheSpecification();
    void decodeIsStrict_data();
    void decodeIsStrict();
    void outputsMayHaveMore();
    void valuesMustFit_data();
    void valuesMustFit();
    void calls();
    void events();
    void eventsThatDoNotFit();
    void errors();
    void packed();
    void jsonForms();
};

void AbiTest::typeNames_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("alias") << QByteArray("uint") << QByteArray("uint256");
    QTest::newRow("signed") << QByteArray("int8") << QByteArray("int8");
    QTest::newRow("tuple with names")
        << QByteArray("tuple(address to, bytes data)[2][]") << QByteArray("(address,bytes)[2][]");
    QTest::newRow("spaces") << QByteArray(" ( uint , bool ) ") << QByteArray("(uint256,bool)");
    QTest::newRow("nested") << QByteArray("((bytes32,(string))[],bool)")
                            << QByteArray("((bytes32,(string))[],bool)");
}

void AbiTest::typeNames()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, name);
    const auto type = abi::parseType(text.toStdString());
    QVERIFY(type.has_value());
    QCOMPARE(type->name(), name.toStdString());
}

void AbiTest::refusesTypes_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
        {"", "uint7", "uint0", "uint264", "int08", "bytes0", "bytes33", "bytes032", "adress", "uint256[0]",
            "uint256[", "uint256[]]", "uint256[-1]", "uint256[0x2]", "()", "(uint256", "(uint256,)",
            "uint256 uint256 x", "bool[1048577]", "bool[1024][1024][1024]", "fixed128x18", "function"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("deep tuples") << QByteArray(1000, '(') + QByteArray("bool") + QByteArray(1000, ')');
    QTest::newRow("deep arrays") << QByteArray("bool") + QByteArray("[]").repeated(1000);
    QTest::newRow("long") << QByteArray("bool") + QByteArray(abi::kMaxSignatureLength, ' ');
}

void AbiTest::refusesTypes()
{
    QFETCH(QByteArray, text);
    QVERIFY(!abi::parseType(text.toStdString()));
}

void AbiTest::declarations()
{
    const auto function = abi::parseFunction(
        "function transfer(address payable to, uint amount) external returns (bool success);");
    QVERIFY(function.has_value());
    QCOMPARE(function->signature(), std::string("transfer(address,uint256)"));
    QCOMPARE(base::toHex(function->selector()), std::string("a9059cbb"));
    QCOMPARE(function->inputs[1].name, std::string("amount"));
    QCOMPARE(function->outputs[0].name, std::string("success"));
    QVERIFY(abi::parseFunction("transfer(address,uint256)")->selector() == function->selector());
    QVERIFY(abi::parseFunction("f()")->inputs.empty());

    const auto event =
        abi::parseEvent("event Transfer(address indexed from, address indexed to, uint256 value)");
    QVERIFY(event.has_value() && event->inputs[0].indexed && !event->inputs[2].indexed);
    QCOMPARE(base::toHex(event->topic()),
        std::string("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"));
    QVERIFY(abi::parseEvent("event E() anonymous")->anonymous);
    QCOMPARE(abi::parseCustomError("error Paused(bytes32 why)")->signature(), std::string("Paused(bytes32)"));

    for (const char* text :
        {"", "f", "f(", "f()x", "1f()", "f(uint256)) ", "()", "f() returns", "f() returns (x)"})
        QVERIFY2(!abi::parseFunction(text), text);
}

void AbiTest::declarationsFromJson()
{
    const json entry = json::parse(
        R"({"type": "function", "name": "prove", "inputs": [{"name": "_tx", "type": "tuple[2]", "components":
            [{"name": "nonce", "type": "uint256"}, {"name": "data", "type": "bytes"}]}, {"type": "bytes[]"}],
            "outputs": [{"name": "", "type": "bool"}]})");
    const auto function = abi::functionFromJson(entry);
    QVERIFY2(function.has_value(), function ? "" : function.error().detail.c_str());
    QCOMPARE(function->signature(), std::string("prove((uint256,bytes)[2],bytes[])"));
    QCOMPARE(function->outputs.size(), std::size_t{1});
    const auto event = abi::eventFromJson(json::parse(
        R"({"type": "event", "name": "E", "anonymous": true, "inputs": [{"name": "a", "type": "uint256", "indexed": true}]})"));
    QVERIFY(event && event->anonymous && event->inputs[0].indexed);
    QVERIFY(
        abi::customErrorFromJson(json::parse(R"({"type": "error", "name": "E", "inputs": []})")).has_value());

    for (const char* text : {R"([])", R"({})", R"({"type": "event", "name": "f"})",
             R"({"type": "function", "name": 1})", R"({"type": "function", "name": "f", "inputs": {}})",
             R"({"type": "function", "name": "f", "inputs": [1]})",
             R"({"type": "function", "name": "f(", "inputs": []})",
             R"({"type": "function", "name": "f", "inputs": [{"type": "tuple"}]})"})
        QVERIFY2(!abi::functionFromJson(json::parse(text)), text);
}

/// The example of the specification: f(uint256,uint32[],bytes10,bytes).
void AbiTest::encodesByTheSpecification()
{
    const auto types = typesOf("uint256,uint32[],bytes10,bytes");
    const Value::List values{0x123u, Value::List{0x456u, 0x789u}, base::toBytes(base::asBytes("1234567890")),
        base::toBytes(base::asBytes("Hello, world!"))};
    const Bytes expected =
        words({"123", "80", "3132333435363738393000000000000000000000000000000000000000000000", "e0", "2",
            "456", "789", "d", "48656c6c6f2c20776f726c642100000000000000000000000000000000000000"});
    QCOMPARE(*abi::encode(types, values), expected);
    QVERIFY(*abi::decode(types, expected) == values);
}

void AbiTest::decodeIsStrict_data()
{
    QTest::addColumn<QByteArray>("types");
    QTest::addColumn<QByteArray>("data");
    const auto row = [](const char* name, const char* types, std::initializer_list<const char*> data) {
        const Bytes bytes = words(data);
        QTest::newRow(name) << QByteArray(types)
                            << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
    };
    const char* kMax = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    const char* kByte = "ff00000000000000000000000000000000000000000000000000000000000000";
    row("empty", "uint256", {});
    row("more after the end", "uint256", {"1", "2"});
    row("number too wide", "uint8", {"100"});
    row("sign not extended", "int8", {"80"});
    row("address with dirty padding", "address", {"10000000000000000000000000000000000000000"});
    row("bool of 2", "bool", {"2"});
    row("bytes with dirty padding", "bytes1", {kMax});
    row("offset into the head", "bytes", {"0", "0"});
    row("offset past the end", "bytes", {kMax, "0"});
    row("offset with a gap", "bytes", {"40", "0", "0"});
    row("offsets that overlap", "bytes,bytes", {"40", "40", "0"});
    row("tails in another order", "bytes,bytes", {"60", "40", "0", "0"});
    row("length past the end", "bytes", {"20", "21", kByte});
    row("length of 2^256 - 1", "bytes", {"20", kMax});
    row("array of 2^256 - 1", "uint256[]", {"20", kMax});
    row("array of 2^59 tuples", "(uint256,uint256)[]", {"20", "800000000000000"});
    row("content with dirty padding", "bytes", {"20", "1", kMax});
    row("content cut off", "string", {"20", "1"});
    row("array cut off", "uint256[2]", {"1"});
    row("large array type, no data", "uint256[1048576]", {"1"});
    row("large array of dynamic type, no data", "string[1048576][1048576]", {"20", "20"});
}

void AbiTest::decodeIsStrict()
{
    QFETCH(QByteArray, types);
    QFETCH(QByteArray, data);
    const Bytes bytes(data.begin(), data.end());
    QVERIFY(detailOf(types.constData(), bytes) != "accepted");
}

void AbiTest::outputsMayHaveMore()
{
    const Bytes data = words({"7", "1", "0"});
    const auto types = typesOf("(uint256,bool)");
    QVERIFY(!abi::decode(types, data));
    const auto read = abi::decodeOutput(types, data);
    QVERIFY(read.has_value());
    QVERIFY(read->front().list()[0].number() == Uint256{7});
    QVERIFY(!abi::decodeOutput(types, words({"7"})));
}

void AbiTest::valuesMustFit_data()
{
    QTest::addColumn<QByteArray>("types");
    QTest::addColumn<QByteArray>("values");
    const auto row = [](const char* types, const char* values) {
        QTest::addRow("%s %s", types, values) << QByteArray(types) << QByteArray(values);
    };
    row("uint8", "[256]");
    row("uint8", "[-1]");
    row("int8", "[128]");
    row("int8", "[-129]");
    row("int256", R"(["57896044618658097711785492504343953926634992332820282019728792003956564819968"])");
    row("uint256", "[1.5]");
    row("uint256", "[100000000000000000000]"); // read as a double
    row("uint256", "[true]");
    row("uint256", R"([" 1"])");
    row("uint256", "[]");
    row("uint256", "[1, 2]");
    row("bool", "[1]");
    row("bytes2", R"(["0x010203"])");
    row("bytes", R"(["01"])");
    row("bytes", R"(["0x1"])");
    row("address", R"(["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"])");
    row("string", "[1]");
    row("uint256[2]", "[[1]]");
    row("uint256[]", "[1]");
    row("(uint256 a,bool b)", R"([{"a": 1}])");
    row("(uint256 a,bool b)", R"([{"a": 1, "c": true}])");
    row("(uint256 a)", R"([{"a": 1, "b": true}])");
    row("(uint256,bool)", R"([{"": 1, "b": true}])");
}

void AbiTest::valuesMustFit()
{
    QFETCH(QByteArray, types);
    QFETCH(QByteArray, values);
    const auto parameters = typesOf(types.constData());
    QVERIFY(!abi::valuesFromJson(parameters, json::parse(values.toStdString())));
    QVERIFY(!abi::encode(parameters, {}));
    QVERIFY(!abi::encode(parameters, Value::List(2)));
}

void AbiTest::calls()
{
    const abi::Function function = abi::knownFunction("depositETH(uint32 minGas, bytes extra)");
    const Bytes calldata = *abi::encodeCall(function, {200'000u, Bytes{}});
    QCOMPARE(calldata, abi::callOf("depositETH(uint32,bytes)", {200'000u, Bytes{}}));
    QVERIFY(abi::decodeCall(function, calldata)->at(0).number() == Uint256{200'000});
    QVERIFY(!abi::decodeCall(function, ByteView(calldata).first(3)));
    Bytes other = calldata;
    other[0] ^= 1;
    QVERIFY(abi::decodeCall(function, other).error().fault == Fault::BadData);
    QVERIFY(!abi::encodeCall(function, {Uint256{1} << 32, Bytes{}}));
}

void AbiTest::events()
{
    const abi::Event event =
        abi::knownEvent("E(address indexed a, string indexed s, uint256 n, bytes32 indexed h)");
    const base::Address emitter = base::Address::from(Bytes(20, 9));
    const base::Hash word = base::Hash::from(Bytes(32, 7));
    const eth::Log log = *abi::encodeEvent(event, emitter, {emitter, std::string("abc"), 5u, word});
    QVERIFY(abi::isEvent(event, log));
    QCOMPARE(log.topics.size(), std::size_t{4});
    const auto arguments = abi::decodeEvent(event, log);
    QVERIFY(arguments.has_value());
    QVERIFY(arguments->at(0).address() == emitter);
    QVERIFY(arguments->at(1).hash() == crypto::keccak256(base::asBytes("abc")));
    QVERIFY(arguments->at(2).number() == Uint256{5});
    QVERIFY(arguments->at(3).hash() == word);
}

void AbiTest::eventsThatDoNotFit()
{
    const abi::Event event = abi::knownEvent("E(address indexed a, uint256 n)");
    eth::Log log = *abi::encodeEvent(event, {}, {base::Address{}, 5u});
    eth::Log other = log;
    other.topics[0] = {};
    QVERIFY(!abi::isEvent(event, other) && !abi::decodeEvent(event, other));
    other = log;
    other.topics.pop_back();
    QVERIFY(!abi::isEvent(event, other) && !abi::decodeEvent(event, other));
    other = log;
    other.topics[1] = base::Hash::from(Bytes(32, 0xff));
    QVERIFY(!abi::decodeEvent(event, other));
    other = log;
    other.data.pop_back();
    QVERIFY(!abi::decodeEvent(event, other));
    QVERIFY(!abi::isEvent(abi::knownEvent("E(address indexed a, uint256 n) anonymous"), log));
    QVERIFY(!abi::encodeEvent(abi::knownEvent("E(uint256[] indexed a)"), {}, {Value(Value::List{})}));
}

void AbiTest::errors()
{
    const auto textOf = [](ByteView output) {
        const abi::CustomError known[] = {abi::knownError("GameNotResolved(uint256 id, bool open)")};
        return abi::readRevert(output, known).text;
    };
    QCOMPARE(textOf(abi::encodeErrorMessage("too early")), std::string("too early"));
    QCOMPARE(textOf(*abi::encodeError(abi::knownError("Panic(uint256)"), {0x11u})),
        std::string("arithmetic overflow (0x11)"));
    QCOMPARE(
        textOf(*abi::encodeError(abi::knownError("Panic(uint256)"), {0x99u})), std::string("panic (0x99)"));
    QCOMPARE(textOf(*abi::encodeError(abi::knownError("GameNotResolved(uint256,bool)"), {7u, true})),
        std::string("GameNotResolved(7, true)"));
    QCOMPARE(textOf(Bytes{1, 2, 3, 4, 5}), std::string("0x0102030405"));
    QCOMPARE(textOf({}), std::string());
    Bytes malformed = abi::encodeErrorMessage("too early");
    malformed.pop_back();
    QVERIFY(textOf(malformed).starts_with("0x08c379a0"));
    QVERIFY(textOf(Bytes(100'000, 1)).size() < 1000);
}

void AbiTest::packed()
{
    const auto pack = [](const char* types, const Value::List& values) {
        const auto packed = abi::encodePacked(typesOf(types), values);
        return packed ? base::toHex(*packed) : std::string("refused");
    };
    // Solidity documentation, "Non-standard Packed Mode".
    QCOMPARE(
        pack("int16,bytes1,uint16,string", {Uint256::max(), Bytes{0x42}, 3u, std::string("Hello, world!")}),
        std::string("ffff42000348656c6c6f2c20776f726c6421"));
    QCOMPARE(pack("uint8[]", {Value(Value::List{1u, 2u})}),
        std::string(63, '0') + "1" + std::string(63, '0') + "2");
    QCOMPARE(pack("(uint8)", {Value(Value::List{1u})}), std::string("refused"));
    QCOMPARE(pack("string[]", {Value(Value::List{})}), std::string("refused"));
    QCOMPARE(pack("uint8[2]", {Value(Value::List{1u})}), std::string("refused"));
}

void AbiTest::jsonForms()
{
    const auto types = typesOf("(int8 a, bytes b, address c)[] list, string text, bool flag");
    const json given = json::parse(
        R"([[{"a": "-5", "b": "0x01", "c": "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"}], "é", true])");
    const auto values = abi::valuesFromJson(types, given);
    QVERIFY2(values.has_value(), values ? "" : values.error().detail.c_str());
    const json expected =
        json::parse(R"([[["-5", "0x01", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"]], "é", true])");
    QVERIFY(abi::toJson(types, *values) == expected);
    QVERIFY(*abi::valuesFromJson(types, expected) == *values);
    QCOMPARE(abi::toText(types[1].type, values->at(1)), std::string("é"));
    QCOMPARE(abi::toText(types[2].type, values->at(2)), std::string("true"));
    // What a contract calls a string need not be one.
    QVERIFY(abi::toJson(types[1].type, Value(std::string("\xff"))) == json("0xff"));
}

QTEST_GUILESS_MAIN(AbiTest)
#include "abi_test.moc"
