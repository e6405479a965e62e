#include "core/base/uint256.h"
#include "core/crypto/modexp.h"
#include "tests/core/crypto/precompile_vectors.h"

#include <QTest>

#include <openssl/bn.h>

using base::Bytes;
using base::ByteView;
using base::toHex;
using base::Uint256;
using tests::hexBytes;

namespace {

std::string power(const std::string& base, const std::string& exponent, const std::string& modulus)
{
    return toHex(crypto::modexp(hexBytes(base), hexBytes(exponent), hexBytes(modulus)));
}

/// The precompile of EIP-198: three lengths, then the operands; missing bytes are zero.
std::optional<Bytes> modexpPrecompile(ByteView input)
{
    const auto slice = [&](std::size_t from, std::size_t size) {
        Bytes out(size);
        for (std::size_t i = 0; i < size && from + i < input.size(); ++i)
            out[i] = input[from + i];
        return out;
    };
    const auto length = [&](std::size_t i) { return Uint256::fromBigEndian(slice(32 * i, 32)).low64(); };
    const std::size_t base = length(0), exponent = length(1), modulus = length(2);
    return crypto::modexp(slice(96, base), slice(96 + base, exponent), slice(96 + base + exponent, modulus));
}

/// OpenSSL's own general function, which takes another way for even moduli.
std::string byOpenSsl(ByteView base, ByteView exponent, ByteView modulus)
{
    const auto number = [](ByteView bytes) {
        return BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr);
    };
    BIGNUM *const b = number(base), *const e = number(exponent), *const m = number(modulus),
                  *const r = BN_new();
    BN_CTX* const workspace = BN_CTX_new();
    CHECK(BN_mod_exp(r, b, e, m, workspace) == 1);
    Bytes out(modulus.size());
    BN_bn2binpad(r, out.data(), static_cast<int>(out.size()));
    for (BIGNUM* const each : {b, e, m, r})
        BN_free(each);
    BN_CTX_free(workspace);
    return toHex(out);
}

} // namespace

class ModexpTest : public QObject {
    Q_OBJECT

private:
    std::uint64_t m_seed = 1;

    Bytes randomBytes(std::size_t size)
    {
        Bytes bytes(size);
        for (std::uint8_t& byte : bytes) {
            m_seed = m_seed * 6364136223846793005u + 1442695040888963407u;
            byte = static_cast<std::uint8_t>(m_seed >> 56);
        }
        return bytes;
    }

private Q_SLOTS:
    void edges()
    {
        QCOMPARE(power("", "", ""), std::string());
        QCOMPARE(power("02", "03", ""), std::string());
        QCOMPARE(power("02", "03", "0000"), std::string("0000"));
        QCOMPARE(power("02", "03", "01"), std::string("00"));
        QCOMPARE(power("", "", "05"), std::string("01")); // 0^0
        QCOMPARE(power("00", "00", "0006"), std::string("0001"));
        QCOMPARE(power("00", "05", "07"), std::string("00"));
        QCOMPARE(power("03", "05", "64"), std::string("2b")); // 243 mod 100
        QCOMPARE(power("0003", "0005", "000064"), std::string("00002b"));
        QCOMPARE(power("03", "03", "10"), std::string("0b"));
        QCOMPARE(power("03", "ffffffffffffffffffffffffffffffff", "02"), std::string("01"));
        QCOMPARE(power("ff", "02", "0100"), std::string("0001"));
        QCOMPARE(power("05", "01", "80000000000000000000000000000000"),
            std::string("00000000000000000000000000000005"));
    }
    /// Odd moduli so near to 2^256 that the sums of Montgomery's multiplication pass five words.
    void greatOddModuli()
    {
        const std::string ones(62, 'f');
        QCOMPARE(power(ones + "fe", "02", ones + "ff"), std::string(63, '0') + "1");
        // secp256k1's field and the greatest prime of 256 bits: (-1)^2 and (-2)^3.
        const std::string field = "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc";
        QCOMPARE(power(field + "2e", "02", field + "2f"), std::string(63, '0') + "1");
        QCOMPARE(power(field + "2d", "03", field + "2f"), field + "27");
        QCOMPARE(power(ones + "42", "02", ones + "43"), std::string(63, '0') + "1");
    }
    /// Numbers of words that are all zeros, all ones, or a run of either: where carries go wrong.
    void agreesWithOpenSslOnRuns()
    {
        const auto runs = [this](std::size_t words) {
            Bytes out;
            for (std::size_t i = 0; i < words; ++i) {
                const Bytes dice = randomBytes(2);
                std::uint64_t word = dice[0] % 4 == 0 ? 0 : ~std::uint64_t{0};
                if (dice[0] % 4 == 1) word <<= dice[1] % 64;
                if (dice[0] % 4 == 2) word >>= dice[1] % 64;
                Bytes bytes(8);
                base::storeBigEndian(bytes.data(), word);
                base::append(out, bytes);
            }
            return out;
        };
        for (std::size_t i = 0; i < 20'000; ++i) {
            const Bytes modulus = runs(i % 8 == 0 ? 5 : 4), base = runs(1 + i % 6), exponent = runs(i % 2);
            if (std::ranges::all_of(
                    ByteView(modulus).first(modulus.size() - 1), [](auto byte) { return byte == 0; }))
                continue; // 0 and 1, on which OpenSSL fails
            QCOMPARE(toHex(crypto::modexp(base, exponent, modulus)), byOpenSsl(base, exponent, modulus));
        }
    }
    /// Every split of a modulus into an odd part and a power of two.
    void agreesWithOpenSsl()
    {
        for (std::size_t i = 0; i < 600; ++i) {
            Bytes modulus = randomBytes(1 + i % 70);
            for (std::size_t zero = 0; zero < (i * 7) % modulus.size(); ++zero)
                modulus[modulus.size() - 1 - zero] = 0;
            if (i % 5 == 0)
                std::fill(
                    modulus.begin(), modulus.begin() + static_cast<std::ptrdiff_t>(modulus.size() / 2), 0);
            modulus[i % modulus.size()] |= static_cast<std::uint8_t>(1u << (i % 8));
            const Bytes base = randomBytes(i % 90), exponent = randomBytes(i % 13 == 0 ? 0 : i % 40);
            QCOMPARE(toHex(crypto::modexp(base, exponent, modulus)), byOpenSsl(base, exponent, modulus));
        }
    }
    void kilobyteOperands()
    {
        for (const std::uint8_t last : {std::uint8_t{0x01}, std::uint8_t{0x40}}) {
            Bytes modulus = randomBytes(1024);
            modulus.back() = last;
            const Bytes base = randomBytes(1024), exponent = randomBytes(4);
            QCOMPARE(toHex(crypto::modexp(base, exponent, modulus)), byOpenSsl(base, exponent, modulus));
        }
    }
    void precompileInputs()
    {
        const auto set = tests::vectorSet("precompiles");
        if (!set) QSKIP(tests::noVectors());
        const tests::Tally tally = tests::runPrecompileFiles(
            *set, {{"modexp", modexpPrecompile}, {"modexp_eip2565", modexpPrecompile},
                      {"modexp_eip7883", modexpPrecompile}});
        if (tally.passed + tally.failed == 0) QSKIP("vectors absent: none of these in precompiles");
        QCOMPARE(tally.failed, 0);
    }
};

QTEST_APPLESS_MAIN(ModexpTest)
#include "modexp_test.moc"
