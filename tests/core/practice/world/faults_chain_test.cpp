#include "core/opstack/batch.h"
#include "core/opstack/channel.h"
#include "core/opstack/frame.h"
#include "tests/core/practice/world/outside.h"

#include <QTest>

using base::Address;
using base::Bytes;
using base::Uint256;
using practice::Generation;
using practice::GuardianAction;
using practice::Layer;
using tests::Outside;

namespace {

Address somebody(std::uint8_t number)
{
    Address address;
    address[0] = 0x55;
    address[19] = number;
    return address;
}

/// What a stranger makes of the batcher's calldata on L1, with singular batches.
struct Data {
    std::size_t transactions = 0, frames = 0, batches = 0;
    std::map<std::uint64_t, std::vector<Bytes>> blocks; ///< transactions by L2 timestamp
};

void readChannel(base::ByteView content, Data& data)
{
    auto reader = opstack::ChannelReader::open(content, true, opstack::kMaxRlpBytesPerChannelFjord);
    if (!reader) return;
    while (const auto batch = reader->next()) {
        const auto singular = batch->empty() || (*batch)[0] != 0
                                  ? base::Result<opstack::SingularBatch>(base::fail({}, ""))
                                  : opstack::parseSingularBatch(batch->subspan(1));
        if (!singular) continue;
        ++data.batches;
        data.blocks[singular->timestamp] = singular->transactions;
    }
}

Data dataSince(const Outside& outside, std::uint64_t l1Block)
{
    Data data;
    const Address inbox = outside.world->deployment().rollup.batchInboxAddress;
    Bytes channel;
    for (std::uint64_t n = l1Block; n <= outside.number(Layer::L1, "latest"); ++n) {
        const auto block = outside.block(Layer::L1, base::toQuantity(Uint256{n}), true);
        for (const auto& transaction : block["transactions"]) {
            if (transaction["to"].is_null() || *rpc::asFixed<Address>(transaction["to"]) != inbox) continue;
            ++data.transactions;
            const Bytes input = *rpc::asBytes(transaction["input"]);
            const auto frames = opstack::parseFrames(input).value_or(std::vector<opstack::Frame>());
            for (const opstack::Frame& frame : frames) {
                ++data.frames;
                if (frame.number == 0) channel.clear();
                base::append(channel, frame.data);
                if (frame.isLast) readChannel(channel, data);
            }
        }
    }
    return data;
}

} // namespace

