#include "core/bridge/activity_row.h"
#include "core/bridge/deposit.h"
#include "core/bridge/tracker.h"
#include "core/practice/world/world.h"
#include "core/store/sqlite.h"
#include "core/trie/list_root.h"
#include "tests/support/twist.h"

#include <QTemporaryDir>
#include <QTest>

using bridge::DepositStage;
using nlohmann::json;
using tests::Honest;
using tests::resultOf;
using tests::Twist;

namespace {

constexpr std::uint64_t kToFinality = 2'000; ///< seconds: more than the practice L1 needs

practice::WorldSettings standingStill()
{
    practice::WorldSettings settings;
    settings.speed = 0;
    return settings;
}

/// Finds nothing for these methods.
Twist blindFor(std::vector<std::string> methods)
{
    return [methods = std::move(methods)](const json& request, const Honest& honest) -> base::Result<json> {
        if (std::ranges::find(methods, request["method"].get<std::string>()) != methods.end())
            return resultOf(request, nullptr);
        return honest();
    };
}

base::Result<json> silence(const json&, const Honest&)
{
    return base::fail(base::Fault::Offline, "nobody is there");
}

base::Result<json> tooMany(const json& request, const Honest&)
{
    return tests::errorOf(request, -32005, "daily request count exceeded, request rate limited");
}

/// A node whose chain has only the first block: after a restart with an empty disk.
base::Result<json> empty(const json& request, const Honest& honest)
{
    const bool isByNumber = tests::asks(request, "eth_getBlockByNumber");
    const bool asksForOther = isByNumber && request["params"][0] != "0x0";
    const bool isCount = tests::asks(request, "eth_getTransactionCount");
    if (isCount) return resultOf(request, "0x0");
    const bool isOfTransaction =
        tests::asks(request, "eth_getTransactionReceipt") || tests::asks(request, "eth_getTransactionByHash");
    if (asksForOther || isOfTransaction || tests::asks(request, "eth_getBlockByHash"))
        return resultOf(request, nullptr);
    return honest();
}

/// Answers with a block of another height than the one asked for, and knows no transaction.
Twist anotherHead()
{
    return [](const json& request, const Honest& honest) -> base::Result<json> {
        if (tests::asks(request, "eth_getTransactionReceipt")) return resultOf(request, nullptr);
        if (!tests::asks(request, "eth_getBlockByNumber")) return honest();
        static std::mutex mutex;
        static json first;
        const std::scoped_lock lock(mutex);
        if (first.is_null() && request["params"][0] == "latest") first = honest()["result"];
        return resultOf(request, first);
    };
}

Twist offlineFor(std::vector<std::string> methods)
{
    return [methods = std::move(methods)](const json& request, const Honest& honest) -> base::Result<json> {
        if (std::ranges::find(methods, request["method"].get<std::string>()) != methods.end())
            return base::fail(base::Fault::Offline, "cut off");
        return honest();
    };
}

/// The final block has this number, as the node says, in a header that hashes to what it should.
Twist finalAt(std::uint64_t number)
{
    return [number](const json& request, const Honest& honest) -> base::Result<json> {
        json answer = honest();
        if (!tests::asks(request, "eth_getBlockByNumber") || request["params"][0] != "finalized")
            return answer;
        answer["result"]["number"] = base::toQuantity(base::Uint256{number});
        answer["result"]["hash"] = base::toHex0x(eth::headerHash(*rpc::parseHeader(answer["result"])));
        return answer;
    };
}

} // namespace

/// The tracker on the practice network's real chains, whose nodes are made to lag, to lie and to go away.
class TrackerTest : public QObject {
    Q_OBJECT

    struct Ground {
        Ground(std::shared_ptr<practice::World> open, const QString& folder)
            : world(std::move(open))
            , database(*store::Database::open(std::filesystem::path(folder.toStdString()) / "test.db"))
        {
        }

        bridge::DepositQuote quote()
        {
            return *bridge::quoteDeposit(route, sender,
                {.from = signer->address(), .recipient = signer->address(), .amount = base::Uint256{1000}},
                {});
        }
        DepositStage submit(const bridge::DepositQuote& quote)
        {
            return bridge::submitDeposit(network, sender, *database, quote, *signer, {})->stage();
        }
        bridge::Activity newest() { return bridge::readActivities(*database, network.id)->front(); }
        void pass(std::uint64_t seconds) { CHECK(world->leap(seconds, {}, {})); }
        bridge::Activity after(std::uint64_t seconds)
        {
            pass(seconds);
            CHECK(tracker.refresh({}));
            return newest();
        }
        /// One more look, whether the nodes answer or not.
        bridge::Activity look()
        {
            (void)tracker.refresh({});
            return newest();
        }
        /// How many questions one more look costs.
        int questions(tests::TwistSwitch& node)
        {
            node.forget();
            (void)tracker.refresh({});
            return node.asked();
        }
        std::unique_ptr<rpc::Transport> line(practice::Layer layer, tests::TwistSwitch& twist)
        {
            return std::make_unique<tests::TwistedLine>(world->transport(layer), twist);
        }
        /// To the stage, as far as a good deposit goes.
        void bringTo(DepositStage stage)
        {
            QVERIFY(submit(quote()) == DepositStage::Sent);
            if (stage == DepositStage::Sent) return;
            if (stage == DepositStage::ExpectedOnL2) twistL2.set(blindFor({"eth_getTransactionReceipt"}));
            QVERIFY(after(60).stage() == stage);
            twistL2.set({});
        }

        tests::TwistSwitch twistL1, twistL2;
        std::shared_ptr<practice::World> world;
        std::unique_ptr<store::Database> database;
        bridge::Network network = *bridge::findNetwork(bridge::kPracticeNetwork);
        rpc::Chain l1{line(practice::Layer::L1, twistL1), network.l1.chainId, rpc::Stack::Ethereum};
        rpc::Chain l2{line(practice::Layer::L2, twistL2), network.l2.chainId, rpc::Stack::Optimism};
        bridge::Route route{network, l1, l2};
        wallet::Sender sender{l1, *database};
        bridge::Tracker tracker{route, sender, *database};
        std::unique_ptr<wallet::SoftwareSigner> signer =
            *wallet::SoftwareSigner::make(std::move(practice::practiceAccount(0)->key));
    };

