#include "core/practice/actors/batcher_transactions.h"

#include "core/crypto/kzg.h"
#include "core/eth/transaction_rules.h"
#include "core/opstack/blob.h"
#include "core/practice/layers/transactions.h"

namespace practice {
namespace {

base::Result<eth::Transaction> signedFor(eth::Transaction transaction, const Deployment& deployment)
{
    const eth::TransactionRules& rules = eth::kOsakaTransactions;
    transaction.gas = std::max(eth::intrinsicGas(transaction, rules), eth::floorGas(transaction, rules));
    return eth::signTransaction(std::move(transaction), deployment.roles.batcher.key);
}

eth::Transaction toInbox(L1& l1, const Deployment& deployment)
{
    eth::Transaction transaction = nextTransaction(l1, deployment.roles.batcher.address);
    transaction.to = deployment.rollup.batchInboxAddress;
    return transaction;
}

} // namespace

base::Result<Hash> sendCalldata(L1& l1, const Deployment& deployment, Bytes data)
{
    eth::Transaction transaction = toInbox(l1, deployment);
    transaction.data = std::move(data);
    const eth::Transaction ready = TRY(signedFor(std::move(transaction), deployment));
    return l1.submit(eth::encodeTransaction(ready));
}

base::Result<Hash> sendBlobs(L1& l1, const Deployment& deployment, std::span<const Bytes> data)
{
    CHECK(!data.empty() && data.size() <= kBlobsPerTransaction);
    eth::Transaction transaction = toInbox(l1, deployment);
    transaction.type = eth::TransactionType::Blob;
    transaction.maxFeePerBlobGas = l1.nextBlobBaseFee() + l1.nextBlobBaseFee();
    std::vector<Bytes> blobs;
    for (const Bytes& piece : data) {
        blobs.push_back(opstack::encodeBlob(piece));
        const crypto::KzgCommitment commitment = TRY(crypto::blobToKzgCommitment(blobs.back()));
        transaction.blobVersionedHashes.push_back(crypto::versionedHash(commitment));
    }
    const eth::Transaction ready = TRY(signedFor(std::move(transaction), deployment));
    return l1.submit(ready, blobs);
}

} // namespace practice
