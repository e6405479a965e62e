#include "core/trie/list_root.h"
#include "tests/core/bridge/tracker_ground.h"

using bridge::DepositStage;
using nlohmann::json;
using tests::Honest;
using tests::resultOf;
using tests::TrackerGround;

/// When a payment has ended, or only seems to: its nonce taken, its bytes dropped, its node busy.
class TrackerReplacementTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::TrackerGrounds> m_grounds;

private Q_SLOTS:
    void initTestCase() { m_grounds = std::make_unique<tests::TrackerGrounds>(); }
    void init() { m_grounds->begin(); }

    void replacedOnceTheOtherTransactionIsFinalAndByName()
    {
        TrackerGround& ground = m_grounds->ground();
        const bridge::DepositQuote quote = ground.quote();
        const eth::Transaction other = ground.takeNonceOf(quote);
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
        const bridge::Activity untold = ground.after(tests::kToFinality);
        QVERIFY(untold.stage() == DepositStage::Recorded);
        QVERIFY(!untold.lastError.empty());
        ground.twistL1.set({});

        const bridge::Activity replaced = ground.after(tests::kToFinality);
        QVERIFY2(replaced.stage() == DepositStage::Replaced, replaced.lastError.c_str());
        QVERIFY(replaced.facts.replacedBy == eth::transactionHash(other));
        QVERIFY(replaced.lastError.empty());
        QCOMPARE(ground.questions(ground.twistL1), 0);
    }
    /// The same key has transactions on other chains: a node that answers for one of these replaces nothing.
    void aTransactionForAnotherChainReplacesNothing()
    {
        TrackerGround& ground = m_grounds->ground();
        const bridge::DepositQuote quote = ground.quote();
        ground.twistL1.set(tests::offlineFor({"eth_sendRawTransaction", "eth_getTransactionByHash"}));
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
        TrackerGround& ground = m_grounds->ground();
        ground.takeNonceOf(ground.quote());
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
    /// The block that ends a payment is the one that was asked for.
    void aReplacementInAnotherBlockThanAskedForEndsNothing()
    {
        TrackerGround& ground = m_grounds->ground();
        const bridge::DepositQuote quote = ground.quote();
        const base::Hash sent = eth::transactionHash(ground.takeNonceOf(quote));
        ground.pass(60);
        const std::uint64_t newest = ground.l1.fetchReceipt(sent, {})->value().unproven().blockNumber;
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
        TrackerGround& ground = m_grounds->ground();
        const bridge::DepositQuote quote = ground.quote();
        ground.takeNonceOf(quote);
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
        const bridge::Activity end = ground.after(tests::kToFinality);
        QVERIFY2(end.stage() == DepositStage::Replaced, end.lastError.c_str());
    }
    void aNodeWhoseIndexLagsDoesNotMakeItReplaced()
    {
        TrackerGround& ground = m_grounds->ground();
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.twistL1.set(tests::blindFor({"eth_getTransactionReceipt", "eth_getTransactionByHash"}));
        const bridge::Activity unsure = ground.after(60);
        QVERIFY(unsure.stage() == DepositStage::Sent);
        QVERIFY(!unsure.lastError.empty());
        // Not even when its block is final: there it is found by itself.
        QVERIFY(ground.after(tests::kToFinality).stage() == DepositStage::Sent);
        ground.twistL1.set({});
        const bridge::Activity found = ground.after(60);
        QVERIFY(found.stage() == DepositStage::Arrived);
        QVERIFY(found.lastError.empty());
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
        TrackerGround& ground = m_grounds->ground();
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
        TrackerGround& ground = m_grounds->ground();
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
    /// The final block has this very transaction, and the node's index lacks it: said at every look.
    void whatASearchFoundIsSaidAgain()
    {
        TrackerGround& ground = m_grounds->ground();
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.twistL1.set(tests::blindFor({"eth_getTransactionReceipt", "eth_getTransactionByHash"}));
        const std::string first = ground.after(tests::kToFinality).lastError;
        QVERIFY(first.find("a final block has the transaction") != std::string::npos);
        QCOMPARE(QString::fromStdString(ground.look().lastError), QString::fromStdString(first));
    }
};

QTEST_GUILESS_MAIN(TrackerReplacementTest)
#include "tracker_replacement_test.moc"
