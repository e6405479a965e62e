#include "core/crypto/keccak.h"
#include "core/wallet/nonces.h"
#include "core/wallet/sender.h"
#include "tests/support/fake_node.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using base::Fault;
using base::Uint256;
using nlohmann::json;
using store::Delivery;
using tests::FakeNode;
using namespace base::literals;

namespace {

constexpr base::Address kBridge = "0x52af4dff31d13449b70993e21eb599c615a66541"_address;
constexpr std::uint64_t kGwei = 1'000'000'000;

std::unique_ptr<wallet::SoftwareSigner> someSigner()
{
    return *wallet::SoftwareSigner::make(base::Secret(base::Bytes(32, 7)));
}

/// A device that shows one recipient and signs for another.
class LyingSigner final : public wallet::Signer {
public:
    explicit LyingSigner(wallet::Signer& real)
        : m_real(real)
    {
    }
    base::Address address() const override { return m_real.address(); }
    base::Result<eth::Transaction> sign(eth::Transaction transaction) override
    {
        transaction.to = base::Address{};
        return m_real.sign(std::move(transaction));
    }
    base::Result<wallet::SignatureBytes> signMessage(base::ByteView) override
    {
        return wallet::SignatureBytes{};
    }
    base::Result<wallet::SignatureBytes> signTypedData(const eth::TypedData&) override
    {
        return wallet::SignatureBytes{};
    }
    base::Result<eth::Authorization> signAuthorization(eth::Authorization authorization) override
    {
        return authorization;
    }

private:
    wallet::Signer& m_real;
};

} // namespace

/// A chain, a database and a sender of one account with 10^18 Wei, whose node takes everything.
class SenderTest : public QObject {
    Q_OBJECT

    struct World {
        explicit World(const QString& folder)
            : database(*store::Database::open(std::filesystem::path(folder.toStdString()) / "test.db"))
        {
            node.on("eth_call", "0x");
            node.on("eth_estimateGas", "0x186a0");
            node.on("eth_feeHistory", json{{"baseFeePerGas", {"0x3b9aca00"}}, {"reward", {{"0x77359400"}}}});
            node.on("eth_getBalance", "0xde0b6b3a7640000");
            node.on("eth_getTransactionCount", "0x5");
            node.on("eth_getTransactionByHash", json());
            node.on("eth_sendRawTransaction", [](const json& parameters) -> json {
                return base::toHex0x(crypto::keccak256(*base::parseHex(parameters[0].get<std::string>())));
            });
        }

        wallet::Intent intent() const
        {
            return {.from = signer->address(), .to = kBridge, .value = Uint256{1000}, .data = {1, 2}};
        }
        wallet::Sender::Record record()
        {
            return [this](store::TransactionRow row) -> base::Result<store::TransactionRow> {
                store::RecordedDeposit deposit;
                deposit.transaction = std::move(row);
                deposit.deposit.network = "test";
                sentBeforeRecording = sentBeforeRecording || !node.asked("eth_sendRawTransaction").empty();
                return TRY(database->record(std::move(deposit))).transaction;
            };
        }
        base::Result<wallet::Sender::Submitted> submit(const eth::Transaction& transaction)
        {
            return sender.submit(transaction, signer->address(), *signer, record(), {});
        }

        FakeNode node{900};
        rpc::Chain chain{node.transport(), 900, rpc::Stack::Ethereum};
        std::unique_ptr<store::Database> database;
        wallet::Sender sender{chain, *database};
        std::unique_ptr<wallet::SoftwareSigner> signer = someSigner();
        bool sentBeforeRecording = false;
    };

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<World> m_world;

private Q_SLOTS:
    void init()
    {
        m_world.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_world = std::make_unique<World>(m_folder->path());
    }

