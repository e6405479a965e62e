#include "core/crypto/kdf.h"
#include "tests/core/crypto/tally.h"
#include "tests/core/crypto/wycheproof.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <openssl/evp.h>

using base::Bytes;
using base::Fault;
using base::toHex;
using tests::hexBytes;
using tests::VectorTally;

namespace {

bool is(const base::Result<base::Secret>& secret, const Bytes& expected)
{
    return secret && toHex(secret->view()) == toHex(expected);
}

Fault faultOf(const base::Result<base::Secret>& secret)
{
    CHECK(!secret);
    return secret.error().fault;
}

} // namespace

class KdfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// RFC 7914, section 12.
    void scryptOfTheRfc()
    {
        QVERIFY(is(crypto::scrypt({}, {}, 16, 1, 1, 64),
            hexBytes(std::string("77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                                 "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"))));
        QVERIFY(is(crypto::scrypt(base::asBytes("password"), base::asBytes("NaCl"), 1024, 8, 16, 64),
            hexBytes(std::string("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                                 "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"))));
    }
    void scryptAgreesWithOpenSsl()
    {
        const Bytes password = {1, 2, 3}, salt = {4, 5};
        for (const std::uint64_t N : {2u, 4u, 64u, 1024u})
            for (const std::uint32_t r : {1u, 2u, 3u, 8u})
                for (const std::uint32_t p : {1u, 2u, 5u}) {
                    Bytes expected(77);
                    QCOMPARE(EVP_PBE_scrypt("\1\2\3", 3, salt.data(), salt.size(), N, r, p, 1u << 26,
                                 expected.data(), 77),
                        1);
                    QVERIFY(is(crypto::scrypt(password, salt, N, r, p, 77), expected));
                }
    }
    /// go-ethereum's keystores have had N = 2^18 with r = 1, beyond the RFC's bound.
    void scryptTakesLargeNWithSmallBlocks()
    {
        QVERIFY(crypto::scrypt({}, {}, 1u << 17, 1, 1, 32).has_value());
    }

    void senselessParametersAreBadData()
    {
        QCOMPARE(faultOf(crypto::scrypt({}, {}, 0, 8, 1, 32)), Fault::BadData);
        QCOMPARE(faultOf(crypto::scrypt({}, {}, 1, 8, 1, 32)), Fault::BadData);
        QCOMPARE(faultOf(crypto::scrypt({}, {}, 1000, 8, 1, 32)), Fault::BadData);
        QCOMPARE(faultOf(crypto::scrypt({}, {}, 16, 0, 1, 32)), Fault::BadData);
        QCOMPARE(faultOf(crypto::scrypt({}, {}, 16, 8, 0, 32)), Fault::BadData);
        QCOMPARE(faultOf(crypto::scrypt({}, {}, 16, 8, 1, 0)), Fault::BadData);
        QCOMPARE(faultOf(crypto::pbkdf2HmacSha256({}, {}, 0, 32)), Fault::BadData);
        QCOMPARE(faultOf(crypto::pbkdf2HmacSha512({}, {}, 1, 0)), Fault::BadData);
    }
    void hostileCostIsRefusedAtOnce()
    {
        const std::uint64_t big = std::uint64_t{1} << 63;
        QCOMPARE(faultOf(crypto::scrypt({}, {}, big, 8, 1, 32)), Fault::Unsupported);
        QCOMPARE(faultOf(crypto::scrypt({}, {}, 1u << 25, 1, 1, 32)), Fault::Unsupported);
        QCOMPARE(faultOf(crypto::scrypt({}, {}, 2, 0xffffffff, 1, 32)), Fault::Unsupported);
        QCOMPARE(faultOf(crypto::scrypt({}, {}, 2, 1, 0xffffffff, 32)), Fault::Unsupported);
        QCOMPARE(faultOf(crypto::scrypt({}, {}, big, 0xffffffff, 0xffffffff, 32)), Fault::Unsupported);
        QCOMPARE(faultOf(crypto::scrypt({}, {}, 1u << 18, 8, 33, 32)), Fault::Unsupported);
        QCOMPARE(faultOf(crypto::scrypt({}, {}, 16, 1, 1, ~std::size_t{0})), Fault::Unsupported);
        QCOMPARE(faultOf(crypto::pbkdf2HmacSha256({}, {}, 0xffffffff, 32)), Fault::Unsupported);
        QCOMPARE(faultOf(crypto::pbkdf2HmacSha256({}, {}, 1u << 20, 1024)), Fault::Unsupported);
    }
    void wycheproofPbkdf2()
    {
        VectorTally tally("wycheproof PBKDF2");
        const bool found =
            tests::forWycheproof("PbkdfTest", [&](const std::string& file, const auto&, const auto& test) {
                const bool is256 = file.ends_with("HMACSHA256");
                if (!is256 && !file.ends_with("HMACSHA512")) return;
                const auto derive = is256 ? crypto::pbkdf2HmacSha256 : crypto::pbkdf2HmacSha512;
                const auto key = derive(hexBytes(test["password"]), hexBytes(test["salt"]),
                    test["iterationCount"].template get<std::uint32_t>(),
                    test["dkLen"].template get<std::size_t>());
                tally.add(is(key, hexBytes(test["dk"])) == (test["result"] == "valid"),
                    file + " " + test["tcId"].dump());
            });
        if (!found) QSKIP(tests::noVectors());
        QVERIFY(tally.allPassed());
    }
    void ethersPbkdf()
    {
        const auto file = tests::vectorFile("wallet/ethers/pbkdf.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("ethers/pbkdf");
        const nlohmann::json vectors = tests::readJson(*file);
        for (const auto& vector : vectors) {
            const Bytes password = hexBytes(vector["password"]), salt = hexBytes(vector["salt"]);
            const auto size = vector["dkLen"].get<std::size_t>();
            const auto& pbkdf2 = vector["pbkdf2"];
            const auto derive =
                pbkdf2["algorithm"] == "sha256" ? crypto::pbkdf2HmacSha256 : crypto::pbkdf2HmacSha512;
            tally.add(is(derive(password, salt, pbkdf2["iterations"].get<std::uint32_t>(), size),
                          hexBytes(pbkdf2["key"])),
                vector["name"].get<std::string>() + " pbkdf2");
            const auto& costs = vector["scrypt"];
            const auto key = crypto::scrypt(password, salt, costs["N"].get<std::uint64_t>(),
                costs["r"].get<std::uint32_t>(), costs["p"].get<std::uint32_t>(), size);
            tally.add(is(key, hexBytes(costs["key"])), vector["name"].get<std::string>() + " scrypt");
        }
        QVERIFY(tally.allPassed());
    }
};

QTEST_APPLESS_MAIN(KdfTest)
#include "kdf_test.moc"
