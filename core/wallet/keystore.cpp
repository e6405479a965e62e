#include "core/wallet/keystore.h"

#include "core/base/file.h"
#include "core/crypto/bip39.h"
#include "core/crypto/derivation_path.h"
#include "core/crypto/self_test.h"
#include "core/eth/address.h"
#include "core/wallet/account_list.h"
#include "core/wallet/keystore_file.h"

#include <algorithm>
#include <unordered_set>

namespace wallet {

namespace fs = std::filesystem;
using base::Address;
using base::Bytes;
using base::fail;
using base::Fault;
using base::Result;
using base::Secret;

namespace {

using Accounts = std::vector<Account>;

/// Default names begin above this when nobody can tell which were given before.
constexpr std::uint64_t kNumbersPerhapsGiven = 100;

fs::path listFile(const fs::path& folder)
{
    return folder / "accounts.json";
}

fs::path copyFile(const fs::path& folder)
{
    return folder / "accounts.json.copy";
}

fs::path secretFile(const fs::path& folder, const std::string& secret)
{
    return folder / (secret + ".json");
}

Result<Account> accountOfFile(const std::string& secret, const Bytes& bytes)
{
    if (secret.starts_with("seed-")) {
        const SeedLabel label = TRY(readSeedLabel(bytes));
        return Account{
            label.address, parseAccountName(label.name).value_or(""), AccountKind::Seed, secret, label.path};
    }
    const KeystoreLabel label = TRY(readKeystoreLabel(bytes));
    if (!label.address) return fail(Fault::BadData, "the file names no address");
    return Account{*label.address, parseAccountName(label.name).value_or(""), AccountKind::Key, secret, ""};
}

/// The first account of a secret, as its file tells: with the name of the time when it was made. Nothing for
/// a file without a usable label, which is passed over; Storage when the file cannot be read.
Result<std::optional<Account>> labelled(const fs::path& folder, const std::string& secret)
{
    std::error_code error;
    if (fs::is_directory(secretFile(folder, secret), error)) return std::nullopt;
    const auto bytes = base::readFile(secretFile(folder, secret), kKeystoreFileLimit);
    if (!bytes && bytes.error().fault == Fault::Storage) return std::unexpected(bytes.error());
    const auto account =
        bytes ? accountOfFile(secret, *bytes) : Result<Account>(std::unexpected(bytes.error()));
    return account ? std::optional(*account) : std::nullopt;
}

/// The names of the secrets in the folder, sorted.
Result<std::vector<std::string>> secretsIn(const fs::path& folder)
{
    std::vector<std::string> secrets;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const fs::path name = at->path().filename();
        if (name.extension() == ".json" && isSecretName(name.stem().string()))
            secrets.push_back(name.stem().string());
    }
    if (error) return fail(Fault::Storage, "reading folder " + folder.string() + ": " + error.message());
    std::ranges::sort(secrets);
    return secrets;
}

auto placeOf(Accounts& accounts, const Address& address)
{
    return std::ranges::find(accounts, address, &Account::address);
}

bool isNameTaken(const Accounts& accounts, std::string_view name)
{
    return std::ranges::find(accounts, name, &Account::name) != accounts.end();
}

/// A name that no account of the folder ever had.
std::string defaultName(AccountList& list)
{
    for (;;) {
        list.numbered = std::max<std::uint64_t>(list.numbered, list.accounts.size()) + 1;
        std::string name = "Account " + std::to_string(list.numbered);
        if (!isNameTaken(list.accounts, name)) return name;
    }
}

/// A watch-only account of the same address gives way to one with a key, and lends its name.
Result<Account> add(AccountList& list, Account account)
{
    const auto present = placeOf(list.accounts, account.address);
    const bool isUpgrade = present != list.accounts.end() && present->kind == AccountKind::Watch &&
                           account.kind != AccountKind::Watch;
    if (present != list.accounts.end() && !isUpgrade)
        return fail(Fault::BadData, "the account is here already, as \"" + present->name + "\"");
    if (account.name.empty()) account.name = isUpgrade ? present->name : defaultName(list);
    if (isUpgrade) return *present = account;
    list.accounts.push_back(account);
    return account;
}

/// The name of an account whose own is not known any more: of its address, so that it can be no other
/// account's.
std::string nameOfAddress(const Address& address)
{
    return "Found " + eth::toChecksum(address).substr(0, 10);
}

/// Files that a crash left half-written. Only under the lock: nobody is writing then.
void removeLeftovers(const fs::path& folder)
{
    std::vector<fs::path> leftovers;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->path().filename().string().find(".json.new-") != std::string::npos)
            leftovers.push_back(at->path());
    for (const fs::path& leftover : leftovers)
        fs::remove(leftover, error);
}

