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

/// A clock that moves when it is told to.
struct StandingClock final : base::Clock {
    base::Seconds now() const override { return base::Seconds(1'700'000'000); }
    std::chrono::milliseconds steady() const override { return time; }
    std::chrono::milliseconds time{123'456};
};

/// The newest block of a chain with this base fee, as a node answers, and the root of its state.
json headerWith(std::uint64_t baseFee, const base::Hash& stateRoot = {})
{
    const std::string zero = base::toHex0x(base::Hash{});
    json header{{"parentHash", zero}, {"sha3Uncles", zero}, {"miner", base::toHex0x(base::Address{})},
        {"stateRoot", base::toHex0x(stateRoot)}, {"transactionsRoot", zero}, {"receiptsRoot", zero},
        {"logsBloom", "0x" + std::string(512, '0')}, {"difficulty", "0x0"}, {"number", "0x64"},
        {"gasLimit", "0x1c9c380"}, {"gasUsed", "0x0"}, {"timestamp", "0x65"}, {"extraData", "0x"},
        {"mixHash", zero}, {"nonce", "0x0000000000000000"},
        {"baseFeePerGas", base::toQuantity(Uint256{baseFee})}};
    header["hash"] = base::toHex0x(eth::headerHash(*rpc::parseHeader(header)));
    return header;
}

/// A device that shows one recipient and signs for another.
class LyingSigner final : public wallet::Signer {
public:
    explicit LyingSigner(wallet::Signer& real)
        : m_real(real)
    {
    }
    base::Address address() const override { return m_real.address(); }
    base::Result<eth::Transaction> sign(eth::Transaction transaction, wallet::Reach reach) override
    {
        transaction.to = base::Address(std::array<std::uint8_t, 20>{0xbb});
        return m_real.sign(std::move(transaction), reach);
    }
    base::Result<wallet::SignatureBytes> signMessage(base::ByteView) override
    {
        return wallet::SignatureBytes{};
    }
    base::Result<wallet::SignatureBytes> signTypedData(const eth::TypedData&) override
    {
        return wallet::SignatureBytes{};
    }
    base::Result<eth::Authorization> signAuthorization(
        eth::Authorization authorization, wallet::Reach) override
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
        base::Result<store::TransactionRow> submit(const wallet::Plan& plan)
        {
            return sender.submit(plan, signer->address(), *signer, record(), {});
        }
        store::TransactionRow stored() { return database->deposits("test")->front().transaction; }

        StandingClock clock;
        FakeNode node{900};
        rpc::Chain chain{node.transport(), 900, rpc::Stack::Ethereum};
        std::unique_ptr<store::Database> database;
        wallet::Sender sender{chain, *database, clock};
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
        const auto submitted = m_world->submit(plan);
        QVERIFY2(submitted, submitted ? "" : submitted.error().detail.c_str());
        QVERIFY(!m_world->sentBeforeRecording);
        QVERIFY(submitted->delivery == Delivery::Accepted);
        const auto stored = m_world->database->deposits("test")->front().transaction;
        QVERIFY(stored == *submitted);
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
            m_world->sender.submit(plan, m_world->signer->address(), *m_world->signer, full, {});
        QVERIFY(!submitted && submitted.error().fault == Fault::Storage);
        QVERIFY(m_world->node.asked("eth_sendRawTransaction").empty());
    }
    void theNextNonceCountsWhatIsRecorded()
    {
        const auto first = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, "busy"));
        m_world->node.on(
            "eth_getTransactionByHash", [](const json& parameters) { return json{{"hash", parameters[0]}}; });
        QVERIFY(m_world->submit(first));
        QCOMPARE(m_world->sender.plan(m_world->intent(), 0, {})->transaction.nonce, 6u);
        const auto late = m_world->submit(first);
        QVERIFY(!late && late.error().fault == Fault::Outdated);
    }
    void twoLanesGetOneNonceOnce()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        std::atomic<int> sent = 0;
        {
            const auto lane = [&] { sent += m_world->submit(plan).has_value() ? 1 : 0; };
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
        QTest::newRow("nonce too low, and it is free") << "nonce too low" << false << 0;
        QTest::newRow("never") << "intrinsic gas too low: gas 20000, minimum needed 21000" << false << 2;
        QTest::newRow("not now") << "max fee per gas less than block base fee" << false << 0;
        QTest::newRow("not with this balance") << "insufficient funds for gas * price + value" << false << 0;
        QTest::newRow("pool is full") << "txpool is full" << false << 0;
        QTest::newRow("no verdict") << "request timed out" << false << 0;
        QTest::newRow("words of nobody") << "the moon is in the wrong phase" << false << 0;
    }
    void judgesWhatTheNodeSays()
    {
        QFETCH(QString, words);
        QFETCH(bool, known);
        QFETCH(int, delivery);
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, words.toStdString()));
        m_world->node.on("eth_getTransactionByHash",
            [known](const json& parameters) { return known ? json{{"hash", parameters[0]}} : json(); });
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        const auto submitted = m_world->submit(plan);
        QVERIFY(submitted);
        QCOMPARE(static_cast<int>(submitted->delivery), delivery);
        QCOMPARE(submitted->reason.empty(), delivery == 1);
        QVERIFY(m_world->stored() == *submitted);
    }
    /// The node's state may be ahead of what it finds by hash: such a "no" can hide that the money moved.
    void noIsNotTheLastWordOnceTheNonceIsUsed()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_sendRawTransaction", [this](const json&) {
            m_world->node.on("eth_getTransactionCount", "0x6");
            return FakeNode::error(-32000, "nonce too low");
        });
        const auto submitted = m_world->submit(plan);
        QVERIFY(submitted && submitted->delivery == Delivery::Recorded);
        QVERIFY(!submitted->reason.empty());
    }
    void silenceLeavesItRecordedAndTheSameBytesGoLater()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        const auto record = [this](store::TransactionRow row) {
            m_world->node.setOffline(true);
            return m_world->record()(std::move(row));
        };
        const auto submitted =
            m_world->sender.submit(plan, m_world->signer->address(), *m_world->signer, record, {});
        QVERIFY(submitted);
        QVERIFY(submitted->delivery == Delivery::Recorded);
        QVERIFY(m_world->sender.deliver(*submitted, {}).delivery == Delivery::Recorded);
        m_world->node.setOffline(false);
        QVERIFY(m_world->sender.deliver(*submitted, {}).delivery == Delivery::Accepted);
        QCOMPARE(m_world->node.asked("eth_sendRawTransaction")[0][0].get<std::string>(),
            base::toHex0x(submitted->signedBytes));
    }
    /// A node that contradicts itself may have the bytes: the doubt stays, whatever else it says.
    void aNonceTooLowThatIsFreeLeavesADoubt()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, "nonce too low"));
        const auto submitted = m_world->submit(plan);
        QVERIFY(submitted && submitted->openDeliveries == 1);
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, "intrinsic gas too low"));
        QVERIFY(m_world->sender.deliver(*submitted, {}).delivery == Delivery::Recorded);
    }
    /// The doubt is on the disk before the bytes leave, and no later "never" makes it a refusal.
    void onceInDoubtNothingIsRefused()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        std::uint64_t openWhenSent = 0;
        m_world->node.on("eth_sendRawTransaction", [&](const json&) {
            openWhenSent = m_world->stored().openDeliveries;
            return FakeNode::error(-32603, "request timed out");
        });
        const auto submitted = m_world->submit(plan);
        QVERIFY(submitted && submitted->delivery == Delivery::Recorded);
        QCOMPARE(openWhenSent, std::uint64_t{1});
        QCOMPARE(m_world->stored().openDeliveries, std::uint64_t{1});
        for (const char* never : {"intrinsic gas too low", "nonce too low", "invalid sender"}) {
            m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, never));
            QVERIFY(m_world->sender.deliver(m_world->stored(), {}).delivery == Delivery::Recorded);
        }
        QVERIFY(!m_world->stored().reason.empty());
        QCOMPARE(m_world->sender.plan(m_world->intent(), 0, {})->transaction.nonce, 6u);
    }
    void aNotNowLeavesNoDoubt()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, "txpool is full"));
        const auto submitted = m_world->submit(plan);
        QVERIFY(submitted && submitted->delivery == Delivery::Recorded);
        QCOMPARE(submitted->openDeliveries, std::uint64_t{0});
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, "intrinsic gas too low"));
        QVERIFY(m_world->sender.deliver(*submitted, {}).delivery == Delivery::Refused);
    }
    /// A server that has no time, under each status and with any body, ends nothing.
    void aBusyServerRefusesNothing_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isJson");
        for (const int status : {429, 500, 503})
            for (const bool isJson : {true, false})
                QTest::addRow("%d %s", status, isJson ? "JSON" : "nothing") << status << isJson;
    }
    void aBusyServerRefusesNothing()
    {
        QFETCH(int, status);
        QFETCH(bool, isJson);
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32005, "daily request count exceeded"));
        m_world->node.setStatus(
            "eth_sendRawTransaction", status, isJson ? std::nullopt : std::optional<std::string>(""));
        const auto submitted = m_world->submit(plan);
        QVERIFY(submitted && submitted->delivery == Delivery::Recorded);
        QVERIFY(!submitted->reason.empty());
        QCOMPARE(m_world->sender.plan(m_world->intent(), 0, {})->transaction.nonce, 6u);
        m_world->node.setStatus("eth_sendRawTransaction", 200);
        m_world->node.on("eth_sendRawTransaction", base::toHex0x(submitted->hash));
        QVERIFY(m_world->sender.deliver(*submitted, {}).delivery == Delivery::Accepted);
    }
    /// Only an answer shows that the node has lost it: silence on that question does not.
    void whatWasTakenIsNotDroppedUnasked()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        const auto submitted = m_world->submit(plan);
        QVERIFY(submitted && submitted->delivery == Delivery::Accepted);
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, "txpool is full"));
        m_world->node.on("eth_getTransactionByHash", FakeNode::error(-32005, "rate limited"));
        const auto unasked = m_world->sender.deliver(*submitted, {});
        QVERIFY(unasked.delivery == Delivery::Accepted && !unasked.isDropped);
        m_world->node.on("eth_getTransactionByHash", json());
        QVERIFY(m_world->sender.deliver(unasked, {}).isDropped);
    }
    /// A node can begin to serve another chain, which refuses what was signed for ours.
    void theWordOfAnotherChainRefusesNothing()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, "txpool is full"));
        const auto submitted = m_world->submit(plan);
        QVERIFY(submitted && submitted->delivery == Delivery::Recorded);
        m_world->node.on("eth_chainId", "0x1");
        m_world->node.on("eth_getTransactionCount", "0x0");
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, "intrinsic gas too low"));
        const auto again = m_world->sender.deliver(*submitted, {});
        QVERIFY(again.delivery == Delivery::Recorded);
        QVERIFY(!again.reason.empty());
        QVERIFY(m_world->stored().delivery == Delivery::Recorded);
    }
    /// Several nodes behind one name, one of them of another chain or with a limit of its own: the bytes are
    /// signed for our chain, and by their account, before they are recorded.
    void aStrayNodeOfAnotherChainRefusesNothing_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("chain id and signer")
            << QByteArray("invalid sender: invalid chain id for signer: have 900 want 1");
        QTest::newRow("chain id") << QByteArray("invalid chain id");
        QTest::newRow("no reason") << QByteArray("invalid sender");
        QTest::newRow("signature") << QByteArray("invalid signature");
        QTest::newRow("a server's limit") << QByteArray("request body too large");
    }
    void aStrayNodeOfAnotherChainRefusesNothing()
    {
        QFETCH(QByteArray, words);
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, words.toStdString()));
        const auto submitted = m_world->submit(plan);
        QVERIFY(submitted && submitted->delivery == Delivery::Recorded);
        QVERIFY(!submitted->reason.empty());
        QCOMPARE(m_world->sender.plan(m_world->intent(), 0, {})->transaction.nonce, 6u);
    }
    /// A node that knows another transaction has not said that it has this one.
    void whatIsKnownOfAnotherHashIsNotTaken()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_sendRawTransaction",
            FakeNode::error(-32000, "known transaction: 0x" + std::string(64, '7')));
        const auto submitted = m_world->submit(plan);
        QVERIFY(submitted && submitted->delivery == Delivery::Recorded);
        QCOMPARE(submitted->openDeliveries, std::uint64_t{1});
        m_world->node.on("eth_sendRawTransaction",
            FakeNode::error(-32000, "known transaction: " + base::toHex0x(submitted->hash)));
        QVERIFY(m_world->sender.deliver(*submitted, {}).delivery == Delivery::Accepted);
    }
    /// Two instances: what one has seen refused, and whose nonce it has given away, the other one, which
    /// has read it before, does not send again.
    void whatAnotherInstanceSawRefusedIsNotSent()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, "txpool is full"));
        const auto read = m_world->submit(plan);
        QVERIFY(read && read->delivery == Delivery::Recorded);
        m_world->node.on("eth_sendRawTransaction", FakeNode::error(-32000, "intrinsic gas too low"));
        QVERIFY(m_world->sender.deliver(*read, {}).delivery == Delivery::Refused);
        const std::size_t sent = m_world->node.asked("eth_sendRawTransaction").size();
        const auto late = m_world->sender.deliver(*read, {});
        QCOMPARE(m_world->node.asked("eth_sendRawTransaction").size(), sent);
        QVERIFY(!late.reason.empty());
        QCOMPARE(m_world->stored().openDeliveries, std::uint64_t{0});
    }
    void anOldPlanIsOutdated()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->clock.time += wallet::kPlanAge + std::chrono::milliseconds(1);
        const auto late = m_world->submit(plan);
        QVERIFY(!late && late.error().fault == Fault::Outdated);
        QVERIFY(m_world->database->deposits("test")->empty());
        QVERIFY(m_world->submit(*m_world->sender.plan(m_world->intent(), 0, {})));
    }
    void aPlanWhoseBaseFeeHasPassedIsOutdated()
    {
        m_world->node.on("eth_getBlockByNumber", headerWith(kGwei));
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        m_world->node.on("eth_getBlockByNumber", headerWith(5 * kGwei));
        const auto late = m_world->submit(plan);
        QVERIFY(!late && late.error().fault == Fault::Outdated);
    }
    void theNextBaseFeeFollowsFromTheNewestBlock()
    {
        m_world->node.on("eth_getBlockByNumber", headerWith(kGwei / 3));
        QVERIFY(m_world->sender.plan(m_world->intent(), 0, {}).error().fault == Fault::Mismatch);
        m_world->node.on("eth_getBlockByNumber", headerWith(3 * kGwei));
        QVERIFY(m_world->sender.plan(m_world->intent(), 0, {}).error().fault == Fault::Mismatch);
    }
    void aNonceThatCannotBeIsNotSigned_data()
    {
        QTest::addColumn<quint64>("latest");
        QTest::addColumn<quint64>("pending");
        QTest::addColumn<bool>("isBelieved");
        QTest::newRow("nothing waits") << quint64{5} << quint64{5} << true;
        QTest::newRow("a few wait") << quint64{5} << quint64{5 + 16} << true;
        QTest::newRow("behind itself") << quint64{5} << quint64{3} << true;
        QTest::newRow("many wait") << quint64{5} << quint64{5 + 17} << false;
        QTest::newRow("no end of them wait") << quint64{5} << quint64{0xffffff} << false;
        QTest::newRow("no person has sent so many") << quint64{0xffffff} << quint64{0xffffff} << false;
    }
    void aNonceThatCannotBeIsNotSigned()
    {
        QFETCH(quint64, latest);
        QFETCH(quint64, pending);
        QFETCH(bool, isBelieved);
        m_world->node.on("eth_getTransactionCount", [=](const json& parameters) {
            return base::toQuantity(Uint256{parameters[1] == "pending" ? pending : latest});
        });
        const auto plan = m_world->sender.plan(m_world->intent(), 0, {});
        QCOMPARE(plan.has_value(), isBelieved);
        if (isBelieved)
            QCOMPARE(quint64{plan->transaction.nonce}, std::max(latest, pending));
        else
            QVERIFY(plan.error().fault == Fault::BadData);
    }
    /// The state of a block with one account, and the node's own proof of it.
    void aNonceIsHeldAgainstTheNodesOwnProof()
    {
        eth::Account account;
        account.nonce = 5;
        const base::Hash key = crypto::keccak256(m_world->signer->address());
        base::Bytes path{0x20};
        path.insert(path.end(), key.begin(), key.end());
        eth::rlp::Writer writer;
        writer.list([&] { writer.string(path).string(eth::encodeAccount(account)); });
        const base::Bytes leaf = writer.take();
        m_world->node.on("eth_getBlockByNumber", headerWith(kGwei, crypto::keccak256(leaf)));
        m_world->node.on("eth_getProof",
            json{{"nonce", "0x5"}, {"balance", "0x0"}, {"storageHash", base::toHex0x(account.storageRoot)},
                {"codeHash", base::toHex0x(account.codeHash)}, {"accountProof", {base::toHex0x(leaf)}},
                {"storageProof", json::array()}});
        QCOMPARE(m_world->sender.plan(m_world->intent(), 0, {})->transaction.nonce, 5u);
        m_world->node.on("eth_getTransactionCount", "0x1000");
        const auto plan = m_world->sender.plan(m_world->intent(), 0, {});
        QVERIFY(!plan && plan.error().fault == Fault::Mismatch);
    }
    void aNodeWithoutFeeHistoryOrPendingTagWillDo()
    {
        m_world->node.on("eth_getBlockByNumber", headerWith(8 * kGwei));
        m_world->node.on("eth_feeHistory", FakeNode::error(-32601, "no such method"));
        m_world->node.on("eth_getTransactionCount", [](const json& parameters) -> json {
            if (parameters[1] == "pending") return FakeNode::error(-32602, "pending tag not supported");
            return "0x5";
        });
        const auto bare = m_world->sender.plan(m_world->intent(), 0, {});
        QVERIFY2(bare, bare ? "" : bare.error().detail.c_str());
        QCOMPARE(bare->transaction.nonce, 5u);
        QVERIFY(bare->transaction.maxPriorityFeePerGas == Uint256{1'000'000});
        QVERIFY(bare->transaction.maxFeePerGas == Uint256{18 * kGwei + 1'000'000});
        m_world->node.on("eth_maxPriorityFeePerGas", base::toQuantity(Uint256{2 * kGwei}));
        QVERIFY(m_world->sender.plan(m_world->intent(), 0, {})->transaction.maxPriorityFeePerGas ==
                Uint256{2 * kGwei});
        // A history without tips asks for one too.
        m_world->node.on("eth_feeHistory", json{{"baseFeePerGas", {"0x1dcd65000"}},
                                               {"reward", {json::array(), json::array({nullptr}), nullptr}}});
        QVERIFY(m_world->sender.plan(m_world->intent(), 0, {})->transaction.maxPriorityFeePerGas ==
                Uint256{2 * kGwei});
    }
    void aFeeAboveOneEtherIsNotPlanned()
    {
        m_world->node.on(
            "eth_getBalance", base::toQuantity(Uint256{1'000'000'000'000'000'000} * Uint256{1'000}));
        m_world->node.on("eth_feeHistory", json{{"baseFeePerGas", {base::toQuantity(Uint256{5'000 * kGwei})}},
                                               {"reward", {{"0x77359400"}}}});
        QVERIFY(m_world->sender.plan(m_world->intent(), 0, {}).error().fault == Fault::NotNow);
    }
    void aSignerThatChangesTheTransactionIsAMismatch()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        LyingSigner liar(*m_world->signer);
        const auto submitted = m_world->sender.submit(plan, liar.address(), liar, m_world->record(), {});
        QVERIFY(!submitted && submitted.error().fault == Fault::Mismatch);
        QVERIFY(m_world->database->deposits("test")->empty());
    }
    void aStopBeforeTheRecordingLeavesNothing()
    {
        const auto plan = *m_world->sender.plan(m_world->intent(), 0, {});
        std::stop_source source;
        source.request_stop();
        const auto submitted = m_world->sender.submit(
            plan, m_world->signer->address(), *m_world->signer, m_world->record(), source.get_token());
        QVERIFY(!submitted && submitted.error().fault == Fault::Cancelled);
        QVERIFY(m_world->database->deposits("test")->empty());
    }

    void nextNonceSkipsOurOwn()
    {
        const std::vector<std::uint64_t> ours{5, 6, 8};
        QCOMPARE(*wallet::nextNonce({4, 4}, ours), 4u);
        QCOMPARE(*wallet::nextNonce({4, 5}, ours), 7u);
        QCOMPARE(*wallet::nextNonce({7, 7}, std::vector<std::uint64_t>{8}), 7u);
        QCOMPARE(*wallet::nextNonce({9, 9}, {}), 9u);
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
        QVERIFY(wallet::suggestFees({.nextBaseFee = gwei, .tips = {Uint256{100} * gwei}}));
        QVERIFY(!wallet::suggestFees({.nextBaseFee = gwei, .tips = {Uint256{100} * gwei + Uint256{1}}}));
        // Where the base fee is seven Wei, tips of a few Gwei are usual; half a million Gwei is nowhere.
        QVERIFY(wallet::suggestFees({.nextBaseFee = Uint256{7}, .tips = {Uint256{5} * gwei}}));
        QVERIFY(!wallet::suggestFees({.nextBaseFee = Uint256{7}, .tips = {Uint256{6} * gwei}}));
        QVERIFY(!wallet::suggestFees({.nextBaseFee = Uint256{100} * gwei, .tips = {Uint256{501} * gwei}}));
        QVERIFY(!wallet::suggestFees({.nextBaseFee = Uint256{10'001} * gwei, .tips = {}}));
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
