#include "core/crypto/keccak.h"
#include "core/crypto/secp256k1.h"
#include "core/eth/json.h"
#include "core/eth/personal_message.h"
#include "core/eth/typed_data.h"
#include "tests/core/eth/tally.h"
#include "tests/support/vectors.h"

#include <QTest>

using base::Bytes;
using base::Hash;
using nlohmann::json;
using tests::textOf;

namespace {

/// The example of EIP-712.
json mail()
{
    return json::parse(R"({
        "types": {
            "EIP712Domain": [{"name": "name", "type": "string"}, {"name": "version", "type": "string"},
                {"name": "chainId", "type": "uint256"}, {"name": "verifyingContract", "type": "address"}],
            "Person": [{"name": "name", "type": "string"}, {"name": "wallet", "type": "address"}],
            "Mail": [{"name": "from", "type": "Person"}, {"name": "to", "type": "Person"},
                {"name": "contents", "type": "string"}]},
        "primaryType": "Mail",
        "domain": {"name": "Ether Mail", "version": "1", "chainId": 1,
            "verifyingContract": "0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"},
        "message": {"from": {"name": "Cow", "wallet": "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},
            "to": {"name": "Bob", "wallet": "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},
            "contents": "Hello, Bob!"}})");
}

/// One type T with one member, and a value of it.
json single(const char* type, const json& value)
{
    json document = mail();
    document["types"]["T"] = json::array({{{"name", "x"}, {"type", type}}});
    document["primaryType"] = "T";
    document["message"] = {{"x", value}};
    return document;
}

std::string outcome(const json& document)
{
    const auto parsed = eth::parseTypedData(document.dump());
    return parsed ? "accepted" : parsed.error().detail;
}

std::string signatureText(const crypto::Signature& signature)
{
    return base::toHex0x(signature.r.toHash()) + base::toHex(signature.s.toHash()) +
           (signature.yParity ? "1c" : "1b");
}

/// The words of a struct after its type hash, as encodeData has them.
Bytes wordsOf(const eth::TypedValue& value)
{
    Bytes words;
    for (const eth::TypedValue& part : value.parts)
        base::append(words, part.word);
    return words;
}

} // namespace

class TypedDataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exampleOfTheStandard();
    void impliedDomain();
    void arrays();
    void refuses_data();
    void refuses();
    void refusesCycles();
    void refusesDepthAndSize();
    void jsonIsStrict();
    void ethers();
    void personalMessages();
};

void TypedDataTest::exampleOfTheStandard()
{
    const auto parsed = eth::parseTypedData(mail().dump());
    QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().detail.c_str());
    QCOMPARE(base::toHex(parsed->domain.word),
        std::string("f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f"));
    QCOMPARE(base::toHex(parsed->message.word),
        std::string("c52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e"));
    QCOMPARE(base::toHex(eth::signingHash(*parsed)),
        std::string("be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2"));
    QCOMPARE(parsed->message.parts[0].name, std::string("from"));
    QCOMPARE(
        parsed->message.parts[0].parts[1].text, std::string("0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"));
}

void TypedDataTest::impliedDomain()
{
    json document = mail();
    const auto given = eth::parseTypedData(document.dump());
    document["types"].erase("EIP712Domain");
    QVERIFY(eth::parseTypedData(document.dump()) == given);
    document["domain"]["color"] = "red";
    QVERIFY(outcome(document) != "accepted");
    document["domain"] = json::object();
    QCOMPARE(outcome(document), std::string("accepted"));
}

void TypedDataTest::arrays()
{
    const auto parsed = eth::parseTypedData(single("uint8[2][]", {{1, "2"}, {"0x3", 4}}).dump());
    QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().detail.c_str());
    const eth::TypedValue& outer = parsed->message.parts[0];
    QCOMPARE(outer.parts.size(), std::size_t{2});
    QCOMPARE(outer.parts[1].parts[0].text, std::string("3"));
    Bytes inner;
    for (const unsigned element : {1u, 2u})
        base::append(inner, base::Uint256{element}.toHash());
    QVERIFY(outer.parts[0].word == crypto::keccak256(inner));
    QCOMPARE(outcome(single("uint8[0]", json::array())), std::string("accepted"));
}

