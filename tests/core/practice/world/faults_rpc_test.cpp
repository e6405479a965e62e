#include "tests/core/practice/world/outside.h"

#include <QTest>

#include <thread>

using base::Uint256;
using practice::Layer;
using tests::Outside;

/// What each lie of a node looks like to those who ask it. One node lies, the other does not.
class FaultsRpcTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Outside> m_outside;

    /// The first practice account: "0xf39F…".
    static std::string account() { return base::toHex0x(practice::practiceAccount(0)->address); }
    Outside::Json balance(Layer layer) const
    {
        return m_outside->ask(layer, "eth_getBalance", {account(), "latest"});
    }
    Outside::Json proof(Layer layer) const
    {
        return m_outside->ask(layer, "eth_getProof", {account(), Outside::Json::array(), "latest"});
    }
    /// Of all contracts.
    Outside::Json logs(Layer layer) const
    {
        const Outside::Json filter{{"fromBlock", "0x0"}, {"toBlock", "latest"}};
        return m_outside->ask(layer, "eth_getLogs", Outside::Json::array({filter}));
    }

private Q_SLOTS:
    void init()
    {
        m_outside = std::make_unique<Outside>();
        QVERIFY2(m_outside->world, m_outside->why.c_str());
        QVERIFY(m_outside->leap(120));
    }

    void wrongBalanceIsTenTimesTheTrueOne()
    {
        const Uint256 l1 = *rpc::asQuantity(balance(Layer::L1));
        const auto l2 = balance(Layer::L2);
        QVERIFY(m_outside->set("l1-rpc", "wrong-balance"));
        QVERIFY(*rpc::asQuantity(balance(Layer::L1)) == l1 * Uint256{10});
        QVERIFY(balance(Layer::L2) == l2);
    }
    void wrongProofDoesNotFitTheStateRoot()
    {
        const auto right = proof(Layer::L2);
        QVERIFY(m_outside->set("l2-rpc", "wrong-proof"));
        const auto wrong = proof(Layer::L2);
        QVERIFY(right["accountProof"].is_array() && wrong["accountProof"].is_array());
        QVERIFY(wrong["accountProof"] != right["accountProof"]);
        QVERIFY(m_outside->set("l2-rpc", "off"));
        QVERIFY(proof(Layer::L2) == right);
    }
    void truncatedLogsLackTheNewestHalf()
    {
        const base::Address token = m_outside->world->deployment().tokens.at(0).l1;
        const base::Bytes drip = *eth::abi::encodeCall(eth::abi::knownFunction("drip()"), {});
        for (std::uint32_t account = 0; account < 6; ++account)
            QVERIFY(m_outside->send(Layer::L1, account, token, {}, drip)["result"].is_string());
        QVERIFY(m_outside->leap(24));
        const auto all = logs(Layer::L1);
        QVERIFY(all.is_array() && all.size() > 3);
        QVERIFY(m_outside->set("l1-rpc", "truncated-logs"));
        const auto some = logs(Layer::L1);
        QVERIFY(some.size() < all.size() && some.size() >= all.size() / 2);
        for (std::size_t i = 0; i < some.size(); ++i)
            QVERIFY(some[i] == all[i]);
    }
    void aStaleHeadStandsStillFromTheSwitchOn()
    {
        const std::uint64_t before = m_outside->number(Layer::L2, "latest");
        QVERIFY(m_outside->set("l2-rpc", "stale-head"));
        QVERIFY(m_outside->leap(60));
        QCOMPARE(m_outside->number(Layer::L2, "latest"), before);
        QCOMPARE(Outside::quantity(m_outside->ask(Layer::L2, "eth_blockNumber")), before);
        // Another switch leaves the moment as it was.
        QVERIFY(m_outside->set("batcher-stops", "on"));
        QCOMPARE(m_outside->number(Layer::L2, "latest"), before);
        QVERIFY(m_outside->set("l2-rpc", "off"));
        QCOMPARE(m_outside->number(Layer::L2, "latest"), before + 30);
    }
    void aNodeThatTimesOutGivesNoAnswerUntilTheCallerStops()
    {
        QVERIFY(m_outside->set("l1-rpc", "times-out"));
        std::stop_source stop;
        std::atomic<bool> isAnswered = false;
        std::jthread caller([&] {
            const auto answer = m_outside->world->transport(Layer::L1)->post(
                rpc::encodeRequest(1, "eth_chainId", Outside::Json::array()), rpc::kMaxAnswerSize,
                stop.get_token());
            isAnswered = true;
            QVERIFY(!answer && answer.error().fault == base::Fault::Cancelled);
        });
        // It keeps nobody else waiting; meanwhile there is time for an answer that must not come.
        for (int asked = 0; asked < 200; ++asked)
            QVERIFY(m_outside->ask(Layer::L2, "eth_chainId").is_string());
        QVERIFY(!isAnswered);
        stop.request_stop();
        caller.join();
        QVERIFY(isAnswered);
    }
    void aRateLimitIsStatus429AndAnErrorOfTheRequest()
    {
        QVERIFY(m_outside->set("l1-rpc", "rate-limits"));
        const auto answer = m_outside->world->answer(
            Layer::L1, rpc::encodeRequest(77, "eth_chainId", Outside::Json::array()), {});
        QVERIFY(answer && answer->status == 429);
        const auto body = Outside::Json::parse(answer->body);
        QVERIFY(body["id"] == 77 && body["error"]["code"] == -32005);
        QCOMPARE(m_outside->world->answer(Layer::L1, "no JSON", {})->status, 429);
    }
    void richTextIsAnErrorWithMarkup()
    {
        QVERIFY(m_outside->set("l2-rpc", "rich-text"));
        const auto answer = m_outside->answer(Layer::L2, "eth_chainId", Outside::Json::array());
        const std::string words = answer["error"]["message"];
        QVERIFY(words.find("<a href=") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(FaultsRpcTest)
#include "faults_rpc_test.moc"
