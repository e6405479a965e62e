#include "core/store/sqlite.h"
#include "tests/core/bridge/tracker_ground.h"

using bridge::DepositStage;
using nlohmann::json;
using tests::Honest;
using tests::resultOf;
using tests::TrackerGround;
using tests::Twist;

/// Facts stay while nodes lag, lie and go away, and go when a reorg takes them.
class TrackerTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::TrackerGrounds> m_grounds;

private Q_SLOTS:
    void initTestCase() { m_grounds = std::make_unique<tests::TrackerGrounds>(); }
    void init() { m_grounds->begin(); }

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
        TrackerGround& ground = m_grounds->ground();
        ground.bringTo(static_cast<DepositStage>(stage));
        if (QTest::currentTestFailed()) return;
        const bridge::Activity before = ground.newest();
        const Twist twists[] = {tests::silence, tests::tooMany,
            tests::blindFor({"eth_getTransactionReceipt"}), tests::empty, tests::anotherHead(),
            tests::blindFor({"eth_getBlockByHash", "eth_getTransactionByHash"})};
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
        QVERIFY(end.lastError.empty() && !end.facts.inDoubt);
    }
    void aSilentNodeIsAskedOnceALook()
    {
        TrackerGround& ground = m_grounds->ground();
        for (int deposits = 0; deposits < 3; ++deposits) {
            QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
            ground.pass(24);
        }
        QVERIFY(ground.after(60).stage() == DepositStage::Arrived);
        ground.twistL2.set(tests::silence);
        QCOMPARE(ground.questions(ground.twistL2), 1);
        QVERIFY(ground.newest().stage() == DepositStage::Arrived);
        ground.twistL2.set({});
        ground.twistL1.set(tests::silence);
        QCOMPARE(ground.questions(ground.twistL1), 1);
        const auto said = ground.tracker.refresh({});
        QVERIFY(!said && said.error().fault == base::Fault::Offline);
    }
    void whatHasArrivedIsWatchedUntilItIsFinal()
    {
        TrackerGround& ground = m_grounds->ground();
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const bridge::Activity arrived = ground.after(60);
        QVERIFY(arrived.stage() == DepositStage::Arrived);
        // While the block is there, a node that does not find the receipt changes nothing.
        ground.twistL1.set(tests::blindFor({"eth_getTransactionReceipt"}));
        QVERIFY(ground.after(0) == arrived);
        QVERIFY(ground.world->reorgL1(5));
        QVERIFY(ground.after(0).stage() == DepositStage::Sent);
        ground.twistL1.set({});
        const bridge::Activity again = ground.after(60);
        QVERIFY(again.stage() == DepositStage::Arrived);
        QVERIFY(again.facts.l1Block != arrived.facts.l1Block);
        QVERIFY(ground.questions(ground.twistL1) > 0);
        QVERIFY(ground.after(tests::kToFinality) == again);
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
        TrackerGround& ground = m_grounds->ground();
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const bridge::Activity before = ground.after(60);
        QVERIFY(before.stage() == DepositStage::Arrived);
        ground.twistL1.set(tests::finalAt(number));
        ground.twistL2.set(tests::finalAt(number));
        (void)ground.look();
        ground.twistL1.set({});
        ground.twistL2.set({});
        QVERIFY(ground.world->reorgL1(5));
        QVERIFY(ground.after(60).facts.l1Block != before.facts.l1Block);
    }
    /// Two instances: what the slower one read before must not take back what the faster one has found.
    void aSlowInstanceTakesNothingBack()
    {
        TrackerGround& ground = m_grounds->ground();
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.pass(60);
        rpc::Chain otherL1{
            ground.world->transport(practice::Layer::L1), ground.network.l1.chainId, rpc::Stack::Ethereum};
        const auto otherDatabase = *store::Database::open(m_grounds->databaseFile());
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
    /// A name behind which another chain's node answers for a while.
    void anotherChainTakesNoFactBack()
    {
        TrackerGround& ground = m_grounds->ground();
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
    /// Arrived, and nobody looks while a reorg takes its block and finality passes that height.
    void aReorgThatNobodySawTakesBackWhatItTook()
    {
        TrackerGround& ground = m_grounds->ground();
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const bridge::Activity before = ground.after(60);
        QVERIFY(before.stage() == DepositStage::Arrived);
        QVERIFY(ground.world->reorgL1(5));
        ground.pass(tests::kToFinality);
        // The new chain is without it, as far as this node says: then it has not arrived.
        ground.twistL1.set(tests::blindFor({"eth_getTransactionReceipt", "eth_getTransactionByHash"}));
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
    /// An L2 node whose index keeps the receipts of a block that its chain no longer has.
    void anL2ReceiptOfABlockThatIsGoneIsNoArrival()
    {
        TrackerGround& ground = m_grounds->ground();
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
        TrackerGround& ground = m_grounds->ground();
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.twistL1.set(tests::offlineFor({"eth_getBlockReceipts"}));
        ground.pass(60);
        (void)ground.look();
        QVERIFY2(ground.newest().stage() == DepositStage::Arrived, bridge::toString(ground.newest().stage()));
    }
    /// One deposit whose block's receipts do not come must not keep the others from being looked at.
    void oneLargeBlockDoesNotSilenceTheOthers()
    {
        TrackerGround& ground = m_grounds->ground();
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
    /// A damaged file: an outcome on L2, and no block that shows it.
    void anOutcomeWithoutABlockIsLookedAt_data()
    {
        QTest::addColumn<int>("outcome");
        for (int outcome = 0; outcome <= 3; ++outcome)
            QTest::addRow("outcome %d", outcome) << outcome;
    }
    void anOutcomeWithoutABlockIsLookedAt()
    {
        QFETCH(int, outcome);
        TrackerGround& ground = m_grounds->ground();
        ground.bringTo(DepositStage::Arrived);
        auto connection = *store::Connection::open(m_grounds->databaseFile());
        const std::string damage =
            "UPDATE deposits SET l2_block_number = NULL, l2_block_hash = NULL, l2_outcome = ";
        QVERIFY(connection.run((damage + std::to_string(outcome)).c_str()));
        QVERIFY(ground.look().stage() == DepositStage::Arrived);
    }
};

QTEST_GUILESS_MAIN(TrackerTest)
#include "tracker_test.moc"
