#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/eth/transaction.h"

#include <chrono>
#include <memory>
#include <mutex>

namespace eth {
struct TypedData;
}

namespace wallet {

/// r, s and v (27 or 28), as EIP-191 and EIP-712 signatures travel.
using SignatureBytes = base::FixedBytes<65>;

/// Where a signature may hold. One that holds on every chain (eth::isForEveryChain()) is made only for a
/// person who was asked for just that.
enum class Reach { OneChain, EveryChain };

/// Whatever can sign for one account: a key in memory, a device, or nothing at all.
class Signer {
public:
    Signer() = default;
    Signer(const Signer&) = delete;
    Signer& operator=(const Signer&) = delete;
    virtual ~Signer() = default;

    virtual base::Address address() const = 0;

    /// The transaction with its signature; a signature it had is replaced. BadData when it is not what its
    /// bytes say or no node would take it (eth::readSignable()), or reaches further than `reach`. Unsupported
    /// for types that nobody signs (Deposit) and when the signer has no key, Locked when its key has been
    /// wiped.
    virtual base::Result<eth::Transaction> sign(
        eth::Transaction transaction, Reach reach = Reach::OneChain) = 0;
    /// EIP-191, version 0x45: the message as it is shown to the user.
    virtual base::Result<SignatureBytes> signMessage(base::ByteView message) = 0;
    /// EIP-712.
    virtual base::Result<SignatureBytes> signTypedData(const eth::TypedData& typedData) = 0;
    /// EIP-7702: the authorization with its signature. BadData when it reaches further than `reach`.
    virtual base::Result<eth::Authorization> signAuthorization(
        eth::Authorization authorization, Reach reach = Reach::OneChain) = 0;
};

/// How long a key stays in memory without being used.
inline constexpr base::Seconds kIdleLimit{300};

/// A private key in memory: from the moment of unlocking until this object ends, lock() is called or it has
/// not signed for `idleLimit`, suspended or not. Then every signature fails with Locked. Thread-safe: the key
/// can be wiped while another thread waits to sign.
class SoftwareSigner final : public Signer {
public:
    /// BadData when the key is not one of the curve's. `clock` must outlive the signer.
    static base::Result<std::unique_ptr<SoftwareSigner>> make(base::Secret privateKey,
        base::Seconds idleLimit = kIdleLimit, const base::Clock& clock = base::systemClock());

    base::Address address() const override { return m_address; }
    base::Result<eth::Transaction> sign(eth::Transaction transaction, Reach reach = Reach::OneChain) override;
    base::Result<SignatureBytes> signMessage(base::ByteView message) override;
    base::Result<SignatureBytes> signTypedData(const eth::TypedData& typedData) override;
    base::Result<eth::Authorization> signAuthorization(
        eth::Authorization authorization, Reach reach = Reach::OneChain) override;

    /// Wipes the key. It is gone when this returns; a signature that is being made is waited for.
    void lock();
    /// Wipes the key when the time is over; for a timer. True when there is no key any more.
    bool lockWhenIdle();

private:
    SoftwareSigner(
        base::Secret privateKey, base::Address address, base::Seconds idleLimit, const base::Clock& clock);
    /// Locked when the time is over; otherwise it starts again. Under the mutex, as the next.
    base::Result<void> checkUnlocked();
    void wipeWhenIdle();
    base::Result<SignatureBytes> signHash(const base::Hash& hash);

    std::mutex m_mutex; ///< guards the key and the time of its use
    base::Secret m_key; ///< empty once wiped
    base::Address m_address;
    std::chrono::milliseconds m_idleLimit;
    const base::Clock& m_clock;
    std::chrono::milliseconds m_lastUse;
};

/// An account whose key is elsewhere: everything can be prepared for it, nothing signed. Every signature is
/// Unsupported.
class WatchOnlySigner final : public Signer {
public:
    explicit WatchOnlySigner(const base::Address& address)
        : m_address(address)
    {
    }

    base::Address address() const override { return m_address; }
    base::Result<eth::Transaction> sign(eth::Transaction transaction, Reach reach = Reach::OneChain) override;
    base::Result<SignatureBytes> signMessage(base::ByteView message) override;
    base::Result<SignatureBytes> signTypedData(const eth::TypedData& typedData) override;
    base::Result<eth::Authorization> signAuthorization(
        eth::Authorization authorization, Reach reach = Reach::OneChain) override;

private:
    base::Address m_address;
};

} // namespace wallet
