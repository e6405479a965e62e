#pragma once

#include "core/wallet/account.h"
#include "core/wallet/seed_file.h"
#include "core/wallet/signer.h"

#include <filesystem>
#include <vector>

namespace wallet {

/// What repair() did.
struct Repair {
    /// Where the damaged list is now; nothing when the list was sound.
    std::optional<std::filesystem::path> aside;
    /// The list is now its own copy: nothing is lost.
    bool fromCopy = false;
    /// All that are listed now.
    std::vector<Account> accounts;
    /// Those of them that the list lacked, with the names that their files have from their making. The list
    /// may call them otherwise.
    std::vector<Account> fromFiles;
    /// Files of secrets that tell of no account: damaged, or not ours.
    std::vector<std::filesystem::path> unread;
};

/// The accounts of one folder:
///
///     accounts.json      names, addresses, kinds and paths; written as one step
///     accounts.json.copy the same, written before it: what a damaged list is repaired from
///     seed-<id>.json     the words of one seed, encrypted (seed_file.h)
///     key-<id>.json      one private key, encrypted (keystore v3)
///     lock               held while one of the others is written
///
/// A secret's file is on the disk before an account of it is listed, and is never overwritten; a file that
/// the list lacks (a crash in between, a list that was lost) is listed again from what the file says of
/// itself. A name belongs to an address: one that is only in such a file, and that another account may have
/// today, is not given again. Several processes may use one folder. The object keeps nothing but the folder's
/// name: it can be copied, and every call reads the disk.
///
/// Calls that take a password derive a key from it, which takes about a second: keep them off the window's
/// thread. A path may be written as other wallets write it (crypto::parsePath).
class Keystore {
public:
    /// `cost` is what new files ask of a reader.
    explicit Keystore(std::filesystem::path folder, const ScryptCost& cost = kOurCost);

    const std::filesystem::path& folder() const { return m_folder; }

    /// All accounts, in the order of their making. An absent folder is an empty list; one that cannot be
    /// read, or a file of a secret that cannot, is a Storage fault and never an empty list. Where the list
    /// alone is absent, its copy serves. BadData when the list is damaged: the secrets are then untouched,
    /// and repair() lists them again.
    base::Result<std::vector<Account>> accounts() const;
    /// The account with this address or this name. BadData when there is none or the name is not unique.
    base::Result<Account> find(std::string_view addressOrName) const;
    base::Result<Account> find(const base::Address& address) const;

    /// Stores the words and lists the account of `path`. The words are checked (parseMnemonic). An empty name
    /// becomes "Account <n>". BadData when the address is here already with a key.
    base::Result<Account> addSeed(
        const Mnemonic& mnemonic, std::string_view path, std::string_view name, const base::Secret& password);
    /// Lists another account of the seed of `sibling`: at `path`, or at the next free index when that is
    /// empty.
    base::Result<Account> addFromSeed(
        const Account& sibling, std::string_view path, std::string_view name, const base::Secret& password);
    /// Stores one key. An account that was watch-only becomes an account with a key, and keeps its name when
    /// `name` is empty.
    base::Result<Account> addKey(
        const base::Secret& privateKey, std::string_view name, const base::Secret& password);
    base::Result<Account> addWatchOnly(const base::Address& address, std::string_view name);

    base::Result<void> rename(const base::Address& address, std::string_view name);

    /// The account's key. Locked when the password is wrong, Mismatch when the file holds the key of another
    /// address, Unsupported for a watch-only account.
    base::Result<base::Secret> privateKey(const Account& account, const base::Secret& password) const;
    /// The words of its seed. Unsupported for an account without one.
    base::Result<Mnemonic> mnemonic(const Account& account, const base::Secret& password) const;
    /// The key as a keystore v3 file for other programs, under the same password.
    base::Result<base::Bytes> keystoreFile(const Account& account, const base::Secret& password) const;

    /// A signer that holds the key until it ends, is locked or idle; see SoftwareSigner.
    base::Result<std::unique_ptr<SoftwareSigner>> unlock(const Account& account, const base::Secret& password,
        base::Seconds idleLimit = kIdleLimit, const base::Clock& clock = base::systemClock()) const;

    /// Puts a damaged list aside (accounts.json.damaged-<n>) and makes a new one from its copy and the files
    /// of secrets. Without a sound copy, watch-only accounts, further accounts of a seed and names are not
    /// known any more; accounts are then called "Found 0x…". Does nothing when the list is sound; Unsupported
    /// when it is of a later version, Storage when it cannot be read.
    base::Result<Repair> repair();

private:
    std::filesystem::path m_folder;
    ScryptCost m_cost;
};

} // namespace wallet
