#pragma once

#include "core/bridge/activity_row.h"
#include "core/bridge/deposit.h"
#include "core/bridge/tracker.h"
#include "core/practice/world/world.h"
#include "tests/support/twist.h"

#include <QTemporaryDir>
#include <QTest>

/// What the tests of deposits and of their tracker stand on. Nothing here is a mock: the chains are the
/// practice network's, and a node that errs is a true one with a twist in its answers.
namespace tests {

using nlohmann::json;

inline constexpr std::uint64_t kToFinality = 2'000; ///< seconds: more than the practice L1 needs

inline practice::WorldSettings standingStill()
{
    practice::WorldSettings settings;
    settings.speed = 0;
    return settings;
}

/// Finds nothing for these methods.
inline Twist blindFor(std::vector<std::string> methods)
{
    return [methods = std::move(methods)](const json& request, const Honest& honest) -> base::Result<json> {
        if (std::ranges::find(methods, request["method"].get<std::string>()) != methods.end())
            return resultOf(request, nullptr);
        return honest();
    };
}

inline base::Result<json> silence(const json&, const Honest&)
{
    return base::fail(base::Fault::Offline, "nobody is there");
}

inline base::Result<json> tooMany(const json& request, const Honest&)
{
    return errorOf(request, -32005, "daily request count exceeded, request rate limited");
}

/// A node whose chain has only the first block: after a restart with an empty disk.
inline base::Result<json> empty(const json& request, const Honest& honest)
{
    const bool isByNumber = asks(request, "eth_getBlockByNumber");
    const bool asksForOther = isByNumber && request["params"][0] != "0x0";
    const bool isCount = asks(request, "eth_getTransactionCount");
    if (isCount) return resultOf(request, "0x0");
    const bool isOfTransaction =
        asks(request, "eth_getTransactionReceipt") || asks(request, "eth_getTransactionByHash");
    if (asksForOther || isOfTransaction || asks(request, "eth_getBlockByHash"))
        return resultOf(request, nullptr);
    return honest();
}

/// Answers with a block of another height than the one asked for, and knows no transaction.
inline Twist anotherHead()
{
    struct First {
        std::mutex mutex;
        json block;
    };
    return
        [first = std::make_shared<First>()](const json& request, const Honest& honest) -> base::Result<json> {
            if (asks(request, "eth_getTransactionReceipt")) return resultOf(request, nullptr);
            if (!asks(request, "eth_getBlockByNumber")) return honest();
            const std::scoped_lock lock(first->mutex);
            if (first->block.is_null() && request["params"][0] == "latest") first->block = honest()["result"];
            return resultOf(request, first->block);
        };
}

inline Twist offlineFor(std::vector<std::string> methods)
{
    return [methods = std::move(methods)](const json& request, const Honest& honest) -> base::Result<json> {
        if (std::ranges::find(methods, request["method"].get<std::string>()) != methods.end())
            return base::fail(base::Fault::Offline, "cut off");
        return honest();
    };
}

/// The final block has this number, as the node says, in a header that hashes to what it should.
inline Twist finalAt(std::uint64_t number)
{
    return [number](const json& request, const Honest& honest) -> base::Result<json> {
        json answer = honest();
        if (!asks(request, "eth_getBlockByNumber") || request["params"][0] != "finalized") return answer;
        answer["result"]["number"] = base::toQuantity(base::Uint256{number});
        answer["result"]["hash"] = base::toHex0x(eth::headerHash(*rpc::parseHeader(answer["result"])));
        return answer;
    };
}

/// Serves no receipts of blocks, so that nothing can be proven; the rest by another twist.
inline Twist withoutProof(Twist rest = {})
{
    return [rest = std::move(rest)](const json& request, const Honest& honest) -> base::Result<json> {
        if (asks(request, "eth_getBlockReceipts"))
            return errorOf(request, -32603, "this node does not do that");
        return rest ? rest(request, honest) : base::Result<json>(honest());
    };
}

/// The receipt of the transaction `ours` has the logs of that of `its`.
inline Twist withLogsOf(std::string ours, std::string its, std::shared_ptr<rpc::Transport> real)
{
    return [=](const json& request, const Honest& honest) -> base::Result<json> {
        json answer = honest();
        const bool isOurs = asks(request, "eth_getTransactionReceipt") && request["params"][0] == ours;
        if (!isOurs || !answer["result"].is_object()) return answer;
        json other = request;
        other["params"][0] = its;
        answer["result"]["logs"] = json::parse(real->post(other.dump(), 1 << 20, {})->body)["result"]["logs"];
        return answer;
    };
}

/// Shows the receipt of the transaction `its` as that of `ours`, and `ours` in the place of its hash.
inline Twist asIfItWere(std::string ours, std::string its, std::shared_ptr<rpc::Transport> real)
{
    return [=](const json& request, const Honest& honest) -> base::Result<json> {
        if (asks(request, "eth_getTransactionReceipt")) {
            json other = request;
            other["params"][0] = its;
            json answer = json::parse(real->post(other.dump(), 1 << 20, {})->body);
            answer["result"]["transactionHash"] = ours;
            return answer;
        }
        json answer = honest();
        if (asks(request, "eth_getBlockByHash") && request["params"][1] == false)
            for (json& hash : answer["result"]["transactions"])
                if (hash == its) hash = ours;
        return answer;
    };
}

/// A tracker on the practice network's real chains, whose nodes can be made to lag, to lie and to go away.
struct TrackerGround {
    TrackerGround(std::shared_ptr<practice::World> open, const QString& folder)
        : world(std::move(open))
        , database(*store::Database::open(std::filesystem::path(folder.toStdString()) / "test.db"))
    {
    }

