#include "core/base/uint256.h"
#include "core/crypto/bls12_381.h"
#include "tests/core/crypto/precompile_vectors.h"

#include <QTest>

using base::Bytes;
using base::ByteView;
using base::Uint256;

namespace {

/// EIP-2537 has seven contracts; multiplying one point is a sum of one product.
const std::map<std::string, tests::Precompile> kPrecompiles = {
    {"blsG1Add", crypto::blsG1Add},
    {"blsG1Mul", crypto::blsG1Msm},
    {"blsG1MultiExp", crypto::blsG1Msm},
    {"blsG2Add", crypto::blsG2Add},
    {"blsG2Mul", crypto::blsG2Msm},
    {"blsG2MultiExp", crypto::blsG2Msm},
    {"blsPairing", crypto::blsPairing},
    {"blsMapG1", crypto::blsMapFpToG1},
    {"blsMapG2", crypto::blsMapFp2ToG2},
    {"add_G1_bls", crypto::blsG1Add},
    {"mul_G1_bls", crypto::blsG1Msm},
    {"msm_G1_bls", crypto::blsG1Msm},
    {"add_G2_bls", crypto::blsG2Add},
    {"mul_G2_bls", crypto::blsG2Msm},
    {"msm_G2_bls", crypto::blsG2Msm},
    {"pairing_check_bls", crypto::blsPairing},
    {"map_fp_to_G1_bls", crypto::blsMapFpToG1},
    {"map_fp2_to_G2_bls", crypto::blsMapFp2ToG2},
};

/// The generators of the groups. EIP-2537, "Curve parameters".
const Bytes kG1 = *base::parseHex(
    "0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55"
    "e83ff97a1aeffb3af00adb22c6bb0000000000000000000000000000000008b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095"
    "d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1");
const Bytes kG2 = *base::parseHex(
    "00000000000000000000000000000000024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac"
    "0326a805bbefd48056c8c121bdb80000000000000000000000000000000013e02b6052719f607dacd3a088274f65596bd0d0"
    "9920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e000000000000000000000000000000000ce5d527727d"
    "6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b828010000000000000000"
    "00000000000000000606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9"
    "075ff05f79be");
constexpr Uint256 kOrder{0x73eda753299d7d48, 0x3339d80809a1d805, 0x53bda402fffe5bfe, 0xffffffff00000001};

Bytes joined(std::initializer_list<ByteView> parts)
{
    Bytes out;
    for (const ByteView part : parts)
        base::append(out, part);
    return out;
}
Bytes multiplied(const Bytes& point, const Uint256& scalar)
{
    const Bytes input = joined({point, scalar.toHash()});
    return point.size() == kG1.size() ? *crypto::blsG1Msm(input) : *crypto::blsG2Msm(input);
}

} // namespace

class Bls12381Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sumsOfProducts()
    {
        const Bytes infinity(128);
        QCOMPARE(multiplied(kG1, 2), *crypto::blsG1Add(joined({kG1, kG1})));
        QCOMPARE(multiplied(kG2, 2), *crypto::blsG2Add(joined({kG2, kG2})));
        QCOMPARE(multiplied(kG1, kOrder), infinity);
        QCOMPARE(multiplied(kG1, Uint256::max()), multiplied(kG1, Uint256::max() % kOrder));
        QCOMPARE(multiplied(infinity, 3), infinity);
        for (const std::uint64_t n : {2u, 3u, 31u, 32u, 33u, 129u}) {
            Bytes input;
            for (std::uint64_t i = 1; i <= n; ++i)
                base::append(input, joined({multiplied(kG1, i), Uint256{i}.toHash()}));
            QCOMPARE(*crypto::blsG1Msm(input), multiplied(kG1, n * (n + 1) * (2 * n + 1) / 6));
        }
        const Bytes withInfinity =
            joined({infinity, Uint256{9}.toHash(), kG1, Uint256{4}.toHash(), kG1, Uint256::max().toHash()});
        QCOMPARE(*crypto::blsG1Msm(withInfinity), multiplied(kG1, base::addmod(Uint256::max(), 4, kOrder)));
    }
    void pairingIsBilinear()
    {
        const Bytes yes = base::toBytes(Uint256{1}.toHash()), no = base::toBytes(Uint256{0}.toHash());
        QCOMPARE(*crypto::blsPairing(joined({kG1, kG2})), no);
        QCOMPARE(*crypto::blsPairing(
                     joined({multiplied(kG1, 6), kG2, multiplied(kG1, kOrder - 2), multiplied(kG2, 3)})),
            yes);
        QCOMPARE(*crypto::blsPairing(joined({Bytes(128), kG2})), yes);
        QCOMPARE(*crypto::blsPairing(joined({kG1, Bytes(256)})), yes);
        // More pairs than blst takes in one round.
        Bytes many;
        for (std::uint64_t i = 1; i <= 20; ++i)
            base::append(many, joined({multiplied(kG1, i), kG2, multiplied(kG1, kOrder - i), kG2}));
        QCOMPARE(*crypto::blsPairing(many), yes);
        base::append(many, joined({kG1, kG2}));
        QCOMPARE(*crypto::blsPairing(many), no);
    }
    void invalidInputIsRefused()
    {
        for (const auto& [name, precompile] : kPrecompiles) {
            QVERIFY2(!precompile({}), name.c_str());
            QVERIFY2(!precompile(Bytes(1)), name.c_str());
        }
        Bytes padded = joined({kG1, kG1});
        padded[0] = 1;
        QVERIFY(!crypto::blsG1Add(padded));
        Bytes offCurve = joined({kG1, kG1});
        offCurve[127] ^= 1;
        QVERIFY(!crypto::blsG1Add(offCurve));
    }
    void officialVectors()
    {
        const auto set = tests::vectorSet("precompiles");
        if (!set) QSKIP(tests::noVectors());
        const tests::Tally tally = tests::runPrecompileFiles(*set, kPrecompiles);
        qInfo("EIP-2537: %d passed, %d failed", tally.passed, tally.failed);
        QCOMPARE(tally.failed, 0);
        if (tally.passed + tally.failed == 0) QSKIP("vectors absent: none of these in precompiles");
    }
    /// A file about this curve that the table does not know would be skipped in silence.
    void everyFileIsKnown()
    {
        const auto set = tests::vectorSet("precompiles");
        if (!set) QSKIP(tests::noVectors());
        for (const auto& file : tests::filesBelow(*set, ".json")) {
            std::string stem = file.stem().string();
            if (stem.starts_with("fail-")) stem.erase(0, 5);
            if (stem.starts_with("bls") || stem.ends_with("_bls"))
                QVERIFY2(kPrecompiles.contains(stem), file.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(Bls12381Test)
#include "bls12_381_test.moc"
