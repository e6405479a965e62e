#include "core/crypto/hash.h"
#include "core/crypto/secp256k1.h"
#include "tests/core/crypto/precompile_vectors.h"
#include "tests/core/crypto/tally.h"
#include "tests/core/crypto/wycheproof.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <secp256k1.h>
#include <secp256k1_ecdh.h>

using base::Bytes;
using base::ByteView;
using base::Fault;
using base::Hash;
using base::Secret;
using base::Uint256;
using tests::hexBytes;
using tests::VectorTally;

namespace {

Secret keyOf(const Uint256& number)
{
    return Secret(number.toHash());
}

/// The precompile of address 1: no output for a signature of no key.
std::optional<Bytes> ecRecover(ByteView input)
{
    Bytes padded = base::toBytes(input);
    padded.resize(128);
    const ByteView bytes = padded;
    const Uint256 v = Uint256::fromBigEndian(bytes.subspan(32, 32));
    if (v != Uint256{27} && v != Uint256{28}) return Bytes{};
    const auto key = crypto::recover(
        Hash::from(bytes.first(32)), {.r = Uint256::fromBigEndian(bytes.subspan(64, 32)),
                                         .s = Uint256::fromBigEndian(bytes.subspan(96, 32)),
                                         .yParity = static_cast<std::uint8_t>(v.low64() - 27)});
    if (!key) return Bytes{};
    Bytes output(12);
    base::append(output, crypto::addressOf(*key));
    return output;
}

int copyX(unsigned char* output, const unsigned char* x32, const unsigned char*, void*)
{
    std::copy_n(x32, 32, output);
    return 1;
}

/// The x coordinate of the product, by the library's own ECDH; nothing when the public key is malformed.
std::optional<Bytes> sharedSecret(ByteView spki, Bytes privateKey)
{
    // RFC 5480: the named curve, then the point.
    static const Bytes prefix = hexBytes(std::string("3056301006072a8648ce3d020106052b8104000a034200"));
    if (spki.size() != prefix.size() + 65 || !std::equal(prefix.begin(), prefix.end(), spki.begin()))
        return {};
    const auto point = crypto::parsePublicKey(spki.subspan(prefix.size()));
    if (!point) return {};
    Bytes encoded = {0x04};
    base::append(encoded, *point);
    secp256k1_pubkey key;
    if (secp256k1_ec_pubkey_parse(secp256k1_context_static, &key, encoded.data(), encoded.size()) != 1)
        return {};
    while (privateKey.size() > 32 && privateKey.front() == 0)
        privateKey.erase(privateKey.begin());
    privateKey.insert(privateKey.begin(), 32 - privateKey.size(), 0);
    Bytes shared(32);
    if (secp256k1_ecdh(secp256k1_context_static, shared.data(), &key, privateKey.data(), copyX, nullptr) != 1)
        return {};
    return shared;
}

crypto::PublicKey publicKeyIn(const nlohmann::json& group)
{
    const auto key = crypto::parsePublicKey(hexBytes(group["publicKey"]["uncompressed"]));
    CHECK(key.has_value());
    return *key;
}

bool isOurs(const nlohmann::json& group)
{
    return group["publicKey"]["curve"] == "secp256k1" && group["sha"] == "SHA-256";
}

bool verifies(const nlohmann::json& group, const nlohmann::json& test,
    const std::optional<tests::RawSignature>& signature)
{
    return signature && crypto::verify(publicKeyIn(group), crypto::sha256(hexBytes(test["msg"])),
                            signature->r, signature->s);
}

} // namespace

