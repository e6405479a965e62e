#pragma once

#include "core/execution/block_builder.h"
#include "core/opstack/payload_attributes.h"
#include "core/practice/contract_call.h"
#include "core/practice/deployment.h"

#include <QtGlobal>

#include <map>

/// Deployed practice worlds, and their first blocks.
namespace tests {

using base::Address;
using base::Bytes;
using base::Uint256;
using practice::Deployment;
using practice::Generation;

inline constexpr std::uint64_t kGenesisTime = 1'790'000'000;

/// Each generation is deployed once.
inline const Deployment& deployed(Generation generation)
{
    static std::map<Generation, Deployment> worlds;
    const auto found = worlds.find(generation);
    if (found != worlds.end()) return found->second;
    auto world = practice::deploy(generation, kGenesisTime);
    if (!world) qFatal("%s", world.error().detail.c_str());
    return worlds.emplace(generation, std::move(*world)).first->second;
}

/// A chain as far as it was played.
struct Played {
    execution::ChainRules rules;
    execution::MemoryState state;
    eth::Header head;
    std::vector<eth::Block> blocks{};
    std::vector<std::vector<eth::Receipt>> receipts{};

    practice::Snapshot snapshot() const { return {rules, head, state}; }
};

/// L1 after the setup blocks, each executed and compared.
inline Played playL1(const Deployment& world)
{
    Played l1{world.l1Rules, world.l1Genesis.state, world.l1Genesis.header};
    evm::CodeCache codes;
    for (const eth::Block& block : world.l1Setup) {
        auto outcome = execution::execute(l1.rules, l1.head, block, l1.state, {{}, codes});
        if (!outcome) qFatal("%s", outcome.error().detail.c_str());
        l1.head = outcome->header;
        l1.receipts.push_back(std::move(outcome->receipts));
    }
    return l1;
}

/// One more L1 block, `later` seconds after the last, with one transaction. True when that succeeds.
inline bool actOnL1(Played& l1, std::uint64_t later, const practice::Role& sender, const Address& to,
    const Uint256& value, const Bytes& data)
{
    execution::BlockAttributes attributes;
    attributes.timestamp = l1.head.timestamp + later;
    attributes.withdrawals.emplace();
    attributes.parentBeaconBlockRoot.emplace();
    attributes.gasLimit = l1.head.gasLimit;
    eth::Transaction transaction;
    transaction.type = eth::TransactionType::FeeMarket;
    transaction.chainId = practice::kL1ChainId;
    transaction.nonce = l1.state.account(sender.address)->nonce;
    transaction.maxFeePerGas = 100'000'000'000u;
    transaction.gas = 10'000'000;
    transaction.to = to;
    transaction.value = value;
    transaction.data = data;
    attributes.transactions.push_back(
        eth::encodeTransaction(eth::signTransaction(transaction, sender.key).value()));
    evm::CodeCache codes;
    auto outcome = execution::execute(l1.rules, l1.head, attributes, l1.state, {{}, codes});
    if (!outcome) qFatal("%s", outcome.error().detail.c_str());
    l1.head = outcome->header;
    l1.receipts.push_back(outcome->receipts);
    return outcome->receipts.front().succeeded;
}

inline opstack::L1BlockRef originOf(const Deployment& world)
{
    const eth::Header& header = world.l1Setup.back().header;
    opstack::L1BlockRef origin;
    origin.id = world.rollup.genesis.l1;
    origin.parentHash = header.parentHash;
    origin.timestamp = header.timestamp;
    origin.baseFee = *header.baseFeePerGas;
    origin.blobBaseFee = 1;
    origin.prevRandao = header.prevRandao;
    origin.parentBeaconBlockRoot = header.parentBeaconBlockRoot;
    return origin;
}

inline execution::BlockAttributes attributesOf(const opstack::PayloadAttributes& payload)
{
    execution::BlockAttributes attributes;
    attributes.timestamp = payload.timestamp;
    attributes.prevRandao = payload.prevRandao;
    attributes.feeRecipient = payload.feeRecipient;
    attributes.withdrawals.emplace();
    attributes.parentBeaconBlockRoot = payload.parentBeaconBlockRoot;
    attributes.transactions = payload.transactions;
    attributes.gasLimit = payload.gasLimit;
    attributes.eip1559Params = payload.eip1559Params;
    attributes.minBaseFee = payload.minBaseFee;
    return attributes;
}

/// The first `count` L2 blocks, all in the epoch of the rollup's first L1 block.
inline Played playL2(const Deployment& world, std::size_t count)
{
    const opstack::RollupConfig& rollup = world.rollup;
    Played l2{execution::ChainRules::opStack(rollup), world.l2Genesis.state, world.l2Genesis.header};
    evm::CodeCache codes;
    eth::Block parent{l2.head, {}, {}, {}};
    std::vector<execution::PoolTransaction> pool;
    for (const eth::Transaction& transaction : world.l2Setup)
        pool.push_back({transaction, world.roles.deployer.address});
    for (std::size_t i = 0; i < count; ++i) {
        const auto reference = opstack::l2BlockRef(rollup, parent, eth::headerHash(parent.header)).value();
        const auto system = opstack::systemConfigOf(rollup, parent).value();
        const auto payload =
            opstack::payloadAttributes(rollup, reference, system, originOf(world), {}).value();
        auto built =
            execution::buildBlock(l2.rules, l2.head, attributesOf(payload), pool, l2.state, {{}, codes});
        if (!built) qFatal("%s", built.error().detail.c_str());
        if (!built->leftOut.empty()) qFatal("%s", built->leftOut[0].why.c_str());
        pool.clear();
        l2.head = built->outcome.header;
        l2.blocks.push_back(built->block);
        l2.receipts.push_back(std::move(built->outcome.receipts));
        parent = std::move(built->block);
    }
    return l2;
}

inline bool allSucceeded(const Played& chain)
{
    for (const auto& receipts : chain.receipts)
        for (const eth::Receipt& receipt : receipts)
            if (!receipt.succeeded) return false;
    return true;
}

inline Uint256 ether(std::uint64_t number)
{
    return Uint256{number} * Uint256{1'000'000'000'000'000'000};
}

} // namespace tests
