#include "core/eth/abi.h"
#include "core/opstack/cross_domain.h"
#include "core/opstack/predeploys.h"
#include "core/withdrawal/payment.h"

#include <QTest>

using base::Address;
using base::Bytes;
using base::Uint256;
using namespace base::literals;

namespace {

constexpr Address kMessenger = "0x1000000000000000000000000000000000000001"_address;
constexpr Address kBridge = "0x1000000000000000000000000000000000000002"_address;
constexpr Address kOther = "0x1000000000000000000000000000000000000003"_address;
constexpr Address kRecipient = "0x7000000000000000000000000000000000000003"_address;
const Uint256 kAmount{5};

Bytes bridgeCall(const Uint256& amount)
{
    return eth::abi::callOf(
        "finalizeBridgeETH(address,address,uint256,bytes)", {kOther, kRecipient, amount, Bytes{}});
}

opstack::Withdrawal relayed(
    const Address& sender, const Address& target, Bytes call, const Uint256& value = kAmount)
{
    opstack::CrossDomainMessage message;
    message.nonce = Uint256{1} << 240;
    message.sender = sender;
    message.target = target;
    message.value = value;
    message.message = std::move(call);
    opstack::Withdrawal withdrawal;
    withdrawal.sender = opstack::kL2CrossDomainMessenger;
    withdrawal.target = kMessenger;
    withdrawal.value = value;
    withdrawal.data = opstack::encodeMessageV1(message);
    return withdrawal;
}

} // namespace

/// Whom a message pays is said only as far as the contracts will do it.
class PaymentTest : public QObject {
    Q_OBJECT

    static withdrawal::Payment payment(const opstack::Withdrawal& message)
    {
        return withdrawal::paymentOf(message, kMessenger, kBridge);
    }

private Q_SLOTS:
    void theBridgesMessageIsReadDownToItsRecipient()
    {
        const auto message = relayed(opstack::kL2StandardBridge, kBridge, bridgeCall(kAmount));
        QVERIFY((payment(message) == withdrawal::Payment{kRecipient, kAmount}));
    }
    /// Anybody can send a message that looks like the bridge's.
    void whatOnlyLooksLikeTheBridgesIsNotBelieved()
    {
        QVERIFY(payment(relayed(kOther, kBridge, bridgeCall(kAmount))).recipient == kBridge);
        QVERIFY(
            payment(relayed(opstack::kL2StandardBridge, kOther, bridgeCall(kAmount))).recipient == kOther);
        QVERIFY(payment(relayed(opstack::kL2StandardBridge, kBridge, bridgeCall(Uint256{6}))).recipient ==
                kBridge);
        auto message = relayed(opstack::kL2StandardBridge, kBridge, bridgeCall(kAmount));
        message.sender = kOther;
        QVERIFY(payment(message).recipient == kMessenger);
        message = relayed(opstack::kL2StandardBridge, kBridge, bridgeCall(kAmount));
        message.data.resize(30);
        QVERIFY((payment(message) == withdrawal::Payment{kMessenger, kAmount}));
    }
    void ofATokenItIsTheTokenThatIsPaid()
    {
        constexpr Address kToken = "0x1000000000000000000000000000000000000004"_address;
        const Bytes call =
            eth::abi::callOf("finalizeBridgeERC20(address,address,address,address,uint256,bytes)",
                {kToken, kOther, kOther, kRecipient, kAmount, Bytes{}});
        auto message = relayed(opstack::kL2StandardBridge, kBridge, call, Uint256{});
        QVERIFY((payment(message) == withdrawal::Payment{kRecipient, kAmount, kToken}));
        // The bridge takes no ether with it.
        message = relayed(opstack::kL2StandardBridge, kBridge, call);
        QVERIFY((payment(message) == withdrawal::Payment{kBridge, kAmount}));
        QVERIFY(!payment(relayed(kOther, kBridge, call, Uint256{})).token);
    }
    void aPlainMessagePaysItsTarget()
    {
        opstack::Withdrawal message;
        message.target = kRecipient;
        message.value = kAmount;
        QVERIFY((payment(message) == withdrawal::Payment{kRecipient, kAmount}));
    }
};

QTEST_GUILESS_MAIN(PaymentTest)
#include "payment_test.moc"