    void plansTheWholeTransaction()
    {
        const auto plan = m_world->sender.plan(m_world->intent(), 77, {});
        QVERIFY2(plan, plan ? "" : plan.error().detail.c_str());
        const eth::Transaction& transaction = plan->transaction;
        QVERIFY(transaction.chainId == 900u);
        QCOMPARE(transaction.nonce, 5u);
        QCOMPARE(transaction.gas, 150'077u);
        QVERIFY(transaction.maxPriorityFeePerGas == Uint256{2 * kGwei});
        QVERIFY(transaction.maxFeePerGas == Uint256{4 * kGwei});
        QVERIFY(plan->maximumFee == Uint256{150'077} * Uint256{4 * kGwei});
        QVERIFY(plan->expectedFee == Uint256{100'000} * Uint256{3 * kGwei});
        QVERIFY(m_world->node.asked("eth_sendRawTransaction").empty());
    }
    void whatRevertsIsToldWithItsReason()
    {
        m_world->node.on("eth_call", FakeNode::error(3, "execution reverted", "0x77ebef4d"));
        const auto plan = m_world->sender.plan(m_world->intent(), 0, {});
        QVERIFY(!plan && plan.error().fault == Fault::Reverted);
        QVERIFY(plan.error().detail.find("OutOfGas()") != std::string::npos);
    }
    void theBalanceMustCoverValueAndMaximumFee()
    {
        const Uint256 fee = Uint256{150'000} * Uint256{4 * kGwei};
        m_world->node.on("eth_getBalance", base::toQuantity(fee + Uint256{1000}));
        QVERIFY(m_world->sender.plan(m_world->intent(), 0, {}));
        m_world->node.on("eth_getBalance", base::toQuantity(fee + Uint256{999}));
        QVERIFY(m_world->sender.plan(m_world->intent(), 0, {}).error().fault == Fault::Funds);
        wallet::Intent all = m_world->intent();
        all.value = Uint256::max();
        QVERIFY(m_world->sender.plan(all, 0, {}).error().fault == Fault::Funds);
    }
    void recordsBeforeItSends()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        const auto submitted = m_world->submit(plan.transaction);
        QVERIFY2(submitted, submitted ? "" : submitted.error().detail.c_str());
        QVERIFY(!m_world->sentBeforeRecording);
        QVERIFY(submitted->row.delivery == Delivery::Accepted);
        const auto stored = m_world->database->deposits("test")->front().transaction;
        QVERIFY(stored == submitted->row);
        const auto sent = m_world->node.asked("eth_sendRawTransaction");
        QCOMPARE(sent.size(), 1u);
        QCOMPARE(sent[0][0].get<std::string>(), base::toHex0x(stored.signedBytes));
    }
    void whatCannotBeRecordedIsNotSent()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        const auto full = [](store::TransactionRow) -> base::Result<store::TransactionRow> {
            return base::fail(Fault::Storage, "full");
        };
        const auto submitted =
            m_world->sender.submit(plan.transaction, m_world->signer->address(), *m_world->signer, full, {});
        QVERIFY(!submitted && submitted.error().fault == Fault::Storage);
        QVERIFY(m_world->node.asked("eth_sendRawTransaction").empty());
    }
    void theNextNonceCountsWhatIsRecorded()
    {
        const auto first = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, "busy"));
        m_world->node.on("eth_getTransactionByHash", [](const json& parameters) {
            return json{{"hash", parameters[0]}};
        });
        QVERIFY(m_world->submit(first.transaction));
        QCOMPARE(m_world->sender.plan(m_world->intent(), 0, {})->transaction.nonce, 6u);
        const auto late = m_world->submit(first.transaction);
        QVERIFY(!late && late.error().fault == Fault::NotYet);
    }
    void twoLanesGetOneNonceOnce()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        std::atomic<int> sent = 0;
        {
            const auto lane = [&] { sent += m_world->submit(plan.transaction).has_value() ? 1 : 0; };
            const std::jthread one(lane), other(lane);
        }
        QCOMPARE(sent.load(), 1);
        QCOMPARE(m_world->node.asked("eth_sendRawTransaction").size(), 1u);
    }
    void judgesWhatTheNodeSays_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("known");
        QTest::addColumn<int>("delivery");
        QTest::newRow("already known") << "already known" << false << 1;
        QTest::newRow("another way to say so") << "AlreadyKnown" << false << 1;
        QTest::newRow("nonce too low, and it is in the chain") << "nonce too low" << true << 1;
        QTest::newRow("nonce too low, and it is free") << "nonce too low" << false << 2;
        QTest::newRow("no") << "intrinsic gas too low" << false << 2;
        QTest::newRow("not now") << "max fee per gas less than block base fee" << false << 0;
        QTest::newRow("no verdict") << "request timed out" << false << 0;
    }
    void judgesWhatTheNodeSays()
    {
        QFETCH(QString, words);
        QFETCH(bool, known);
        QFETCH(int, delivery);
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, words.toStdString()));
        m_world->node.on("eth_getTransactionByHash", [known](const json& parameters) {
            return known ? json{{"hash", parameters[0]}} : json();
        });
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        const auto submitted = m_world->submit(plan.transaction);
        QVERIFY(submitted);
        QCOMPARE(static_cast<int>(submitted->row.delivery), delivery);
        QCOMPARE(submitted->words.empty(), delivery == 1);
    }
    /// The node's state may be ahead of what it finds by hash: such a "no" can hide that the money moved.
    void noIsNotTheLastWordOnceTheNonceIsUsed()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_sendRawTransaction", [this](const json&) {
            m_world->node.on("eth_getTransactionCount", "0x6");
            return FakeNode::error(-32000, "nonce too low");
        });
        const auto submitted = m_world->submit(plan.transaction);
        QVERIFY(submitted && submitted->row.delivery == Delivery::Recorded);
        QVERIFY(!submitted->words.empty());
    }
    void silenceLeavesItRecordedAndTheSameBytesGoLater()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        const auto record = [this](store::TransactionRow row) {
            m_world->node.setOffline(true);
            return m_world->record()(std::move(row));
        };
        const auto submitted = m_world->sender.submit(
            plan.transaction, m_world->signer->address(), *m_world->signer, record, {});
        QVERIFY(submitted);
        QVERIFY(submitted->row.delivery == Delivery::Recorded);
        QVERIFY(m_world->sender.deliver(submitted->row, {}).delivery == Delivery::Recorded);
        m_world->node.setOffline(false);
        QVERIFY(m_world->sender.deliver(submitted->row, {}).delivery == Delivery::Accepted);
        QCOMPARE(m_world->node.asked("eth_sendRawTransaction")[0][0].get<std::string>(),
            base::toHex0x(submitted->row.signedBytes));
    }
    void aSignerThatChangesTheTransactionIsAMismatch()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        LyingSigner liar(*m_world->signer);
        const auto submitted =
            m_world->sender.submit(plan.transaction, liar.address(), liar, m_world->record(), {});
        QVERIFY(!submitted && submitted.error().fault == Fault::Mismatch);
        QVERIFY(m_world->database->deposits("test")->empty());
    }
    void aStopBeforeTheRecordingLeavesNothing()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        std::stop_source source;
        source.request_stop();
        const auto submitted = m_world->sender.submit(plan.transaction, m_world->signer->address(),
            *m_world->signer, m_world->record(), source.get_token());
        QVERIFY(!submitted && submitted.error().fault == Fault::Cancelled);
        QVERIFY(m_world->database->deposits("test")->empty());
    }

    void nextNonceSkipsOurOwn()
    {
        const std::vector<std::uint64_t> ours{5, 6, 8};
        QCOMPARE(wallet::nextNonce(4, ours), 4u);
        QCOMPARE(wallet::nextNonce(5, ours), 7u);
        QCOMPARE(wallet::nextNonce(7, std::vector<std::uint64_t>{8}), 7u);
        QCOMPARE(wallet::nextNonce(9, {}), 9u);
    }
    void feesFollowTheMedianTipAndRefuseAbsurdOnes()
    {
        const Uint256 gwei{kGwei};
        const auto fees =
            wallet::suggestFees({.nextBaseFee = gwei, .tips = {Uint256{9} * gwei, gwei, Uint256{2} * gwei}});
        QVERIFY(fees->maxPriorityFeePerGas == Uint256{2} * gwei);
        QVERIFY(fees->maxFeePerGas == Uint256{4} * gwei);
        QVERIFY(wallet::suggestFees({.nextBaseFee = gwei, .tips = {}})->maxPriorityFeePerGas ==
                Uint256{1'000'000});
        QVERIFY(!wallet::suggestFees({.nextBaseFee = Uint256::max(), .tips = {}}));
        QVERIFY(!wallet::suggestFees({.nextBaseFee = gwei, .tips = {Uint256::max()}}));
        QVERIFY(!wallet::feeOf(2, Uint256::max()));
    }
    void gasLimitsStayBelowTheCapOfATransaction()
    {
        QCOMPARE(*wallet::gasLimitFor(100), 150u);
        QCOMPARE(*wallet::gasLimitFor(16'000'000), 16'777'216u);
        QVERIFY(!wallet::gasLimitFor(16'777'217));
    }
};

QTEST_APPLESS_MAIN(SenderTest)
#include "sender_test.moc"
