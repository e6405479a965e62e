#include "core/crypto/hash.h"
#include "core/crypto/p256.h"
#include "tests/core/crypto/precompile_vectors.h"
#include "tests/core/crypto/tally.h"
#include "tests/core/crypto/wycheproof.h"
#include "tests/support/vectors.h"

#include <QTest>

using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;
using tests::hexBytes;
using tests::VectorTally;
using namespace base::literals;

namespace {

/// RFC 6979, appendix A.2.5: SHA-256 of "sample".
const Hash kHash = "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf"_hash;
const Uint256 kR = Uint256::from("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"_hash);
const Uint256 kS = Uint256::from("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"_hash);
const Uint256 kX = Uint256::from("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"_hash);
const Uint256 kY = Uint256::from("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"_hash);
const Uint256 kOrder = Uint256::from("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"_hash);
const Uint256 kPrime = Uint256::from("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"_hash);

/// EIP-7951: 160 bytes in, 1 or nothing out.
std::optional<Bytes> p256Verify(ByteView input)
{
    if (input.size() != 160) return Bytes{};
    const auto word = [&](std::size_t i) { return Uint256::fromBigEndian(input.subspan(32 * i, 32)); };
    if (!crypto::verifyP256(Hash::from(input.first(32)), word(1), word(2), word(3), word(4))) return Bytes{};
    return base::toBytes(Uint256{1}.toHash());
}

} // namespace

class P256Test : public QObject {
    Q_OBJECT

    template <typename ParseSignature>
    void wycheproof(const std::string& type, ParseSignature parse)
    {
        VectorTally tally("wycheproof secp256r1 " + type);
        const auto run = [&](const auto& file, const auto& group, const auto& test) {
            if (group["publicKey"]["curve"] != "secp256r1" || group["sha"] != "SHA-256") return;
            const Bytes key = hexBytes(group["publicKey"]["uncompressed"]);
            const auto signature = parse(hexBytes(test["sig"]));
            const bool valid =
                signature && crypto::verifyP256(crypto::sha256(hexBytes(test["msg"])), signature->r,
                                 signature->s, Uint256::fromBigEndian(ByteView(key).subspan(1, 32)),
                                 Uint256::fromBigEndian(ByteView(key).subspan(33)));
            tally.add(valid == (test["result"] == "valid"), file + " " + test["tcId"].dump());
        };
        if (!tests::forWycheproof(type, run)) QSKIP(tests::noVectors());
        QVERIFY(tally.allPassed());
    }

private Q_SLOTS:
    void knownSignature()
    {
        QVERIFY(crypto::verifyP256(kHash, kR, kS, kX, kY));
        QVERIFY(crypto::verifyP256(kHash, kR, kOrder - kS, kX, kY));
        QVERIFY(!crypto::verifyP256(Hash{}, kR, kS, kX, kY));
        QVERIFY(!crypto::verifyP256(kHash, kS, kR, kX, kY));
    }
    void numbersOutOfRangeAreRefused()
    {
        for (const Uint256& wrong : {Uint256{0}, kOrder, Uint256::max()}) {
            QVERIFY(!crypto::verifyP256(kHash, wrong, kS, kX, kY));
            QVERIFY(!crypto::verifyP256(kHash, kR, wrong, kX, kY));
        }
        QVERIFY(!crypto::verifyP256(kHash, kR, kS, Uint256{0}, Uint256{0}));
        QVERIFY(!crypto::verifyP256(kHash, kR, kS, kX, kY + Uint256{1}));
    }
    void aCoordinateIsNotReduced()
    {
        // A right signature of the key with x = 5. The number 5 + p fits 256 bits and must not stand for it.
        const Hash hash = "5f95dcd6e41662d1e0aefccdb7877877c1fd88c9e67fc3cda0d1d520fa8a3ac2"_hash;
        const Uint256 r =
            Uint256::from("af5dfddb7edc789d7c9c42a44afbbf13c8f1d77d576b6ee5f11fea4f33e2cb39"_hash);
        const Uint256 s =
            Uint256::from("a28f8c5625ad622950f2fce9672784b287ef9e032ade8c23ba218413a1cf6522"_hash);
        const Uint256 y =
            Uint256::from("459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc"_hash);
        QVERIFY(crypto::verifyP256(hash, r, s, Uint256{5}, y));
        QVERIFY(!crypto::verifyP256(hash, r, s, Uint256{5} + kPrime, y));
    }
    void wycheproofDer() { wycheproof("EcdsaVerify", tests::parseDer); }
    void wycheproofP1363() { wycheproof("EcdsaP1363Verify", tests::parseP1363); }
    void precompileInputs()
    {
        const auto set = tests::vectorSet("precompiles");
        if (!set) QSKIP(tests::noVectors());
        tests::Tally tally = tests::runPrecompileFiles(*set, {{"p256Verify", p256Verify}});
        for (const auto& file : tests::filesBelow(*set / "eip-7951", ".json")) {
            const tests::Tally more = tests::runPrecompileFile(file, p256Verify);
            qInfo("eip-7951/%s: %d passed, %d failed", file.filename().c_str(), more.passed, more.failed);
            tally.passed += more.passed;
            tally.failed += more.failed;
        }
        if (tally.passed + tally.failed == 0) QSKIP("vectors absent: none of these in precompiles");
        QCOMPARE(tally.failed, 0);
    }
};

QTEST_APPLESS_MAIN(P256Test)
#include "p256_test.moc"
