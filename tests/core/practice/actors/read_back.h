#pragma once

#include "core/crypto/keccak.h"
#include "core/opstack/blob.h"
#include "tests/core/practice/actors/data_reader.h"
#include "tests/core/practice/actors/small_network.h"

namespace tests {

/// Sends transactions of every type that L2 takes, one after the other, from the users' accounts.
class Users {
public:
    explicit Users(SmallNetwork& network)
        : m_network(network)
    {
        for (std::uint32_t index = 0; index < 4; ++index)
            m_roles.push_back(SmallNetwork::known(practice::practiceAccount(index)));
    }

    void send(int count)
    {
        while (count-- > 0)
            sendOne();
    }

private:
    void sendOne()
    {
        using eth::TransactionType;
        const practice::Role& from = m_roles[m_sent % m_roles.size()];
        const TransactionType types[] = {TransactionType::Legacy, TransactionType::AccessList,
            TransactionType::FeeMarket, TransactionType::SetCode};
        eth::Transaction transaction;
        transaction.type = types[m_sent % 4];
        transaction.chainId = practice::kL2ChainId;
        transaction.nonce = m_sent / 4;
        transaction.gas = 300'000;
        transaction.gasPrice = transaction.maxFeePerGas = base::Uint256{20'000'000'000};
        transaction.maxPriorityFeePerGas = base::Uint256{1'000'000};
        const bool creates = m_sent % 8 == 2;
        if (!creates) transaction.to = m_roles[(m_sent + 1) % 4].address;
        transaction.value = base::Uint256{m_sent};
        const base::Hash noise = crypto::keccak256(base::Uint256{m_sent}.toHash());
        if (!creates) transaction.data = base::toBytes(noise);
        if (transaction.type == TransactionType::AccessList)
            transaction.accessList = {{from.address, {noise}}};
        if (transaction.type == TransactionType::SetCode)
            transaction.authorizations.push_back(SmallNetwork::known(eth::signAuthorization(
                {base::Uint256{practice::kL2ChainId}, from.address, 99, 0, {}, {}}, m_roles[0].key)));
        ++m_sent;
        const auto complete = SmallNetwork::known(eth::signTransaction(transaction, from.key));
        SmallNetwork::known(m_network.l2.submit(eth::encodeTransaction(complete)));
    }

    SmallNetwork& m_network;
    std::vector<practice::Role> m_roles;
    std::uint64_t m_sent = 0;
};

inline opstack::L2BlockRef referenceOf(SmallNetwork& network, std::uint64_t number)
{
    return SmallNetwork::known(network.l2.reference(number));
}

inline std::vector<base::Bytes> blobsIn(SmallNetwork& network, const eth::Transaction& transaction)
{
    std::vector<base::Bytes> items;
    for (const base::Hash& hash : transaction.blobVersionedHashes) {
        const std::optional<base::Bytes> blob = SmallNetwork::known(network.l1.blob(hash));
        if (!blob) continue;
        if (const auto data = opstack::parseBlob(*blob)) items.push_back(*data);
    }
    return items;
}

/// What a stranger sees: transactions to the inbox from the batcher, and their blobs.
inline DataReader::L1Data dataIn(SmallNetwork& network, std::uint64_t number)
{
    const practice::BlockPointer block = SmallNetwork::known(network.l1.chain().block(number));
    DataReader::L1Data data{block->id(), block->timestamp(), {}};
    for (std::size_t i = 0; i < block->senders.size(); ++i) {
        const eth::Transaction& transaction = block->block.transactions[i];
        if (transaction.to != network.deployment.rollup.batchInboxAddress) continue;
        if (block->senders[i] != network.deployment.rollup.genesis.systemConfig.batcherAddress) continue;
        const bool hasBlobs = transaction.type == eth::TransactionType::Blob;
        const std::vector<base::Bytes> items =
            hasBlobs ? blobsIn(network, transaction) : std::vector<base::Bytes>{transaction.data};
        data.items.insert(data.items.end(), items.begin(), items.end());
    }
    return data;
}

inline DataReader readBack(SmallNetwork& network)
{
    std::vector<opstack::L2BlockRef> chain;
    for (std::uint64_t number = 0; number <= network.l2.canonical().head()->number(); ++number)
        chain.push_back(referenceOf(network, number));
    DataReader reader(network.deployment.rollup, chain);
    const std::uint64_t first = network.deployment.rollup.genesis.l1.number;
    for (std::uint64_t number = first; number <= network.l1.chain().head()->number(); ++number)
        reader.read(dataIn(network, number));
    return reader;
}

/// The derived blocks are the canonical ones, and each is safe from the L1 block on that gave it.
inline void compare(const DataReader& reader, SmallNetwork& network)
{
    QCOMPARE(reader.derived().size(), network.l2.safe().number);
    for (const DataReader::Derived& derived : reader.derived()) {
        const practice::BlockPointer block =
            SmallNetwork::known(network.l2.canonical().block(derived.number));
        const opstack::L2BlockRef place = referenceOf(network, derived.number);
        QCOMPARE(derived.timestamp, block->timestamp());
        QVERIFY(derived.epoch == place.l1Origin);
        QVERIFY(derived.transactions == practice::batchedBlock(place, block->block).transactions);
        const auto source = network.l2.derivedFrom(derived.number);
        QVERIFY(source);
        QCOMPARE(derived.l1Block, source->number);
    }
}

inline int sentOn(SmallNetwork& network, eth::TransactionType type)
{
    int count = 0;
    for (std::uint64_t number = 1; number <= network.l1.chain().head()->number(); ++number) {
        const practice::BlockPointer block = SmallNetwork::known(network.l1.chain().block(number));
        for (const eth::Transaction& transaction : block->block.transactions)
            if (transaction.to == network.deployment.rollup.batchInboxAddress && transaction.type == type)
                ++count;
    }
    return count;
}

} // namespace tests
