#pragma once

#include "core/session/session.h"
#include "ui/async/lane.h"

#include <QTimer>

namespace ui {

/// The accounts of the data folder and the one in use, which is locked or unlocked. Everything that reads the
/// disk or derives a key runs on the wallet lane; its end is told by changed() or failed().
class AccountModel : public QObject {
    Q_OBJECT

public:
    /// Where a key that exists already comes from. The passwords seal it in the data folder.
    struct FromWords {
        wallet::Mnemonic mnemonic;
        base::Secret password;
    };
    struct FromKey {
        base::Secret hexKey; ///< as typed or pasted (wallet::parseKeyText)
        base::Secret password;
    };
    struct FromFile {
        std::filesystem::path file; ///< a keystore of another program
        base::Secret password;      ///< of the file; it seals the key here too
    };

    /// `session` must outlive the lane, and the lane this model.
    AccountModel(session::Session& session, Lane& walletLane, QObject* parent = nullptr);

    /// Reads the list; the first account becomes the current one unless another is.
    void load();

    const std::vector<wallet::Account>& accounts() const { return m_accounts; }
    bool isLoaded() const { return m_loaded; }
    bool isBusy() const { return m_running > 0; }
    bool isUnlocked() const { return m_signer != nullptr; }
    /// Null when there is no account.
    const wallet::Account* current() const;
    /// Null when the address is not one of ours.
    const wallet::Account* find(const base::Address& address) const;
    /// The unlocked key, for a job of the wallet lane only; null when locked.
    std::shared_ptr<wallet::Signer> signer() const { return m_signer; }

    // The account is locked, and its key wiped, when select() and lock() return. What waits on the lane to be
    // signed, or to be unlocked, fails or comes to nothing.

    /// Changes the account in use, and locks the one before.
    void select(const base::Address& address);
    void unlock(base::Secret password);
    void lock();

    /// Makes twelve words for a new account and hands them over with created(). Nothing is stored:
    /// keepCreated() does that, once they are checked, and the account is then in use and unlocked. Locking
    /// forgets them.
    void create(const QString& name, base::Secret password);
    void keepCreated();
    /// The words of create() are not wanted any more.
    void dropCreated();
    void import(const QString& name, FromWords source);
    void import(const QString& name, FromKey source);
    void import(const QString& name, FromFile source);
    void watch(const QString& name, const base::Address& address);

Q_SIGNALS:
    /// The list, the account in use, its lock or busyness is different.
    void changed();
    void unlocked();
    /// An account was added and is now in use.
    void added();
    /// The words of the account that is to be made, once, to be shown, checked and forgotten.
    void created(const std::shared_ptr<base::Secret>& words);
    /// They have been forgotten, and no account is made of them.
    void createdDropped();
    void failed(const base::Error& error);

private:
    struct Added {
        wallet::Account account;
        std::shared_ptr<wallet::SoftwareSigner> signer; ///< null: locked
    };
    /// An account that is to be made when its words are checked.
    struct Draft {
        std::string name;
        wallet::Mnemonic mnemonic;
        base::Secret password;
    };

    static base::Result<Added> addKey(wallet::Keystore& keystore, const base::Secret& key,
        const std::string& name, const base::Secret& password);
    template <typename Job>
    void add(Job job);
    template <typename Job, typename Done>
    void run(Job job, Done done);
    void take(Added added);
    void lockWhenIdle();

    session::Session& m_session;
    Lane& m_lane;
    QTimer m_idle;
    std::vector<wallet::Account> m_accounts;
    std::optional<base::Address> m_current;
    std::shared_ptr<wallet::SoftwareSigner> m_signer; // used on the wallet lane, locked here
    std::optional<Draft> m_draft;
    unsigned m_locks = 0; ///< how often it was locked: what was asked for before is not unlocked afterwards
    int m_running = 0;
    bool m_loaded = false;
};

} // namespace ui
