#include "tests/bench/evm_cases.h"

#include <benchmark/benchmark.h>

namespace {

void runCase(benchmark::State& state, const bench::EvmCase& item)
{
    bench::EvmRunner runner(item);
    for ([[maybe_unused]] auto _ : state)
        state.SetIterationTime(runner.run() * 1e-9);
    state.counters["Mgas/s"] = benchmark::Counter(
        static_cast<double>(item.gasUsed) * 1e-6, benchmark::Counter::kIsIterationInvariantRate);
}

[[maybe_unused]] const bool kRegistered = [] {
    static const std::vector<bench::EvmCase> kCases = bench::evmCases();
    for (const bench::EvmCase& item : kCases)
        benchmark::RegisterBenchmark(("evm/" + item.name).c_str(), [&item](benchmark::State& state) {
            runCase(state, item);
        })->UseManualTime();
    return true;
}();

} // namespace
