#include "core/store/sqlite.h"
#include "tests/core/bridge/tracker_ground.h"

using bridge::DepositStage;
using nlohmann::json;
using tests::Honest;
using tests::resultOf;
using tests::TrackerGround;

/// What the tracker takes for proven on L1, and what for a node's word.
class TrackerProofTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::TrackerGrounds> m_grounds;

private Q_SLOTS:
    void initTestCase() { m_grounds = std::make_unique<tests::TrackerGrounds>(); }
    void init() { m_grounds->begin(); }

    /// The block and its receipts are megabytes: they are asked for until they have been had, and not again.
    void whatIsProvenIsNotProvenAgain()
    {
        TrackerGround& ground = m_grounds->ground();
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
        TrackerGround& ground = m_grounds->ground();
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
    /// What a node says of a failure, and does not prove, must not be the end: not even once it is final.
    void aFailureThatIsNotProvenEndsNothing()
    {
        TrackerGround& ground = m_grounds->ground();
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.twistL1.set(
            tests::withoutProof([](const json& request, const Honest& honest) -> base::Result<json> {
                json answer = honest();
                if (tests::asks(request, "eth_getTransactionReceipt") && answer["result"].is_object()) {
                    answer["result"]["status"] = "0x0";
                    answer["result"]["logs"] = json::array();
                }
                return answer;
            }));
        ground.pass(60);
        QVERIFY(!ground.look().facts.l1Proven);
        ground.twistL1.set({});
        ground.pass(tests::kToFinality);
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        QVERIFY(another.refresh({}));
        const bridge::Activity found = ground.newest();
        QVERIFY2(found.stage() == DepositStage::Arrived, bridge::toString(found.stage()));
        QVERIFY(found.facts.l1Proven);
    }
    /// What L2 showed of a hash is not known of another hash.
    void whatL2ShowedGoesWithTheHashThatItWasAskedFor()
    {
        TrackerGround& ground = m_grounds->ground();
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const std::string first = base::toHex0x(ground.newest().l1Hash);
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const std::string second = base::toHex0x(ground.newest().l1Hash);
        ground.twistL1.set(tests::withoutProof(
            tests::withLogsOf(second, first, ground.world->transport(practice::Layer::L1))));
        ground.pass(60);
        const bridge::Activity misled = ground.look();
        QVERIFY2(misled.stage() == DepositStage::Arrived && !misled.facts.l1Proven, misled.lastError.c_str());
        ground.twistL1.set({});
        ground.twistL2.set(tests::blindFor({"eth_getTransactionReceipt"}));
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        QVERIFY(another.refresh({}));
        const bridge::Activity corrected = ground.newest();
        QVERIFY(corrected.facts.l1Proven && corrected.facts.l2Hash != misled.facts.l2Hash);
        QVERIFY2(corrected.stage() == DepositStage::ExpectedOnL2, bridge::toString(corrected.stage()));
    }
    /// The receipts of a block are proven; that one of them is this transaction's is not, unless the
    /// transactions are too.
    void aFailureOfAnotherTransactionIsNotProvenToBeThisOnes()
    {
        TrackerGround& ground = m_grounds->ground();
        const std::string its = ground.sendAsAnother({1, 2, 3, 4}); // fails
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.showAs(its);
        const bridge::Activity seen = ground.look();
        QVERIFY2(!(seen.stage() == DepositStage::RevertedOnL1 && seen.facts.l1Proven), "a lie is proven");
        ground.twistL1.set({});
        ground.pass(tests::kToFinality);
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        QVERIFY(another.refresh({}));
        QVERIFY2(ground.newest().stage() == DepositStage::Arrived, bridge::toString(ground.newest().stage()));
    }
    void theDepositOfAnotherIsNotProvenToBeThisOne()
    {
        TrackerGround& ground = m_grounds->ground();
        const std::string its = ground.sendAsAnother(ground.quote().transaction.data);
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.showAs(its);
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
        TrackerGround& ground = m_grounds->ground();
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
    /// Rows of version 1 lack the message's hash: what was proven of them is not a node's to change.
    void whatAnOlderProgramProvedIsNotRewritten()
    {
        TrackerGround& ground = m_grounds->ground();
        ground.bringTo(DepositStage::ExpectedOnL2);
        const bridge::Activity proven = ground.newest();
        QVERIFY(proven.facts.l1Proven);
        auto connection = *store::Connection::open(m_grounds->databaseFile());
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
        TrackerGround& ground = m_grounds->ground();
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.twistL1.set(tests::withoutProof());
        const bridge::Activity before = ground.after(60);
        QVERIFY(before.stage() == DepositStage::Arrived && !before.facts.l1Proven);
        ground.twistL1.set(
            tests::withoutProof([=](const json& request, const Honest& honest) -> base::Result<json> {
                json answer = honest();
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
            }));
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
        TrackerGround& ground = m_grounds->ground();
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const std::string first = base::toHex0x(ground.newest().l1Hash);
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const std::string second = base::toHex0x(ground.newest().l1Hash);
        ground.twistL1.set(tests::withoutProof(
            tests::withLogsOf(second, first, ground.world->transport(practice::Layer::L1))));
        ground.pass(60);
        const bridge::Activity misled = ground.look();
        QVERIFY2(misled.stage() == DepositStage::Arrived && !misled.facts.l1Proven, misled.lastError.c_str());
        ground.twistL1.set({});
        ground.pass(tests::kToFinality);
        bridge::Tracker another(ground.route, ground.sender, *ground.database);
        QVERIFY(another.refresh({}));
        const bridge::Activity corrected = ground.newest();
        QVERIFY(corrected.facts.l1Proven);
        QVERIFY(corrected.facts.l2Hash != misled.facts.l2Hash);
    }
    /// A node whose index keeps the receipts of a block that a reorg took.
    void aReceiptOfABlockThatIsGoneIsNoFact()
    {
        TrackerGround& ground = m_grounds->ground();
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
};

QTEST_GUILESS_MAIN(TrackerProofTest)
#include "tracker_proof_test.moc"
