#include "tests/core/practice/node/used_nodes.h"

#include <QTest>

using base::Bytes;
using base::Hash;
using base::Uint256;
using nlohmann::json;
using tests::h;
using tests::number;
using tests::q;
using tests::UsedNodes;

/// What one asks a node for: logs, calls, prices. What is malformed is refused.
class NodeQueriesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<UsedNodes> m_nodes;

private Q_SLOTS:
    void initTestCase() { m_nodes = std::make_unique<UsedNodes>(); }

    // ---- Logs

    void logsAreFound_data()
    {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<int>("count");
        const auto row = [](const char* name, const std::string& filter, int count) {
            QTest::newRow(name) << QByteArray::fromStdString(filter).replace('\'', '"') << count;
        };
        const std::string topic = h(Bytes(32, 0x11)), other = h(Bytes(32, 0x12));
        row("by topic", "'topics':['" + topic + "']", 1);
        row("by one of two topics", "'topics':[['" + other + "','" + topic + "']]", 1);
        row("by another topic", "'topics':['" + other + "']", 0);
        row("by more topics than it has", "'topics':[null,null]", 0);
        row("by any topic", "'topics':[null]", 1);
        row("by no topic", "'topics':[]", 1);
        row("by another address", "'address':'0x0000000000000000000000000000000000000001'", 0);
    }
    void logsAreFound()
    {
        QFETCH(const QByteArray, filter);
        QFETCH(const int, count);
        json object = json::parse("{" + filter.toStdString() + "}");
        object["fromBlock"] = "earliest";
        if (!object.contains("address")) object["address"] = json::array({h(m_nodes->contract())});
        const json logs = m_nodes->l2().ask("eth_getLogs", json::array({object}));
        QCOMPARE(logs.size(), static_cast<std::size_t>(count));
        if (count == 0) return;
        QVERIFY(m_nodes->receipt(m_nodes->call())["logs"][0] == logs[0]);
        object.erase("fromBlock");
        object["blockHash"] = logs[0]["blockHash"];
        QVERIFY(m_nodes->l2().ask("eth_getLogs", json::array({object})) == logs);
        QVERIFY(logs[0]["removed"] == false);
    }

    void logsHaveLimits_data()
    {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const std::string& filter, int code) {
            QTest::newRow(name) << QByteArray::fromStdString(filter).replace('\'', '"') << code;
        };
        row("too many blocks", "{'fromBlock':'0x0','toBlock':'0x2710'}", -32005);
        row("backwards", "{'fromBlock':'0x2','toBlock':'0x1'}", -32602);
        row("hash and range", "{'fromBlock':'0x2','blockHash':'0x" + std::string(64, '1') + "'}", -32602);
        row("unknown hash", "{'blockHash':'0x" + std::string(64, '1') + "'}", -32000);
        row("five topics", "{'topics':[null,null,null,null,null]}", -32602);
        row("topics of another kind", "{'topics':{}}", -32602);
        row("a short topic", "{'topics':['0x12']}", -32602);
        row("nested topics", "{'topics':[[['0x12']]]}", -32602);
        row("a short address", "{'address':'0x12'}", -32602);
        row("negative", "{'fromBlock':-1}", -32602);
        row("huge", "{'fromBlock':'0x10000000000000000'}", -32602);
        row("a list", "[]", -32602);
    }
    void logsHaveLimits()
    {
        QFETCH(const QByteArray, filter);
        QFETCH(const int, code);
        const json error =
            m_nodes->l2().error("eth_getLogs", json::array({json::parse(filter.toStdString())}));
        QVERIFY(!error.is_null());
        QCOMPARE(error["code"].get<int>(), code);
    }

    // ---- Calls

    void callsAnswerAsNodesDo()
    {
        const json revert = m_nodes->l2().error("eth_call", {{{"to", h(m_nodes->contract())}}, "latest"});
        QCOMPARE(revert["code"].get<int>(), 3);
        QCOMPARE(revert["message"].get<std::string>(), std::string("execution reverted"));
        QCOMPARE(revert["data"].get<std::string>(), std::string("0x"));
        QCOMPARE(m_nodes->l2()
                     .error("eth_estimateGas", json::array({{{"to", h(m_nodes->contract())}}}))["code"]
                     .get<int>(),
            3);
        const json overridden{{h(m_nodes->contract()), {{"code", "0x602a5f5260205ff3"}}}};
        const json result =
            m_nodes->l2().ask("eth_call", {{{"to", h(m_nodes->contract())}}, "latest", overridden});
        QVERIFY(number(result) == Uint256{42});
        QVERIFY(m_nodes->l2().ask("eth_call", {{{"to", h(m_nodes->contract())}, {"data", "0x00"}},
                                                  {{"blockNumber", "latest"}}, overridden}) == result);
        const json list = m_nodes->l2().ask(
            "eth_createAccessList", {{{"to", h(m_nodes->contract())}, {"input", h(Bytes(32))}}});
        QCOMPARE(list["accessList"][0]["storageKeys"][0].get<std::string>(), h(Hash()));
        const json estimate = m_nodes->l2().ask("eth_estimateGas",
            json::array(
                {{{"to", h(UsedNodes::kNobody)}, {"from", h(UsedNodes::user(1))}, {"value", "0x1"}}}));
        QCOMPARE(estimate.get<std::string>(), std::string("0x5208"));
    }

    void callsAreReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        for (const char* text : {"[]", "[null]", "[5]", "[{},5]", "[{\"to\":5}]", "[{\"to\":\"0x12\"}]",
                 "[{\"data\":\"0x1\"}]", "[{\"data\":\"0x12\",\"input\":\"0x13\"}]", "[{\"value\":-1}]",
                 "[{\"value\":\"0x1"
                 "0000000000000000000000000000000000000000000000000000000000000000\"}]",
                 "[{\"gas\":\"0x10000000000000000\"}]", "[{\"gasPrice\":\"0x1\",\"maxFeePerGas\":\"0x1\"}]",
                 "[{},\"latest\",5]", "[{},\"latest\",{\"0x12\":{}}]",
                 "[{},\"latest\",{\"0x0000000000000000000000000000000000000001\":5}]",
                 "[{},\"latest\",{\"0x0000000000000000000000000000000000000001\":{\"state\":{\"0x1\":\"0x1\"}"
                 "}}]",
                 "[{},\"latest\",{},{\"number\":\"0x1\"}]", "[{},\"newest\"]", "[{},{}]",
                 "[{\"accessList\":[5]}]", "[{\"authorizationList\":[{}]}]"})
            QTest::newRow(text) << QByteArray(text);
    }
    void callsAreReadStrictly()
    {
        QFETCH(const QByteArray, parameters);
        for (const char* method : {"eth_call", "eth_estimateGas", "eth_createAccessList"}) {
            const json error = m_nodes->l2().error(method, json::parse(parameters.toStdString()));
            QVERIFY(!error.is_null());
            QCOMPARE(error["code"].get<int>(), -32602);
        }
    }

    // ---- Fees

    void feeHistoryTellsWhatWasPaid()
    {
        const auto place = tests::require(m_nodes->l2().chain().find(m_nodes->call()));
        const json history =
            m_nodes->l2().ask("eth_feeHistory", {"0x3", q(place->block->number()), {0, 50.5, 100}});
        QVERIFY(number(history["oldestBlock"]) == Uint256{place->block->number() - 2});
        QCOMPARE(history["baseFeePerGas"].size(), std::size_t{4});
        QCOMPARE(history["gasUsedRatio"].size(), std::size_t{3});
        QCOMPARE(history["reward"][2].size(), std::size_t{3});
        QVERIFY(number(history["reward"][2][2]) == Uint256{1'000'000}); // the tip that users offer here
        QVERIFY(number(history["reward"][2][0]).isZero());              // deposits
        QVERIFY(number(history["baseFeePerGas"][2]) == *place->block->header().baseFeePerGas);
        const auto next = m_nodes->l2().ask("eth_getBlockByNumber", {q(place->block->number() + 1), false});
        QVERIFY(history["baseFeePerGas"][3] == next["baseFeePerGas"]);
        QCOMPARE(
            m_nodes->l2().ask("eth_feeHistory", {"0xffffffffffff", "latest", nullptr})["gasUsedRatio"].size(),
            static_cast<std::size_t>(m_nodes->l2().chain().head()->number() + 1));
        QCOMPARE(m_nodes->l2().ask("eth_feeHistory", {"0x0", "latest", json::array()})["gasUsedRatio"].size(),
            std::size_t{0});
        for (const json& bad :
            {json::array({101}), json::array({-1}), json::array({2, 1}), json::array({"a"}), json(5)})
            QCOMPARE(
                m_nodes->l2().error("eth_feeHistory", {"0x1", "latest", bad})["code"].get<int>(), -32602);
    }

    void pricesAreThoseOfTheNextBlock()
    {
        QVERIFY(number(m_nodes->l1().ask("eth_gasPrice")) ==
                m_nodes->chains().l1().nextBaseFee() + number(m_nodes->l1().ask("eth_maxPriorityFeePerGas")));
        QVERIFY(number(m_nodes->l1().ask("eth_blobBaseFee")) == m_nodes->chains().l1().nextBlobBaseFee());
        QVERIFY(number(m_nodes->l2().ask("eth_blobBaseFee")) == Uint256{1});
    }
};

QTEST_GUILESS_MAIN(NodeQueriesTest)
#include "node_queries_test.moc"
