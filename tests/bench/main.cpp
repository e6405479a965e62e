#include "core/crypto/keccak_kernels.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string_view>

/// `--without-avx512` measures what most users' processors do; the rest is Google Benchmark's.
int main(int argc, char** argv)
{
    const auto isOurs = [](const char* argument) { return std::string_view(argument) == "--without-avx512"; };
    char** const end = std::remove_if(argv + 1, argv + argc, isOurs);
    if (end != argv + argc) crypto::detail::forbidAvx512();
    int left = static_cast<int>(end - argv);
    benchmark::Initialize(&left, argv);
    if (benchmark::ReportUnrecognizedArguments(left, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
