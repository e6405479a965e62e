#include "ui/model/account_model.h"

#include "core/base/file.h"
#include "core/crypto/bip39.h"
#include "core/crypto/derivation_path.h"
#include "core/wallet/key_text.h"
#include "core/wallet/keystore_file.h"

#include <algorithm>

namespace ui {

namespace {
constexpr std::size_t kWordsOfANewSeed = 12;
constexpr std::chrono::seconds kIdleCheck{15};

std::string firstPath()
{
    return crypto::toString(crypto::accountPath(crypto::PathStyle::Bip44, 0));
}
} // namespace

AccountModel::AccountModel(session::Session& session, Lane& walletLane, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_lane(walletLane)
{
    m_idle.setInterval(kIdleCheck);
    connect(&m_idle, &QTimer::timeout, this, &AccountModel::lockWhenIdle);
}

template <typename Job, typename Done>
void AccountModel::run(Job job, Done done)
{
    ++m_running;
    Q_EMIT changed();
    m_lane.run(this, std::move(job), [this, done = std::move(done)](auto result) mutable {
        --m_running;
        if (result)
            done(*std::move(result));
        else
            Q_EMIT failed(result.error());
        Q_EMIT changed();
    });
}

void AccountModel::load()
{
    run([&keystore = m_session.keystore()](const Lane::Context&) { return keystore.accounts(); },
        [this](std::vector<wallet::Account> accounts) {
            m_accounts = std::move(accounts);
            m_loaded = true;
            if (!current())
                m_current = m_accounts.empty() ? std::nullopt : std::optional(m_accounts.front().address);
        });
}

const wallet::Account* AccountModel::current() const
{
    return m_current ? find(*m_current) : nullptr;
}

const wallet::Account* AccountModel::find(const base::Address& address) const
{
    const auto found = std::ranges::find(m_accounts, address, &wallet::Account::address);
    return found == m_accounts.end() ? nullptr : &*found;
}

void AccountModel::select(const base::Address& address)
{
    if (m_current == address || !find(address)) return;
    lock();
    m_current = address;
    Q_EMIT changed();
}

void AccountModel::unlock(base::Secret password)
{
    const wallet::Account* account = current();
    if (!account || m_running > 0) return;
    run([&keystore = m_session.keystore(), account = *account, password = std::move(password)](
            const Lane::Context&) { return keystore.unlock(account, password); },
        [this, locks = m_locks](std::unique_ptr<wallet::SoftwareSigner> signer) {
            if (m_locks != locks || !current() || signer->address() != current()->address)
                return; // it was locked, or another account was chosen, meanwhile
            m_signer = std::move(signer);
            m_idle.start();
            Q_EMIT unlocked();
        });
}

void AccountModel::lock()
{
    ++m_locks;
    m_idle.stop();
    dropCreated();
    if (!m_signer) return;
    m_signer->lock();
    m_signer = nullptr;
    Q_EMIT changed();
}

void AccountModel::lockWhenIdle()
{
    if (m_signer && m_signer->lockWhenIdle()) lock();
}

base::Result<AccountModel::Added> AccountModel::addKey(wallet::Keystore& keystore, const base::Secret& key,
    const std::string& name, const base::Secret& password)
{
    wallet::Account account = TRY(keystore.addKey(key, name, password));
    std::shared_ptr<wallet::SoftwareSigner> signer = TRY(wallet::SoftwareSigner::make(key.clone()));
    return Added{account, std::move(signer)};
}

template <typename Job>
void AccountModel::add(Job job)
{
    if (m_running > 0) return;
    run(std::move(job), [this, locks = m_locks](Added added) {
        if (m_locks != locks) added.signer = nullptr; // it was locked meanwhile
        take(std::move(added));
    });
}

void AccountModel::take(Added added)
{
    lock();
    if (find(added.account.address))
        std::erase_if(
            m_accounts, [&](const wallet::Account& known) { return known.address == added.account.address; });
    m_accounts.push_back(added.account);
    m_current = added.account.address;
    m_signer = std::move(added.signer);
    if (m_signer) m_idle.start();
    Q_EMIT changed();
    Q_EMIT this->added();
}

void AccountModel::create(const QString& name, base::Secret password)
{
    if (m_running > 0) return;
    auto words = crypto::generateMnemonic(kWordsOfANewSeed);
    const auto checkedName = wallet::parseAccountName(name.toStdString());
    if (!words) return Q_EMIT failed(words.error());
    if (!checkedName) return Q_EMIT failed(checkedName.error());
    auto shown = std::make_shared<base::Secret>(words->clone());
    m_draft = Draft{*checkedName, {*std::move(words), {}}, std::move(password)};
    Q_EMIT created(shown);
}

void AccountModel::keepCreated()
{
    if (!m_draft) return;
    Draft draft = *std::move(m_draft);
    m_draft.reset();
    add([&keystore = m_session.keystore(), draft = std::move(draft)](
            const Lane::Context&) -> base::Result<Added> {
        wallet::Account account =
            TRY(keystore.addSeed(draft.mnemonic, firstPath(), draft.name, draft.password));
        std::shared_ptr<wallet::SoftwareSigner> signer = TRY(keystore.unlock(account, draft.password));
        return Added{account, std::move(signer)};
    });
}

void AccountModel::dropCreated()
{
    if (!m_draft) return;
    m_draft.reset();
    Q_EMIT createdDropped();
}

void AccountModel::import(const QString& name, FromWords source)
{
    add([&keystore = m_session.keystore(), name = name.toStdString(), source = std::move(source)](
            const Lane::Context&) -> base::Result<Added> {
        wallet::Account account = TRY(keystore.addSeed(source.mnemonic, firstPath(), name, source.password));
        std::shared_ptr<wallet::SoftwareSigner> signer = TRY(keystore.unlock(account, source.password));
        return Added{account, std::move(signer)};
    });
}

void AccountModel::import(const QString& name, FromKey source)
{
    add([&keystore = m_session.keystore(), name = name.toStdString(), source = std::move(source)](
            const Lane::Context&) -> base::Result<Added> {
        const base::Secret key = TRY(wallet::parseKeyText(source.hexKey));
        return addKey(keystore, key, name, source.password);
    });
}

void AccountModel::import(const QString& name, FromFile source)
{
    add([&keystore = m_session.keystore(), name = name.toStdString(), source = std::move(source)](
            const Lane::Context&) -> base::Result<Added> {
        const base::Bytes file = TRY(base::readFile(source.file, wallet::kKeystoreFileLimit));
        const base::Secret key = TRY(wallet::openKeystoreFile(file, source.password));
        return addKey(keystore, key, name, source.password);
    });
}

void AccountModel::watch(const QString& name, const base::Address& address)
{
    add([&keystore = m_session.keystore(), name = name.toStdString(), address](
            const Lane::Context&) -> base::Result<Added> {
        wallet::Account account = TRY(keystore.addWatchOnly(address, name));
        return Added{account, nullptr};
    });
}

} // namespace ui