    /// One for all, as its start takes the most of a test's time: each test begins with an empty database on
    /// a chain that the others have left longer.
    std::shared_ptr<practice::World> m_world;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ground> m_ground;

private Q_SLOTS:
    void initTestCase()
    {
        m_world = *practice::World::open(standingStill());
        m_world->leap(kToFinality, {}, {}).value();
    }
    void init()
    {
        m_ground.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_ground = std::make_unique<Ground>(m_world, m_folder->path());
    }

    /// What the real contracts would not pay to, or not give back.
    void theMoneyGoesToNoSystemContract_data()
    {
        QTest::addColumn<QByteArray>("recipient");
        QTest::newRow("L2 bridge") << QByteArray("0x4200000000000000000000000000000000000010");
        QTest::newRow("L2 messenger") << QByteArray("0x4200000000000000000000000000000000000007");
        QTest::newRow("Multicall3, which has no receive()")
            << QByteArray("0xca11bde05977b3631167028862be2a173976ca11");
    }
    void theMoneyGoesToNoSystemContract()
    {
        QFETCH(QByteArray, recipient);
        Ground& ground = *m_ground;
        const auto quote = bridge::quoteDeposit(ground.route, ground.sender,
            {.from = ground.signer->address(),
                .recipient = *base::parseFixed<base::Address>(recipient.toStdString()),
                .amount = base::Uint256{1'000'000'000'000'000'000}},
            {});
        QVERIFY(!quote && quote.error().fault == base::Fault::Refused);
    }
    void whatThePortalDoesNotSellIsToldInPlainWords()
    {
        Ground& ground = *m_ground;
        bridge::DepositRequest request = ground.quote().request;
        request.minGasLimit = ~std::uint32_t{0};
        const auto quote = bridge::quoteDeposit(ground.route, ground.sender, request, {});
        QVERIFY(!quote && quote.error().fault == base::Fault::Refused);
        QVERIFY(quote.error().detail.find("promise less gas") != std::string::npos);
    }
    void aFeeAboveATenthOfTheAmountIsTold()
    {
        Ground& ground = *m_ground;
        bridge::DepositQuote quote = ground.quote();
        QVERIFY(quote.cautions == std::vector{bridge::Caution::LargeFee});
        quote.request.amount = quote.maximumFee * base::Uint256{11};
        const auto more = bridge::quoteDeposit(ground.route, ground.sender, quote.request, {});
        QVERIFY(more && more->cautions.empty());
    }