class Secp256k1Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysOutOfRangeAreRefused()
    {
        for (const Uint256& number : {Uint256{0}, crypto::kSecp256k1Order, Uint256::max()}) {
            QCOMPARE(crypto::publicKeyOf(keyOf(number)).error().fault, Fault::BadData);
            QCOMPARE(crypto::sign(keyOf(number), Hash{}).error().fault, Fault::BadData);
        }
        QVERIFY(!crypto::publicKeyOf(Secret::ofSize(31)));
        QVERIFY(!crypto::sign(Secret{}, Hash{}));
        QVERIFY(crypto::publicKeyOf(keyOf(crypto::kSecp256k1Order - Uint256{1})).has_value());
    }
    void signatureRecoversToItsKey()
    {
        for (std::uint64_t i = 1; i < 50; ++i) {
            const Secret key = keyOf(Uint256{i});
            const Hash hash = crypto::sha256(key.view());
            const crypto::Signature signature = *crypto::sign(key, hash);
            QVERIFY(signature.s <= crypto::kSecp256k1Order >> 1);
            QVERIFY(crypto::recover(hash, signature) == crypto::publicKeyOf(key));
            // The other half of s, with the other parity, is a signature too: EIP-2 is the caller's business.
            const crypto::Signature high{signature.r, crypto::kSecp256k1Order - signature.s,
                static_cast<std::uint8_t>(1 - signature.yParity)};
            QVERIFY(crypto::recover(hash, high) == crypto::publicKeyOf(key));
            QVERIFY(crypto::verify(*crypto::publicKeyOf(key), hash, high.r, high.s));
            QVERIFY(
                !crypto::verify(*crypto::publicKeyOf(key), crypto::sha256(hash), signature.r, signature.s));
        }
    }
    void signaturesOutOfRangeAreRefused()
    {
        const crypto::Signature good = *crypto::sign(keyOf(Uint256{7}), Hash{});
        for (const Uint256& wrong : {Uint256{0}, crypto::kSecp256k1Order, Uint256::max()}) {
            QCOMPARE(crypto::recover(Hash{}, {wrong, good.s, 0}).error().fault, Fault::Mismatch);
            QCOMPARE(crypto::recover(Hash{}, {good.r, wrong, 0}).error().fault, Fault::Mismatch);
            QVERIFY(!crypto::verify(*crypto::publicKeyOf(keyOf(Uint256{7})), Hash{}, wrong, good.s));
            QVERIFY(!crypto::verify(*crypto::publicKeyOf(keyOf(Uint256{7})), Hash{}, good.r, wrong));
        }
        QCOMPARE(crypto::recover(Hash{}, {good.r, good.s, 2}).error().fault, Fault::BadData);
        QVERIFY(!crypto::verify(crypto::PublicKey{}, Hash{}, good.r, good.s)); // (0, 0) is not on the curve
    }
    void publicKeyForms()
    {
        const crypto::PublicKey key = *crypto::publicKeyOf(keyOf(Uint256{3}));
        Bytes encoded = {0x04};
        base::append(encoded, key);
        QVERIFY(crypto::parsePublicKey(encoded) == key);
        QVERIFY(crypto::parsePublicKey(crypto::compress(key)) == key);
        encoded[0] = static_cast<std::uint8_t>(0x06 + (key[63] & 1)); // hybrid
        QVERIFY(!crypto::parsePublicKey(encoded));
        encoded[0] = 0x04;
        encoded[64] ^= 1;
        QVERIFY(!crypto::parsePublicKey(encoded));
        QVERIFY(!crypto::parsePublicKey({}));
        QVERIFY(!crypto::parsePublicKey(ByteView(encoded).first(64)));
    }
    void sumsOfKeys()
    {
        const auto sum = crypto::addToPrivateKey(keyOf(Uint256{5}), keyOf(Uint256{6}));
        QVERIFY(sum && sum->equals(keyOf(Uint256{11})));
        QVERIFY(crypto::addToPublicKey(*crypto::publicKeyOf(keyOf(Uint256{5})), keyOf(Uint256{6})) ==
                crypto::publicKeyOf(*sum));
        QVERIFY(!crypto::addToPrivateKey(keyOf(Uint256{5}), keyOf(crypto::kSecp256k1Order - Uint256{5})));
        QVERIFY(!crypto::addToPrivateKey(keyOf(Uint256{5}), keyOf(crypto::kSecp256k1Order)));
        QVERIFY(!crypto::addToPublicKey(
            *crypto::publicKeyOf(keyOf(Uint256{5})), keyOf(crypto::kSecp256k1Order - Uint256{5})));
    }
    void hashSigning()
    {
        const auto file = tests::vectorFile("wallet/hash-signing.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("hash-signing");
        const nlohmann::json content = tests::readJson(*file);
        for (const auto& vector : content["vectors"]) {
            const Secret key(hexBytes(vector["private_key"]));
            const Hash hash = Hash::from(hexBytes(vector["hash"]));
            const auto signature = crypto::sign(key, hash);
            const crypto::Signature expected{Uint256::fromBigEndian(hexBytes(vector["r"])),
                Uint256::fromBigEndian(hexBytes(vector["s"])), vector["yParity"].get<std::uint8_t>()};
            const auto recovered = crypto::recover(hash, expected);
            const auto address = base::Address::from(hexBytes(vector["address"]));
            tally.add(signature == expected && recovered && crypto::addressOf(*recovered) == address &&
                          crypto::addressOf(*crypto::publicKeyOf(key)) == address,
                vector["hash"]);
        }
        QVERIFY(tally.allPassed());
    }
    void wycheproofDer()
    {
        VectorTally tally("wycheproof ECDSA secp256k1, DER");
        const bool found =
            tests::forWycheproof("EcdsaVerify", [&](const auto& file, const auto& group, const auto& test) {
                if (!isOurs(group)) return;
                const bool valid = verifies(group, test, tests::parseDer(hexBytes(test["sig"])));
                tally.add(valid == (test["result"] == "valid"), file + " " + test["tcId"].dump());
            });
        if (!found) QSKIP(tests::noVectors());
        QVERIFY(tally.allPassed());
    }
    /// Bitcoin's rule is Ethereum's EIP-2: only the lower half of s.
    void wycheproofLowS()
    {
        VectorTally tally("wycheproof ECDSA secp256k1, Bitcoin");
        const auto run = [&](const auto& file, const auto& group, const auto& test) {
            if (!isOurs(group)) return;
            const auto signature = tests::parseDer(hexBytes(test["sig"]));
            const bool valid =
                verifies(group, test, signature) && signature->s <= crypto::kSecp256k1Order >> 1;
            tally.add(valid == (test["result"] == "valid"), file + " " + test["tcId"].dump());
        };
        if (!tests::forWycheproof("EcdsaBitcoinVerify", run)) QSKIP(tests::noVectors());
        QVERIFY(tally.allPassed());
    }
    void wycheproofP1363()
    {
        VectorTally tally("wycheproof ECDSA secp256k1, P1363");
        const auto run = [&](const auto& file, const auto& group, const auto& test) {
            if (!isOurs(group)) return;
            const bool valid = verifies(group, test, tests::parseP1363(hexBytes(test["sig"])));
            tally.add(valid == (test["result"] == "valid"), file + " " + test["tcId"].dump());
        };
        if (!tests::forWycheproof("EcdsaP1363Verify", run)) QSKIP(tests::noVectors());
        QVERIFY(tally.allPassed());
    }
    /// "Acceptable" keys may be refused, but not lead to another secret.
    void wycheproofEcdh()
    {
        VectorTally tally("wycheproof ECDH secp256k1");
        const auto run = [&](const auto& file, const auto& group, const auto& test) {
            if (group["curve"] != "secp256k1" || group["encoding"] != "asn") return;
            const auto shared = sharedSecret(hexBytes(test["public"]), hexBytes(test["private"]));
            const bool right = shared == hexBytes(test["shared"]);
            const std::string result = test["result"];
            const bool passed = result == "valid" ? right : result == "invalid" ? !shared : !shared || right;
            tally.add(passed, file + " " + test["tcId"].dump());
        };
        if (!tests::forWycheproof("EcdhTest", run)) QSKIP(tests::noVectors());
        QVERIFY(tally.allPassed());
    }
    void precompileInputs()
    {
        const auto set = tests::vectorSet("precompiles");
        if (!set) QSKIP(tests::noVectors());
        const tests::Tally tally = tests::runPrecompileFiles(*set, {{"ecRecover", ecRecover}});
        if (tally.passed + tally.failed == 0) QSKIP("vectors absent: none of these in precompiles");
        QCOMPARE(tally.failed, 0);
    }
    void nimbusPrecompileInputs()
    {
        const auto set = tests::vectorFile("precompiles/nimbus");
        if (!set) QSKIP(tests::noVectors());
        VectorTally nimbus("nimbus ecrecover");
        for (const auto& file : tests::filesBelow(*set, ".json")) {
            const nlohmann::json content = tests::readJson(file);
            if (content["func"] != "ecrecover") continue;
            for (const auto& test : content["data"])
                nimbus.add(ecRecover(hexBytes(test["Input"])) == hexBytes(test["Expected"]), test["Name"]);
        }
        QVERIFY(nimbus.allPassed());
    }
};

QTEST_APPLESS_MAIN(Secp256k1Test)
#include "secp256k1_test.moc"
