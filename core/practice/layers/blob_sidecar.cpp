#include "core/practice/layers/blob_sidecar.h"

#include "core/crypto/kzg.h"
#include "core/eth/rlp.h"

namespace practice {
namespace {

using base::Fault;
using crypto::KzgCommitment;
using crypto::KzgProof;
using eth::rlp::Reader;

constexpr std::size_t kMaxBlobs = 6; ///< of a transaction, EIP-7594
constexpr std::size_t kCellsPerBlob = 128;

struct Sidecar {
    bool hasCellProofs = false;
    std::vector<Bytes> blobs;
    std::vector<KzgCommitment> commitments;
    std::vector<KzgProof> proofs;
};

std::unexpected<base::Error> refuse(std::string words)
{
    return base::fail(Fault::Refused, std::move(words));
}

template <typename Fixed>
base::Result<std::vector<Fixed>> readAll(Reader list, std::size_t most)
{
    std::vector<Fixed> all;
    while (!list.atEnd()) {
        if (all.size() == most) return base::fail(Fault::BadData, "more than " + std::to_string(most));
        all.push_back(TRY(list.fixed<Fixed>()));
    }
    return all;
}

base::Result<std::vector<Bytes>> readBlobs(Reader list)
{
    std::vector<Bytes> blobs;
    while (!list.atEnd()) {
        const ByteView blob = TRY(list.string());
        if (blobs.size() == kMaxBlobs) return base::fail(Fault::BadData, "too many blobs in transaction");
        if (blob.size() != crypto::kBlobSize) return base::fail(Fault::BadData, "a blob of another size");
        blobs.push_back(base::toBytes(blob));
    }
    return blobs;
}

/// The fields after the transaction.
base::Result<Sidecar> readSidecar(Reader fields)
{
    Sidecar sidecar;
    eth::rlp::Item first = TRY(fields.item());
    if (!first.isList) {
        if (first.payload.size() != 1 || first.payload[0] != 1)
            return base::fail(Fault::BadData, "a sidecar of another version");
        sidecar.hasCellProofs = true;
        first = TRY(fields.item());
    }
    if (!first.isList) return base::fail(Fault::BadData, "no list of blobs");
    sidecar.blobs = TRY(readBlobs(Reader(first.payload)));
    const Reader commitments = TRY(fields.list());
    sidecar.commitments = TRY(readAll<KzgCommitment>(commitments, kMaxBlobs));
    const Reader proofs = TRY(fields.list());
    sidecar.proofs =
        TRY(readAll<KzgProof>(proofs, sidecar.hasCellProofs ? kMaxBlobs * kCellsPerBlob : kMaxBlobs));
    TRY(fields.finish());
    return sidecar;
}

base::Result<void> checkCounts(const Sidecar& sidecar, const eth::Transaction& transaction)
{
    const std::size_t blobs = sidecar.blobs.size(), hashes = transaction.blobVersionedHashes.size();
    const std::size_t proofs = sidecar.hasCellProofs ? blobs * kCellsPerBlob : blobs;
    if (blobs != hashes)
        return refuse("invalid number of " + std::to_string(blobs) + " blobs compared to " +
                      std::to_string(hashes) + " blob hashes");
    if (sidecar.commitments.size() != blobs)
        return refuse("invalid number of " + std::to_string(sidecar.commitments.size()) +
                      " blob commitments compared to " + std::to_string(blobs) + " blobs");
    if (sidecar.proofs.size() != proofs)
        return refuse("invalid number of " + std::to_string(sidecar.proofs.size()) +
                      " blob proofs expected " + std::to_string(proofs));
    return {};
}

base::Result<void> checkHashes(const Sidecar& sidecar, const eth::Transaction& transaction)
{
    for (std::size_t i = 0; i < sidecar.commitments.size(); ++i) {
        const Hash computed = crypto::versionedHash(sidecar.commitments[i]);
        if (computed != transaction.blobVersionedHashes[i])
            return refuse("blob " + std::to_string(i) + ": computed hash " + base::toHex0x(computed) +
                          " mismatches transaction one " + base::toHex0x(transaction.blobVersionedHashes[i]));
    }
    return {};
}

base::Result<bool> belongTogether(const Sidecar& sidecar)
{
    if (!sidecar.hasCellProofs) {
        const std::vector<ByteView> blobs(sidecar.blobs.begin(), sidecar.blobs.end());
        return crypto::verifyBlobKzgProofBatch(blobs, sidecar.commitments, sidecar.proofs);
    }
    for (std::size_t i = 0; i < sidecar.blobs.size(); ++i)
        if (TRY(crypto::blobToKzgCommitment(sidecar.blobs[i])) != sidecar.commitments[i]) return false;
    return true;
}

base::Result<void> checkBlobs(const Sidecar& sidecar)
{
    const auto belong = belongTogether(sidecar);
    if (!belong) return refuse("kzg verification failed: " + belong.error().detail);
    if (!*belong) return refuse("kzg verification failed: a blob is not that of its commitment");
    return {};
}

/// Transaction and sidecar, not yet checked against each other.
base::Result<std::pair<eth::Transaction, Sidecar>> readNetworkForm(ByteView raw)
{
    Reader fields = TRY(eth::rlp::openList(raw.subspan(1)));
    const eth::rlp::Item inner = TRY(fields.item());
    if (!inner.isList) return base::fail(Fault::Refused, "missing sidecar in blob transaction");
    Bytes consensusForm{raw[0]};
    base::append(consensusForm, inner.encoded);
    const eth::Transaction transaction = TRY(eth::parseTransaction(consensusForm));
    Sidecar sidecar = TRY(readSidecar(fields));
    return std::pair(transaction, std::move(sidecar));
}

} // namespace

bool isBlobTransaction(ByteView raw)
{
    return !raw.empty() && raw[0] == static_cast<std::uint8_t>(eth::TransactionType::Blob);
}

base::Result<BlobTransaction> parseBlobTransaction(ByteView raw)
{
    CHECK(isBlobTransaction(raw));
    auto read = readNetworkForm(raw);
    if (!read) return refuse(read.error().detail);
    auto& [transaction, sidecar] = *read;
    TRY(checkCounts(sidecar, transaction));
    TRY(checkHashes(sidecar, transaction));
    TRY(checkBlobs(sidecar));
    return BlobTransaction{transaction, std::move(sidecar.blobs)};
}

} // namespace practice