void TypedDataTest::refuses_data()
{
    QTest::addColumn<QByteArray>("document");
    const auto row = [](const char* name, const json& document) {
        QTest::newRow(name) << QByteArray::fromStdString(document.dump());
    };
    const auto changed = [](auto change) {
        json document = mail();
        change(document);
        return document;
    };
    row("no object", json::array());
    row("no types", changed([](json& d) { d.erase("types"); }));
    row("no domain", changed([](json& d) { d.erase("domain"); }));
    row("no message", changed([](json& d) { d.erase("message"); }));
    row("primary type that is no text", changed([](json& d) { d["primaryType"] = 1; }));
    row("primary type that is not there", changed([](json& d) { d["primaryType"] = "Letter"; }));
    row("atomic primary type", changed([](json& d) { d["primaryType"] = "uint256"; }));
    row("member of no type", changed([](json& d) { d["types"]["Mail"][0]["type"] = "Human"; }));
    row("alias for a type", single("uint", 1));
    row("type with a space", single("uint256 ", 1));
    row("type with dangling brackets", single("uint256[", json::array()));
    row("type with brackets inside", single("uint256[2]x", json::array()));
    row("type redefined", changed([](json& d) { d["types"]["bytes32"] = json::array(); }));
    row("type that is no list", changed([](json& d) { d["types"]["Person"] = "string"; }));
    row("two members of one name", changed([](json& d) { d["types"]["Person"][1]["name"] = "name"; }));
    row("member missing", changed([](json& d) { d["message"]["from"].erase("name"); }));
    row("member too many", changed([](json& d) { d["message"]["from"]["age"] = 1; }));
    row("member that is null", changed([](json& d) { d["message"]["from"] = nullptr; }));
    row("number too large", single("uint8", 256));
    row("negative number", single("uint8", -1));
    row("fraction", single("uint256", 1.5));
    row("number as a double", single("uint256", 1e30));
    row("text for a bool", single("bool", "true"));
    row("bytes of another size", single("bytes4", "0x010203"));
    row("bytes without prefix", single("bytes", "0102"));
    row("address with a wrong checksum", single("address", "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD827"));
    row("too few elements", single("uint8[2]", {1}));
    row("no array", single("uint8[]", 1));
}

void TypedDataTest::refuses()
{
    QFETCH(QByteArray, document);
    const auto parsed = eth::parseTypedData(document.toStdString());
    QVERIFY(!parsed.has_value());
    QVERIFY(parsed.error().fault == base::Fault::BadData);
    QVERIFY(!parsed.error().detail.empty());
}

void TypedDataTest::refusesCycles()
{
    json direct = mail();
    direct["types"]["Person"][0]["type"] = "Person[]";
    QCOMPARE(outcome(direct), std::string("typed data: Person contains itself"));
    json indirect = mail();
    indirect["types"]["Person"][0]["type"] = "Mail";
    QCOMPARE(outcome(indirect), std::string("typed data: Mail contains itself"));
}

void TypedDataTest::refusesDepthAndSize()
{
    // A chain of types, and types of which each refers twice to the next: 2^30 paths, but few types.
    json chain = mail(), fan = mail();
    for (int i = 0; i < 40; ++i) {
        const std::string name = "T" + std::to_string(i), next = "T" + std::to_string(i + 1);
        chain["types"][name] = json::array({{{"name", "a"}, {"type", i < 39 ? next : "bool"}}});
        fan["types"][name] = json::array({{{"name", "a"}, {"type", i < 30 ? next : "bool"}},
            {{"name", "b"}, {"type", i < 30 ? next : "bool"}}});
    }
    chain["primaryType"] = fan["primaryType"] = "T0";
    QCOMPARE(outcome(chain), std::string("typed data nested too deep"));
    QVERIFY(outcome(fan) != "accepted");

    json deepArray = single("bool", true);
    std::string suffixes;
    json value = true;
    for (int i = 0; i < 100; ++i) {
        suffixes += "[]";
        value = json::array({value});
    }
    QVERIFY(outcome(single(("bool" + suffixes).c_str(), value)) != "accepted");
    QVERIFY(!eth::parseTypedData(std::string(1'000'000, '[')));
    QVERIFY(!eth::parseTypedData(std::string(2'000'000, ' ')));
    json many = mail();
    for (int i = 0; i < 300; ++i)
        many["types"]["T" + std::to_string(i)] = json::array();
    QCOMPARE(outcome(many), std::string("typed data with too many types"));
}