/// What the secrets that the list lacks tell of themselves. A list that holds everything else lacks them
/// because a crash came in between: nobody has renamed them since, and their names are right unless somebody
/// has given them to another account. Where there is no list at all they are names of another time.
struct Recovery {
    std::vector<Account> found; ///< with the names of their files
    std::vector<fs::path> unread;
};
Result<Recovery> addUnlisted(const fs::path& folder, AccountList& list, bool namesHold)
{
    std::unordered_set<std::string> known;
    for (const Account& account : list.accounts)
        known.insert(account.secret);
    Recovery recovery;
    const std::vector<std::string> secrets = TRY(secretsIn(folder));
    for (const std::string& secret : secrets) {
        if (known.contains(secret)) continue;
        const std::optional<Account> told = TRY(labelled(folder, secret));
        if (!told) recovery.unread.push_back(secretFile(folder, secret));
        if (!told) continue;
        Account account = *told;
        const auto listed =
            placeOf(list.accounts, account.address); // as watch-only, perhaps: it keeps that name
        const bool isItsName =
            namesHold && !account.name.empty() && !isNameTaken(list.accounts, account.name);
        if (listed != list.accounts.end())
            account.name.clear();
        else if (!isItsName)
            account.name = nameOfAddress(account.address);
        if (add(list, account)) recovery.found.push_back(*told);
    }
    return recovery;
}

/// The list in this file; nothing when there is no such file.
Result<std::optional<AccountList>> readList(const fs::path& file)
{
    if (!TRY(base::isThere(file))) return std::nullopt;
    const Bytes bytes = TRY(base::readFile(file, kAccountListLimit));
    auto list = parseAccountList(bytes);
    if (list) return *std::move(list);
    if (list.error().fault == Fault::BadData)
        list.error().detail +=
            ". The list of accounts is damaged; the keys are not. Make it again: postern-cli account repair";
    return base::within(file.string(), list.error());
}

/// A list of no accounts of which nobody knows what numbers were given.
AccountList emptyAfterLoss()
{
    return {{}, kNumbersPerhapsGiven};
}

/// The list as it stands, and the secrets that it lacks.
Result<AccountList> readAccounts(const fs::path& folder)
{
    if (!TRY(base::isThere(folder))) return AccountList{};
    auto list = TRY(readList(listFile(folder)));
    if (!list) list = TRY(readList(copyFile(folder)));
    const std::vector<std::string> secrets = TRY(secretsIn(folder));
    const bool hasList = list.has_value();
    AccountList all = hasList ? *std::move(list) : secrets.empty() ? AccountList{} : emptyAfterLoss();
    TRY(addUnlisted(folder, all, hasList));
    return all;
}

/// Holds the folder while it is changed.
Result<base::FileLock> lockFolder(const fs::path& folder)
{
    TRY(base::makePrivateFolder(folder));
    base::FileLock lock = TRY(base::FileLock::take(folder / "lock"));
    removeLeftovers(folder);
    return lock;
}

/// The copy first: whatever was confirmed stands in both.
Result<void> writeAccounts(const fs::path& folder, const AccountList& list)
{
    const Bytes bytes = encodeAccountList(list);
    TRY(base::writeFileAtomically(copyFile(folder), bytes));
    return base::writeFileAtomically(listFile(folder), bytes);
}

/// Writes the secret's file, then the list with its account.
Result<Account> store(const Keystore& keystore, Account account, const Bytes& file)
{
    const base::FileLock lock = TRY(lockFolder(keystore.folder()));
    AccountList list = TRY(readAccounts(keystore.folder()));
    Account added = TRY(add(list, std::move(account)));
    if (!file.empty()) TRY(base::createFileAtomically(secretFile(keystore.folder(), added.secret), file));
    TRY(writeAccounts(keystore.folder(), list));
    return added;
}

/// Fails early, before a second of key derivation: store() decides under the lock.
Result<void> checkAbsent(const Keystore& keystore, const Address& address)
{
    Accounts accounts = TRY(keystore.accounts());
    const auto present = placeOf(accounts, address);
    if (present != accounts.end() && present->kind != AccountKind::Watch)
        return fail(Fault::BadData, "the account is here already, as \"" + present->name + "\"");
    return {};
}

/// An error that is the file's, and not the password's, names the file.
template <typename T>
Result<T> naming(const fs::path& file, Result<T> read)
{
    if (read || read.error().fault == Fault::Locked) return read;
    return base::within(file.string(), std::move(read).error());
}

