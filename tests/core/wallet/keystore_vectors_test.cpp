#include "core/crypto/secp256k1.h"
#include "core/wallet/keystore_file.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <algorithm>
#include <cctype>

using base::Fault;
using base::Secret;
using nlohmann::json;

namespace {

struct Vector {
    std::string name;
    std::string file;
    std::vector<std::string> passwords; ///< one of them is right
    std::string key;                    ///< hex; empty when only the address is known
    std::string address;                ///< hex; empty when only the key is known
};

std::string lowerDigits(std::string text)
{
    if (text.starts_with("0x")) text.erase(0, 2);
    std::ranges::transform(
        text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string textOf(const json& entry, const char* name)
{
    return entry.contains(name) ? entry[name].get<std::string>() : std::string();
}

/// {"name": {"json", "password", "priv"}}: the Ethereum tests and go-ethereum.
void readByName(const json& tests, const std::string& source, std::vector<Vector>& out)
{
    for (const auto& [name, test] : tests.items())
        if (test.is_object() && test.contains("json"))
            out.push_back(
                {source + name, test["json"].dump(), {textOf(test, "password")}, textOf(test, "priv"), ""});
}

/// [{"keystore", "password", "private_key", "address"}]
void readGenerated(const json& tests, const std::string& source, std::vector<Vector>& out)
{
    for (const json& test : tests)
        out.push_back({source + std::to_string(out.size()), test["keystore"].dump(),
            {textOf(test, "password")}, textOf(test, "private_key"), textOf(test, "address")});
}

/// {"file name": keystore}; the passwords stand in the set's description. An address of zero is wrong on
/// purpose.
void readFiles(const json& files, const std::string& source, std::vector<Vector>& out)
{
    for (const auto& [name, file] : files.items())
        out.push_back({source + name, file.dump(), {"foobar", "", "g"}, "", textOf(file, "address")});
}

/// [{"name", "content", "password" in hex, "address"}]: ethers.
void readContents(const json& tests, std::vector<Vector>& out)
{
    for (const json& test : tests) {
        const base::Bytes password = tests::hexBytes(test["password"]);
        out.push_back({"ethers " + textOf(test, "name"), textOf(test, "content"),
            {std::string(base::asText(password))}, textOf(test, "privateKey"), textOf(test, "address")});
    }
}

/// Every keystore file of every set that is there, whatever the sets' files are called.
std::vector<Vector> allVectors()
{
    std::vector<Vector> out;
    if (const auto wallet = tests::vectorSet("wallet")) {
        for (const auto& path : tests::filesBelow(*wallet, ".json")) {
            const std::string name = path.filename().string();
            if (name == "wallets.json") readContents(tests::readJson(path), out);
            if (!name.starts_with("keystore")) continue;
            const json set = tests::readJson(path);
            if (set.contains("files"))
                readFiles(set["files"], name + " ", out);
            else if (set["vectors"].is_array())
                readGenerated(set["vectors"], name + " ", out);
            else
                readByName(set["vectors"], name + " ", out);
        }
    }
    if (const auto ethereum = tests::vectorFile("ethereum-tests/KeyStoreTests"))
        for (const auto& path : tests::filesBelow(*ethereum, ".json"))
            readByName(tests::readJson(path), path.filename().string() + " ", out);
    return out;
}

std::string paddedKey(const std::string& key)
{
    const std::string digits = lowerDigits(key);
    return std::string(64 - digits.size(), '0') + digits;
}

base::Result<Secret> openWithAny(const Vector& vector)
{
    base::Result<Secret> key = base::fail(Fault::Locked, "no password");
    for (const std::string& password : vector.passwords) {
        key = wallet::openKeystoreFile(base::asBytes(vector.file), Secret::fromText(password));
        if (key || key.error().fault != Fault::Locked) break;
    }
    return key;
}

/// Empty when the vector passes.
std::string failure(const Vector& vector)
{
    const auto key = openWithAny(vector);
    const bool isWrongOnPurpose = lowerDigits(vector.address) == std::string(40, '0');
    if (isWrongOnPurpose)
        return !key && key.error().fault == Fault::Mismatch ? "" : "a wrong address was accepted";
    if (!key) return key.error().detail;
    if (!vector.key.empty() && base::toHex(key->view()) != paddedKey(vector.key)) return "another key";
    const auto address = wallet::addressOfKey(*key);
    if (!vector.address.empty() && base::toHex(*address) != lowerDigits(vector.address))
        return "another address";
    return "";
}

} // namespace

class KeystoreVectorsTest : public QObject {
    Q_OBJECT

private:
    std::vector<Vector> m_vectors;

private Q_SLOTS:
    void initTestCase()
    {
        m_vectors = allVectors();
        if (m_vectors.empty()) QSKIP(tests::noVectors());
    }

    void everyFileGivesItsKey()
    {
        int failed = 0;
        for (const Vector& vector : m_vectors) {
            const std::string why = failure(vector);
            if (why.empty()) continue;
            ++failed;
            qWarning("%s: %s", vector.name.c_str(), why.c_str());
        }
        qInfo("%zu keystore files: %zu passed, %d failed", m_vectors.size(),
            m_vectors.size() - static_cast<std::size_t>(failed), failed);
        QCOMPARE(failed, 0);
    }

    void aWrongPasswordIsTold()
    {
        int tried = 0;
        for (const Vector& vector : m_vectors) {
            if (vector.file.find("262144") != std::string::npos) continue; // slow ones add nothing here
            const auto key =
                wallet::openKeystoreFile(base::asBytes(vector.file), Secret::fromText("not the password"));
            QVERIFY2(!key && key.error().fault == Fault::Locked, vector.name.c_str());
            ++tried;
        }
        qInfo("%d wrong passwords refused", tried);
        QVERIFY(tried > 0);
    }
};

QTEST_APPLESS_MAIN(KeystoreVectorsTest)
#include "keystore_vectors_test.moc"