/// What each switch does to the chains, as seen by JSON-RPC.
class FaultsChainTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Outside> m_outside;

    std::uint64_t l1Head() const { return m_outside->number(Layer::L1, "latest"); }
    std::uint64_t l2Head() const { return m_outside->number(Layer::L2, "latest"); }
    std::uint64_t safeHead() const { return m_outside->number(Layer::L2, "safe"); }
    const practice::Contracts& contracts() const { return m_outside->world->deployment().contracts; }

    bool isIncluded(Layer layer, const Outside::Json& answer) const
    {
        return m_outside->ask(layer, "eth_getTransactionReceipt", {answer["result"]}).is_object();
    }
    Uint256 gameCount() const
    {
        return m_outside
            ->view(Layer::L1, contracts().disputeGameFactory, "gameCount() view returns (uint256)")[0]
            .number();
    }
    struct Game {
        Address address;
        base::Hash root;
        std::uint64_t l2Block = 0;
    };
    Game lastGame() const
    {
        const auto at = m_outside->view(Layer::L1, contracts().disputeGameFactory,
            "gameAtIndex(uint256) view returns (uint32, uint64, address)", {gameCount() - Uint256{1}});
        const Address game = at[2].address();
        const auto root = m_outside->view(Layer::L1, game, "rootClaim() view returns (bytes32)")[0].hash();
        const auto block = m_outside->view(Layer::L1, game, "l2BlockNumber() view returns (uint256)")[0];
        return {game, root, block.number().fitsUint64() ? block.number().low64() : UINT64_MAX};
    }
    std::string outputAt(std::uint64_t block) const
    {
        return m_outside->ask(Layer::L2, "optimism_outputAtBlock", {base::toQuantity(Uint256{block})})
            .value("outputRoot", "");
    }
    /// ETH to an address on L2 by the portal's receive(): the sender's own address there.
    Outside::Json deposit(std::uint32_t account, std::uint64_t amount) const
    {
        const auto function =
            eth::abi::knownFunction("depositTransaction(address,uint256,uint64,bool,bytes) payable");
        const Bytes call = *eth::abi::encodeCall(
            function, {somebody(9), Uint256{amount}, std::uint64_t{100'000}, false, Bytes()});
        return m_outside->send(Layer::L1, account, contracts().optimismPortal, Uint256{amount}, call);
    }

private Q_SLOTS:
    void init()
    {
        m_outside = std::make_unique<Outside>();
        QVERIFY2(m_outside->world, m_outside->why.c_str());
        practice::BatcherSettings settings;
        settings.batchType = opstack::BatchType::Singular;
        QVERIFY(m_outside->world->setBatcherSettings(settings).has_value());
        QVERIFY(m_outside->leap(180));
    }

    void everybodyHonestMovesTheSafeHead()
    {
        const std::uint64_t before = safeHead();
        QVERIFY(before > 0);
        QVERIFY(m_outside->leap(300));
        QVERIFY(safeHead() > before);
    }
    void withoutABatcherTheSafeHeadStands()
    {
        QVERIFY(m_outside->set("batcher-stops", "on"));
        QVERIFY(m_outside->leap(60));
        const std::uint64_t safe = safeHead(), head = l2Head(), l1 = l1Head();
        QVERIFY(m_outside->leap(600));
        QCOMPARE(safeHead(), safe);
        QCOMPARE(l2Head(), head + 300);
        QCOMPARE(dataSince(*m_outside, l1 + 1).transactions, 0u);
        QVERIFY(m_outside->set("batcher-stops", "off"));
        QVERIFY(m_outside->leap(180));
        QVERIFY(safeHead() > head);
    }
    void garbageIsNoFrames()
    {
        QVERIFY(m_outside->set("batcher-posts-garbage", "on"));
        QVERIFY(m_outside->leap(60));
        const std::uint64_t safe = safeHead(), l1 = l1Head();
        QVERIFY(m_outside->leap(600));
        const Data data = dataSince(*m_outside, l1 + 1);
        QVERIFY(data.transactions > 0);
        QCOMPARE(data.batches, 0u);
        QCOMPARE(safeHead(), safe);
    }
    void invalidBatchesAreBatchesThatMakeNothingSafe()
    {
        practice::BatcherSettings settings;
        settings.batchType = opstack::BatchType::Singular;
        settings.compression = opstack::Compression::Zlib;
        QVERIFY(m_outside->world->setBatcherSettings(settings).has_value());
        QVERIFY(m_outside->set("batcher-posts-invalid-batches", "on"));
        QVERIFY(m_outside->leap(60));
        const std::uint64_t safe = safeHead(), l1 = l1Head();
        QVERIFY(m_outside->leap(600));
        const Data data = dataSince(*m_outside, l1 + 1);
        QVERIFY(data.batches > 0);
        QCOMPARE(safeHead(), safe);
    }
    void theCensoredWaitAndOthersDoNot()
    {
        const Address censored = practice::practiceAccount(3)->address;
        const Address depositor = practice::practiceAccount(5)->address;
        QVERIFY(m_outside->set("censored", base::toHex0x(censored) + "," + base::toHex0x(depositor)));
        const auto theirs = m_outside->send(Layer::L2, 3, somebody(1), Uint256{1});
        const auto others = m_outside->send(Layer::L2, 4, somebody(2), Uint256{1});
        const auto forced = deposit(5, 7);
        QVERIFY(m_outside->leap(120));
        QVERIFY(!isIncluded(Layer::L2, theirs));
        QVERIFY(isIncluded(Layer::L2, others));
        QVERIFY(isIncluded(Layer::L1, forced));
        QVERIFY(m_outside->balance(Layer::L2, somebody(9)).isZero());
        // The deposit can be delayed only as long as the sequencer's drift lasts: half an hour.
        QVERIFY(m_outside->leap(2000));
        QVERIFY(m_outside->balance(Layer::L2, somebody(9)) == Uint256{7});
        QVERIFY(!isIncluded(Layer::L2, theirs));
        // Once more honest, the sequencer first makes up for the origins it has left out.
        QVERIFY(m_outside->set("censored", "off"));
        QVERIFY(m_outside->leap(600));
        QVERIFY(isIncluded(Layer::L2, theirs));
    }
    void withoutASequencerDepositsAreForcedAfterTheWindow()
    {
        QVERIFY(m_outside->set("sequencer-stops", "on"));
        const std::uint64_t head = l2Head();
        QVERIFY(isIncludedSoon(deposit(5, 11)));
        QVERIFY(m_outside->leap(600));
        QCOMPARE(l2Head(), head);
        QVERIFY(m_outside->balance(Layer::L2, somebody(9)).isZero());
        const std::uint64_t window =
            m_outside->world->deployment().rollup.sequencerWindowSize * practice::kL1BlockTime;
        QVERIFY(m_outside->leap(window));
        QVERIFY(l2Head() > head);
        QVERIFY(m_outside->balance(Layer::L2, somebody(9)) == Uint256{11});
        QVERIFY(safeHead() > head);
    }
    void anEquivocatingSequencerShowsBlocksThatTheDataOnL1Contradicts()
    {
        QVERIFY(m_outside->set("sequencer-equivocates", "on"));
        const std::uint64_t l1 = l1Head();
        const auto sent = m_outside->send(Layer::L2, 4, somebody(3), Uint256{1});
        QVERIFY(m_outside->leap(300));
        const auto receipt = m_outside->ask(Layer::L2, "eth_getTransactionReceipt", {sent["result"]});
        QVERIFY(receipt.is_object());
        const auto shown = m_outside->block(Layer::L2, receipt["blockNumber"]);
        QVERIFY(shown["transactions"].size() > 1);
        const Data data = dataSince(*m_outside, l1);
        const auto written = data.blocks.find(Outside::quantity(shown["timestamp"]));
        QVERIFY(written != data.blocks.end());
        QVERIFY(written->second.empty());
        QVERIFY(safeHead() >= Outside::quantity(shown["number"]));

        // When it is over the node shows what the data says, and the transaction comes again.
        QVERIFY(m_outside->set("sequencer-equivocates", "off"));
        QVERIFY(m_outside->leap(24));
        QVERIFY(m_outside->block(Layer::L2, shown["number"])["hash"] != shown["hash"]);
        QVERIFY(isIncluded(Layer::L2, sent));
    }
    void aLyingProposersRootIsNotTheOutput()
    {
        QVERIFY(m_outside->leap(1800));
        const Game honest = lastGame();
        QCOMPARE(base::toHex0x(honest.root), outputAt(honest.l2Block));
        QVERIFY(m_outside->set("proposer-lies", "on"));
        QVERIFY(m_outside->leap(1800));
        const Game lie = lastGame();
        QVERIFY(lie.l2Block > honest.l2Block);
        QVERIFY(base::toHex0x(lie.root) != outputAt(lie.l2Block));
    }
    void withoutAProposerThereAreNoNewGames()
    {
        QVERIFY(m_outside->leap(1800));
        QVERIFY(m_outside->set("proposer-stops", "on"));
        QVERIFY(m_outside->leap(24));
        const Uint256 games = gameCount();
        QVERIFY(!games.isZero());
        QVERIFY(m_outside->leap(3600));
        QVERIFY(gameCount() == games);
        QVERIFY(m_outside->set("proposer-stops", "off"));
        QVERIFY(m_outside->leap(1800));
        QVERIFY(gameCount() > games);
    }
    void aStrangerCreatesGamesWhereAllMay()
    {
        m_outside = std::make_unique<Outside>(Generation::Permissionless);
        if (!m_outside->world) QSKIP(m_outside->why.c_str());
        QVERIFY(m_outside->set("proposer-stops", "on"));
        QVERIFY(m_outside->leap(120));
        const Uint256 games = gameCount();
        QVERIFY(m_outside->set("stranger-spams-games", "on"));
        QVERIFY(m_outside->leap(1200));
        QVERIFY(gameCount() > games);
        QVERIFY(lastGame().l2Block == 1 || lastGame().l2Block > l2Head());
    }
    void theGuardianPauses()
    {
        const auto isPaused = [&] {
            return m_outside->view(Layer::L1, contracts().optimismPortal, "paused() view returns (bool)")[0]
                .flag();
        };
        QVERIFY(!isPaused());
        QVERIFY(m_outside->world->guardian(GuardianAction::Pause).has_value());
        QVERIFY(m_outside->leap(12));
        QVERIFY(isPaused());
        QVERIFY(m_outside->world->guardian(GuardianAction::Unpause).has_value());
        QVERIFY(m_outside->leap(12));
        QVERIFY(!isPaused());
    }
    void theGuardianBlacklistsAGame()
    {
        QVERIFY(m_outside->leap(1800));
        const Address game = lastGame().address;
        const auto isBlacklisted = [&] {
            return m_outside
                ->view(Layer::L1, contracts().optimismPortal,
                    "disputeGameBlacklist(address) view returns (bool)", {game})[0]
                .flag();
        };
        QVERIFY(!isBlacklisted());
        QVERIFY(m_outside->world->guardian(GuardianAction::BlacklistGame, game).has_value());
        QVERIFY(m_outside->leap(12));
        QVERIFY(isBlacklisted());
    }
    void theGuardianChangesTheRespectedTypeAndRetiresGames()
    {
        const auto type = [&] {
            return m_outside
                ->view(Layer::L1, contracts().optimismPortal, "respectedGameType() view returns (uint32)")[0]
                .number();
        };
        const auto retiredAt = [&] {
            return m_outside
                ->view(Layer::L1, contracts().optimismPortal,
                    "respectedGameTypeUpdatedAt() view returns (uint64)")[0]
                .number();
        };
        QVERIFY(type() == Uint256{m_outside->world->deployment().gameType});
        Address wanted;
        wanted[19] = 42;
        QVERIFY(m_outside->world->guardian(GuardianAction::SetRespectedGameType, wanted).has_value());
        QVERIFY(m_outside->leap(12));
        QVERIFY(type() == Uint256{42});
        const Uint256 before = retiredAt();
        QVERIFY(m_outside->world->guardian(GuardianAction::RetireGames).has_value());
        QVERIFY(m_outside->leap(12));
        QVERIFY(retiredAt() > before);
    }
    void aReorgGivesOtherBlocksAndTheDepositComesBack()
    {
        const auto sent = deposit(6, 13);
        QVERIFY(m_outside->leap(36));
        const auto receipt = m_outside->ask(Layer::L1, "eth_getTransactionReceipt", {sent["result"]});
        QVERIFY(m_outside->balance(Layer::L2, somebody(9)) == Uint256{13});
        const auto parent = base::toQuantity(Uint256{Outside::quantity(receipt["blockNumber"]) - 1});
        const auto before = m_outside->block(Layer::L1, parent);
        const std::uint64_t head = l1Head();

        QVERIFY(m_outside->world->reorgL1(head - Outside::quantity(receipt["blockNumber"]) + 1).has_value());
        QCOMPARE(l1Head(), head);
        QVERIFY(m_outside->block(Layer::L1, parent) == before);
        QVERIFY(m_outside->block(Layer::L1, receipt["blockNumber"])["hash"] != receipt["blockHash"]);
        QVERIFY(m_outside->leap(60));
        const auto again = m_outside->ask(Layer::L1, "eth_getTransactionReceipt", {sent["result"]});
        QVERIFY(again["blockHash"] != receipt["blockHash"]);
        QVERIFY(m_outside->balance(Layer::L2, somebody(9)) == Uint256{13});
    }

private:
    bool isIncludedSoon(const Outside::Json& sent) const
    {
        return m_outside->leap(24) && isIncluded(Layer::L1, sent);
    }
};

QTEST_GUILESS_MAIN(FaultsChainTest)
#include "faults_chain_test.moc"