/// Renames a damaged file to "<name>.damaged-<n>".
Result<fs::path> putAside(const fs::path& file)
{
    fs::path aside;
    for (unsigned number = 1; aside.empty() || TRY(base::isThere(aside)); ++number)
        aside = file.string() + ".damaged-" + std::to_string(number);
    std::error_code error;
    fs::rename(file, aside, error);
    if (error) return fail(Fault::Storage, "putting " + file.string() + " aside: " + error.message());
    return aside;
}

/// Before the first key of this process is made or used, the cryptography is tried out.
Result<void> checkCryptography()
{
    static const Result<void> outcome = crypto::selfTest();
    return outcome;
}

/// The path after the highest that the seed's accounts have, in the style of the last of them.
Result<std::string> nextPath(const Accounts& accounts, const std::string& secret)
{
    using crypto::PathStyle;
    std::vector<std::string> used;
    for (const Account& account : accounts)
        if (account.secret == secret) used.push_back(account.path);
    const std::uint32_t limit = static_cast<std::uint32_t>(used.size()) + 1;
    for (const PathStyle style : {PathStyle::Bip44, PathStyle::LedgerLive, PathStyle::LedgerLegacy}) {
        bool isOfStyle = false;
        for (std::uint32_t index = 0; index <= limit; ++index) {
            const std::string path = crypto::toString(crypto::accountPath(style, index));
            const bool isUsed = std::ranges::find(used, path) != used.end();
            isOfStyle = isOfStyle || (isUsed && path == used.back());
            if (isOfStyle && !isUsed) return path;
        }
    }
    return fail(
        Fault::BadData, "the seed's accounts follow no known order of paths: name the path of the new one");
}

} // namespace

Keystore::Keystore(fs::path folder, const ScryptCost& cost)
    : m_folder(std::move(folder))
    , m_cost(cost)
{
}

Result<Accounts> Keystore::accounts() const
{
    AccountList list = TRY(readAccounts(m_folder));
    return std::move(list.accounts);
}

Result<Account> Keystore::find(const Address& address) const
{
    Accounts all = TRY(accounts());
    const auto found = placeOf(all, address);
    if (found == all.end()) return fail(Fault::BadData, "there is no account " + eth::toChecksum(address));
    return *found;
}

Result<Account> Keystore::find(std::string_view addressOrName) const
{
    if (addressOrName.starts_with("0x") && addressOrName.size() == 2 + 2 * Address::kSize) {
        const Address address = TRY(eth::parseAddress(addressOrName));
        return find(address);
    }
    Accounts all = TRY(accounts());
    std::erase_if(all, [&](const Account& account) { return account.name != addressOrName; });
    if (all.empty())
        return fail(Fault::BadData, "there is no account \"" + std::string(addressOrName) + "\"");
    if (all.size() > 1)
        return fail(Fault::BadData,
            "several accounts are called \"" + std::string(addressOrName) + "\": give the address");
    return all.front();
}

Result<Account> Keystore::addSeed(
    const Mnemonic& mnemonic, std::string_view path, std::string_view name, const Secret& password)
{
    TRY(checkCryptography());
    crypto::ParsedMnemonic parsed = TRY(crypto::parseMnemonic(mnemonic.words));
    const Mnemonic normal{std::move(parsed.text), mnemonic.passphrase.clone()};
    const crypto::DerivationPath steps = TRY(crypto::parsePath(path));
    Account account{{}, {}, AccountKind::Seed, "seed-" + randomUuid(), crypto::toString(steps)};
    const Secret key = TRY(keyAt(normal, account.path));
    account.address = TRY(addressOfKey(key));
    account.name = TRY(parseAccountName(name));
    TRY(checkAbsent(*this, account.address));
    const Bytes file =
        TRY(encodeSeedFile(normal, {account.address, account.path, account.name}, password, m_cost));
    return store(*this, std::move(account), file);
}

Result<Account> Keystore::addFromSeed(
    const Account& sibling, std::string_view path, std::string_view name, const Secret& password)
{
    if (sibling.kind != AccountKind::Seed)
        return fail(Fault::Unsupported, "the account was not made from a seed");
    const Accounts all = TRY(accounts());
    const std::string wanted = path.empty() ? TRY(nextPath(all, sibling.secret)) : std::string(path);
    Account account{
        {}, {}, AccountKind::Seed, sibling.secret, crypto::toString(TRY(crypto::parsePath(wanted)))};
    account.name = TRY(parseAccountName(name));
    const Mnemonic words = TRY(mnemonic(sibling, password));
    const Secret key = TRY(keyAt(words, account.path));
    account.address = TRY(addressOfKey(key));
    return store(*this, std::move(account), {});
}

