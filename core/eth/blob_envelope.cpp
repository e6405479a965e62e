#include "core/eth/blob_envelope.h"

#include "core/crypto/kzg.h"
#include "core/eth/rlp.h"

namespace eth {
namespace {

using base::fail;
using base::Fault;
using crypto::KzgCommitment;
using crypto::KzgProof;
using rlp::Reader;

constexpr std::size_t kMostBlobs = 128; ///< far beyond what a transaction may have in any fork
constexpr std::size_t kCellsPerBlob = 128;

template <typename Fixed>
base::Result<std::vector<Fixed>> readAll(Reader list, std::size_t most)
{
    std::vector<Fixed> all;
    while (!list.atEnd()) {
        if (all.size() == most) return fail(Fault::BadData, "too many blobs, commitments or proofs");
        all.push_back(TRY(list.fixed<Fixed>()));
    }
    return all;
}

base::Result<std::size_t> countBlobs(Reader list)
{
    std::size_t count = 0;
    for (; !list.atEnd(); ++count) {
        const ByteView blob = TRY(list.string());
        if (blob.size() != crypto::kBlobSize)
            return fail(Fault::BadData, "a blob has " + std::to_string(crypto::kBlobSize) +
                                            " bytes, this one " + std::to_string(blob.size()));
    }
    return count;
}

/// The version's number stands before the lists; the first form has none.
base::Result<unsigned> readVersion(Reader& fields)
{
    Reader ahead = fields;
    const rlp::Item next = TRY(ahead.item());
    if (next.isList) return 0u;
    const std::uint64_t version = TRY(fields.number());
    if (version != 1) return fail(Fault::Unsupported, "a sidecar of version " + std::to_string(version));
    return 1u;
}

bool areHashesOf(const std::vector<Hash>& hashes, const std::vector<KzgCommitment>& commitments)
{
    return std::ranges::equal(hashes, commitments, {}, {}, crypto::versionedHash);
}

} // namespace

bool isBlobEnvelope(ByteView bytes)
{
    if (bytes.empty() || bytes[0] != static_cast<std::uint8_t>(TransactionType::Blob)) return false;
    auto fields = rlp::openList(bytes.subspan(1));
    if (!fields) return false;
    const auto first = fields->item();
    return first && first->isList;
}

base::Result<BlobEnvelope> parseBlobEnvelope(ByteView bytes)
{
    if (!isBlobEnvelope(bytes)) return fail(Fault::BadData, "not a blob transaction with its blobs");
    Reader fields = TRY(rlp::openList(bytes.subspan(1)));
    const rlp::Item inner = TRY(fields.item());
    Bytes blockForm{bytes[0]};
    base::append(blockForm, inner.encoded);

    BlobEnvelope envelope;
    envelope.transaction = TRY(parseTransaction(blockForm));
    envelope.version = TRY(readVersion(fields));
    const Reader blobs = TRY(fields.list());
    envelope.blobs = TRY(countBlobs(blobs));
    const Reader commitmentList = TRY(fields.list());
    const auto commitments = TRY(readAll<KzgCommitment>(commitmentList, kMostBlobs));
    const Reader proofList = TRY(fields.list());
    const auto proofs = TRY(readAll<KzgProof>(proofList, kMostBlobs * kCellsPerBlob));
    TRY(fields.finish());
    envelope.proofs = proofs.size();
    const std::size_t proofsDue = envelope.blobs * (envelope.version == 1 ? kCellsPerBlob : 1);
    envelope.isConsistent = envelope.blobs == commitments.size() && envelope.proofs == proofsDue &&
                            areHashesOf(envelope.transaction.blobVersionedHashes, commitments);
    return envelope;
}

} // namespace eth
