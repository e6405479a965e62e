#include "core/eth/personal_message.h"
#include "core/eth/typed_data.h"
#include "core/wallet/signer.h"

#include <QTest>

using base::Fault;
using base::Secret;
using namespace base::literals;
using namespace std::chrono_literals;

namespace {

struct FakeClock final : base::Clock {
    std::chrono::milliseconds time = 0ms;

    base::Seconds now() const override { return std::chrono::duration_cast<base::Seconds>(time); }
    std::chrono::milliseconds steady() const override { return time; }
};

Secret keyOf(std::uint8_t last)
{
    Secret key = Secret::ofSize(32);
    key.data()[31] = last;
    return key;
}

eth::Transaction someTransaction()
{
    eth::Transaction transaction;
    transaction.type = eth::TransactionType::FeeMarket;
    transaction.chainId = 10;
    transaction.gas = 21000;
    transaction.maxFeePerGas = base::Uint256{1};
    transaction.to = "0x71C7656EC7ab88b098defB751B7401B5f6d8976F"_address;
    return transaction;
}

} // namespace

class SignerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSenderOfASignedTransactionIsTheSigner()
    {
        const auto signer = wallet::SoftwareSigner::make(keyOf(1)).value();
        const auto transaction = signer->sign(someTransaction());
        QVERIFY(transaction.has_value());
        QVERIFY(eth::recoverSender(*transaction).value() == signer->address());
        eth::Transaction deposit;
        deposit.type = eth::TransactionType::Deposit;
        QVERIFY(signer->sign(deposit).error().fault == Fault::Unsupported);
    }

    void whatItsBytesDoNotSayIsNotSigned()
    {
        const auto signer = wallet::SoftwareSigner::make(keyOf(1)).value();
        eth::Transaction stray = someTransaction();
        stray.authorizations.push_back(
            {base::Uint256{10}, *stray.to, 1, 0, base::Uint256{1}, base::Uint256{1}});
        QVERIFY(signer->sign(stray).error().fault == Fault::BadData);
        eth::Transaction free = someTransaction();
        free.gas = 20'999;
        QVERIFY(signer->sign(free).error().fault == Fault::BadData);
    }

    void aSignatureForEveryChainIsAskedForAsSuch()
    {
        const auto signer = wallet::SoftwareSigner::make(keyOf(1)).value();
        eth::Transaction legacy = someTransaction();
        legacy.type = eth::TransactionType::Legacy;
        legacy.chainId.reset();
        legacy.maxFeePerGas = {};
        legacy.gasPrice = base::Uint256{1};
        QVERIFY(signer->sign(legacy).error().fault == Fault::BadData);
        QVERIFY(signer->sign(legacy, wallet::Reach::EveryChain).has_value());
        const eth::Authorization permission{base::Uint256{}, *legacy.to, 5, 0, {}, {}};
        QVERIFY(signer->signAuthorization(permission).error().fault == Fault::BadData);
        QVERIFY(signer->signAuthorization(permission, wallet::Reach::EveryChain).has_value());
    }

    void anAuthorizationNamesTheSigner()
    {
        const auto signer = wallet::SoftwareSigner::make(keyOf(2)).value();
        const auto authorization = signer->signAuthorization({base::Uint256{1}, {}, 5, 0, {}, {}});
        QVERIFY(eth::recoverAuthority(authorization.value()).value() == signer->address());
    }

    void aMessageIsSignedWithVOf27Or28()
    {
        const auto signer = wallet::SoftwareSigner::make(keyOf(3)).value();
        const auto signature = signer->signMessage(base::asBytes("hello")).value();
        QVERIFY(signature[64] == 27 || signature[64] == 28);
        QVERIFY(signer->signMessage(base::asBytes("hello")).value() == signature);
        QVERIFY(signer->signMessage(base::asBytes("hellp")).value() != signature);
    }

    /// A laptop opened after a night: the steady clock stood still.
    void sleepIsIdleTime()
    {
        struct SleepingClock final : base::Clock {
            std::chrono::milliseconds boot = 0ms;

            base::Seconds now() const override { return {}; }
            std::chrono::milliseconds steady() const override { return 0ms; }
            std::chrono::milliseconds sinceBoot() const override { return boot; }
        } clock;
        const auto signer = wallet::SoftwareSigner::make(keyOf(1), base::Seconds(60), clock).value();
        clock.boot = 8h;
        QVERIFY(signer->sign(someTransaction()).error().fault == Fault::Locked);
    }

    void theKeyIsGoneAfterTheIdleTime()
    {
        FakeClock clock;
        const auto signer = wallet::SoftwareSigner::make(keyOf(1), base::Seconds(60), clock).value();
        clock.time = 59s;
        QVERIFY(signer->sign(someTransaction()).has_value()); // starts the time again
        clock.time = 118s;
        QVERIFY(!signer->lockWhenIdle());
        QVERIFY(signer->signMessage({}).has_value());
        clock.time = 178s;
        QVERIFY(signer->signMessage({}).error().fault == Fault::Locked);
        QVERIFY(signer->sign(someTransaction()).error().fault == Fault::Locked);
        clock.time = 0s;
        QVERIFY(signer->lockWhenIdle()); // and does not come back
    }

    void lockingIsAtOnce()
    {
        const auto signer = wallet::SoftwareSigner::make(keyOf(1)).value();
        signer->lock();
        QVERIFY(signer->sign(someTransaction()).error().fault == Fault::Locked);
    }

    void whatIsNoKeyIsRefused()
    {
        QVERIFY(wallet::SoftwareSigner::make(keyOf(0)).error().fault == Fault::BadData);
        QVERIFY(!wallet::SoftwareSigner::make(Secret::ofSize(31)));
        QVERIFY(!wallet::SoftwareSigner::make(Secret(base::Bytes(32, 0xff))));
    }

    void aWatchedAccountSignsNothing()
    {
        wallet::WatchOnlySigner signer(base::Address{});
        QVERIFY(signer.sign(someTransaction()).error().fault == Fault::Unsupported);
        QVERIFY(signer.signMessage({}).error().fault == Fault::Unsupported);
        QVERIFY(signer.signTypedData({}).error().fault == Fault::Unsupported);
        QVERIFY(signer.signAuthorization({}).error().fault == Fault::Unsupported);
    }
};

QTEST_APPLESS_MAIN(SignerTest)
#include "signer_test.moc"