    bridge::DepositQuote quote()
    {
        return *bridge::quoteDeposit(route, sender,
            {.from = signer->address(), .recipient = signer->address(), .amount = base::Uint256{1000}}, {});
    }
    bridge::DepositStage submit(const bridge::DepositQuote& quote)
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
    int questions(TwistSwitch& node)
    {
        node.forget();
        (void)tracker.refresh({});
        return node.asked();
    }
    std::unique_ptr<rpc::Transport> line(practice::Layer layer, TwistSwitch& twist)
    {
        return std::make_unique<TwistedLine>(world->transport(layer), twist);
    }
    /// Records a deposit that no node gets, and sends another transaction of its nonce; that one is given.
    eth::Transaction takeNonceOf(const bridge::DepositQuote& quote)
    {
        twistL1.set(offlineFor({"eth_sendRawTransaction", "eth_getTransactionByHash"}));
        CHECK(submit(quote) == bridge::DepositStage::Recorded);
        twistL1.set({});
        eth::Transaction other = quote.transaction;
        other.maxPriorityFeePerGas += base::Uint256{1};
        other = *signer->sign(other);
        CHECK(l1.sendRawTransaction(eth::encodeTransaction(other), {}));
        return other;
    }
    /// Sends somebody else's call of the bridge with this calldata, and waits for its block; its hash.
    std::string sendAsAnother(const base::Bytes& data)
    {
        const auto another = *wallet::SoftwareSigner::make(std::move(practice::practiceAccount(1)->key));
        eth::Transaction call = quote().transaction;
        call.nonce = l1.fetchNonce(another->address(), rpc::BlockTag::latest(), {})->unproven();
        call.data = data;
        call = *another->sign(call);
        CHECK(l1.sendRawTransaction(eth::encodeTransaction(call), {}));
        pass(60);
        return base::toHex0x(eth::transactionHash(call));
    }
    /// From now on L1 shows this transaction's receipt as that of the newest deposit.
    void showAs(const std::string& its)
    {
        twistL1.set(asIfItWere(base::toHex0x(newest().l1Hash), its, world->transport(practice::Layer::L1)));
    }
    /// To the stage, as far as a good deposit goes.
    void bringTo(bridge::DepositStage stage)
    {
        QVERIFY(submit(quote()) == bridge::DepositStage::Sent);
        if (stage == bridge::DepositStage::Sent) return;
        if (stage == bridge::DepositStage::ExpectedOnL2) twistL2.set(blindFor({"eth_getTransactionReceipt"}));
        QVERIFY(after(60).stage() == stage);
        twistL2.set({});
    }

    TwistSwitch twistL1, twistL2;
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

/// One world for all tests of a program, as its start takes the most of a test's time: each begins with an
/// empty database on a chain that the others have left longer.
class TrackerGrounds {
public:
    TrackerGrounds() { m_world->leap(kToFinality, {}, {}).value(); }
    TrackerGround& begin()
    {
        m_ground.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_ground = std::make_unique<TrackerGround>(m_world, m_folder->path());
        return *m_ground;
    }
    TrackerGround& ground() { return *m_ground; }
    std::filesystem::path databaseFile() const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / "test.db";
    }

private:
    std::shared_ptr<practice::World> m_world = *practice::World::open(standingStill());
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TrackerGround> m_ground;
};

} // namespace tests