Result<Account> Keystore::addKey(const Secret& privateKey, std::string_view name, const Secret& password)
{
    TRY(checkCryptography());
    Account account{{}, {}, AccountKind::Key, "key-" + randomUuid(), {}};
    account.address = TRY(addressOfKey(privateKey));
    account.name = TRY(parseAccountName(name));
    TRY(checkAbsent(*this, account.address));
    const Bytes file = TRY(encodeKeystoreFile(privateKey, account.name, password, m_cost));
    return store(*this, std::move(account), file);
}

Result<Account> Keystore::addWatchOnly(const Address& address, std::string_view name)
{
    Account account{address, {}, AccountKind::Watch, {}, {}};
    account.name = TRY(parseAccountName(name));
    return store(*this, std::move(account), {});
}

Result<void> Keystore::rename(const Address& address, std::string_view name)
{
    std::string newName = TRY(parseAccountName(name));
    if (newName.empty()) return fail(Fault::BadData, "an account's name may not be empty");
    const base::FileLock lock = TRY(lockFolder(m_folder));
    AccountList list = TRY(readAccounts(m_folder));
    const auto found = placeOf(list.accounts, address);
    if (found == list.accounts.end())
        return fail(Fault::BadData, "there is no account " + eth::toChecksum(address));
    found->name = std::move(newName);
    return writeAccounts(m_folder, list);
}

Result<Secret> Keystore::privateKey(const Account& account, const Secret& password) const
{
    if (account.kind == AccountKind::Watch)
        return fail(Fault::Unsupported, "this account is watch-only: its key is not here");
    TRY(checkCryptography());
    if (account.kind == AccountKind::Seed) {
        const Mnemonic words = TRY(mnemonic(account, password));
        Secret key = TRY(keyAt(words, account.path));
        const Address address = TRY(addressOfKey(key));
        if (address != account.address)
            return fail(Fault::Mismatch, "the seed gives another address at this path: a file was changed");
        return key;
    }
    const fs::path path = secretFile(m_folder, account.secret);
    const Bytes file = TRY(base::readFile(path, kKeystoreFileLimit));
    Secret key = TRY(naming(path, openKeystoreFile(file, password)));
    const Address address = TRY(addressOfKey(key));
    if (address != account.address)
        return fail(Fault::Mismatch, "the file holds the key of another address: a file was changed");
    return key;
}

Result<Mnemonic> Keystore::mnemonic(const Account& account, const Secret& password) const
{
    if (account.kind != AccountKind::Seed)
        return fail(Fault::Unsupported, "the account was not made from a seed");
    const fs::path path = secretFile(m_folder, account.secret);
    const Bytes file = TRY(base::readFile(path, kKeystoreFileLimit));
    return naming(path, openSeedFile(file, password));
}

Result<Bytes> Keystore::keystoreFile(const Account& account, const Secret& password) const
{
    const Secret key = TRY(privateKey(account, password));
    return encodeKeystoreFile(key, account.name, password, m_cost);
}

Result<std::unique_ptr<SoftwareSigner>> Keystore::unlock(
    const Account& account, const Secret& password, base::Seconds idleLimit, const base::Clock& clock) const
{
    Secret key = TRY(privateKey(account, password));
    return SoftwareSigner::make(std::move(key), idleLimit, clock);
}

Result<Repair> Keystore::repair()
{
    if (!TRY(base::isThere(m_folder))) return Repair{};
    const base::FileLock lock = TRY(lockFolder(m_folder));
    const auto isBeyondRepair = [](const auto& read) {
        return !read && read.error().fault != Fault::BadData;
    };
    const auto listed = readList(listFile(m_folder));
    if (isBeyondRepair(listed)) return std::unexpected(listed.error());
    const auto copy = readList(copyFile(m_folder));
    if (isBeyondRepair(copy)) return std::unexpected(copy.error());

    Repair repair;
    const bool hasList = listed && *listed;
    repair.fromCopy = !hasList && copy && *copy;
    const bool isDamaged = !listed || (!hasList && !copy);
    AccountList list = hasList ? **listed : repair.fromCopy ? **copy : emptyAfterLoss();
    Recovery recovery = TRY(addUnlisted(m_folder, list, hasList || repair.fromCopy));
    repair.accounts = list.accounts;
    repair.fromFiles = std::move(recovery.found);
    repair.unread = std::move(recovery.unread);
    if (!isDamaged) return repair;
    if (!copy) repair.aside = TRY(putAside(copyFile(m_folder)));
    if (!listed) repair.aside = TRY(putAside(listFile(m_folder)));
    TRY(writeAccounts(m_folder, list));
    return repair;
}

} // namespace wallet
