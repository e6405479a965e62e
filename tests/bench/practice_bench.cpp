#include "core/opstack/payload_attributes.h"
#include "core/practice/chain/archive.h"
#include "core/practice/contracts/deployment.h"

#include <benchmark/benchmark.h>

#include <filesystem>

namespace {

using practice::Chain;
using practice::Layer;

constexpr std::size_t kTransfers = 50;

/// The L2 of a practice world in a file, whose blocks all have the same L1 origin.
struct Rollup {
    std::filesystem::path file = std::filesystem::temp_directory_path() / "postern-practice-bench.world";
    practice::Deployment deployment;
    std::shared_ptr<practice::Archive> archive;
    std::unique_ptr<Chain> chain;
    opstack::SystemConfig system;
    opstack::L1BlockRef origin;

    Rollup()
        : deployment(practice::deploy(practice::Generation::Current, 1'790'000'000).value())
    {
        std::filesystem::remove(file);
        archive = *practice::Archive::open(file);
        chain = *Chain::open(Layer::L2, execution::ChainRules::opStack(deployment.rollup),
            std::move(deployment.l2Genesis), archive);
        origin.id = deployment.rollup.genesis.l1;
        origin.timestamp = deployment.rollup.genesis.l2Time;
        origin.baseFee = 1'000'000'000;
        origin.blobBaseFee = 1;
        origin.parentBeaconBlockRoot.emplace();
        system = deployment.rollup.genesis.systemConfig;
    }
    ~Rollup()
    {
        chain.reset();
        archive.reset();
        for (const char* suffix : {"", "-wal", "-shm"})
            std::filesystem::remove(file.string() + suffix);
    }

    void build(std::span<const execution::PoolTransaction> pool)
    {
        const opstack::RollupConfig& config = deployment.rollup;
        const auto parent = opstack::l2BlockRef(config, chain->head()->block, chain->head()->hash).value();
        opstack::PayloadAttributes payload =
            opstack::payloadAttributes(config, parent, system, origin, {}).value();
        execution::BlockAttributes attributes;
        attributes.timestamp = payload.timestamp;
        attributes.prevRandao = payload.prevRandao;
        attributes.feeRecipient = payload.feeRecipient;
        attributes.withdrawals.emplace();
        attributes.parentBeaconBlockRoot = payload.parentBeaconBlockRoot;
        attributes.transactions = std::move(payload.transactions);
        attributes.gasLimit = payload.gasLimit;
        attributes.eip1559Params = payload.eip1559Params;
        attributes.minBaseFee = payload.minBaseFee;
        const auto extension = chain->extend(attributes, pool);
        CHECK(extension.has_value() && extension->leftOut.empty());
    }
};

/// A block with its L1 attributes alone: what a leap of the clock builds by the ten thousand. Committed every
/// 1,000 blocks.
void emptyBlocks(benchmark::State& state)
{
    Rollup rollup;
    std::uint64_t built = 0;
    for (auto _ : state) {
        rollup.build({});
        if (++built % 1000 == 0) CHECK(rollup.archive->commit().has_value());
    }
}
BENCHMARK(emptyBlocks)->Name("practice/emptyBlock")->Unit(benchmark::kMicrosecond);

/// A block with 50 transfers, signed before the clock runs.
void transferBlocks(benchmark::State& state)
{
    Rollup rollup;
    std::vector<practice::Role> users;
    for (std::uint32_t i = 0; i < practice::kPracticeAccounts; ++i)
        users.push_back(*practice::practiceAccount(i));
    std::uint64_t nonce = 0;
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<execution::PoolTransaction> pool;
        for (std::size_t i = 0; i < kTransfers; ++i) {
            const practice::Role& user = users[i % users.size()];
            eth::Transaction transaction;
            transaction.type = eth::TransactionType::FeeMarket;
            transaction.chainId = practice::kL2ChainId;
            transaction.nonce = nonce + i / users.size();
            transaction.maxFeePerGas = 2'000'000'000;
            transaction.gas = 21'000;
            transaction.to = users[(i + 1) % users.size()].address;
            transaction.value = 1;
            pool.push_back({*eth::signTransaction(transaction, user.key), user.address});
        }
        nonce += kTransfers / users.size();
        state.ResumeTiming();
        rollup.build(pool);
    }
}
BENCHMARK(transferBlocks)->Name("practice/transferBlock")->Unit(benchmark::kMicrosecond);

/// The state of a block a thousand blocks ago.
void oldState(benchmark::State& state)
{
    Rollup rollup;
    for (int i = 0; i < 6000; ++i)
        rollup.build({});
    std::uint64_t number = 5000;
    for (auto _ : state)
        benchmark::DoNotOptimize(rollup.chain->stateAfter(number -= 5).value());
}
BENCHMARK(oldState)->Name("practice/oldState")->Unit(benchmark::kMillisecond)->Iterations(20);

} // namespace
