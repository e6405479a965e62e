#include "core/crypto/base58.h"
#include "core/crypto/bip32.h"
#include "core/crypto/bip39.h"
#include "tests/core/crypto/tally.h"
#include "tests/support/vectors.h"

#include <QTest>

using base::Secret;
using base::toHex;
using crypto::kHardened;
using tests::hexBytes;
using tests::VectorTally;

namespace {

crypto::ExtendedPrivateKey rootOf(const Secret& mnemonic, std::string_view passphrase)
{
    return *crypto::masterKey(*crypto::seedOf(mnemonic, Secret::fromText(passphrase)));
}

base::Address addressOf(const crypto::ExtendedPrivateKey& key)
{
    return crypto::addressOf(*crypto::publicKeyOf(key.key));
}

/// The path without its hardened start, which public derivation cannot follow, and how long that start is.
std::size_t hardenedPrefix(const crypto::DerivationPath& path)
{
    std::size_t length = 0;
    for (std::size_t i = 0; i < path.size(); ++i)
        if (path[i] & kHardened) length = i + 1;
    return length;
}

/// Private derivation, and public derivation from the last hardened step, come to the same public key.
bool bothWaysAgree(const crypto::ExtendedPrivateKey& root, const crypto::DerivationPath& path)
{
    const auto split = path.begin() + static_cast<std::ptrdiff_t>(hardenedPrefix(path));
    const auto middle = crypto::derive(root, crypto::DerivationPath(path.begin(), split));
    const auto end = crypto::derive(root, path);
    return crypto::derive(crypto::neuter(*middle), crypto::DerivationPath(split, path.end())) ==
           crypto::neuter(*end);
}

/// Both texts read back to themselves.
bool textsReadBack(const std::string& xprv, const std::string& xpub)
{
    const auto privateKey = crypto::parseExtendedPrivateKey(xprv);
    const auto publicKey = crypto::parseExtendedPublicKey(xpub);
    return privateKey && publicKey && crypto::encodeExtendedKey(*privateKey).text() == xprv &&
           crypto::encodeExtendedKey(*publicKey) == xpub && crypto::neuter(*privateKey) == *publicKey;
}

bool endsAt(const crypto::ExtendedPrivateKey& root, const std::string& pathText, const std::string& xprv,
    const std::string& xpub)
{
    const auto path = crypto::parsePath(pathText);
    if (!path) return false;
    const auto key = crypto::derive(root, *path);
    return key && crypto::encodeExtendedKey(*key).text() == xprv &&
           crypto::encodeExtendedKey(crypto::neuter(*key)) == xpub && textsReadBack(xprv, xpub) &&
           bothWaysAgree(root, *path);
}

} // namespace

