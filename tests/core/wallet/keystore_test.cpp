#include "core/base/file.h"
#include "core/wallet/keystore.h"
#include "core/wallet/keystore_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <fstream>
#include <memory>
#include <thread>

#if !defined(_WIN32)
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using base::Fault;
using base::Secret;
using wallet::Account;
using wallet::AccountKind;
using wallet::Keystore;
namespace fs = std::filesystem;

namespace {

constexpr wallet::ScryptCost kCheap{2, 8, 1};
constexpr const char* kPath = "m/44'/60'/0'/0/0";
constexpr const char* kJunk = "test test test test test test test test test test test junk";
constexpr const char* kJunkAddress = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

Secret text(std::string_view value)
{
    return Secret::fromText(value);
}

wallet::Mnemonic junk()
{
    return {text(kJunk), {}};
}

Secret keyOf(std::uint32_t number)
{
    Secret key = Secret::ofSize(32);
    base::storeBigEndian(key.data() + 28, number);
    return key;
}

} // namespace

class KeystoreTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    fs::path folder() const { return fs::path(m_folder->path().toStdString()) / "keystore"; }
    Keystore store() const { return Keystore(folder(), kCheap); }
    std::vector<fs::path> files(const std::string& start) const
    {
        std::vector<fs::path> found;
        for (const auto& entry : fs::directory_iterator(folder()))
            if (entry.path().filename().string().starts_with(start)) found.push_back(entry.path());
        return found;
    }

    void damageList() const { std::ofstream(folder() / "accounts.json") << "{\"format\": \"pos"; }
    /// Takes an account off the list and its copy; its file stays.
    void unlist(const Account& account) const
    {
        const std::string whole(base::asText(base::readFile(folder() / "accounts.json", 1 << 20).value()));
        nlohmann::json list = nlohmann::json::parse(whole);
        auto& accounts = list["accounts"];
        for (std::size_t i = accounts.size(); i-- > 0;)
            if (accounts[i]["address"] == base::toHex0x(account.address)) accounts.erase(i);
        for (const char* const name : {"accounts.json", "accounts.json.copy"})
            std::ofstream(folder() / name) << list.dump();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void anAbsentFolderIsAnEmptyList()
    {
        QVERIFY(store().accounts().value().empty());
        QVERIFY(!fs::exists(folder()));
    }

    void wordsGiveTheirAccount()
    {
        const Account account = store().addSeed(junk(), kPath, "Junk", text("pw")).value();
        QVERIFY(account.address == base::parseFixed<base::Address>(kJunkAddress).value());
        QVERIFY(store().accounts().value() == std::vector{account});
        QVERIFY(store().find("Junk").value() == account);
        QVERIFY(store().find(kJunkAddress).value() == account);
        QVERIFY(store().mnemonic(account, text("pw"))->words.text() == kJunk);
        QVERIFY(store().mnemonic(account, text("no")).error().fault == Fault::Locked);
        QVERIFY(store().unlock(account, text("pw")).value()->address() == account.address);
        QVERIFY(store().unlock(account, text("")).error().fault == Fault::Locked);
    }

    void wrongWordsAreNotStored()
    {
        const wallet::Mnemonic wrong{text("test test test test test test test test test test test test"), {}};
        QVERIFY(!store().addSeed(wrong, kPath, "", text("pw")));
        QVERIFY(!store().addSeed(junk(), "m/x", "", text("pw")));
        QVERIFY(!fs::exists(folder()));
    }

    void oneSeedHasManyAccounts()
    {
        const Account first = store().addSeed(junk(), kPath, "", text("pw")).value();
        const Account second = store().addFromSeed(first, "", "", text("pw")).value();
        const Account third = store().addFromSeed(second, "", "Third", text("pw")).value();
        QCOMPARE(second.path, std::string("m/44'/60'/0'/0/1"));
        QCOMPARE(third.path, std::string("m/44'/60'/0'/0/2"));
        QVERIFY(second.address ==
                base::parseFixed<base::Address>("70997970C51812dc3A010C7d01b50e0d17dc79C8").value());
        const Account ledger = store().addFromSeed(first, "m/44'/60'/3'/0/0", "", text("pw")).value();
        QCOMPARE(ledger.secret, first.secret);
        QCOMPARE(files("seed-").size(), std::size_t{1});
        QVERIFY(store().addFromSeed(first, "", "", text("wrong")).error().fault == Fault::Locked);
        QCOMPARE(store().accounts()->size(), std::size_t{4});
    }

    void aPassphraseLeadsToAnotherAccount()
    {
        const wallet::Mnemonic more{text(kJunk), text("TREZOR")};
        const Account account = store().addSeed(more, kPath, "", text("pw")).value();
        QVERIFY(account.address != base::parseFixed<base::Address>(kJunkAddress).value());
        QVERIFY(store().privateKey(account, text("pw")).has_value());
        QVERIFY(store().mnemonic(account, text("pw"))->passphrase.text() == "TREZOR");
    }

    void aWatchedAccountBecomesOneWithAKey()
    {
        const Account watched = store().addWatchOnly(wallet::addressOfKey(keyOf(5)).value(), "Cold").value();
        QVERIFY(store().unlock(watched, text("pw")).error().fault == Fault::Unsupported);
        const Account account = store().addKey(keyOf(5), "", text("pw")).value();
        QVERIFY(account.kind == AccountKind::Key);
        QCOMPARE(account.name, std::string("Cold"));
        QCOMPARE(store().accounts()->size(), std::size_t{1});
        QVERIFY(!store().addWatchOnly(account.address, ""));
        QVERIFY(!store().addKey(keyOf(5), "", text("pw")));
        QCOMPARE(files("key-").size(), std::size_t{1});
    }

    void theExportedFileOpensElsewhere()
    {
        const Account account = store().addKey(keyOf(6), "Six", text("pw")).value();
        const auto file = store().keystoreFile(account, text("pw"));
        QVERIFY(wallet::openKeystoreFile(file.value(), text("pw"))->equals(keyOf(6)));
        QVERIFY(store().keystoreFile(account, text("no")).error().fault == Fault::Locked);
    }

    void namesAreGivenAndChanged()
    {
        const Account first = store().addKey(keyOf(1), "", text("pw")).value();
        const Account second = store().addKey(keyOf(2), "", text("pw")).value();
        QCOMPARE(first.name, std::string("Account 1"));
        QCOMPARE(second.name, std::string("Account 2"));
        QVERIFY(store().rename(first.address, " Savings ").has_value());
        QVERIFY(store().find("Savings").value().address == first.address);
        QVERIFY(!store().find("Account 1"));
        QVERIFY(!store().rename(first.address, "  "));
        QVERIFY(store().rename(second.address, "Savings").has_value());
        QVERIFY(!store().find("Savings")); // which of the two?
    }

    void aLostListIsMadeFromTheFiles()
    {
        const Account seed = store().addSeed(junk(), kPath, "Seed", text("pw")).value();
        const Account key = store().addKey(keyOf(9), "Key", text("pw")).value();
        fs::remove(folder() / "accounts.json");
        QCOMPARE(store().accounts()->size(), std::size_t{2});
        QVERIFY(store().find("Seed").value() == seed);
        QVERIFY(store().find("Key").value() == key);
        QVERIFY(store().addWatchOnly(base::Address{}, "W").has_value()); // writes the list again
        QCOMPARE(store().accounts()->size(), std::size_t{3});
    }

    /// Names that were changed lead to the same keys after a repair as before.
    void aDamagedListIsToldAndRepaired()
    {
        const Account one = store().addKey(keyOf(1), "Savings", text("pw")).value();
        const Account two = store().addKey(keyOf(2), "Spending", text("pw")).value();
        QVERIFY(store().rename(one.address, "Old").has_value());
        QVERIFY(store().rename(two.address, "Savings").has_value());
        const Account seed = store().addSeed(junk(), kPath, "Seed", text("pw")).value();
        QVERIFY(store().addFromSeed(seed, "", "Sibling", text("pw")).has_value());
        QVERIFY(store().addWatchOnly(base::Address{}, "Cold").has_value());
        const auto before = store().accounts().value();
        damageList();
        const auto damaged = store().accounts();
        QVERIFY(damaged.error().fault == Fault::BadData);
        QVERIFY(damaged.error().detail.find("account repair") != std::string::npos);
        QVERIFY(!store().addKey(keyOf(10), "", text("pw")));
        const auto repair = store().repair().value();
        QVERIFY(repair.aside && fs::exists(*repair.aside) && repair.fromCopy && repair.fromFiles.empty());
        QVERIFY(repair.accounts == before);
        QVERIFY(store().accounts().value() == before);
        QVERIFY(store().find("Savings").value().address == two.address);
        QVERIFY(!store().repair().value().aside);
    }

    /// Without the copy, a name that may be another account's by now is nobody's.
    void withoutACopyNoNameIsGiven()
    {
        const Account one = store().addKey(keyOf(1), "Savings", text("pw")).value();
        const Account two = store().addKey(keyOf(2), "Spending", text("pw")).value();
        const Account three = store().addKey(keyOf(3), "", text("pw")).value();
        QVERIFY(store().rename(one.address, "Old").has_value());
        QVERIFY(store().rename(two.address, "Savings").has_value());
        std::ofstream(folder() / "key-broken.json") << "{]";
        for (const bool isCopyThere : {true, false}) {
            damageList();
            if (isCopyThere)
                std::ofstream(folder() / "accounts.json.copy") << "{";
            else
                fs::remove(folder() / "accounts.json.copy");
            const auto repair = store().repair().value();
            QVERIFY(repair.aside && !repair.fromCopy);
            QCOMPARE(repair.accounts.size(), std::size_t{3});
            QCOMPARE(repair.fromFiles.size(), std::size_t{3});
            QCOMPARE(repair.unread, std::vector{folder() / "key-broken.json"});
            for (const char* const name : {"Savings", "Spending", "Old", "Account 1", "Account 3"})
                QVERIFY2(!store().find(name), name);
            QVERIFY(store().find(one.address)->name == "Found 0x7E5F4552");
            QVERIFY(store().unlock(store().find(three.address).value(), text("pw")).has_value());
        }
        QCOMPARE(files("accounts.json.copy.damaged-").size(), std::size_t{1});
        const Account next = store().addKey(keyOf(4), "", text("pw")).value();
        QCOMPARE(next.name, std::string("Account 101")); // no number that another account may have had
    }

    void defaultNamesAreNotGivenTwice()
    {
        const Account one = store().addKey(keyOf(1), "", text("pw")).value();
        QVERIFY(store().rename(one.address, "Savings").has_value());
        QCOMPARE(store().addKey(keyOf(2), "Named", text("pw"))->name, std::string("Named"));
        QCOMPARE(store().addKey(keyOf(3), "", text("pw"))->name, std::string("Account 3"));
        damageList();
        QVERIFY(store().repair()->fromCopy);
        QCOMPARE(store().addKey(keyOf(4), "", text("pw"))->name, std::string("Account 4"));
    }

    void aKeyThatTheListLacksHasItsNameUnlessItIsAnothers()
    {
        const Account one = store().addKey(keyOf(1), "Savings", text("pw")).value();
        const Account two = store().addKey(keyOf(2), "Spending", text("pw")).value();
        unlist(one);
        QVERIFY(store().find("Savings").value() == one); // as after a crash: its file was there first
        QVERIFY(store().rename(two.address, "Savings").has_value());
        unlist(one);
        QVERIFY(store().find("Savings").value().address == two.address);
        QCOMPARE(store().find(one.address)->name, std::string("Found 0x7E5F4552"));
    }

    void whatCannotBeReadIsNotEmpty()
    {
        std::ofstream(folder()) << "a file";
        QVERIFY(store().accounts().error().fault == Fault::Storage);
        QVERIFY(Keystore(folder() / "keystore").accounts().error().fault == Fault::Storage);
        fs::remove(folder());
        fs::create_symlink(folder().parent_path() / "unplugged", folder());
        QVERIFY(store().accounts().error().fault == Fault::Storage);
        QVERIFY(store().repair().error().fault == Fault::Storage);
        fs::remove(folder());
        QVERIFY(store().accounts()->empty());
        QVERIFY(!store().repair()->aside);

        QVERIFY(store().addKey(keyOf(1), "", text("pw")).has_value());
        fs::remove(folder() / "accounts.json");
        fs::create_directory(folder() / "accounts.json");
        QVERIFY(store().accounts().error().fault == Fault::Storage);
        QVERIFY(store().repair().error().fault == Fault::Storage);
    }

#if !defined(_WIN32)
    /// In a child without the rights of root, who may read everything.
    void whatMayNotBeReadIsNotEmpty()
    {
        const Account one = store().addKey(keyOf(1), "", text("pw")).value();
        fs::permissions(folder().parent_path(), fs::perms::all);
        const auto faultFor = [&](const fs::path& closed) {
            const auto before = fs::status(closed).permissions();
            fs::permissions(closed, fs::perms::none);
            const pid_t child = ::fork();
            if (child == 0) {
                if (::getuid() == 0 && ::setuid(65534) != 0) ::_exit(2);
                const auto accounts = store().accounts();
                ::_exit(!accounts && accounts.error().fault == Fault::Storage ? 0 : 1);
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            fs::permissions(closed, before);
            return status;
        };
        QCOMPARE(faultFor(folder()), 0);
        fs::permissions(folder(), fs::perms::all);
        QCOMPARE(faultFor(folder() / "accounts.json"), 0);
        fs::permissions(folder() / "accounts.json", fs::perms::all);
        unlist(one);
        QCOMPARE(faultFor(files("key-").front()), 0); // the list lacks it: it may be an account
    }
#endif

    void aSpoiltKeyFileIsNamed()
    {
        const Account account = store().addKey(keyOf(1), "", text("pw")).value();
        fs::resize_file(files("key-").front(), 30);
        const auto key = store().privateKey(account, text("pw"));
        QVERIFY(key.error().fault == Fault::BadData);
        QVERIFY(key.error().detail.find(files("key-").front().string()) != std::string::npos);
    }

    void pathsAreKeptInOneSpelling()
    {
        const Account account = store().addSeed(junk(), "44H/60\u2019/0h/0/1", "", text("pw")).value();
        QCOMPARE(account.path, std::string("m/44'/60'/0'/0/1"));
        QVERIFY(account.address ==
                base::parseFixed<base::Address>("70997970C51812dc3A010C7d01b50e0d17dc79C8").value());
        const Account next = store().addFromSeed(account, " M/44H/60H/0H/0/3 ", "", text("pw")).value();
        QCOMPARE(next.path, std::string("m/44'/60'/0'/0/3"));
        QVERIFY(store().accounts().value() == (std::vector{account, next}));
    }

    void aListOfALaterVersionIsLeftAlone()
    {
        QVERIFY(store().addKey(keyOf(9), "", text("pw")).has_value());
        std::ofstream(folder() / "accounts.json")
            << R"({"format": "postern-accounts", "version": 2, "accounts": []})";
        QVERIFY(store().accounts().error().fault == Fault::Unsupported);
        QVERIFY(store().repair().error().fault == Fault::Unsupported);
    }

    void aSwappedSecretIsAMismatch()
    {
        Account one = store().addKey(keyOf(1), "", text("pw")).value();
        const Account two = store().addKey(keyOf(2), "", text("pw")).value();
        one.secret = two.secret;
        QVERIFY(store().unlock(one, text("pw")).error().fault == Fault::Mismatch);
        Account seed = store().addSeed(junk(), kPath, "", text("pw")).value();
        seed.path = "m/44'/60'/0'/0/7";
        QVERIFY(store().unlock(seed, text("pw")).error().fault == Fault::Mismatch);
    }

    void aMissingSecretIsAStorageFault()
    {
        const Account account = store().addKey(keyOf(1), "", text("pw")).value();
        fs::remove(files("key-").front());
        QVERIFY(store().unlock(account, text("pw")).error().fault == Fault::Storage);
        QCOMPARE(store().accounts()->size(), std::size_t{1});
    }

    void foreignFilesInTheFolderDoNoHarm()
    {
        QVERIFY(store().addKey(keyOf(1), "", text("pw")).has_value());
        for (const char* name :
            {"key-broken.json", "seed-broken.json", "key-.json", "notes.txt", "key-A.json"})
            std::ofstream(folder() / name) << "{]";
        fs::create_directory(folder() / "key-folder.json");
        QCOMPARE(store().accounts()->size(), std::size_t{1});
    }

    void twoWritersLoseNothing()
    {
        const auto write = [this](std::uint32_t from) {
            for (std::uint32_t i = 0; i < 20; ++i)
                (void)store().addKey(keyOf(from + i), "", text("pw"));
        };
        std::thread other(write, 100u);
        write(200);
        other.join();
        QCOMPARE(store().accounts()->size(), std::size_t{40});
        QCOMPARE(files("key-").size(), std::size_t{40});
    }

#if !defined(_WIN32)
    /// A child adds accounts and reports each one when it is told that it was saved, until it is killed.
    void killedInBetweenEveryReportedAccountIsThere()
    {
        std::uint32_t next = 1;
        std::size_t reported = 0;
        for (int round = 0; round < 25; ++round) {
            int ends[2];
            QCOMPARE(::pipe(ends), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                for (std::uint32_t number = next;; ++number) {
                    if (!store().addKey(keyOf(number), "", text("pw"))) ::_exit(1);
                    if (::write(ends[1], &number, sizeof number) != sizeof number) ::_exit(1);
                }
            }
            ::close(ends[1]);
            std::vector<std::uint32_t> saved;
            std::uint32_t number = 0;
            const auto hear = [&] { return ::read(ends[0], &number, sizeof number) == sizeof number; };
            for (int i = 0; i <= round % 3 && hear(); ++i)
                saved.push_back(number);
            ::usleep(static_cast<useconds_t>(150 * round)); // somewhere in the middle of the next one
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            while (hear())
                saved.push_back(number);
            for (const std::uint32_t key : saved) {
                const auto account = store().find(wallet::addressOfKey(keyOf(key)).value());
                QVERIFY2(account.has_value(), "an account that was reported as saved is gone");
                QVERIFY(store().privateKey(*account, text("pw")).has_value());
            }
            reported += saved.size();
            ::close(ends[0]);
            next = 1000 * static_cast<std::uint32_t>(round + 1);
        }
        const auto accounts = store().accounts();
        QVERIFY(accounts.has_value());
        for (const Account& account : *accounts)
            QVERIFY(store().privateKey(account, text("pw")).has_value());
        QVERIFY(store().addKey(keyOf(7'000'000), "", text("pw")).has_value());
        QVERIFY(files("accounts.json.new-").empty());
        qInfo("%zu accounts reported in 25 rounds, %zu found", reported, accounts->size());
        QVERIFY(reported > 0);
    }
#endif
};

QTEST_APPLESS_MAIN(KeystoreTest)
#include "keystore_test.moc"
