#include "core/crypto/hash.h"
#include "core/crypto/keccak.h"
#include "tests/core/crypto/precompile_vectors.h"
#include "tests/core/crypto/tally.h"
#include "tests/core/crypto/wycheproof.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <atomic>
#include <optional>
#include <thread>

using base::Bytes;
using base::ByteView;
using base::toHex;
using tests::hexBytes;
using tests::textOf;
using tests::VectorTally;

namespace {

/// The precompile of EIP-152: nothing when the input is malformed.
std::optional<Bytes> blake2F(ByteView input)
{
    if (input.size() != 213 || input[212] > 1) return {};
    const auto littleEndian = [&](std::size_t at) {
        std::uint64_t word = 0;
        for (std::size_t i = 8; i-- > 0;)
            word = word << 8 | input[at + i];
        return word;
    };
    std::uint64_t h[8], m[16];
    for (std::size_t i = 0; i < 8; ++i)
        h[i] = littleEndian(4 + 8 * i);
    for (std::size_t i = 0; i < 16; ++i)
        m[i] = littleEndian(68 + 8 * i);
    const std::uint32_t rounds = base::loadBigEndian<std::uint32_t>(input.data());
    crypto::blake2bCompress(rounds, h, m, {littleEndian(196), littleEndian(204)}, input[212] == 1);
    Bytes out;
    for (const std::uint64_t word : h)
        for (unsigned i = 0; i < 8; ++i)
            out.push_back(static_cast<std::uint8_t>(word >> (8 * i)));
    return out;
}

Bytes leftPadded(ByteView bytes, std::size_t size)
{
    Bytes out(size - bytes.size());
    base::append(out, bytes);
    return out;
}

} // namespace

class HashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownAnswers()
    {
        const ByteView abc = base::asBytes("abc");
        QCOMPARE(toHex(crypto::sha256(abc)),
            std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(toHex(crypto::sha256({})),
            std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(toHex(crypto::ripemd160(abc)), std::string("8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"));
        QCOMPARE(toHex(crypto::hmacSha256({}, {})),
            std::string("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
    }
    void threadsDoNotShareState()
    {
        std::vector<std::thread> threads;
        std::atomic<int> wrong = 0;
        for (std::uint8_t t = 0; t < 4; ++t)
            threads.emplace_back([t, &wrong] {
                const Bytes message(100, t);
                const base::Hash expected = crypto::sha256(message);
                for (int i = 0; i < 2'000; ++i)
                    if (crypto::sha256(message) != expected) ++wrong;
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }
    void blake2bWithoutRounds()
    {
        std::uint64_t h[8] = {};
        crypto::blake2bCompress(0, h, {}, {0, 0}, false);
        QCOMPARE(h[0], 0x6a09e667f3bcc908u);
    }
    void ethersHashes()
    {
        const auto file = tests::vectorFile("wallet/ethers/hashes.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("ethers/hashes");
        const nlohmann::json vectors = tests::readJson(*file);
        for (const auto& vector : vectors) {
            const Bytes message = hexBytes(vector["data"]);
            tally.add(crypto::sha256(message) == base::Hash::from(hexBytes(vector["sha256"])) &&
                          toHex(crypto::sha512(message)) == toHex(hexBytes(vector["sha512"])) &&
                          toHex(crypto::ripemd160(message)) == toHex(hexBytes(vector["ripemd160"])) &&
                          toHex(crypto::keccak256(message)) == toHex(hexBytes(vector["keccak256"])),
                vector["name"]);
        }
        QVERIFY(tally.allPassed());
    }
    void ethersHmac()
    {
        const auto file = tests::vectorFile("wallet/ethers/hmac.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("ethers/hmac");
        const nlohmann::json vectors = tests::readJson(*file);
        for (const auto& vector : vectors) {
            const Bytes key = hexBytes(vector["key"]), message = hexBytes(vector["data"]);
            const std::string mac = vector["algorithm"] == "sha256" ? toHex(crypto::hmacSha256(key, message))
                                                                    : toHex(crypto::hmacSha512(key, message));
            tally.add(mac == toHex(hexBytes(vector["hmac"])), vector["name"]);
        }
        QVERIFY(tally.allPassed());
    }
    void wycheproofHmac()
    {
        VectorTally tally("wycheproof HMAC");
        const bool found = tests::forWycheproof(
            "MacTest", [&](const std::string& file, const auto& group, const auto& test) {
                const bool is256 = file.ends_with("HMACSHA256");
                if (!is256 && !file.ends_with("HMACSHA512")) return;
                const Bytes key = hexBytes(test["key"]), message = hexBytes(test["msg"]);
                const std::string mac =
                    is256 ? toHex(crypto::hmacSha256(key, message)) : toHex(crypto::hmacSha512(key, message));
                const bool same =
                    mac.substr(0, group["tagSize"].template get<std::size_t>() / 4) == textOf(test["tag"]);
                tally.add(same == (test["result"] == "valid"), file + " " + test["tcId"].dump());
            });
        if (!found) QSKIP(tests::noVectors());
        QVERIFY(tally.allPassed());
    }
    void precompileInputs()
    {
        const auto set = tests::vectorFile("precompiles/nimbus");
        if (!set) QSKIP(tests::noVectors());
        VectorTally tally("precompiles sha256, ripemd160");
        for (const auto& file : tests::filesBelow(*set, ".json")) {
            const nlohmann::json content = tests::readJson(file);
            const bool isSha = content["func"] == "sha256";
            if (!isSha && content["func"] != "ripemd") continue;
            for (const auto& test : content["data"]) {
                const Bytes input = hexBytes(test["Input"]);
                const Bytes output =
                    isSha ? base::toBytes(crypto::sha256(input)) : leftPadded(crypto::ripemd160(input), 32);
                tally.add(output == hexBytes(test["Expected"]), test["Name"]);
            }
        }
        QVERIFY(tally.allPassed());
    }
    void precompileBlake2F()
    {
        const auto set = tests::vectorSet("precompiles");
        if (!set) QSKIP(tests::noVectors());
        const tests::Tally tally =
            tests::runPrecompileFiles(*set, {{"blake2F", blake2F}, {"blake2f", blake2F}});
        if (tally.passed + tally.failed == 0) QSKIP("vectors absent: none of these in precompiles");
        QCOMPARE(tally.failed, 0);
    }
};

QTEST_APPLESS_MAIN(HashTest)
#include "hash_test.moc"
