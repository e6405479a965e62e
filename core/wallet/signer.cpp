#include "core/wallet/signer.h"

#include "core/crypto/secp256k1.h"
#include "core/eth/personal_message.h"
#include "core/eth/signing.h"
#include "core/eth/typed_data.h"

#include <algorithm>

namespace wallet {

using base::fail;
using base::Fault;
using base::Hash;
using base::Result;

namespace {

SignatureBytes toBytes(const crypto::Signature& signature)
{
    SignatureBytes out;
    std::ranges::copy(signature.r.toHash(), out.data());
    std::ranges::copy(signature.s.toHash(), out.data() + 32);
    out[64] = static_cast<std::uint8_t>(27 + signature.yParity);
    return out;
}

Result<void> checkReach(bool isForEveryChain, Reach reach)
{
    if (isForEveryChain && reach != Reach::EveryChain)
        return fail(
            Fault::BadData, "a signature in it would hold on every chain, and was not asked for as such");
    return {};
}

std::unexpected<base::Error> watchOnly()
{
    return fail(Fault::Unsupported, "this account is watch-only: its key is not here");
}

} // namespace

Result<std::unique_ptr<SoftwareSigner>> SoftwareSigner::make(
    base::Secret privateKey, base::Seconds idleLimit, const base::Clock& clock)
{
    const crypto::PublicKey publicKey = TRY(crypto::publicKeyOf(privateKey));
    return std::unique_ptr<SoftwareSigner>(
        new SoftwareSigner(std::move(privateKey), crypto::addressOf(publicKey), idleLimit, clock));
}

SoftwareSigner::SoftwareSigner(
    base::Secret privateKey, base::Address address, base::Seconds idleLimit, const base::Clock& clock)
    : m_key(std::move(privateKey))
    , m_address(address)
    , m_idleLimit(idleLimit)
    , m_clock(clock)
    , m_lastUse(clock.sinceBoot())
{
}

Result<eth::Transaction> SoftwareSigner::sign(eth::Transaction transaction, Reach reach)
{
    const std::lock_guard guard(m_mutex);
    TRY(checkUnlocked());
    const eth::Transaction read = TRY(eth::readSignable(transaction));
    TRY(checkReach(eth::isForEveryChain(read), reach));
    return eth::signTransaction(read, m_key);
}

Result<SignatureBytes> SoftwareSigner::signMessage(base::ByteView message)
{
    return signHash(eth::personalMessageHash(message));
}

Result<SignatureBytes> SoftwareSigner::signTypedData(const eth::TypedData& typedData)
{
    return signHash(eth::signingHash(typedData));
}

Result<eth::Authorization> SoftwareSigner::signAuthorization(eth::Authorization authorization, Reach reach)
{
    const std::lock_guard guard(m_mutex);
    TRY(checkUnlocked());
    TRY(eth::checkSignable(authorization));
    TRY(checkReach(authorization.chainId.isZero(), reach));
    return eth::signAuthorization(std::move(authorization), m_key);
}

void SoftwareSigner::lock()
{
    const std::lock_guard guard(m_mutex);
    m_key = base::Secret();
}

bool SoftwareSigner::lockWhenIdle()
{
    const std::lock_guard guard(m_mutex);
    wipeWhenIdle();
    return m_key.empty();
}

void SoftwareSigner::wipeWhenIdle()
{
    if (m_clock.sinceBoot() - m_lastUse >= m_idleLimit) m_key = base::Secret();
}

Result<void> SoftwareSigner::checkUnlocked()
{
    wipeWhenIdle();
    if (m_key.empty()) return fail(Fault::Locked, "the account is locked: unlock it with its password");
    m_lastUse = m_clock.sinceBoot();
    return {};
}

Result<SignatureBytes> SoftwareSigner::signHash(const Hash& hash)
{
    const std::lock_guard guard(m_mutex);
    TRY(checkUnlocked());
    const crypto::Signature signature = TRY(crypto::sign(m_key, hash));
    return toBytes(signature);
}

Result<eth::Transaction> WatchOnlySigner::sign(eth::Transaction, Reach)
{
    return watchOnly();
}

Result<SignatureBytes> WatchOnlySigner::signMessage(base::ByteView)
{
    return watchOnly();
}

Result<SignatureBytes> WatchOnlySigner::signTypedData(const eth::TypedData&)
{
    return watchOnly();
}

Result<eth::Authorization> WatchOnlySigner::signAuthorization(eth::Authorization, Reach)
{
    return watchOnly();
}

} // namespace wallet
