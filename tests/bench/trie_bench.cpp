#include "core/trie/sorted_root.h"
#include "core/trie/sparse_trie.h"
#include "tests/support/vectors.h"

#include <benchmark/benchmark.h>

#include <algorithm>

namespace {

using base::Bytes;

std::uint64_t mix(std::uint64_t z)
{
    z += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

struct Leaf {
    base::Hash key;
    base::FixedBytes<70> value;
};

/// The entries that trie/vectors.json describes, sorted.
std::vector<Leaf> leaves(std::uint64_t count)
{
    std::vector<Leaf> out(count);
    for (std::uint64_t i = 0; i < count; ++i) {
        for (std::size_t j = 0; j < 4; ++j)
            base::storeBigEndian(out[i].key.data() + 8 * j, mix(4 * i + 1 + j));
        for (std::size_t j = 0; j < 70; ++j)
            out[i].value[j] = static_cast<std::uint8_t>(mix(100 * i + j));
        out[i].value[0] = 0xf8;
        out[i].value[1] = 68;
    }
    std::ranges::sort(out, {}, &Leaf::key);
    return out;
}

bool isExpected(std::uint64_t count, const base::Hash& root)
{
    const auto file = tests::benchFile("trie/vectors.json");
    if (!file) return true;
    const nlohmann::json vectors = tests::readJson(*file);
    for (const auto& row : vectors["roots"])
        if (row["n"] == count) return row["root"] == base::toHex0x(root);
    return true;
}

void report(benchmark::State& state, std::uint64_t count, const base::Hash& root)
{
    if (!isExpected(count, root)) state.SkipWithError("wrong root");
    state.counters["per leaf"] = benchmark::Counter(static_cast<double>(count),
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void sortedRoot(benchmark::State& state)
{
    const auto count = static_cast<std::uint64_t>(state.range(0));
    const std::vector<Leaf> entries = leaves(count);
    base::Hash root;
    for (auto _ : state) {
        trie::SortedRoot builder;
        for (const Leaf& leaf : entries)
            builder.add(leaf.key, leaf.value);
        root = builder.finish();
    }
    report(state, count, root);
}
BENCHMARK(sortedRoot)
    ->Name("trie/sortedRoot")
    ->Arg(10)
    ->Arg(100)
    ->Arg(1000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMicrosecond);

void sparseRoot(benchmark::State& state)
{
    const auto count = static_cast<std::uint64_t>(state.range(0));
    const std::vector<Leaf> entries = leaves(count);
    base::Hash root;
    for (auto _ : state) {
        trie::SparseTrie trie;
        for (const Leaf& leaf : entries)
            if (!trie.put(leaf.key, leaf.value)) state.SkipWithError("refused");
        root = trie.root();
    }
    report(state, count, root);
}
BENCHMARK(sparseRoot)
    ->Name("trie/sparseRoot")
    ->Arg(10)
    ->Arg(1000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMicrosecond);

} // namespace