class Bip32Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// BIP-32, test vector 1.
    void firstTestVector()
    {
        const auto root =
            crypto::masterKey(Secret(hexBytes(std::string("000102030405060708090a0b0c0d0e0f"))));
        QVERIFY(endsAt(*root, "m/0'/1",
            "xprv9wTYmMFdV23N2TdNG573QoEsfRrWKQgWeibmLntzniatZvR9BmLnvSxqu53Kw1UmYPxLgboyZQaXwTCg8MSY3H2EU4pW"
            "cQDnRnrVA1xe8fs",
            "xpub6ASuArnXKPbfEwhqN6e3mwBcDTgzisQN1wXN9BJcM47sSikHjJf3UFHKkNAWbWMiGj7Wf5uMash7SyYq527Hqck2AxYy"
            "sAA7xmALppuCkwQ"));
    }
    void seedSizes()
    {
        for (const std::size_t size : {0u, 15u, 65u})
            QVERIFY(!crypto::masterKey(Secret::ofSize(size)));
        QVERIFY(crypto::masterKey(Secret::ofSize(16)).has_value());
        QVERIFY(crypto::masterKey(Secret::ofSize(64)).has_value());
    }
    void publicKeysHaveNoHardenedChildren()
    {
        const auto root = crypto::masterKey(Secret::ofSize(16));
        QVERIFY(!crypto::deriveChild(crypto::neuter(*root), kHardened));
        QVERIFY(crypto::deriveChild(crypto::neuter(*root), kHardened - 1).has_value());
    }
    void depthEndsAt255()
    {
        auto key = crypto::neuter(*crypto::masterKey(Secret::ofSize(16)));
        for (int i = 0; i < 255; ++i)
            key = *crypto::deriveChild(key, 1);
        QCOMPARE(int{key.position.depth}, 255);
        QVERIFY(!crypto::deriveChild(key, 1));
    }
    void base58Check()
    {
        const base::Bytes payload = {0, 0, 1, 2, 255};
        const Secret encoded = crypto::encodeBase58Check(payload);
        QVERIFY(encoded.text().starts_with("11"));
        QVERIFY(crypto::parseBase58Check(encoded.text())->equals(Secret(payload)));
        QVERIFY(crypto::parseBase58Check(crypto::encodeBase58Check({}).text())->empty());
        for (const char* const wrong : {"", "1", "0", "l", "I", "O", " ", "3xprv", "\xff"})
            QVERIFY(!crypto::parseBase58Check(wrong));
        QVERIFY(!crypto::parseBase58Check(std::string(129, '1')));
        QVERIFY(!crypto::parseBase58Check(std::string(128, 'z')));
    }
    void paths_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        for (const char* const good : {"m", "m/0", "m/44'/60'/0'/0/0", "m/2147483647'/2147483647"})
            QTest::newRow(good) << QByteArray(good) << true;
        for (const char* const bad : {"", " ", "/", "m/", "mm", "m//0", "m/0/", "m/-1", "m/+1", "m/01",
                 "m/2147483648", "m/4294967296", "m/99999999999999999999", "m/0''", "m/'", "m/x", "m/0'h",
                 "m0", "m/0x1", "m/0\"", "0/1/m", "44'.60'.0'"})
            QTest::newRow(*bad ? bad : "empty") << QByteArray(bad) << false;
        QByteArray deep("m");
        for (int i = 0; i < 33; ++i)
            deep += "/0";
        QTest::newRow("too deep") << deep << false;
        QTest::newRow("deep") << deep.left(65) << true;
    }
    void paths()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const bool, good);
        const auto path = crypto::parsePath(text.toStdString());
        QCOMPARE(path.has_value(), good);
        if (good) QCOMPARE(crypto::toString(*path), text.toStdString());
    }
    void pathsAreReadAsOtherWalletsWriteThem_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* const text : {"m/44h/60h/0h/0/1", "m/44H/60H/0H/0/1", "44'/60'/0'/0/1",
                 "44h/60H/0'/0/1", "M/44'/60'/0'/0/1", " m/44'/60'/0'/0/1\n", "m / 44' / 60' / 0' / 0 / 1",
                 "m/44\u2019/60\u2019/0\u2019/0/1", "m/44\u2018/60\u2018/0\u2018/0/1",
                 "m/44\u2032/60\u2032/0\u2032/0/1", "m/44\u00b4/60\u00b4/0\u00b4/0/1", "m/44`/60`/0`/0/1",
                 "\u00a0m/44'/60'/0'/0/1\u3000", "\ufeffm/44'/60'/0'/0/1"})
            QTest::newRow(text) << QByteArray(text);
    }
    void pathsAreReadAsOtherWalletsWriteThem()
    {
        QFETCH(const QByteArray, text);
        const auto path = crypto::parsePath(text.toStdString());
        QVERIFY2(path.has_value(), path ? "" : path.error().detail.c_str());
        QCOMPARE(crypto::toString(*path), std::string("m/44'/60'/0'/0/1"));
    }
    void accountPaths()
    {
        using crypto::PathStyle;
        QCOMPARE(crypto::toString(crypto::accountPath(PathStyle::Bip44, 7)), std::string("m/44'/60'/0'/0/7"));
        QCOMPARE(
            crypto::toString(crypto::accountPath(PathStyle::LedgerLive, 7)), std::string("m/44'/60'/7'/0/0"));
        QCOMPARE(
            crypto::toString(crypto::accountPath(PathStyle::LedgerLegacy, 7)), std::string("m/44'/60'/0'/7"));
    }
    void bip32Vectors()
    {
        const auto file = tests::vectorFile("wallet/bip32-vectors.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("bip32-vectors");
        const nlohmann::json content = tests::readJson(*file);
        for (const auto& vector : content["vectors"]) {
            const auto root =
                crypto::parseExtendedPrivateKey(vector["chains"][0]["ext_prv"].get<std::string>());
            if (vector.contains("seed"))
                tally.add(
                    crypto::encodeExtendedKey(*crypto::masterKey(Secret(hexBytes(vector["seed"])))).text() ==
                        vector["chains"][0]["ext_prv"].get<std::string>(),
                    "seed " + vector["vector"].dump());
            for (const auto& chain : vector["chains"])
                tally.add(root && endsAt(*root, chain["path"], chain["ext_prv"], chain["ext_pub"]),
                    vector["vector"].dump() + " " + chain["path"].get<std::string>());
        }
        for (const auto& invalid : content["invalid"]) {
            const std::string key = invalid["key"];
            tally.add(!crypto::parseExtendedPrivateKey(key) && !crypto::parseExtendedPublicKey(key),
                invalid["reason"]);
        }
        QVERIFY(tally.allPassed());
    }
    void hdDerivations()
    {
        const auto file = tests::vectorFile("wallet/hd-derivations.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("hd-derivations, keys");
        const nlohmann::json content = tests::readJson(*file);
        for (const auto& vector : content["vectors"]) {
            const auto root = rootOf(Secret::fromText(vector["mnemonic"].get<std::string>()),
                vector["passphrase"].get<std::string>());
            for (const auto& expected : vector["keys"]) {
                const auto key =
                    crypto::derive(root, *crypto::parsePath(expected["path"].get<std::string>()));
                tally.add(key && toHex(key->key.view()) == toHex(hexBytes(expected["private_key"])) &&
                              toHex(crypto::neuter(*key).key) ==
                                  toHex(hexBytes(expected["public_key_compressed"])) &&
                              addressOf(*key) == base::Address::from(hexBytes(expected["address"])) &&
                              endsAt(root, expected["path"], expected["xprv"], expected["xpub"]),
                    expected["path"]);
            }
        }
        QVERIFY(tally.allPassed());
    }
    void junkMnemonicAccounts()
    {
        const auto file = tests::vectorFile("wallet/junk-mnemonic-accounts.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("junk-mnemonic-accounts");
        const nlohmann::json content = tests::readJson(*file);
        const auto root = rootOf(Secret::fromText(content["mnemonic"].get<std::string>()), "");
        for (const auto& account : content["accounts"]) {
            const auto path =
                crypto::accountPath(crypto::PathStyle::Bip44, account["index"].get<std::uint32_t>());
            const auto key = crypto::derive(root, path);
            tally.add(crypto::toString(path) == account["path"].get<std::string>() && key &&
                          toHex(key->key.view()) == toHex(hexBytes(account["private_key"])) &&
                          addressOf(*key) == base::Address::from(hexBytes(account["address"])),
                account["path"]);
        }
        QVERIFY(tally.allPassed());
    }
    void ethersMnemonicNodes()
    {
        const auto file = tests::vectorFile("wallet/ethers/mnemonics.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("ethers/mnemonics, nodes");
        const nlohmann::json content = tests::readJson(*file);
        for (const auto& vector : content) {
            const auto root = crypto::masterKey(Secret(hexBytes(vector["seed"])));
            for (const auto& node : vector["nodes"]) {
                const auto key = crypto::derive(*root, *crypto::parsePath(node["path"].get<std::string>()));
                const auto publicKey = crypto::neuter(*key);
                tally.add(
                    toHex(publicKey.chainCode) == toHex(hexBytes(node["chainCode"])) &&
                        toHex(key->key.view()) == toHex(hexBytes(node["privateKey"])) &&
                        toHex(publicKey.key) == toHex(hexBytes(node["publicKey"])) &&
                        toHex(publicKey.position.parentFingerprint) ==
                            toHex(hexBytes(node["parentFingerprint"])) &&
                        toHex(crypto::fingerprintOf(publicKey)) == toHex(hexBytes(node["fingerprint"])) &&
                        publicKey.position.depth == node["depth"] &&
                        publicKey.position.childNumber == node["index"] &&
                        crypto::encodeExtendedKey(*key).text() == node["xpriv"].get<std::string>() &&
                        crypto::encodeExtendedKey(publicKey) == node["xpub"].get<std::string>(),
                    vector["name"].get<std::string>() + " " + node["path"].get<std::string>());
            }
        }
        QVERIFY(tally.allPassed());
    }
};

QTEST_APPLESS_MAIN(Bip32Test)
#include "bip32_test.moc"
