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

fs::path listFile(const fs::path& folder)
{
    return folder / "accounts.json";
}

fs::path secretFile(const fs::path& folder, const std::string& secret)
{
    return folder / (secret + ".json");
}

/// The first account of a secret that the list lacks, as its file tells. A file without a usable label is
/// passed over.
std::optional<Account> labelled(const fs::path& folder, const std::string& secret)
{
    const auto bytes = base::readFile(secretFile(folder, secret), kKeystoreFileLimit);
    if (!bytes) return {};
    if (secret.starts_with("seed-")) {
        const auto label = readSeedLabel(*bytes);
        if (!label) return {};
        return Account{label->address, parseAccountName(label->name).value_or(""), AccountKind::Seed, secret,
            label->path};
    }
    const auto label = readKeystoreLabel(*bytes);
    if (!label || !label->address) return {};
    return Account{*label->address, parseAccountName(label->name).value_or(""), AccountKind::Key, secret, ""};
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

std::string defaultName(const Accounts& accounts)
{
    for (std::size_t number = accounts.size() + 1;; ++number) {
        const std::string name = "Account " + std::to_string(number);
        if (std::ranges::find(accounts, name, &Account::name) == accounts.end()) return name;
    }
}

/// A watch-only account of the same address gives way to one with a key, and lends its name.
Result<Account> add(Accounts& accounts, Account account)
{
    const auto present = placeOf(accounts, account.address);
    const bool isUpgrade = present != accounts.end() && present->kind == AccountKind::Watch &&
                           account.kind != AccountKind::Watch;
    if (present != accounts.end() && !isUpgrade)
        return fail(Fault::BadData, "the account is here already, as \"" + present->name + "\"");
    if (account.name.empty()) account.name = isUpgrade ? present->name : defaultName(accounts);
    if (isUpgrade) return *present = account;
    accounts.push_back(account);
    return account;
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

/// The list as it stands, and the secrets that it lacks.
Result<Accounts> readAccounts(const fs::path& folder, Accounts listed)
{
    std::unordered_set<std::string> known;
    for (const Account& account : listed)
        known.insert(account.secret);
    const std::vector<std::string> secrets = TRY(secretsIn(folder));
    for (const std::string& secret : secrets) {
        if (known.contains(secret)) continue;
        if (auto account = labelled(folder, secret)) (void)add(listed, *std::move(account));
    }
    return listed;
}

/// Holds the folder while it is changed.
Result<base::FileLock> lockFolder(const fs::path& folder)
{
    TRY(base::makePrivateFolder(folder));
    base::FileLock lock = TRY(base::FileLock::take(folder / "lock"));
    removeLeftovers(folder);
    return lock;
}

Result<void> writeAccounts(const fs::path& folder, const Accounts& accounts)
{
    return base::writeFileAtomically(listFile(folder), encodeAccountList(accounts));
}

/// Writes the secret's file, then the list with its account.
Result<Account> store(const Keystore& keystore, Account account, const Bytes& file)
{
    const base::FileLock lock = TRY(lockFolder(keystore.folder()));
    Accounts accounts = TRY(keystore.accounts());
    Account added = TRY(add(accounts, std::move(account)));
    if (!file.empty()) TRY(base::createFileAtomically(secretFile(keystore.folder(), added.secret), file));
    TRY(writeAccounts(keystore.folder(), accounts));
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
    std::error_code error;
    if (!fs::exists(m_folder, error)) return Accounts{};
    if (!fs::exists(listFile(m_folder), error)) return readAccounts(m_folder, {});
    const Bytes bytes = TRY(base::readFile(listFile(m_folder), kAccountListLimit));
    auto listed = parseAccountList(bytes);
    if (!listed) return base::within(listFile(m_folder).string(), listed.error());
    return readAccounts(m_folder, *std::move(listed));
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
    const Secret key = TRY(keyAt(normal, path));
    Account account{{}, {}, AccountKind::Seed, "seed-" + randomUuid(), std::string(path)};
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
    Account account{{}, {}, AccountKind::Seed, sibling.secret, std::string(path)};
    if (account.path.empty()) account.path = TRY(nextPath(all, sibling.secret));
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
    Accounts all = TRY(accounts());
    const auto found = placeOf(all, address);
    if (found == all.end()) return fail(Fault::BadData, "there is no account " + eth::toChecksum(address));
    found->name = std::move(newName);
    return writeAccounts(m_folder, all);
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
    const Bytes file = TRY(base::readFile(secretFile(m_folder, account.secret), kKeystoreFileLimit));
    Secret key = TRY(openKeystoreFile(file, password));
    const Address address = TRY(addressOfKey(key));
    if (address != account.address)
        return fail(Fault::Mismatch, "the file holds the key of another address: a file was changed");
    return key;
}

Result<Mnemonic> Keystore::mnemonic(const Account& account, const Secret& password) const
{
    if (account.kind != AccountKind::Seed)
        return fail(Fault::Unsupported, "the account was not made from a seed");
    const Bytes file = TRY(base::readFile(secretFile(m_folder, account.secret), kKeystoreFileLimit));
    return openSeedFile(file, password);
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

Result<std::optional<fs::path>> Keystore::repair()
{
    const base::FileLock lock = TRY(lockFolder(m_folder));
    const auto sound = accounts();
    if (sound || sound.error().fault != Fault::BadData) return std::nullopt;
    fs::path aside;
    std::error_code error;
    for (unsigned number = 1; aside.empty() || fs::exists(aside, error); ++number)
        aside = m_folder / ("accounts.json.damaged-" + std::to_string(number));
    fs::rename(listFile(m_folder), aside, error);
    if (error)
        return fail(Fault::Storage, "putting " + listFile(m_folder).string() + " aside: " + error.message());
    const Accounts found = TRY(readAccounts(m_folder, {}));
    TRY(writeAccounts(m_folder, found));
    return aside;
}

} // namespace wallet
