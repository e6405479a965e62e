#include "app/cli/testformat/op_block.h"
#include "tests/support/vectors.h"

#include <benchmark/benchmark.h>

namespace {

/// All shared blocks on their witnesses, hashing of the witness and recovery of senders included.
void executeBlocks(benchmark::State& state)
{
    const auto folder = tests::vectorSet("op-blocks");
    if (!folder) return state.SkipWithError(tests::noVectors());
    std::vector<testformat::OpBlock> blocks;
    for (const auto& file : tests::filesBelow(*folder, ".json"))
        if (file.filename() != "index.json") blocks.push_back(testformat::readOpBlock(file).value());
    evm::CodeCache codes;
    std::uint64_t gas = 0;
    for (auto _ : state) {
        for (const testformat::OpBlock& block : blocks) {
            const auto run = testformat::runOpBlock(block, codes);
            if (!run) return state.SkipWithError(run.error().detail.c_str());
            gas += run->gasUsed;
        }
    }
    state.counters["gas"] = benchmark::Counter(static_cast<double>(gas), benchmark::Counter::kIsRate);
}
BENCHMARK(executeBlocks)->Name("execution/opBlocks")->Unit(benchmark::kMillisecond);

} // namespace
