#include "core/crypto/keccak.h"
#include "core/opstack/cross_domain.h"
#include "tests/core/opstack/derivation_vectors.h"

#include <QTest>

using namespace opstack;
using nlohmann::json;

namespace {

CrossDomainMessage toMessage(const json& value)
{
    return {tests::number(value, "nonce"), tests::address(value["sender"]), tests::address(value["target"]),
        tests::number(value, "value"), tests::number(value, "gasLimit"), tests::hexBytes(value["data"])};
}

} // namespace

class CrossDomainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messageComesBack()
    {
        CrossDomainMessage message;
        message.nonce = (Uint256{1} << 240) + 77;
        message.sender[0] = 1;
        message.target[0] = 2;
        message.value = 5;
        message.minGasLimit = 200'000;
        message.message = {9, 8, 7};
        const auto encoded = encodeMessage(message);
        QVERIFY(encoded.has_value());
        QVERIFY(parseRelayMessage(*encoded) == message);
        QVERIFY(!parseRelayMessage(base::ByteView(*encoded).first(encoded->size() - 1)));

        message.nonce = Uint256{2} << 240;
        QCOMPARE(encodeMessage(message).error().fault, base::Fault::Unsupported);
        QVERIFY(!parseRelayMessage(encodeMessageV1(message)));
    }
    /// Figures of the deployed contracts.
    void baseGasOfBothRules()
    {
        QCOMPARE(baseGas(BaseGasRule::Bedrock, 164, 0), 287'624u);
        QCOMPARE(baseGas(BaseGasRule::CalldataFloor, 164, 0), 312'784u);
        QCOMPARE(baseGas(BaseGasRule::Bedrock, 164, 200'000), 490'798u);
        QCOMPARE(baseGas(BaseGasRule::CalldataFloor, 164, 200'000), 515'958u);
        // A long message pays EIP-7623's floor.
        QCOMPARE(baseGas(BaseGasRule::CalldataFloor, 100'000, 0), 21'000u + 40 * 100'260);
    }
    void officialMessages()
    {
        int cases = 0;
        for (const auto& file : tests::derivationFiles("cross-domain-")) {
            const json vectors = tests::readJson(file);
            for (const json& vector : vectors["messages"]["encode"]) {
                QCOMPARE(
                    base::toHex0x(*encodeMessage(toMessage(vector))), vector["expected"].get<std::string>());
                ++cases;
            }
            for (const json& vector : vectors["messages"]["hash"]) {
                QCOMPARE(*messageHash(toMessage(vector)), tests::hash(vector["expected"]));
                ++cases;
            }
        }
        if (const auto file = tests::vectorFile("abi/withdrawal-and-message-hashes.json")) {
            for (const json& vector : tests::vectorsIn(*file)) {
                const CrossDomainMessage message = toMessage(vector);
                CrossDomainMessage older = message;
                older.nonce = message.nonce << 16 >> 16; // without the version
                const Bytes v0 = encodeMessageV0(older), v1 = encodeMessageV1(message);
                QVERIFY(v0 == tests::hexBytes(vector["cross_domain_message_v0_encoding"]));
                QVERIFY(v1 == tests::hexBytes(vector["cross_domain_message_v1_encoding"]));
                QCOMPARE(crypto::keccak256(v0), tests::hash(vector["cross_domain_message_v0_hash"]));
                QCOMPARE(crypto::keccak256(v1), tests::hash(vector["cross_domain_message_v1_hash"]));
                cases += 2;
            }
        }
        if (cases == 0) QSKIP(tests::noVectors());
        qInfo("messages: %d passed, 0 failed", cases);
    }
};

QTEST_APPLESS_MAIN(CrossDomainTest)
#include "cross_domain_test.moc"
