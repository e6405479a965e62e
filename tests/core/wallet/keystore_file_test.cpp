#include "core/base/clock.h"
#include "core/wallet/account_list.h"
#include "core/wallet/keystore_file.h"
#include "core/wallet/seed_file.h"

#include <QTest>

#include <nlohmann/json.hpp>

#if defined(__linux__)
#include <sys/resource.h>
#endif

using base::Bytes;
using base::Fault;
using base::Secret;
using nlohmann::json;

namespace {

constexpr wallet::ScryptCost kCheap{2, 8, 1};

Secret someKey()
{
    Secret key = Secret::ofSize(32);
    key.data()[31] = 1;
    return key;
}

/// A file of ours, to be spoilt.
json soundFile()
{
    const Bytes file = wallet::encodeKeystoreFile(someKey(), "Mine", Secret::fromText("pw"), kCheap).value();
    return json::parse(file);
}

std::string dumped(const json& value)
{
    return value.dump();
}

base::Result<Secret> open(const std::string& file)
{
    return wallet::openKeystoreFile(base::asBytes(file), Secret::fromText("pw"));
}

#if defined(__linux__)
long peakKilobytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}
#endif

} // namespace

class KeystoreFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        const Bytes file =
            wallet::encodeKeystoreFile(someKey(), "Mine", Secret::fromText("pw"), kCheap).value();
        const auto label = wallet::readKeystoreLabel(file);
        QVERIFY(label && label->name == "Mine");
        // The address of the private key 1.
        QVERIFY(label->address ==
                base::parseFixed<base::Address>("7e5f4552091a69125d5dfcb7b8c2659029395bdf").value());
        QVERIFY(wallet::openKeystoreFile(file, Secret::fromText("pw"))->equals(someKey()));
        const auto wrong = wallet::openKeystoreFile(file, Secret::fromText("Pw"));
        QVERIFY(!wrong && wrong.error().fault == Fault::Locked);
        QVERIFY(wallet::encodeKeystoreFile(someKey(), "", Secret::fromText("pw"), kCheap).value() != file);
    }

    void theFormsOfOtherProgramsAreRead_data()
    {
        QTest::addColumn<QByteArray>("file");
        const auto row = [](const char* name, const json& file) {
            QTest::newRow(name) << QByteArray::fromStdString(file.dump());
        };
        json file = soundFile();
        file["Crypto"] = file["crypto"];
        file.erase("crypto");
        row("capital Crypto", file);
        file = soundFile();
        file.erase("address");
        row("no address", file);
        file = soundFile();
        file["address"] = "";
        row("empty address", file);
        file = soundFile();
        file["address"] = "0x" + file["address"].get<std::string>();
        row("address with prefix", file);
        file = soundFile();
        file["version"] = "3";
        row("version as text", file);
        file = soundFile();
        file["crypto"]["mac"] = "0x" + file["crypto"]["mac"].get<std::string>();
        row("hex with prefix", file);
        file = soundFile();
        file["x-ethers"] = {{"client", "another"}};
        row("more members", file);
    }
    void theFormsOfOtherProgramsAreRead()
    {
        QFETCH(QByteArray, file);
        const auto key = open(file.toStdString());
        QVERIFY2(key.has_value(), key ? "" : key.error().detail.c_str());
        QVERIFY(key->equals(someKey()));
    }

    void anotherAddressInTheFileIsAMismatch()
    {
        json file = soundFile();
        file["address"] = std::string(40, '1');
        const auto key = open(dumped(file));
        QVERIFY(!key && key.error().fault == Fault::Mismatch);
    }

    void aSpoiltFileIsAnErrorAtOnce_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("fault");
        const auto row = [](const char* name, const std::string& file, Fault fault) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << static_cast<int>(fault);
        };
        row("empty", "", Fault::BadData);
        row("not JSON", "keystore", Fault::BadData);
        row("a number", "3", Fault::BadData);
        row("a list", "[]", Fault::BadData);
        row("no members", "{}", Fault::BadData);
        const std::string sound = dumped(soundFile());
        row("cut short", sound.substr(0, sound.size() - 20), Fault::BadData);
        row("deep", std::string(30'000, '['), Fault::BadData);
        row(
            "deep object",
            [] {
                std::string deep;
                for (int i = 0; i < 5000; ++i)
                    deep += "{\"a\":";
                return deep;
            }(),
            Fault::BadData);
        row("large", "\"" + std::string(wallet::kKeystoreFileLimit, 'a') + "\"", Fault::BadData);

        const auto changed = [&](const char* name, const char* pointer, const json& value, Fault fault) {
            json file = soundFile();
            file[json::json_pointer(pointer)] = value;
            row(name, dumped(file), fault);
        };
        changed("version 1", "/version", 1, Fault::Unsupported);
        changed("version 4", "/version", 4, Fault::Unsupported);
        changed("cipher", "/crypto/cipher", "aes-128-cbc", Fault::Unsupported);
        changed("cipher of another type", "/crypto/cipher", json::array(), Fault::BadData);
        changed("kdf", "/crypto/kdf", "argon2id", Fault::Unsupported);
        changed("no kdf", "/crypto/kdf", nullptr, Fault::BadData);
        changed("huge N", "/crypto/kdfparams/n", std::uint64_t{1} << 40, Fault::Unsupported);
        changed("largest N", "/crypto/kdfparams/n", std::uint64_t{1} << 63, Fault::Unsupported);
        changed("N twice ours", "/crypto/kdfparams/n", 1u << 19, Fault::Unsupported);
        changed("N of zero", "/crypto/kdfparams/n", 0, Fault::BadData);
        changed("N of one", "/crypto/kdfparams/n", 1, Fault::BadData);
        changed("odd N", "/crypto/kdfparams/n", 1000, Fault::BadData);
        changed("negative N", "/crypto/kdfparams/n", -8, Fault::BadData);
        changed("fraction N", "/crypto/kdfparams/n", 8.5, Fault::BadData);
        changed("N as text", "/crypto/kdfparams/n", "8", Fault::BadData);
        changed("huge r", "/crypto/kdfparams/r", 0xffffffffu, Fault::Unsupported);
        changed("r beyond 32 bits", "/crypto/kdfparams/r", std::uint64_t{1} << 33, Fault::Unsupported);
        changed("r of zero", "/crypto/kdfparams/r", 0, Fault::BadData);
        changed("huge p", "/crypto/kdfparams/p", 0xffffffffu, Fault::Unsupported);
        changed("p of zero", "/crypto/kdfparams/p", 0, Fault::BadData);
        changed("short dklen", "/crypto/kdfparams/dklen", 16, Fault::Unsupported);
        changed("huge dklen", "/crypto/kdfparams/dklen", std::uint64_t{1} << 40, Fault::Unsupported);
        changed("long salt", "/crypto/kdfparams/salt", std::string(2000, 'a'), Fault::BadData);
        changed("salt not hex", "/crypto/kdfparams/salt", "xy", Fault::BadData);
        changed("long iv", "/crypto/cipherparams/iv", std::string(34, '0'), Fault::BadData);
        changed("no iv", "/crypto/cipherparams", json::object(), Fault::BadData);
        changed("empty ciphertext", "/crypto/ciphertext", "", Fault::BadData);
        changed("long ciphertext", "/crypto/ciphertext", std::string(20'000, '0'), Fault::BadData);
        changed("long mac", "/crypto/mac", std::string(66, '0'), Fault::BadData);
        changed("short mac", "/crypto/mac", "00", Fault::Locked);
        changed("address of 19 bytes", "/address", std::string(38, '1'), Fault::BadData);

        json pbkdf2 = soundFile();
        pbkdf2["crypto"]["kdf"] = "pbkdf2";
        pbkdf2["crypto"]["kdfparams"] = {
            {"c", 4'000'000'000u}, {"dklen", 32}, {"prf", "hmac-sha256"}, {"salt", "00"}};
        row("a long PBKDF2", dumped(pbkdf2), Fault::Unsupported);
        pbkdf2["crypto"]["kdfparams"]["prf"] = "hmac-md5";
        row("another prf", dumped(pbkdf2), Fault::Unsupported);

        row("sale without address", R"({"encseed": "00"})", Fault::BadData);
        row("sale cut short", R"({"encseed": "00", "ethaddr": "0b88d4b324ec24c8c078551e6e5075547157e5b6"})",
            Fault::BadData);
    }
    void aSpoiltFileIsAnErrorAtOnce()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, fault);
#if defined(__linux__)
        const long before = peakKilobytes();
#endif
        const auto start = base::systemClock().steady();
        const auto key = open(file.toStdString());
        QVERIFY(!key);
        QCOMPARE(base::toString(key.error().fault), base::toString(static_cast<Fault>(fault)));
        QVERIFY(!key.error().detail.empty());
        QVERIFY(base::systemClock().steady() - start < std::chrono::seconds(1));
#if defined(__linux__)
        QVERIFY(peakKilobytes() - before < 64 * 1024);
#endif
    }

    void everyCutOfAFileIsAnError()
    {
        const std::string sound = dumped(soundFile());
        for (std::size_t size = 0; size < sound.size(); ++size)
            QVERIFY(!open(sound.substr(0, size)));
    }

    void aFlippedBitNeverOpensAFile()
    {
        const json sound = soundFile();
        for (const char* member : {"ciphertext", "mac"}) {
            json file = sound;
            std::string digits = file["crypto"][member];
            digits[0] = digits[0] == '0' ? '1' : '0';
            file["crypto"][member] = digits;
            const auto key = open(dumped(file));
            QVERIFY(!key && key.error().fault == Fault::Locked);
        }
    }

    void seedFilesKeepWordsAndPassphrase()
    {
        const wallet::Mnemonic words{Secret::fromText("some words"), Secret::fromText("pass")};
        const Bytes file =
            wallet::encodeSeedFile(words, {{}, "m/1'", "Mine"}, Secret::fromText("pw"), kCheap).value();
        const auto back = wallet::openSeedFile(file, Secret::fromText("pw"));
        QVERIFY(back && back->words.equals(words.words) && back->passphrase.equals(words.passphrase));
        QVERIFY(wallet::openSeedFile(file, Secret::fromText("")).error().fault == Fault::Locked);
        QVERIFY(wallet::readSeedLabel(file)->path == "m/1'");
        QVERIFY(std::string(base::asText(file)).find("some words") == std::string::npos);
        const wallet::Mnemonic zero{Secret(Bytes(3)), {}};
        QVERIFY(!wallet::encodeSeedFile(zero, {}, Secret::fromText("pw"), kCheap));
    }

    void accountListsComeBack()
    {
        base::Address address;
        std::vector<wallet::Account> accounts;
        for (const auto kind :
            {wallet::AccountKind::Seed, wallet::AccountKind::Key, wallet::AccountKind::Watch}) {
            address[0] = static_cast<std::uint8_t>(address[0] + 1);
            accounts.push_back({address, "Konto ü", kind, "", ""});
        }
        accounts[0].secret = "seed-1";
        accounts[0].path = "m/44'/60'/0'/0/0";
        accounts[1].secret = "key-2";
        QVERIFY(wallet::parseAccountList(wallet::encodeAccountList(accounts)).value() == accounts);

        auto twice = accounts;
        twice.push_back(accounts[0]);
        QVERIFY(!wallet::parseAccountList(wallet::encodeAccountList(twice)));
        auto outside = accounts;
        outside[1].secret = "key-../../etc/passwd";
        QVERIFY(!wallet::parseAccountList(wallet::encodeAccountList(outside)));
    }

    void namesAreTextOfOneLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isName");
        QTest::newRow("plain") << QByteArray("Savings") << true;
        QTest::newRow("umlaut and kanji") << QByteArray("Ü 日本") << true;
        QTest::newRow("longest") << QByteArray(64, 'a') << true;
        QTest::newRow("too long") << QByteArray(65, 'a') << false;
        QTest::newRow("line end") << QByteArray("a\nb") << false;
        QTest::newRow("escape") << QByteArray("a\x1b[2J") << false;
        QTest::newRow("lone byte") << QByteArray("\xff") << false;
        QTest::newRow("cut sequence") << QByteArray("\xe6\x97") << false;
        QTest::newRow("overlong") << QByteArray("\xc0\xaf") << false;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
    }
    void namesAreTextOfOneLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isName);
        QCOMPARE(wallet::parseAccountName(text.toStdString()).has_value(), isName);
    }
};

QTEST_APPLESS_MAIN(KeystoreFileTest)
#include "keystore_file_test.moc"
