#include "core/eth/block.h"
#include "core/eth/transaction.h"

#include <benchmark/benchmark.h>

namespace {

eth::Transaction signedTransfer()
{
    eth::Transaction tx;
    tx.type = eth::TransactionType::FeeMarket;
    tx.chainId = 10;
    tx.nonce = 7;
    tx.gas = 21000;
    tx.maxFeePerGas = 1'000'000'000;
    tx.to = eth::Address::from(base::Bytes(20, 0x11));
    tx.value = 1;
    return *eth::signTransaction(tx, base::Secret(base::Bytes(32, 0x44)));
}

std::vector<eth::Log> transferLogs(std::size_t count)
{
    const eth::Hash topic = eth::Hash::from(base::Bytes(32, 0x22));
    return std::vector<eth::Log>(
        count, {eth::Address::from(base::Bytes(20, 0x11)), {topic, topic, topic}, base::Bytes(32)});
}

void parseTransaction(benchmark::State& state)
{
    const eth::Bytes encoded = eth::encodeTransaction(signedTransfer());
    for (auto _ : state)
        benchmark::DoNotOptimize(eth::parseTransaction(encoded));
}
BENCHMARK(parseTransaction)->Name("eth/parseTransaction");

void hashTransaction(benchmark::State& state)
{
    const eth::Transaction tx = signedTransfer();
    for (auto _ : state)
        benchmark::DoNotOptimize(eth::transactionHash(tx));
}
BENCHMARK(hashTransaction)->Name("eth/transactionHash");

void recoverSender(benchmark::State& state)
{
    const eth::Transaction tx = signedTransfer();
    for (auto _ : state)
        benchmark::DoNotOptimize(eth::recoverSender(tx));
}
BENCHMARK(recoverSender)->Name("eth/recoverSender");

void bloomOf(benchmark::State& state)
{
    const auto logs = transferLogs(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(eth::bloomOf(logs));
}
BENCHMARK(bloomOf)->Name("eth/bloomOf")->Arg(1)->Arg(100);

void hashHeader(benchmark::State& state)
{
    const eth::Header header;
    for (auto _ : state)
        benchmark::DoNotOptimize(eth::headerHash(header));
}
BENCHMARK(hashHeader)->Name("eth/headerHash");

} // namespace