void TypedDataTest::jsonIsStrict()
{
    QVERIFY(eth::parseJson("{\"a\": [1, {\"a\": \"]\\\"[\"}]}").has_value());
    QVERIFY(!eth::parseJson(""));
    QVERIFY(!eth::parseJson("{} {}"));
    QVERIFY(!eth::parseJson("{\"a\": 1, \"a\": 2}"));
    QVERIFY(!eth::parseJson("{\"b\": {\"a\": 1, \"a\": 2}}"));
    QVERIFY(
        !eth::parseJson(std::string(eth::kMaxJsonDepth + 1, '[') + std::string(eth::kMaxJsonDepth + 1, ']')));
    QVERIFY(eth::parseJson(std::string(eth::kMaxJsonDepth, '[') + std::string(eth::kMaxJsonDepth, ']'))
            .has_value());
    QVERIFY(!eth::parseJson(std::string(eth::kMaxJsonSize + 1, ' ')));
    QVERIFY(!eth::parseJson("\"\xff\""));
}

void TypedDataTest::ethers()
{
    const auto file = tests::vectorFile("wallet/ethers/typed-data.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("ethers/typed-data");
    for (const json& item : tests::readJson(*file)) {
        const json document{{"types", item["types"]}, {"primaryType", item["primaryType"]},
            {"domain", item["domain"]}, {"message", item["data"]}};
        const auto parsed = eth::parseTypedData(document.dump());
        bool passed = parsed && base::toHex0x(eth::signingHash(*parsed)) == textOf(item["digest"]);
        if (passed) {
            const Bytes encoded = tests::hexBytes(item["encoded"]);
            const auto parts = base::toBytes(base::ByteView(encoded).subspan(Hash::kSize));
            passed = crypto::keccak256(encoded) == parsed->message.word && parts == wordsOf(parsed->message);
        }
        if (passed && item.contains("signature")) {
            const base::Secret key(tests::hexBytes(item["privateKey"]));
            passed =
                signatureText(*crypto::sign(key, eth::signingHash(*parsed))) == textOf(item["signature"]);
        }
        tally.count(passed, item["name"].get<std::string>() + (parsed ? "" : ": " + parsed.error().detail));
    }
    QVERIFY(tally.finish());
}

void TypedDataTest::personalMessages()
{
    QCOMPARE(base::toHex(eth::personalMessageHash(base::asBytes("hello"))),
        std::string("50b2c43fd39106bafbba0da34fc430e1f91e3c96ea2acee2bc34119f92b37750"));
    const auto file = tests::vectorFile("wallet/personal-sign-eip191.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("personal-sign-eip191");
    const json document = tests::readJson(*file);
    for (const json& item : document["vectors"]) {
        const Hash hash = eth::personalMessageHash(tests::hexBytes(item["message_hex"]));
        const auto signature = crypto::sign(base::Secret(tests::hexBytes(item["private_key"])), hash);
        tally.count(base::toHex0x(hash) == textOf(item["eip191_hash"]) && signature &&
                        signatureText(*signature) == textOf(item["signature"]),
            item["message_hex"].get<std::string>());
    }
    QVERIFY(tally.finish());
}

QTEST_GUILESS_MAIN(TypedDataTest)
#include "typed_data_test.moc"
