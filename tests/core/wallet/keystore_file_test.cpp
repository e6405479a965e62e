#include "core/base/clock.h"
#include "core/eth/address.h"
#include "core/wallet/account_list.h"
#include "core/wallet/key_text.h"
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
        const auto changed = [&](const char* name, const char* pointer, const json& value) {
            json other = soundFile();
            other[json::json_pointer(pointer)] = value;
            row(name, other);
        };
        changed("address of null", "/address", nullptr);
        changed("address with a capital prefix", "/address", "0X7E5F4552091A69125D5DFCB7B8C2659029395BDF");
        changed("address of another chain", "/address", "xdc7e5f4552091a69125d5dfcb7b8c2659029395bdf");
        changed("address cut", "/address", std::string(38, '1'));
        changed("id of null", "/id", nullptr);
        changed("version with a point", "/version", 3.0);
        changed("version of null", "/version", nullptr);
        changed("cipher in capitals", "/crypto/cipher", "AES-128-CTR");
        changed("N as text", "/crypto/kdfparams/n", "2");
        changed("N with a point", "/crypto/kdfparams/n", 2.0);
        changed("N as hex", "/crypto/kdfparams/n", "0x2");
        changed("r as text", "/crypto/kdfparams/r", "8");
        changed("dklen as text", "/crypto/kdfparams/dklen", "32");
        for (const char* const member : {"id", "version"}) {
            file = soundFile();
            file.erase(member);
            row(member, file);
        }
        file = soundFile();
        file["crypto"]["kdfparams"].erase("dklen");
        row("no dklen", file);
        file = soundFile();
        file["crypto"]["kdfparams"]["dkLen"] = file["crypto"]["kdfparams"]["dklen"];
        file["crypto"]["kdfparams"].erase("dklen");
        file["crypto"]["cipherParams"] = file["crypto"]["cipherparams"];
        file["crypto"].erase("cipherparams");
        file["CRYPTO"] = file["crypto"];
        file.erase("crypto");
        row("other capitals", file);
        QTest::newRow("byte-order mark") << "\xef\xbb\xbf" + QByteArray::fromStdString(soundFile().dump());
    }
    void theFormsOfOtherProgramsAreRead()
    {
        QFETCH(QByteArray, file);
        const auto key = open(file.toStdString());
        QVERIFY2(key.has_value(), key ? "" : key.error().detail.c_str());
        QVERIFY(key->equals(someKey()));
    }

    /// A key of 33 bytes with a zero before it; made with node:crypto, the address found with ethers.
    void zerosBeforeTheKeyAreDropped()
    {
        const std::string file =
            R"({"version":3,"id":"00000000-0000-4000-8000-000000000001","address":"f006985169bb02acc47cdd04f2bf0369411916bd","crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"9c03db77f12a101f39a26d2a6e416bbf"},"ciphertext":"d2f01d6d8989b3e24533bdb8cb48fca698a22a259d350438a528d31e31debff249","kdf":"scrypt","kdfparams":{"dklen":32,"n":4096,"r":8,"p":1,"salt":"dc90cf07de907ccc64636ceddb38e552a1a0d984743b1f36a447b73877012c39"},"mac":"0df83c21345e3ea21e7647f55d43f2549c8d07632be91c3e882742d313783fd3"}})";
        const auto key = wallet::openKeystoreFile(base::asBytes(file), Secret::fromText("pwct33"));
        QVERIFY2(key.has_value(), key ? "" : key.error().detail.c_str());
        QVERIFY(wallet::addressOfKey(*key).value() ==
                base::parseFixed<base::Address>("f006985169bb02acc47cdd04f2bf0369411916bd").value());

        for (const auto& [content, fault] :
            {std::pair{Bytes(33, 1), Fault::BadData}, {Bytes(40, 0), Fault::BadData}}) {
            json longer = soundFile();
            longer["crypto"] = wallet::seal(Secret(content), Secret::fromText("pw"), kCheap).value();
            const auto opened = open(dumped(longer));
            QVERIFY(!opened && opened.error().fault == fault);
        }
        for (const std::size_t zeros : {1u, 2u, 32u}) {
            Secret content = Secret::ofSize(zeros + 32);
            content.data()[zeros + 31] = 1;
            json longer = soundFile();
            longer["crypto"] = wallet::seal(content, Secret::fromText("pw"), kCheap).value();
            QVERIFY(open(dumped(longer))->equals(someKey()));
        }
    }

    /// Each spelling opens a file that was made with another; the file of ethers was made with NFC.
    void passwordsAreTriedInEverySpelling_data()
    {
        QTest::addColumn<QByteArray>("made");
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("composed, typed apart") << QByteArray("caf\u00e9") << QByteArray("cafe\u0301");
        QTest::newRow("apart, typed composed") << QByteArray("cafe\u0301") << QByteArray("caf\u00e9");
        QTest::newRow("ligature made plain")
            << QByteArray("fine caf\u00e9") << QByteArray("\ufb01ne cafe\u0301");
        QTest::newRow("ligature made plain, apart")
            << QByteArray("fine cafe\u0301") << QByteArray("\ufb01ne caf\u00e9");
        QTest::newRow("full width") << QByteArray("pw1") << QByteArray("\uff50\uff57\uff11");
        QTest::newRow("syllables") << QByteArray("\u1112\u1161\u11ab") << QByteArray("\ud55c");
        QTest::newRow("bytes that are no text") << QByteArray("caf\xe9") << QByteArray("caf\xe9");
    }
    void passwordsAreTriedInEverySpelling()
    {
        QFETCH(QByteArray, made);
        QFETCH(QByteArray, typed);
        const Secret right = Secret::fromText(made.toStdString()),
                     other = Secret::fromText(typed.toStdString());
        const Bytes key = wallet::encodeKeystoreFile(someKey(), "", right, kCheap).value();
        QVERIFY(wallet::openKeystoreFile(key, other)->equals(someKey()));
        QVERIFY(wallet::openKeystoreFile(key, Secret::fromText("cafe")).error().fault == Fault::Locked);
        const Bytes seed =
            wallet::encodeSeedFile({Secret::fromText("w"), {}}, {{}, "m", ""}, right, kCheap).value();
        QVERIFY(wallet::openSeedFile(seed, other)->words.text() == "w");
    }
    void aPasswordTypedOnAnotherSystemOpensAFileOfEthers()
    {
        const std::string file =
            R"({"version":3,"id":"00000000-0000-4000-8000-000000000001","address":"5c1dfcb94de37688e672d40397968e55183a88d2","crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"9c03db77f12a101f39a26d2a6e416bbf"},"ciphertext":"00155b5b00eb6d204d66b421ad5d34f7c9fddd91ad8fb74c63e9efeed49eca59","kdf":"scrypt","kdfparams":{"dklen":32,"n":4096,"r":8,"p":1,"salt":"dc90cf07de907ccc64636ceddb38e552a1a0d984743b1f36a447b73877012c39"},"mac":"0eb57d6744482b5bc4bb485f55d1c9677867cb6277a7214796ccfc3568a605a4"}})";
        for (const char* const typed : {"caf\u00e9", "cafe\u0301"}) {
            const auto key = wallet::openKeystoreFile(base::asBytes(file), Secret::fromText(typed));
            QVERIFY(key.has_value());
            QCOMPARE(eth::toChecksum(wallet::addressOfKey(*key).value()),
                std::string("0x5c1DFcb94dE37688E672d40397968e55183a88D2"));
        }
    }

    /// Derivations are few: a password of ASCII costs one, however wrong it is.
    void aPasswordIsTriedOnceASpelling()
    {
        const auto tries = [](std::string_view password) {
            int count = 0;
            (void)wallet::withSpellings(
                Secret::fromText(password), [&](const Secret&) -> base::Result<Secret> {
                    ++count;
                    return base::fail(Fault::Locked, "wrong");
                });
            return count;
        };
        QCOMPARE(tries("plain"), 1);
        QCOMPARE(tries("caf\u00e9"), 2);
        QCOMPARE(tries("\ufb01 caf\u00e9"), 4); // as typed is NFC
        QCOMPARE(tries("caf\xe9"), 1);
    }

    /// The file of geth's own tests for the first version of the format, password "g".
    void filesOfVersion1AreRead()
    {
        const std::string file =
            R"({"address":"cb61d5a9c4896fb9658090b597ef0e7be6f7b67e","Crypto":{"cipher":"aes-128-cbc","cipherparams":{"iv":"35337770fc2117994ecdcad026bccff4"},"ciphertext":"6143d3192db8b66eabd693d9c4e414dcfaee52abda451af79ccf474dafb35f1bfc7ea013aa9d2ee35969a1a2e8d752d0","kdf":"scrypt","kdfparams":{"dklen":32,"n":262144,"p":1,"r":8,"salt":"9afcddebca541253a2f4053391c673ff9fe23097cd8555d149d929e4ccf1257f"},"mac":"3f3d5af884b17a100b0b3232c0636c230a54dc2ac8d986227219b0dd89197644","version":"1"},"id":"e25f7c1f-d318-4f29-b62c-687190d4d299","version":"1"})";
        const auto key = wallet::openKeystoreFile(base::asBytes(file), Secret::fromText("g"));
        QVERIFY2(key.has_value(), key ? "" : key.error().detail.c_str());
        QCOMPARE(base::toHex(key->view()),
            std::string("d1b1178d3529626a1a93e073f65028370d14c7eb0936eb42abef05db6f37ad7d"));
    }

    void whatAFileCostsIsToldBefore()
    {
        json file = soundFile();
        file["crypto"]["kdfparams"]["n"] = 1u << 20;
        const auto cost = wallet::keystoreCost(base::asBytes(dumped(file)));
        QVERIFY(cost && cost->memory > (1u << 30) && cost->memory > wallet::kOurMemory);
        QCOMPARE(cost->work, 4.0);
        QVERIFY(wallet::keystoreCost(base::asBytes(dumped(soundFile())))->work < 1);
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
        changed("N of 4 GiB", "/crypto/kdfparams/n", 1u << 22, Fault::Unsupported);
        changed("version as a word", "/version", "three", Fault::Unsupported);
        changed("N of zero", "/crypto/kdfparams/n", 0, Fault::BadData);
        changed("N of one", "/crypto/kdfparams/n", 1, Fault::BadData);
        changed("odd N", "/crypto/kdfparams/n", 1000, Fault::BadData);
        changed("negative N", "/crypto/kdfparams/n", -8, Fault::BadData);
        changed("fraction N", "/crypto/kdfparams/n", 8.5, Fault::BadData);
        changed("N as a word", "/crypto/kdfparams/n", "eight", Fault::BadData);
        changed("N as text with a sign", "/crypto/kdfparams/n", "-8", Fault::BadData);
        changed("N as huge text", "/crypto/kdfparams/n", "99999999999999999999", Fault::BadData);
        changed("N of nothing", "/crypto/kdfparams/n", nullptr, Fault::BadData);
        changed("N beyond exact", "/crypto/kdfparams/n", 1e300, Fault::BadData);
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

    void keysAreReadAsTheyArePasted_data()
    {
        QTest::addColumn<QByteArray>("pasted");
        QTest::addColumn<QByteArray>("says"); ///< empty: the key is read
        const QByteArray key("01b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff01");
        const auto row = [](const char* name, const QByteArray& pasted, const QByteArray& says = {}) {
            QTest::newRow(name) << pasted << says;
        };
        row("plain", key);
        row("0x", "0x" + key);
        row("0X and capitals", "0X" + key.toUpper());
        row("spaces", "  " + key + "  \r\n");
        row("tab", "\t" + key);
        row("line break inside", key.left(32) + "\n" + key.mid(32));
        row("groups",
            key.left(16) + " " + key.mid(16, 16) + "\u00a0" + key.mid(32, 16) + "\u3000" + key.mid(48));
        row("byte-order mark", "\xef\xbb\xbf" + key);
        row("zero-width space", key.left(7) + "\u200b" + key.mid(7));
        row("quotes", "\"" + key + "\"");
        row("typographic quotes", "\u201c0x" + key + "\u201d,");
        row("00 before", "00" + key);
        row("0x00 before", "0x00" + key);
        row("full-width digits", "\uff10\uff11" + key.mid(2));
        row("63 digits", key.mid(1), "63 digits");
        row("63 digits, the remedy", key.mid(1), "put 1 zero there");
        row("63 digits, the address", key.mid(1), "0xCeA5D1499662b72329ead921052a744A72e78B20");
        row("65 digits", key + "1", "65 digits");
        row("a digit before", "1" + key, "65 digits");
        row("nothing", " \n", "no private key was given");
        row("a letter", "g" + key.mid(1), "character 1 is none");
        row("an address", "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf", "looks like an address");
        row("a public key", "04" + key + key, "looks like a public key");
        row("words", "test test test test test test test test test test test junk", "recovery words");
        row("not UTF-8", "\xff" + key, "UTF-8");
    }
    void keysAreReadAsTheyArePasted()
    {
        QFETCH(QByteArray, pasted);
        QFETCH(QByteArray, says);
        const auto key = wallet::parseKeyText(Secret::fromText(pasted.toStdString()));
        const std::string detail = key ? "" : key.error().detail;
        QVERIFY2(detail.find(says.toStdString()) != std::string::npos, detail.c_str());
        QCOMPARE(key.has_value(), says.isEmpty());
        if (key)
            QCOMPARE(eth::toChecksum(wallet::addressOfKey(*key).value()),
                std::string("0xCeA5D1499662b72329ead921052a744A72e78B20"));
        QVERIFY(detail.find("b2c3d4") == std::string::npos); // never a part of the key
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
        const wallet::AccountList list{accounts, 7};
        QVERIFY(wallet::parseAccountList(wallet::encodeAccountList(list)).value() == list);

        auto twice = list;
        twice.accounts.push_back(accounts[0]);
        QVERIFY(!wallet::parseAccountList(wallet::encodeAccountList(twice)));
        auto outside = list;
        outside.accounts[1].secret = "key-../../etc/passwd";
        QVERIFY(!wallet::parseAccountList(wallet::encodeAccountList(outside)));

        json before = json::parse(wallet::encodeAccountList(list)); // as lists were without the number
        before.erase("numbered");
        QCOMPARE(wallet::parseAccountList(base::asBytes(dumped(before)))->numbered, std::uint64_t{3});
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
