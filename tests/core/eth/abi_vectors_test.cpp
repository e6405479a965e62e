#include "core/crypto/hash.h"
#include "core/crypto/keccak.h"
#include "core/eth/abi_event.h"
#include "core/eth/abi_json.h"
#include "tests/core/eth/tally.h"
#include "tests/support/vectors.h"

#include <QTest>

namespace abi = eth::abi;
using abi::Value;
using base::Bytes;
using base::ByteView;
using nlohmann::json;
using tests::textOf;

namespace {

/// Encodes to the expected bytes, decodes to the values, and their JSON leads back to them.
bool codes(const std::vector<abi::Parameter>& types, const json& given, ByteView expected)
{
    const auto values = abi::valuesFromJson(types, given);
    const auto encoded = values ? abi::encode(types, *values) : Bytes{};
    if (!values || !encoded || !std::ranges::equal(*encoded, expected)) return false;
    const auto decoded = abi::decode(types, expected);
    if (!decoded || *decoded != *values) return false;
    return abi::valuesFromJson(types, abi::toJson(types, *decoded)) == *values;
}

/// Whatever stands at the end or is missing there makes the encoding invalid.
bool refusesOtherLengths(const std::vector<abi::Parameter>& types, Bytes encoded)
{
    if (encoded.empty()) return true;
    encoded.push_back(0);
    const bool refusesLonger = !abi::decode(types, encoded);
    return refusesLonger && !abi::decode(types, ByteView(encoded).first(encoded.size() - 2));
}

} // namespace

class AbiVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void official();
    void calldata();
    void events();
    void generic();
    void ethers();
    void ethersPacked();
};

void AbiVectorsTest::official()
{
    const auto folder = tests::vectorFile("ethereum-tests/ABITests");
    if (!folder) QSKIP(tests::noVectors());
    tests::Tally tally("ABITests");
    for (const auto& file : tests::filesBelow(*folder, ".json")) {
        const json cases = tests::readJson(file);
        for (const auto& [name, item] : cases.items()) {
            std::vector<abi::Parameter> types;
            json arguments = item["args"];
            for (std::size_t i = 0; i < item["types"].size(); ++i) {
                types.push_back({{}, *abi::parseType(textOf(item["types"][i])), false});
                // The file gives bytes as text.
                const abi::Kind kind = types.back().type.kind;
                if (kind == abi::Kind::Bytes || kind == abi::Kind::FixedBytes)
                    arguments[i] = base::toHex0x(base::asBytes(textOf(arguments[i])));
            }
            tally.count(codes(types, arguments, tests::hexBytes(item["result"])), name);
        }
    }
    QVERIFY(tally.finish());
}

void AbiVectorsTest::calldata()
{
    const auto file = tests::vectorFile("abi/bridge-calldata.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("abi/bridge-calldata");
    const json document = tests::readJson(*file);
    for (const json& item : document["vectors"]) {
        const auto function = abi::parseFunction(textOf(item["signature"]));
        const Bytes calldata = tests::hexBytes(item["calldata"]);
        tally.count(function && base::toHex0x(function->selector()) == textOf(item["selector"]) &&
                        codes(function->inputs, item["args"], ByteView(calldata).subspan(4)) &&
                        abi::decodeCall(*function, calldata) &&
                        refusesOtherLengths(function->inputs, base::toBytes(ByteView(calldata).subspan(4))),
            textOf(item["signature"]));
    }
    QVERIFY(tally.finish());
}

void AbiVectorsTest::events()
{
    const auto file = tests::vectorFile("abi/bridge-events.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("abi/bridge-events");
    const json document = tests::readJson(*file);
    for (const json& item : document["vectors"]) {
        const auto event = abi::parseEvent(textOf(item["event"]));
        eth::Log log;
        for (const json& topic : item["log"]["topics"])
            log.topics.push_back(base::Hash::from(tests::hexBytes(topic)));
        log.data = tests::hexBytes(item["log"]["data"]);
        json given = json::array();
        for (const json& parameter : item["params"])
            given.push_back(parameter["value"]);
        const auto values = event ? abi::valuesFromJson(event->inputs, given) : Value::List{};
        const auto decoded = event ? abi::decodeEvent(*event, log) : Value::List{};
        tally.count(event && base::toHex0x(event->topic()) == textOf(item["topic0"]) && values &&
                        decoded == *values && abi::encodeEvent(*event, {}, *values) == log &&
                        abi::isEvent(*event, log),
            textOf(item["event"]));
    }
    QVERIFY(tally.finish());
}

void AbiVectorsTest::generic()
{
    const auto file = tests::vectorFile("abi/generic-abi.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("abi/generic-abi");
    const json document = tests::readJson(*file);
    for (const json& item : document["vectors"]) {
        const auto types = abi::parseParameters(textOf(item["types"]));
        const Bytes encoded = tests::hexBytes(item["encoded"]);
        tally.count(types && codes(*types, item["args"], encoded) && refusesOtherLengths(*types, encoded),
            textOf(item["types"]));
    }
    QVERIFY(tally.finish());
}

void AbiVectorsTest::ethers()
{
    const auto file = tests::vectorFile("wallet/ethers/abi.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("ethers/abi");
    for (const json& item : tests::readJson(*file)) {
        const auto types = abi::parseParameters(textOf(item["type"]));
        const Bytes encoded = tests::hexBytes(item["encoded"]);
        tally.count(types && codes(*types, json::array({item["value"]}), encoded) &&
                        refusesOtherLengths(*types, encoded),
            textOf(item["name"]));
    }
    QVERIFY(tally.finish());
}

void AbiVectorsTest::ethersPacked()
{
    const auto file = tests::vectorFile("wallet/ethers/solidity-hashes.json");
    if (!file) QSKIP(tests::noVectors());
    tests::Tally tally("ethers/solidity-hashes");
    for (const json& item : tests::readJson(*file)) {
        std::vector<abi::Parameter> types;
        for (const json& type : item["types"])
            types.push_back({{}, *abi::parseType(textOf(type)), false});
        const auto values = abi::valuesFromJson(types, item["values"]);
        const auto packed = values ? abi::encodePacked(types, *values) : Bytes{};
        bool passed = values && packed;
        if (passed) {
            // Hashes may stand there without their leading zeros.
            passed =
                base::Uint256::from(crypto::keccak256(*packed)) ==
                    *base::parseQuantity(textOf(item["keccak256"])) &&
                base::Uint256::from(crypto::sha256(*packed)) == *base::parseQuantity(textOf(item["sha256"]));
        }
        tally.count(passed, textOf(item["name"]) + (values ? "" : ": " + values.error().detail));
    }
    QVERIFY(tally.finish());
}

QTEST_GUILESS_MAIN(AbiVectorsTest)
#include "abi_vectors_test.moc"
