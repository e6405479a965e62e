#pragma once

#include "core/practice/chain/archive.h"
#include "core/practice/chain/chain.h"

/// An L1 with two rich accounts and a few contracts, by the rules of Osaka.
namespace tests {

using namespace base::literals;
using base::Address;
using base::Bytes;
using base::Uint256;

inline constexpr std::uint64_t kEther = 1'000'000'000'000'000'000;
/// Stores the block's number in slot 0 and, at the slot with that number, the caller.
inline constexpr Address kStores = "0xc000000000000000000000000000000000000005"_address;
/// Logs one topic.
inline constexpr Address kLogs = "0xc000000000000000000000000000000000000006"_address;
/// Answers with the hash of the block whose number is in its data, and stores it in slot 1.
inline constexpr Address kAsksHash = "0xc000000000000000000000000000000000000007"_address;

inline base::Secret keyOf(std::uint8_t who)
{
    return base::Secret(Bytes(32, who));
}

/// Alice is 1, Bob is 2: both have 1,000 ether.
inline Address addressOf(std::uint8_t who)
{
    return *eth::recoverSender(*eth::signTransaction({}, keyOf(who)));
}

inline execution::ChainRules smallRules()
{
    return execution::ChainRules::ethereum(
        {.chainId = 900, .forks = {{evm::Revision::Osaka}}, .blobs = {{0, execution::kBpo2Blobs}}});
}

inline execution::Genesis smallGenesis(std::uint64_t timestamp = 1000)
{
    execution::Genesis genesis;
    execution::MemoryState& state = genesis.state;
    state.put(addressOf(1), 0, Uint256(1000) * Uint256(kEther), {}, {});
    state.put(addressOf(2), 0, Uint256(1000) * Uint256(kEther), {}, {});
    state.put(kStores, 1, 0, *base::parseHex("435f55334355"), {});
    state.put(kLogs, 1, 0, *base::parseHex("602a5f5fa1"), {});
    state.put(kAsksHash, 1, 0, *base::parseHex("5f3540600155"), {});
    for (const Address& contract : {"0x00000961ef480eb55e80d19ad83579a64c007002"_address,
             "0x0000bbddc7ce488642fb579f8b00f3a590007251"_address})
        state.put(contract, 1, 0, Bytes{0x00}, {});
    eth::Header& header = genesis.header;
    header.timestamp = timestamp;
    header.gasLimit = 30'000'000;
    header.baseFeePerGas = 1'000'000'000;
    header.withdrawalsRoot = eth::kEmptyTrieRoot;
    header.blobGasUsed = header.excessBlobGas = 0;
    header.parentBeaconBlockRoot.emplace();
    header.requestsHash = base::Hash();
    header.stateRoot = state.root();
    return genesis;
}

inline std::shared_ptr<practice::Archive> temporaryArchive()
{
    return *practice::Archive::open({});
}

inline std::unique_ptr<practice::Chain> smallChain(
    const std::shared_ptr<practice::Archive>& archive = temporaryArchive())
{
    return *practice::Chain::open(practice::Layer::L1, smallRules(), smallGenesis(), archive);
}

inline execution::BlockAttributes attributesAfter(const practice::Chain& chain)
{
    execution::BlockAttributes attributes;
    attributes.timestamp = chain.head()->timestamp() + 12;
    attributes.prevRandao[0] = 7;
    attributes.withdrawals.emplace();
    attributes.parentBeaconBlockRoot.emplace();
    attributes.gasLimit = 30'000'000;
    return attributes;
}

/// A transaction that pays enough, to be signed.
inline eth::Transaction call(
    std::uint64_t nonce, const Address& to, const Uint256& value = {}, Bytes data = {})
{
    eth::Transaction transaction;
    transaction.type = eth::TransactionType::FeeMarket;
    transaction.chainId = 900;
    transaction.nonce = nonce;
    transaction.maxFeePerGas = 3'000'000'000;
    transaction.maxPriorityFeePerGas = 1'000'000'000;
    transaction.gas = 200'000;
    transaction.to = to;
    transaction.value = value;
    transaction.data = std::move(data);
    return transaction;
}

inline execution::PoolTransaction signedBy(std::uint8_t who, const eth::Transaction& transaction)
{
    return {*eth::signTransaction(transaction, keyOf(who)), addressOf(who)};
}

/// The next block with these transactions, all of which must fit.
inline practice::BlockPointer extend(
    practice::Chain& chain, const std::vector<execution::PoolTransaction>& pool = {})
{
    const auto extension = chain.extend(attributesAfter(chain), pool);
    CHECK(extension.has_value() && extension->leftOut.empty());
    return extension->block;
}

/// `count` blocks, each with a call that stores, by Alice.
inline void extendBy(practice::Chain& chain, std::uint64_t count)
{
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t nonce = chain.state().account(addressOf(1))->nonce;
        extend(chain, {signedBy(1, call(nonce, kStores))});
    }
}

} // namespace tests
