#include "tests/core/practice/world/outside.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace std::chrono_literals;
using base::Fault;
using practice::Layer;
using practice::World;
using tests::Outside;

namespace {

base::Address nobody()
{
    base::Address address;
    address[0] = 0x77;
    return address;
}

} // namespace

class WorldTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path file() const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / QTest::currentTestFunction();
    }

private Q_SLOTS:
    void blocksComeInTheOrderOfChainTime()
    {
        Outside outside;
        QVERIFY2(outside.world, outside.why.c_str());
        const std::uint64_t start = outside.world->now();
        const std::uint64_t first = outside.number(Layer::L1, "latest");
        QVERIFY(outside.leap(60));
        QCOMPARE(outside.world->now(), start + 60);
        QCOMPARE(outside.number(Layer::L1, "latest"), first + 5);
        QCOMPARE(outside.number(Layer::L2, "latest"), 30u);
        const auto l2 = outside.block(Layer::L2, "latest");
        QCOMPARE(Outside::quantity(l2["timestamp"]), start + 60);
        QCOMPARE(Outside::quantity(outside.block(Layer::L1, "latest")["timestamp"]), start + 60);
    }
    void theClockRunsAtItsSpeed()
    {
        Outside outside;
        const std::uint64_t start = outside.world->now();
        outside.clock.time += 24s;
        QCOMPARE(outside.number(Layer::L2, "latest"), 12u);
        QVERIFY(outside.world->setSpeed(60).has_value());
        outside.clock.time += 10s;
        QCOMPARE(outside.number(Layer::L2, "latest"), 12u + 300u);
        QVERIFY(outside.world->setSpeed(0).has_value());
        outside.clock.time += 1h;
        QCOMPARE(outside.number(Layer::L2, "latest"), 312u);
        QCOMPARE(outside.world->now(), start + 24 + 600);
        QCOMPARE(outside.world->setSpeed(practice::kFastest + 1).error().fault, Fault::BadData);
    }
    void theSameCallsGiveTheSameBlocks()
    {
        const auto history = [] {
            Outside outside;
            (void)outside.send(Layer::L1, 1, nobody(), base::Uint256{5});
            (void)outside.leap(100);
            (void)outside.send(Layer::L2, 1, nobody(), base::Uint256{5});
            (void)outside.set("batcher-stops", "on");
            (void)outside.leap(600);
            (void)outside.world->reorgL1(3);
            (void)outside.leap(600);
            return std::pair(outside.block(Layer::L1, "latest")["hash"].dump(),
                outside.block(Layer::L2, "latest")["hash"].dump());
        };
        QVERIFY(history() == history());
    }
    void aLeapInPartsIsTheSameLeap()
    {
        Outside whole, parts;
        QVERIFY(whole.leap(1800));
        for (int i = 0; i < 9; ++i)
            QVERIFY(parts.leap(200));
        QVERIFY(whole.block(Layer::L1, "latest") == parts.block(Layer::L1, "latest"));
        QVERIFY(whole.block(Layer::L2, "latest") == parts.block(Layer::L2, "latest"));
    }
    void aStoppedLeapStaysWhereItIs()
    {
        Outside outside;
        const std::uint64_t start = outside.world->now();
        std::stop_source stop;
        std::uint64_t told = 0;
        const auto leapt = outside.world->leap(
            40'000,
            [&](const practice::Progress& progress) {
                told = progress.now;
                if (progress.now > start + 1000) stop.request_stop();
            },
            stop.get_token());
        QCOMPARE(leapt.error().fault, Fault::Cancelled);
        QCOMPARE(outside.world->now(), told);
        QVERIFY(told > start + 1000 && told < start + 40'000);
        outside.clock.time += 2s;
        QVERIFY(outside.world->catchUp().has_value());
        QCOMPARE(outside.world->now(), told + 2);
        QCOMPARE(outside.world->leap(practice::kLongestLeap + 1, {}, {}).error().fault, Fault::BadData);
    }
    void nodesAnswerDuringALeap()
    {
        Outside outside;
        std::atomic<bool> isOver = false;
        std::jthread leaper([&] {
            (void)outside.leap(5000);
            isOver = true;
        });
        std::uint64_t answers = 0, last = 0;
        bool isRising = true;
        while (!isOver) {
            const std::uint64_t now = outside.number(Layer::L2, "latest");
            isRising = isRising && now >= last;
            last = now;
            ++answers;
        }
        QVERIFY(isRising);
        QVERIFY(answers > 0);
    }
    void aWorldReopensWhereItWas()
    {
        Outside::Json l1, l2, pending, faults;
        std::uint64_t now = 0;
        {
            Outside outside(practice::Generation::Current, file());
            QVERIFY2(outside.world, outside.why.c_str());
            QVERIFY(outside.leap(1000));
            QVERIFY(outside.set("batcher-stops", "on") && outside.set("l1-rpc", "stale-head"));
            pending = outside.send(Layer::L2, 2, nobody(), base::Uint256{9})["result"];
            QVERIFY(pending.is_string());
            now = outside.world->now();
            l1 = outside.block(Layer::L1, "latest");
            l2 = outside.block(Layer::L2, "latest");
        }
        Outside again(practice::Generation::Current, file());
        QVERIFY2(again.world, again.why.c_str());
        QCOMPARE(again.world->now(), now);
        QVERIFY(again.block(Layer::L1, "latest") == l1);
        QVERIFY(again.block(Layer::L2, "latest") == l2);
        QVERIFY(again.world->faults().batcherStops);
        QVERIFY(again.ask(Layer::L2, "eth_getTransactionReceipt", {pending}).is_null());
        QVERIFY(again.leap(24));
        QVERIFY(again.ask(Layer::L2, "eth_getTransactionReceipt", {pending}).is_object());
        QVERIFY(again.block(Layer::L1, "latest") == l1); // the head is still stale
        QVERIFY(again.balance(Layer::L2, nobody()) == base::Uint256{9});
    }
    void oneProcessHasAFile()
    {
        Outside one(practice::Generation::Current, file());
        QVERIFY2(one.world, one.why.c_str());
        practice::WorldSettings settings;
        settings.file = file();
        QCOMPARE(World::open(settings).error().fault, Fault::Storage);
    }
    void aWorldIsSteeredByMethods()
    {
        Outside outside;
        const auto ask = [&](const char* method, const char* parameters) {
            const auto result =
                practice::control(*outside.world, method, Outside::Json::parse(parameters), {});
            return result ? *result : Outside::Json(base::toString(result.error().fault));
        };
        QVERIFY(ask("practice_status", "[]")["l2"]["latest"] == 0);
        const std::uint64_t start = outside.world->now();
        QVERIFY(ask("practice_leap", "[120]")["now"] == start + 120);
        QVERIFY(ask("practice_leap", R"(["0xc"])")["now"] == start + 132);
        QVERIFY(ask("practice_setFault", R"(["proposer-stops", "on"])")["proposer-stops"] == "on");
        QVERIFY(outside.world->faults().proposerStops);
        QVERIFY(ask("practice_setSpeed", "[7]")["speed"] == 7);
        const auto settings = ask("practice_setBatcher", R"([{"useBlobs": true, "batchType": "singular"}])");
        QVERIFY(settings["compression"] == "brotli" && settings["useBlobs"] == true);
        QVERIFY(outside.world->batcherSettings().useBlobs);
        QVERIFY(ask("practice_guardian", R"(["pause"])")["transaction"].is_string());
        QVERIFY(ask("practice_reorg", "[100000]") == "refused");
        QVERIFY(ask("practice_fly", "[]") == "unsupported");
    }
    void whatDoesNotFitAMethodIsBadData_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("parameters");
        QTest::newRow("nothing") << QByteArray("practice_leap") << QByteArray("[]");
        QTest::newRow("no list") << QByteArray("practice_leap") << QByteArray(R"({"seconds": 1})");
        QTest::newRow("below zero") << QByteArray("practice_leap") << QByteArray("[-1]");
        QTest::newRow("no number") << QByteArray("practice_leap") << QByteArray(R"(["soon"])");
        QTest::newRow("too long a leap") << QByteArray("practice_leap") << QByteArray("[3601]");
        QTest::newRow("too fast") << QByteArray("practice_setSpeed") << QByteArray("[99999999999]");
        QTest::newRow("no switch") << QByteArray("practice_setFault") << QByteArray(R"(["nothing", "on"])");
        QTest::newRow("no setting") << QByteArray("practice_setBatcher") << QByteArray(R"([{"colour": 1}])");
        QTest::newRow("no channel") << QByteArray("practice_setBatcher")
                                    << QByteArray(R"([{"channelDuration": 0}])");
        QTest::newRow("no flag") << QByteArray("practice_setBatcher") << QByteArray(R"([{"useBlobs": 1}])");
        QTest::newRow("no action") << QByteArray("practice_guardian") << QByteArray(R"(["resign"])");
        QTest::newRow("no game") << QByteArray("practice_guardian") << QByteArray(R"(["blacklist-game"])");
    }
    void whatDoesNotFitAMethodIsBadData()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, parameters);
        static const Outside outside;
        const auto result = practice::control(
            *outside.world, method.toStdString(), Outside::Json::parse(parameters.toStdString()), {});
        QVERIFY(!result && result.error().fault == Fault::BadData);
    }
    void onlyItsOwnMethodsAreAnsweredByTheControl()
    {
        Outside outside;
        const auto answer = [&](const char* body) {
            return practice::answerControl(*outside.world, body, {});
        };
        for (const char* body : {"", "practice_", R"({"method":"eth_chainId"})",
                 R"([{"method":"practice_status"}])", R"({"method":7,"x":"practice_"})"})
            QVERIFY(!answer(body));
        const Outside::Json refusal{{"jsonrpc", "2.0"}, {"id", 7},
            {"error", {{"code", -32601}, {"message", "there is no method practice_fly"}}}};
        QVERIFY(Outside::Json::parse(*answer(R"({"id":7,"method":"practice_fly"})")) == refusal);
        QVERIFY(Outside::Json::parse(*answer(R"({"method":"practice_faults"})"))["result"].is_object());
    }
};

QTEST_GUILESS_MAIN(WorldTest)
#include "world_test.moc"
