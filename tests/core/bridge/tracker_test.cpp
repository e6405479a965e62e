#include "core/bridge/activity_row.h"
#include "core/bridge/deposit.h"
#include "core/bridge/tracker.h"
#include "core/practice/world/world.h"
#include "core/rpc/transport.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using bridge::DepositStage;
using nlohmann::json;

namespace {

constexpr std::uint64_t kToFinality = 2'000; ///< seconds: more than the practice L1 needs

/// A node one part of which lags behind the other: for the methods named it finds nothing.
class LaggingLine final : public rpc::Transport {
public:
    LaggingLine(std::unique_ptr<rpc::Transport> real, const std::vector<std::string>& blind, int& asked)
        : m_real(std::move(real))
        , m_blind(blind)
        , m_asked(asked)
    {
    }
    base::Result<rpc::HttpAnswer> post(
        std::string_view body, std::size_t maxSize, std::stop_token stop) override
    {
        ++m_asked;
        const json request = json::parse(body);
        if (std::ranges::find(m_blind, request["method"].get<std::string>()) == m_blind.end())
            return m_real->post(body, maxSize, std::move(stop));
        return rpc::HttpAnswer{.status = 200,
            .body = json{{"jsonrpc", "2.0"}, {"id", request["id"]}, {"result", nullptr}}.dump()};
    }

private:
    std::unique_ptr<rpc::Transport> m_real;
    const std::vector<std::string>& m_blind;
    int& m_asked;
};

practice::WorldSettings standingStill()
{
    practice::WorldSettings settings;
    settings.speed = 0;
    return settings;
}

} // namespace

/// The tracker on the practice network's real chains, whose L1 node is made to lag.
class TrackerTest : public QObject {
    Q_OBJECT

    struct Ground {
        explicit Ground(const QString& folder)
            : world(*practice::World::open(standingStill()))
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
        bridge::Activity after(std::uint64_t seconds)
        {
            CHECK(world->leap(seconds, {}, {}));
            CHECK(tracker.refresh({}));
            return bridge::readActivities(*database, network.id)->front();
        }
        /// How many L1's node gets at one more look.
        int questions()
        {
            asked = 0;
            CHECK(tracker.refresh({}));
            return asked;
        }
        std::unique_ptr<rpc::Transport> l1Line()
        {
            return std::make_unique<LaggingLine>(world->transport(practice::Layer::L1), blind, asked);
        }

        int asked = 0;                  ///< of L1's node
        std::vector<std::string> blind; ///< methods for which L1's node finds nothing
        std::shared_ptr<practice::World> world;
        std::unique_ptr<store::Database> database;
        bridge::Network network = *bridge::findNetwork(bridge::kPracticeNetwork);
        rpc::Chain l1{l1Line(), network.l1.chainId, rpc::Stack::Ethereum};
        rpc::Chain l2{world->transport(practice::Layer::L2), network.l2.chainId, rpc::Stack::Optimism};
        bridge::Route route{network, l1, l2};
        wallet::Sender sender{l1, *database};
        bridge::Tracker tracker{route, sender, *database};
        std::unique_ptr<wallet::SoftwareSigner> signer =
            *wallet::SoftwareSigner::make(std::move(practice::practiceAccount(0)->key));
    };

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ground> m_ground;

private Q_SLOTS:
    void init()
    {
        m_ground.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_ground = std::make_unique<Ground>(m_folder->path());
    }

    void aNodeWhoseIndexLagsDoesNotMakeItReplaced()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        ground.blind = {"eth_getTransactionReceipt", "eth_getTransactionByHash"};
        const bridge::Activity unsure = ground.after(60);
        QVERIFY(unsure.stage() == DepositStage::Sent);
        QVERIFY(!unsure.lastError.empty());
        ground.blind.clear();
        const bridge::Activity found = ground.after(60);
        QVERIFY(found.stage() == DepositStage::Arrived);
        QVERIFY(found.lastError.empty());
    }
    void replacedOnceTheOtherTransactionIsFinal()
    {
        Ground& ground = *m_ground;
        const bridge::DepositQuote quote = ground.quote();
        // Recorded and never sent; elsewhere the same account uses the same nonce.
        ground.blind = {"eth_sendRawTransaction", "eth_getTransactionByHash"};
        QVERIFY(ground.submit(quote) == DepositStage::Recorded);
        ground.blind.clear();
        eth::Transaction other = quote.transaction;
        other.maxPriorityFeePerGas += base::Uint256{1};
        QVERIFY(ground.l1.sendRawTransaction(eth::encodeTransaction(*ground.signer->sign(other)), {}));
        const bridge::Activity unsure = ground.after(60);
        QVERIFY(unsure.stage() == DepositStage::Recorded);
        QVERIFY(!unsure.lastError.empty());
        const bridge::Activity replaced = ground.after(kToFinality);
        QVERIFY(replaced.stage() == DepositStage::Replaced);
        QVERIFY(replaced.lastError.empty());
        QCOMPARE(ground.questions(), 0);
    }
    void whatHasArrivedIsWatchedUntilItIsFinal()
    {
        Ground& ground = *m_ground;
        QVERIFY(ground.submit(ground.quote()) == DepositStage::Sent);
        const bridge::Activity arrived = ground.after(60);
        QVERIFY(arrived.stage() == DepositStage::Arrived);
        // While the block is there, a node that does not find the receipt changes nothing.
        ground.blind = {"eth_getTransactionReceipt"};
        QVERIFY(ground.after(0) == arrived);
        QVERIFY(ground.world->reorgL1(5));
        QVERIFY(ground.after(0).stage() == DepositStage::Sent);
        ground.blind.clear();
        const bridge::Activity again = ground.after(60);
        QVERIFY(again.stage() == DepositStage::Arrived);
        QVERIFY(again.facts.l1Block != arrived.facts.l1Block);
        QVERIFY(ground.questions() > 0);
        QVERIFY(ground.after(kToFinality) == again);
        QCOMPARE(ground.questions(), 0);
    }
};

QTEST_GUILESS_MAIN(TrackerTest)
#include "tracker_test.moc"
