#pragma once

#include "core/base/bytes.h"

#include <span>

namespace crypto {

/// KZG commitments to blobs: the consensus specification, deneb/polynomial-commitments.md, whose names are
/// used here. A blob is 4096 numbers of 32 big-endian bytes, each below the order of the group. Verifying is
/// ready after about a millisecond; the first commitment or proof that is computed loads the 4096 points of
/// the ceremony's setup.

inline constexpr std::size_t kBlobSize = 131072;

using KzgCommitment = base::FixedBytes<48>;
using KzgProof = base::FixedBytes<48>;
/// A number below the order of the group, big-endian.
using FieldElement = base::Hash;

/// SHA-256 of the commitment with its first byte replaced by 0x01. EIP-4844.
base::Hash versionedHash(const KzgCommitment& commitment);

/// Whether the polynomial of the commitment takes the value y at z. BadData when a point is no valid element
/// of its group or a number is not below the order.
base::Result<bool> verifyKzgProof(
    const KzgCommitment& commitment, const FieldElement& z, const FieldElement& y, const KzgProof& proof);

/// Whether the blob belongs to the commitment. BadData for an invalid encoding, a blob of another size
/// included.
base::Result<bool> verifyBlobKzgProof(
    base::ByteView blob, const KzgCommitment& commitment, const KzgProof& proof);

/// Whether every blob belongs to its commitment, by one pairing for all. The three lists have the same length
/// (BadData otherwise); an empty list is true.
base::Result<bool> verifyBlobKzgProofBatch(std::span<const base::ByteView> blobs,
    std::span<const KzgCommitment> commitments, std::span<const KzgProof> proofs);

/// The point at which the proof of a blob is made: Fiat-Shamir over blob and commitment. BadData for an
/// invalid encoding.
base::Result<FieldElement> computeChallenge(base::ByteView blob, const KzgCommitment& commitment);

/// The value at z of the polynomial that takes the blob's values.
base::Result<FieldElement> evaluateBlob(base::ByteView blob, const FieldElement& z);

base::Result<KzgCommitment> blobToKzgCommitment(base::ByteView blob);

struct KzgOpening {
    KzgProof proof;
    FieldElement y;
};
/// The proof that the blob's polynomial takes the value y at z.
base::Result<KzgOpening> computeKzgProof(base::ByteView blob, const FieldElement& z);
/// The proof that goes with a blob in a sidecar. The commitment must be the blob's: it is not checked.
base::Result<KzgProof> computeBlobKzgProof(base::ByteView blob, const KzgCommitment& commitment);

} // namespace crypto