    void noNodesTroubleTakesAFactBack_data()
    {
        QTest::addColumn<int>("stage");
        QTest::addColumn<int>("layer");
        QTest::addColumn<int>("trouble");
        const std::pair<const char*, DepositStage> stages[] = {{"sent", DepositStage::Sent},
            {"expected", DepositStage::ExpectedOnL2}, {"arrived", DepositStage::Arrived}};
        const char* const troubles[] = {
            "absent", "limited", "no receipts", "empty", "another head", "nothing by hash"};
        for (const auto& [stageName, stage] : stages)
            for (int layer = 1; layer <= 2; ++layer)
                for (int trouble = 0; trouble < static_cast<int>(std::size(troubles)); ++trouble)
                    QTest::addRow("%s, L%d %s", stageName, layer, troubles[trouble])
                        << static_cast<int>(stage) << layer << trouble;
    }
    void noNodesTroubleTakesAFactBack()
    {
        QFETCH(int, stage);
        QFETCH(int, layer);
        QFETCH(int, trouble);
        Ground& ground = *m_ground;
        ground.bringTo(static_cast<DepositStage>(stage));
        if (QTest::currentTestFailed()) return;
        const bridge::Activity before = ground.newest();
        const Twist twists[] = {silence, tooMany, blindFor({"eth_getTransactionReceipt"}), empty,
            anotherHead(), blindFor({"eth_getBlockByHash", "eth_getTransactionByHash"})};
        (layer == 1 ? ground.twistL1 : ground.twistL2).set(twists[trouble]);
        for (int looks = 0; looks < 2; ++looks) {
            const bridge::Activity now = ground.look();
            QVERIFY(
                now.facts.l1Block == before.facts.l1Block || stage == static_cast<int>(DepositStage::Sent));
            QVERIFY(now.facts.l2Hash == before.facts.l2Hash || stage == static_cast<int>(DepositStage::Sent));
            QVERIFY(!before.facts.l2Block || now.facts.l2Block == before.facts.l2Block);
            QVERIFY(now.stage() == before.stage() || now.stage() == DepositStage::Arrived);
        }
        {
            // A restart of the program.
            bridge::Tracker another(ground.route, ground.sender, *ground.database);
            (void)another.refresh({});
            QVERIFY(ground.newest().stage() == before.stage() ||
                    ground.newest().stage() == DepositStage::Arrived);
        }
        (layer == 1 ? ground.twistL1 : ground.twistL2).set({});
        const bridge::Activity end = ground.after(60);
        QVERIFY2(end.stage() == DepositStage::Arrived, end.lastError.c_str());
        QVERIFY(end.lastError.empty());
    }
    void aSilentNodeIsAskedOnceALook()
    {
        Ground& ground = *m_ground;
        for (int deposits = 0; deposits < 3; ++deposits) {
            QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
            ground.pass(24);
        }
        QVERIFY(ground.after(60).stage() == DepositStage::Arrived);
        ground.twistL2.set(silence);
        QCOMPARE(ground.questions(ground.twistL2), 1);
        QVERIFY(ground.newest().stage() == DepositStage::Arrived);
        ground.twistL2.set({});
        ground.twistL1.set(silence);
        QCOMPARE(ground.questions(ground.twistL1), 1);
        const auto said = ground.tracker.refresh({});
        QVERIFY(!said && said.error().fault == base::Fault::Offline);
    }
    /// The block and its receipts are megabytes: they are asked for until they have been had, and not again.
    void whatIsProvenIsNotProvenAgain()
    {
        Ground& ground = *m_ground;
        ground.bringTo(DepositStage::ExpectedOnL2);
        QVERIFY(ground.newest().facts.l1Proven);
        ground.twistL1.set([](const json& request, const Honest& honest) -> base::Result<json> {
            const bool isLarge = tests::asks(request, "eth_getBlockReceipts") ||
                                 (tests::asks(request, "eth_getBlockByHash") && request["params"][1] == true);
            if (isLarge) return tests::errorOf(request, -32005, "too much");
            return honest();
        });
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        QVERIFY(another.refresh({}));
        QVERIFY(ground.newest().stage() == DepositStage::Arrived);
        QVERIFY(ground.newest().lastError.empty());
        QVERIFY(ground.questions(ground.twistL1) <= 1);
    }
    void whatCannotBeProvenIsSaidAndHoldsNothingBack_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<int>("code");
        QTest::newRow("a header field of a later fork") << QStringLiteral("eth_getBlockByHash") << 0;
        QTest::newRow("no receipts of blocks, for a limit")
            << QStringLiteral("eth_getBlockReceipts") << -32005;
        QTest::newRow("or an error within") << QStringLiteral("eth_getBlockReceipts") << -32603;
    }
    void whatCannotBeProvenIsSaidAndHoldsNothingBack()
    {
        QFETCH(QString, method);
        QFETCH(int, code);
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.twistL1.set([method, code](const json& request, const Honest& honest) -> base::Result<json> {
            json answer = honest();
            if (QString::fromStdString(request["method"].get<std::string>()) != method) return answer;
            if (method == QLatin1String("eth_getBlockByHash") && answer["result"].is_object()) {
                answer["result"]["fieldOfALaterFork"] = "0x01";
                answer["result"]["extraData"] = "0x01"; // the hash is no longer of what we know
                return answer;
            }
            return tests::errorOf(request, code, "this node does not do that");
        });
        ground.pass(60);
        bridge::Activity found = ground.look();
        QVERIFY2(found.stage() == DepositStage::Arrived, found.lastError.c_str());
        QVERIFY(!found.facts.l1Proven);
        ground.twistL1.set({});
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        QVERIFY(another.refresh({}));
        QVERIFY(ground.newest().facts.l1Proven && ground.newest().stage() == DepositStage::Arrived);
    }
    void aNodeWhoseIndexLagsDoesNotMakeItReplaced()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.twistL1.set(blindFor({"eth_getTransactionReceipt", "eth_getTransactionByHash"}));
        const bridge::Activity unsure = ground.after(60);
        QVERIFY(unsure.stage() == DepositStage::Sent);
        QVERIFY(!unsure.lastError.empty());
        // Not even when its block is final: there it is found by itself.
        QVERIFY(ground.after(kToFinality).stage() == DepositStage::Sent);
        ground.twistL1.set({});
        const bridge::Activity found = ground.after(60);
        QVERIFY(found.stage() == DepositStage::Arrived);
        QVERIFY(found.lastError.empty());
    }
    void replacedOnceTheOtherTransactionIsFinalAndByName()
    {
        Ground& ground = *m_ground;
        const bridge::DepositQuote quote = ground.quote();
        // Recorded and never sent; elsewhere the same account uses the same nonce.
        ground.twistL1.set(offlineFor({"eth_sendRawTransaction", "eth_getTransactionByHash"}));
        QVERIFY(ground.submit(quote) == DepositStage::Recorded);
        ground.twistL1.set({});
        eth::Transaction other = quote.transaction;
        other.maxPriorityFeePerGas += base::Uint256{1};
        const eth::Transaction signedOther = *ground.signer->sign(other);
        QVERIFY(ground.l1.sendRawTransaction(eth::encodeTransaction(signedOther), {}));
        const bridge::Activity unsure = ground.after(60);
        QVERIFY(unsure.stage() == DepositStage::Recorded);
        QVERIFY(!unsure.lastError.empty());

        // A node that does not keep old states: nothing is decided.
        ground.twistL1.set([](const json& request, const Honest& honest) -> base::Result<json> {
            const bool isOld = tests::asks(request, "eth_getTransactionCount") &&
                               request["params"][1].get<std::string>().starts_with("0x");
            if (isOld) return tests::errorOf(request, -32000, "missing trie node");
            return honest();
        });
        const bridge::Activity untold = ground.after(kToFinality);
        QVERIFY(untold.stage() == DepositStage::Recorded);
        QVERIFY(!untold.lastError.empty());
        ground.twistL1.set({});

        const bridge::Activity replaced = ground.after(kToFinality);
        QVERIFY2(replaced.stage() == DepositStage::Replaced, replaced.lastError.c_str());
        QVERIFY(replaced.facts.replacedBy == eth::transactionHash(signedOther));
        QVERIFY(replaced.lastError.empty());
        QCOMPARE(ground.questions(ground.twistL1), 0);
    }
    void whatHasArrivedIsWatchedUntilItIsFinal()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const bridge::Activity arrived = ground.after(60);
        QVERIFY(arrived.stage() == DepositStage::Arrived);
        // While the block is there, a node that does not find the receipt changes nothing.
        ground.twistL1.set(blindFor({"eth_getTransactionReceipt"}));
        QVERIFY(ground.after(0) == arrived);
        QVERIFY(ground.world->reorgL1(5));
        QVERIFY(ground.after(0).stage() == DepositStage::Sent);
        ground.twistL1.set({});
        const bridge::Activity again = ground.after(60);
        QVERIFY(again.stage() == DepositStage::Arrived);
        QVERIFY(again.facts.l1Block != arrived.facts.l1Block);
        QVERIFY(ground.questions(ground.twistL1) > 0);
        QVERIFY(ground.after(kToFinality) == again);
        QCOMPARE(ground.questions(ground.twistL1), 0);
    }
    /// A final number that cannot be, or that shrinks, does not end the looking.
    void anAbsurdFinalBlockEndsNothing_data()
    {
        QTest::addColumn<quint64>("number");
        QTest::newRow("2^64 - 1") << quint64{~0ull};
        QTest::newRow("beyond the head") << quint64{1'000'000};
        QTest::newRow("shrinks") << quint64{20};
    }
    void anAbsurdFinalBlockEndsNothing()
    {
        QFETCH(quint64, number);
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const bridge::Activity before = ground.after(60);
        QVERIFY(before.stage() == DepositStage::Arrived);
        ground.twistL1.set(finalAt(number));
        ground.twistL2.set(finalAt(number));
        (void)ground.look();
        ground.twistL1.set({});
        ground.twistL2.set({});
        QVERIFY(ground.world->reorgL1(5));
        QVERIFY(ground.after(60).facts.l1Block != before.facts.l1Block);
    }
    /// The way that paid twice: the first answer is lost, the next node knows nothing and is busy.
    void aBusyNodeIsNotTheLastWord_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("time-out") << -32603 << QByteArray("request timed out");
        QTest::newRow("limit") << -32005 << QByteArray("request rate limited");
        QTest::newRow("unavailable") << -32002 << QByteArray("resource unavailable");
        QTest::newRow("busy") << -32000 << QByteArray("server busy, try again later");
        QTest::newRow("unknown words") << -32000 << QByteArray("the moon is in the wrong phase");
    }
    void aBusyNodeIsNotTheLastWord()
    {
        QFETCH(int, code);
        QFETCH(QByteArray, words);
        Ground& ground = *m_ground;
        const bridge::DepositQuote quote = ground.quote();
        const std::string count = base::toQuantity(base::Uint256{quote.transaction.nonce});
        ground.twistL1.set([=](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_sendRawTransaction"))
                return honest(), tests::errorOf(request, code, words.constData());
            if (tests::asks(request, "eth_getTransactionByHash") ||
                tests::asks(request, "eth_getTransactionReceipt"))
                return resultOf(request, nullptr);
            if (tests::asks(request, "eth_getTransactionCount")) return resultOf(request, count);
            return honest();
        });
        QVERIFY(ground.submit(quote) == DepositStage::Recorded);
        const bridge::Activity still = ground.look();
        QVERIFY(still.stage() == DepositStage::Recorded);
        QVERIFY(still.facts.inDoubt);
        QVERIFY(!still.lastError.empty()); // the reason survives another look
        // The nonce is held.
        QCOMPARE(ground.database->nonces(900, ground.signer->address(), 0)->size(), std::size_t{1});
        QCOMPARE(ground.quote().transaction.nonce, quote.transaction.nonce + 1);
        ground.twistL1.set({});
        QVERIFY(ground.after(60).stage() == DepositStage::Arrived);
    }
    void whatEveryNodeHasDroppedIsShownAsThat()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.twistL1.set([](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_sendRawTransaction"))
                return tests::errorOf(request, -32000, "transaction underpriced");
            if (tests::asks(request, "eth_getTransactionByHash")) return resultOf(request, nullptr);
            return honest();
        });
        const bridge::Activity dropped = ground.look();
        QVERIFY(dropped.stage() == DepositStage::Dropped);
        QVERIFY(dropped.lastError.find("underpriced") != std::string::npos);
        QCOMPARE(ground.database->nonces(900, ground.signer->address(), 0)->size(), std::size_t{1});
        ground.twistL1.set({});
        QVERIFY(ground.look().stage() == DepositStage::Sent);
        QVERIFY(ground.after(60).stage() == DepositStage::Arrived);
    }
    /// What a node says of a failure, and does not prove, must not be the end: not even once it is final.
    void aFailureThatIsNotProvenEndsNothing()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.twistL1.set([](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_getBlockReceipts"))
                return tests::errorOf(request, -32603, "this node does not do that");
            json answer = honest();
            if (tests::asks(request, "eth_getTransactionReceipt") && answer["result"].is_object()) {
                answer["result"]["status"] = "0x0";
                answer["result"]["logs"] = json::array();
            }
            return answer;
        });
        ground.pass(60);
        QVERIFY(!ground.look().facts.l1Proven);
        ground.twistL1.set({});
        ground.pass(kToFinality);
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        QVERIFY(another.refresh({}));
        const bridge::Activity found = ground.newest();
        QVERIFY2(found.stage() == DepositStage::Arrived, bridge::toString(found.stage()));
        QVERIFY(found.facts.l1Proven);
    }
    /// What L2 showed of a hash is not known of another hash.
    void whatL2ShowedGoesWithTheHashThatItWasAskedFor()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const std::string first = base::toHex0x(ground.newest().l1Hash);
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const std::string second = base::toHex0x(ground.newest().l1Hash);
        const auto receipts = ground.world->transport(practice::Layer::L1);
        ground.twistL1.set([&](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_getBlockReceipts"))
                return tests::errorOf(request, -32603, "this node does not do that");
            if (!tests::asks(request, "eth_getTransactionReceipt") || request["params"][0] != second)
                return honest();
            json other = request;
            other["params"][0] = first;
            json answer = honest();
            if (answer["result"].is_object())
                answer["result"]["logs"] =
                    json::parse(receipts->post(other.dump(), 1 << 20, {})->body)["result"]["logs"];
            return answer;
        });
        ground.pass(60);
        const bridge::Activity misled = ground.look();
        QVERIFY2(misled.stage() == DepositStage::Arrived && !misled.facts.l1Proven, misled.lastError.c_str());
        ground.twistL1.set({});
        ground.twistL2.set(blindFor({"eth_getTransactionReceipt"}));
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        QVERIFY(another.refresh({}));
        const bridge::Activity corrected = ground.newest();
        QVERIFY(corrected.facts.l1Proven && corrected.facts.l2Hash != misled.facts.l2Hash);
        QVERIFY2(corrected.stage() == DepositStage::ExpectedOnL2, bridge::toString(corrected.stage()));
    }
    /// Two instances: what the slower one read before must not take back what the faster one has found.
    void aSlowInstanceTakesNothingBack()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.pass(60);
        rpc::Chain otherL1{
            ground.world->transport(practice::Layer::L1), ground.network.l1.chainId, rpc::Stack::Ethereum};
        const auto otherDatabase =
            *store::Database::open(std::filesystem::path(m_folder->path().toStdString()) / "test.db");
        wallet::Sender otherSender{otherL1, *otherDatabase};
        bridge::Tracker other({ground.network, otherL1, ground.l2}, otherSender, *otherDatabase);
        bool isFirst = true;
        ground.twistL1.set([&](const json& request, const Honest& honest) -> base::Result<json> {
            if (!tests::asks(request, "eth_getTransactionReceipt")) return honest();
            if (std::exchange(isFirst, false)) (void)other.refresh({});
            return resultOf(request, nullptr);
        });
        (void)ground.look();
        QVERIFY(!isFirst);
        QVERIFY2(ground.newest().stage() == DepositStage::Arrived, bridge::toString(ground.newest().stage()));
        // Then the other one ends, and this one's node keeps finding nothing.
        QVERIFY(ground.look().stage() == DepositStage::Arrived);
    }
    /// The same key has transactions on other chains: a node that answers for one of these replaces nothing.
    void aTransactionForAnotherChainReplacesNothing()
    {
        Ground& ground = *m_ground;
        const bridge::DepositQuote quote = ground.quote();
        ground.twistL1.set(offlineFor({"eth_sendRawTransaction", "eth_getTransactionByHash"}));
        QVERIFY(ground.submit(quote) == DepositStage::Recorded);
        eth::Transaction other = quote.transaction;
        other.chainId = 1;
        const eth::Transaction foreign = *ground.signer->sign(other);
        ground.twistL1.set([&](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_getTransactionCount"))
                return resultOf(request, base::toQuantity(base::Uint256{foreign.nonce + 1}));
            const bool isWhole = tests::asks(request, "eth_getBlockByNumber") && request["params"][1] == true;
            if (!isWhole) return honest();
            json answer = honest();
            json& block = answer["result"];
            block["transactions"] = json::array({json{{"type", "0x2"}, {"chainId", "0x1"},
                {"nonce", base::toQuantity(base::Uint256{foreign.nonce})},
                {"gas", base::toQuantity(base::Uint256{foreign.gas})}, {"to", base::toHex0x(*foreign.to)},
                {"value", base::toQuantity(foreign.value)}, {"input", base::toHex0x(foreign.data)},
                {"maxFeePerGas", base::toQuantity(foreign.maxFeePerGas)},
                {"maxPriorityFeePerGas", base::toQuantity(foreign.maxPriorityFeePerGas)},
                {"accessList", json::array()}, {"r", base::toQuantity(foreign.r)},
                {"s", base::toQuantity(foreign.s)}, {"v", base::toQuantity(base::Uint256{foreign.yParity})},
                {"yParity", base::toQuantity(base::Uint256{foreign.yParity})}}});
            const std::vector<base::Bytes> encoded{eth::encodeTransaction(foreign)};
            block["transactionsRoot"] = base::toHex0x(trie::listRoot(encoded));
            block["hash"] = base::toHex0x(eth::headerHash(*rpc::parseHeader(block)));
            return answer;
        });
        const bridge::Activity seen = ground.look();
        QVERIFY2(seen.stage() == DepositStage::Recorded, bridge::toString(seen.stage()));
        QVERIFY(!seen.lastError.empty());
    }
    /// A node that calls its newest block final says so for one look. "It can never happen" outlives the
    /// look: once the block is gone, the deposit is alive again.
    void aReplacementInABlockThatGoesAwayEndsNothing()
    {
        Ground& ground = *m_ground;
        const bridge::DepositQuote quote = ground.quote();
        ground.twistL1.set(offlineFor({"eth_sendRawTransaction", "eth_getTransactionByHash"}));
        QVERIFY(ground.submit(quote) == DepositStage::Recorded);
        ground.twistL1.set({});
        eth::Transaction other = quote.transaction;
        other.maxPriorityFeePerGas += base::Uint256{1};
        QVERIFY(ground.l1.sendRawTransaction(eth::encodeTransaction(*ground.signer->sign(other)), {}));
        ground.pass(60);
        const auto real = ground.world->transport(practice::Layer::L1);
        ground.twistL1.set([&](json request, const Honest& honest) -> base::Result<json> {
            const bool asksForFinal =
                tests::asks(request, "eth_getBlockByNumber") && request["params"][0] == "finalized";
            if (!asksForFinal) return honest();
            request["params"][0] = "latest";
            return json::parse(real->post(request.dump(), 1 << 20, {})->body);
        });
        (void)ground.look();
        ground.twistL1.set({});
        QVERIFY(ground.world->reorgL1(5));
        const bridge::Activity again = ground.look();
        QVERIFY2(again.stage() != DepositStage::Replaced, bridge::toString(again.stage()));
    }
    /// The receipts of a block are proven; that one of them is this transaction's is not, unless the
    /// transactions are too.
    void aFailureOfAnotherTransactionIsNotProvenToBeThisOnes()
    {
        Ground& ground = *m_ground;
        // Somebody's call fails in a block.
        const auto stranger = *wallet::SoftwareSigner::make(std::move(practice::practiceAccount(1)->key));
        eth::Transaction failing = ground.quote().transaction;
        failing.nonce = ground.l1.fetchNonce(stranger->address(), rpc::BlockTag::latest(), {})->unproven();
        failing.data = {1, 2, 3, 4};
        const eth::Transaction failed = *stranger->sign(failing);
        QVERIFY(ground.l1.sendRawTransaction(eth::encodeTransaction(failed), {}));
        ground.pass(60);
        const std::string its = base::toHex0x(eth::transactionHash(failed));

        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const std::string ours = base::toHex0x(ground.newest().l1Hash);
        const auto real = ground.world->transport(practice::Layer::L1);
        ground.twistL1.set([&](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_getTransactionReceipt")) {
                json other = request;
                other["params"][0] = its;
                json answer = json::parse(real->post(other.dump(), 1 << 20, {})->body);
                answer["result"]["transactionHash"] = ours;
                return answer;
            }
            json answer = honest();
            if (tests::asks(request, "eth_getBlockByHash") && request["params"][1] == false)
                for (json& hash : answer["result"]["transactions"])
                    if (hash == its) hash = ours;
            return answer;
        });
        const bridge::Activity seen = ground.look();
        QVERIFY2(!(seen.stage() == DepositStage::RevertedOnL1 && seen.facts.l1Proven), "a lie is proven");
        ground.twistL1.set({});
        ground.pass(kToFinality);
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        QVERIFY(another.refresh({}));
        QVERIFY2(ground.newest().stage() == DepositStage::Arrived, bridge::toString(ground.newest().stage()));
    }
    void theDepositOfAnotherIsNotProvenToBeThisOne()
    {
        Ground& ground = *m_ground;
        const auto stranger = *wallet::SoftwareSigner::make(std::move(practice::practiceAccount(1)->key));
        eth::Transaction paying = ground.quote().transaction;
        paying.nonce = ground.l1.fetchNonce(stranger->address(), rpc::BlockTag::latest(), {})->unproven();
        const eth::Transaction paid = *stranger->sign(paying);
        QVERIFY(ground.l1.sendRawTransaction(eth::encodeTransaction(paid), {}));
        ground.pass(60);
        const std::string its = base::toHex0x(eth::transactionHash(paid));

        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const std::string ours = base::toHex0x(ground.newest().l1Hash);
        const auto real = ground.world->transport(practice::Layer::L1);
        ground.twistL1.set([&](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_getTransactionReceipt")) {
                json other = request;
                other["params"][0] = its;
                json answer = json::parse(real->post(other.dump(), 1 << 20, {})->body);
                answer["result"]["transactionHash"] = ours;
                return answer;
            }
            json answer = honest();
            if (tests::asks(request, "eth_getBlockByHash") && request["params"][1] == false)
                for (json& hash : answer["result"]["transactions"])
                    if (hash == its) hash = ours;
            return answer;
        });
        const bridge::Activity seen = ground.look();
        QVERIFY2(!seen.facts.l1Proven, bridge::toString(seen.stage()));
        ground.twistL1.set({});
        const bridge::Activity own = ground.after(60);
        QVERIFY(own.stage() == DepositStage::Arrived && own.facts.l1Proven);
        QVERIFY(own.facts.l2Hash != seen.facts.l2Hash);
    }
    /// A receipt in a block that the node cannot show at all is no fact: the bytes are still handed over.
    void aReceiptOfABlockThatCannotBeShownIsNoFact()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.pass(60);
        ground.twistL1.set([](const json& request, const Honest& honest) -> base::Result<json> {
            const bool isByNumber = tests::asks(request, "eth_getBlockByNumber") &&
                                    request["params"][0].get<std::string>().starts_with("0x");
            if (isByNumber || tests::asks(request, "eth_getBlockByHash"))
                return tests::errorOf(request, -32000, "header not found");
            json answer = honest();
            if (tests::asks(request, "eth_getTransactionReceipt") && answer["result"].is_object()) {
                answer["result"]["blockNumber"] = "0xffffff";
                answer["result"]["blockHash"] = "0x" + std::string(64, '7');
            }
            return answer;
        });
        QVERIFY(!ground.look().facts.l1Block);
        ground.twistL1.set({});
        const bridge::Activity found = ground.look();
        QVERIFY2(found.stage() == DepositStage::Arrived, found.lastError.c_str());
    }
    /// A name behind which another chain's node answers for a while.
    void anotherChainTakesNoFactBack()
    {
        Ground& ground = *m_ground;
        ground.bringTo(DepositStage::Arrived);
        const bridge::Activity before = ground.newest();
        const auto otherOf = [&](practice::Layer layer) -> Twist {
            const std::shared_ptr<rpc::Transport> line = ground.world->transport(layer);
            return [line](const json& request, const Honest&) -> base::Result<json> {
                return json::parse(line->post(request.dump(), 1 << 20, {})->body);
            };
        };
        ground.twistL1.set(otherOf(practice::Layer::L2));
        QVERIFY2(ground.look().stage() == DepositStage::Arrived, bridge::toString(ground.newest().stage()));
        QVERIFY(ground.newest().facts.l1Block == before.facts.l1Block);
        ground.twistL1.set({});
        ground.twistL2.set(otherOf(practice::Layer::L1));
        QVERIFY2(ground.look().stage() == DepositStage::Arrived, bridge::toString(ground.newest().stage()));
        QVERIFY(ground.newest().facts.l2Block == before.facts.l2Block);
    }
    /// Rows of version 1 lack the message's hash: what was proven of them is not a node's to change.
    void whatAnOlderProgramProvedIsNotRewritten()
    {
        Ground& ground = *m_ground;
        ground.bringTo(DepositStage::ExpectedOnL2);
        const bridge::Activity proven = ground.newest();
        QVERIFY(proven.facts.l1Proven);
        auto connection =
            *store::Connection::open(std::filesystem::path(m_folder->path().toStdString()) / "test.db");
        QVERIFY(connection.run("UPDATE deposits SET message_hash = NULL"));
        // A node that counts logs from the transaction's first, not from the block's.
        ground.twistL1.set([](const json& request, const Honest& honest) -> base::Result<json> {
            json answer = honest();
            if (tests::asks(request, "eth_getTransactionReceipt") && answer["result"].is_object())
                for (std::size_t i = 0; i < answer["result"]["logs"].size(); ++i)
                    answer["result"]["logs"][i]["logIndex"] = base::toQuantity(base::Uint256{100 + i});
            return answer;
        });
        (void)ground.look();
        ground.twistL1.set({});
        const bridge::Activity after = ground.after(60);
        QVERIFY(after.facts.l2Hash == proven.facts.l2Hash);
        QVERIFY2(after.stage() == DepositStage::Arrived, bridge::toString(after.stage()));
    }
    /// The block that ends a payment is the one that was asked for.
    void aReplacementInAnotherBlockThanAskedForEndsNothing()
    {
        Ground& ground = *m_ground;
        const bridge::DepositQuote quote = ground.quote();
        ground.twistL1.set(offlineFor({"eth_sendRawTransaction", "eth_getTransactionByHash"}));
        QVERIFY(ground.submit(quote) == DepositStage::Recorded);
        ground.twistL1.set({});
        eth::Transaction other = quote.transaction;
        other.maxPriorityFeePerGas += base::Uint256{1};
        const auto sent =
            ground.l1.sendRawTransaction(eth::encodeTransaction(*ground.signer->sign(other)), {});
        QVERIFY(sent);
        ground.pass(60);
        const std::uint64_t newest = ground.l1.fetchReceipt(*sent, {})->value().unproven().blockNumber;
        // Counts the newest state whatever it is asked, and gives the newest whole block with it.
        const auto real = ground.world->transport(practice::Layer::L1);
        ground.twistL1.set([&](json request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_getTransactionCount"))
                return resultOf(request, base::toQuantity(base::Uint256{quote.transaction.nonce + 1}));
            const bool isWhole = tests::asks(request, "eth_getBlockByNumber") && request["params"][1] == true;
            if (!isWhole) return honest();
            request["params"][0] = base::toQuantity(base::Uint256{newest});
            return json::parse(real->post(request.dump(), 1 << 20, {})->body);
        });
        const bridge::Activity seen = ground.look();
        QVERIFY2(seen.stage() == DepositStage::Recorded, bridge::toString(seen.stage()));
    }
    /// One wrong word about what is final does no harm that lasts.
    void aHugeFinalBlockDoesNotEndTheSearch()
    {
        Ground& ground = *m_ground;
        const bridge::DepositQuote quote = ground.quote();
        ground.twistL1.set(offlineFor({"eth_sendRawTransaction", "eth_getTransactionByHash"}));
        QVERIFY(ground.submit(quote) == DepositStage::Recorded);
        ground.twistL1.set({});
        eth::Transaction other = quote.transaction;
        other.maxPriorityFeePerGas += base::Uint256{1};
        QVERIFY(ground.l1.sendRawTransaction(eth::encodeTransaction(*ground.signer->sign(other)), {}));
        ground.pass(60);
        ground.twistL1.set([&](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_getTransactionCount"))
                return resultOf(request, base::toQuantity(base::Uint256{quote.transaction.nonce + 1}));
            json answer = honest();
            const bool isTag = tests::asks(request, "eth_getBlockByNumber") &&
                               !request["params"][0].get<std::string>().starts_with("0x");
            if (!isTag) return answer;
            answer["result"]["number"] = "0xffffffffffff";
            answer["result"]["hash"] = base::toHex0x(eth::headerHash(*rpc::parseHeader(answer["result"])));
            return answer;
        });
        (void)ground.look();
        ground.twistL1.set({});
        const bridge::Activity end = ground.after(kToFinality);
        QVERIFY2(end.stage() == DepositStage::Replaced, end.lastError.c_str());
    }
    /// Arrived, and nobody looks while a reorg takes its block and finality passes that height.
    void aReorgThatNobodySawTakesBackWhatItTook()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const bridge::Activity before = ground.after(60);
        QVERIFY(before.stage() == DepositStage::Arrived);
        QVERIFY(ground.world->reorgL1(5));
        ground.pass(kToFinality);
        // The new chain is without it, as far as this node says: then it has not arrived.
        ground.twistL1.set(blindFor({"eth_getTransactionReceipt", "eth_getTransactionByHash"}));
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        QVERIFY(another.refresh({}));
        QVERIFY2(ground.newest().stage() != DepositStage::Arrived, "arrived in a block that is gone");
        ground.twistL1.set({});
        const bridge::Activity again = ground.look();
        QVERIFY(again.stage() == DepositStage::Arrived && again.facts.l1Block != before.facts.l1Block);
        QVERIFY(again.facts.l2Hash != before.facts.l2Hash);
        (void)ground.look();
        QCOMPARE(ground.questions(ground.twistL1), 0);
    }
    /// What L2 has shown is not taken back by what an L1 node says and does not prove.
    void anUnprovenWordTakesNoArrivalBack_data()
    {
        QTest::addColumn<bool>("fails");
        QTest::newRow("it failed") << true;
        QTest::newRow("logs counted from the transaction's first") << false;
    }
    void anUnprovenWordTakesNoArrivalBack()
    {
        QFETCH(bool, fails);
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const auto withoutProof = [](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_getBlockReceipts"))
                return tests::errorOf(request, -32603, "this node does not do that");
            return honest();
        };
        ground.twistL1.set(withoutProof);
        const bridge::Activity before = ground.after(60);
        QVERIFY(before.stage() == DepositStage::Arrived && !before.facts.l1Proven);
        ground.twistL1.set([=](const json& request, const Honest& honest) -> base::Result<json> {
            json answer = TRY(withoutProof(request, honest));
            if (!tests::asks(request, "eth_getTransactionReceipt") || !answer["result"].is_object())
                return answer;
            json& receipt = answer["result"];
            if (fails) {
                receipt["status"] = "0x0";
                receipt["logs"] = json::array();
            }
            for (std::size_t i = 0; i < receipt["logs"].size(); ++i)
                receipt["logs"][i]["logIndex"] = base::toQuantity(base::Uint256{100 + i});
            return answer;
        });
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        (void)another.refresh({});
        QVERIFY2(ground.newest().stage() == DepositStage::Arrived, bridge::toString(ground.newest().stage()));
        QVERIFY(ground.newest().facts.l2Hash == before.facts.l2Hash);
        ground.twistL1.set({});
        bridge::Tracker third(ground.route, ground.sender, *ground.database);
        QVERIFY(third.refresh({}));
        QVERIFY(ground.newest().stage() == DepositStage::Arrived && ground.newest().facts.l1Proven);
    }
    /// That another's deposit arrived, as an L1 node has it without proof, must not be the end either.
    void anArrivalThatIsNotProvenEndsNothing()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const std::string first = base::toHex0x(ground.newest().l1Hash);
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const std::string second = base::toHex0x(ground.newest().l1Hash);
        const auto receipts = ground.world->transport(practice::Layer::L1);
        ground.twistL1.set([&](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_getBlockReceipts"))
                return tests::errorOf(request, -32603, "this node does not do that");
            if (!tests::asks(request, "eth_getTransactionReceipt") || request["params"][0] != second)
                return honest();
            json other = request;
            other["params"][0] = first;
            json answer = honest();
            if (answer["result"].is_object())
                answer["result"]["logs"] =
                    json::parse(receipts->post(other.dump(), 1 << 20, {})->body)["result"]["logs"];
            return answer;
        });
        ground.pass(60);
        const bridge::Activity misled = ground.look();
        QVERIFY2(misled.stage() == DepositStage::Arrived && !misled.facts.l1Proven, misled.lastError.c_str());
        ground.twistL1.set({});
        ground.pass(kToFinality);
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        QVERIFY(another.refresh({}));
        const bridge::Activity corrected = ground.newest();
        QVERIFY(corrected.facts.l1Proven);
        QVERIFY(corrected.facts.l2Hash != misled.facts.l2Hash);
    }
    /// The final block has this very transaction, and the node's index lacks it: said at every look.
    void whatASearchFoundIsSaidAgain()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.twistL1.set(blindFor({"eth_getTransactionReceipt", "eth_getTransactionByHash"}));
        const std::string first = ground.after(kToFinality).lastError;
        QVERIFY(first.find("a final block has the transaction") != std::string::npos);
        QCOMPARE(QString::fromStdString(ground.look().lastError), QString::fromStdString(first));
    }
    /// A node whose index keeps the receipts of a block that a reorg took.
    void aReceiptOfABlockThatIsGoneIsNoFact()
    {
        Ground& ground = *m_ground;
        ground.bringTo(DepositStage::ExpectedOnL2);
        const bridge::Activity before = ground.newest();
        QVERIFY(before.facts.l1Proven);
        const auto real = ground.world->transport(practice::Layer::L1);
        const auto ask = [&](const char* method, json parameters) {
            const json request{
                {"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", std::move(parameters)}};
            return json::parse(real->post(request.dump(), 1 << 22, {})->body)["result"];
        };
        const std::string block = base::toHex0x(before.facts.l1Block->hash);
        const json receipt = ask("eth_getTransactionReceipt", {base::toHex0x(before.l1Hash)});
        const json bare = ask("eth_getBlockByHash", {block, false});
        const json whole = ask("eth_getBlockByHash", {block, true});
        const json all = ask("eth_getBlockReceipts", json::array({block}));
        QVERIFY(receipt.is_object() && bare.is_object() && whole.is_object() && all.is_array());
        QVERIFY(ground.world->reorgL1(5));
        ground.twistL1.set([&](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_getTransactionReceipt")) return resultOf(request, receipt);
            if (tests::asks(request, "eth_getBlockReceipts")) return resultOf(request, all);
            if (tests::asks(request, "eth_getBlockByHash") && request["params"][0] == block)
                return resultOf(request, request["params"][1] == true ? whole : bare);
            return honest();
        });
        ground.pass(0);
        const bridge::Activity now = ground.look();
        QVERIFY2(!now.facts.l1Block, bridge::toString(now.stage()));
        ground.twistL1.set({});
        QVERIFY(ground.after(60).stage() == DepositStage::Arrived);
    }
    /// An L2 node whose index keeps the receipts of a block that its chain no longer has.
    void anL2ReceiptOfABlockThatIsGoneIsNoArrival()
    {
        Ground& ground = *m_ground;
        ground.bringTo(DepositStage::ExpectedOnL2);
        ground.twistL2.set([](const json& request, const Honest& honest) -> base::Result<json> {
            json answer = honest();
            if (tests::asks(request, "eth_getTransactionReceipt") && answer["result"].is_object()) {
                const std::string gone = "0x" + std::string(64, '7');
                answer["result"]["blockHash"] = gone;
                for (json& log : answer["result"]["logs"])
                    log["blockHash"] = gone;
            }
            return answer;
        });
        const bridge::Activity seen = ground.look();
        QVERIFY2(seen.stage() == DepositStage::ExpectedOnL2, bridge::toString(seen.stage()));
        ground.twistL2.set({});
        QVERIFY(ground.look().stage() == DepositStage::Arrived);
    }
    /// A line that breaks at large answers, and serves all others.
    void aSlowLineForLargeAnswersHoldsNothingBack()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.twistL1.set(offlineFor({"eth_getBlockReceipts"}));
        ground.pass(60);
        (void)ground.look();
        QVERIFY2(ground.newest().stage() == DepositStage::Arrived, bridge::toString(ground.newest().stage()));
    }
    /// One deposit whose block's receipts do not come must not keep the others from being looked at.
    void oneLargeBlockDoesNotSilenceTheOthers()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.pass(24);
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.pass(60);
        const std::string newest =
            base::toHex0x(ground.l1.fetchReceipt(ground.newest().l1Hash, {})->value().unproven().blockHash);
        ground.twistL1.set([&](const json& request, const Honest& honest) -> base::Result<json> {
            if (tests::asks(request, "eth_getBlockReceipts") && request["params"][0] == newest)
                return base::fail(base::Fault::Offline, "timed out");
            return honest();
        });
        (void)ground.look();
        const auto all = *bridge::readActivities(*ground.database, ground.network.id);
        QVERIFY2(all.back().stage() == DepositStage::Arrived, bridge::toString(all.back().stage()));
    }
};

QTEST_GUILESS_MAIN(TrackerTest)
#include "tracker_test.moc"
