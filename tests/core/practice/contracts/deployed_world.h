#pragma once

#include "core/execution/block_builder.h"
#include "core/opstack/payload_attributes.h"
#include "core/practice/contracts/contract_call.h"
#include "core/practice/contracts/contract_codes.h"
#include "core/practice/contracts/deployment.h"

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

/// False when this build has no contracts of the generation.
inline bool isBuilt(Generation generation)
{
    return generation == Generation::Current || practice::ContractCodes::open().has_value();
}

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
    std::vector<eth::Block> blocks{}; ///< of L2
    std::vector<eth::Header> headers{};
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
        l1.headers.push_back(l1.head);
        l1.receipts.push_back(std::move(outcome->receipts));
    }
    return l1;
}

/// The sender's next transaction.
inline eth::Transaction transactionOf(const Played& chain, std::uint64_t chainId,
    const practice::Role& sender, const Address& to, const Uint256& value, const Bytes& data)
{
    eth::Transaction transaction;
    transaction.type = eth::TransactionType::FeeMarket;
    transaction.chainId = chainId;
    transaction.nonce = chain.state.account(sender.address)->nonce;
    transaction.maxFeePerGas = 100'000'000'000u;
    transaction.gas = 5'000'000;
    transaction.to = to;
    transaction.value = value;
    transaction.data = data;
    return eth::signTransaction(transaction, sender.key).value();
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
    attributes.transactions.push_back(
        eth::encodeTransaction(transactionOf(l1, practice::kL1ChainId, sender, to, value, data)));
    evm::CodeCache codes;
    auto outcome = execution::execute(l1.rules, l1.head, attributes, l1.state, {{}, codes});
    if (!outcome) qFatal("%s", outcome.error().detail.c_str());
    l1.head = outcome->header;
    l1.headers.push_back(l1.head);
    l1.receipts.push_back(outcome->receipts);
    return outcome->receipts.front().succeeded;
}

inline opstack::L1BlockRef originOf(const eth::Header& l1)
{
    opstack::L1BlockRef origin;
    origin.id = {eth::headerHash(l1), l1.number};
    origin.parentHash = l1.parentHash;
    origin.timestamp = l1.timestamp;
    origin.baseFee = *l1.baseFeePerGas;
    origin.blobBaseFee = 1;
    origin.prevRandao = l1.prevRandao;
    origin.parentBeaconBlockRoot = l1.parentBeaconBlockRoot;
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

/// One more L2 block with this origin. The pool must fit.
inline void extendL2(Played& l2, const Deployment& world, const opstack::L1BlockRef& origin,
    const std::vector<eth::Transaction>& deposits, const std::vector<execution::PoolTransaction>& pool)
{
    const opstack::RollupConfig& rollup = world.rollup;
    const eth::Block parent = l2.blocks.empty() ? eth::Block{l2.head, {}, {}, {}} : l2.blocks.back();
    const auto reference = opstack::l2BlockRef(rollup, parent, eth::headerHash(parent.header)).value();
    const auto system = opstack::systemConfigOf(rollup, parent).value();
    const auto payload = opstack::payloadAttributes(rollup, reference, system, origin, deposits);
    if (!payload) qFatal("%s", payload.error().detail.c_str());
    evm::CodeCache codes;
    auto built =
        execution::buildBlock(l2.rules, l2.head, attributesOf(*payload), pool, l2.state, {{}, codes});
    if (!built) qFatal("%s", built.error().detail.c_str());
    if (!built->leftOut.empty()) qFatal("%s", built->leftOut[0].why.c_str());
    l2.head = built->outcome.header;
    l2.headers.push_back(l2.head);
    l2.blocks.push_back(std::move(built->block));
    l2.receipts.push_back(std::move(built->outcome.receipts));
}

/// The first `count` L2 blocks, all in the epoch of the rollup's first L1 block.
inline Played playL2(const Deployment& world, std::size_t count)
{
    Played l2{execution::ChainRules::opStack(world.rollup), world.l2Genesis.state, world.l2Genesis.header};
    std::vector<execution::PoolTransaction> pool;
    for (const eth::Transaction& transaction : world.l2Setup)
        pool.push_back({transaction, world.roles.deployer.address});
    for (std::size_t i = 0; i < count; ++i) {
        extendL2(l2, world, originOf(world.l1Setup.back().header), {}, pool);
        pool.clear();
    }
    return l2;
}

/// Takes L2 through the epochs of all L1 blocks after the rollup's first.
inline void followL1(Played& l2, const Deployment& world, const Played& l1)
{
    for (std::size_t i = world.l1Setup.size(); i < l1.headers.size(); ++i) {
        const eth::Header& header = l1.headers[i];
        while (l2.head.timestamp + practice::kL2BlockTime < header.timestamp)
            extendL2(l2, world, originOf(l1.headers[i - 1]), {}, {});
        const auto deposits =
            opstack::depositsOf(world.rollup, eth::headerHash(header), l1.receipts[i]).value();
        extendL2(l2, world, originOf(header), deposits, {});
    }
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
