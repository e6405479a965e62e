#include "core/crypto/kzg.h"

#include "core/crypto/hash.h"
#include "core/crypto/kzg_polynomial.h"

namespace crypto {

namespace {

using namespace kzg;
using base::Bytes;
using base::ByteView;
using base::Fault;
using base::Result;
using base::Uint256;
using bls12::G1;
using bls12::Scalar;
using bls12::toScalar;

/// A commitment or a proof; infinity, that of a constant polynomial's proof, is allowed.
Result<blst_p1_affine> parseG1(ByteView compressed)
{
    blst_p1_affine point;
    if (blst_p1_uncompress(&point, compressed.data()) != BLST_SUCCESS)
        return base::fail(Fault::BadData, "KZG: a commitment or proof is not a point of the curve");
    if (!blst_p1_affine_in_g1(&point))
        return base::fail(Fault::BadData, "KZG: a commitment or proof is outside the group");
    return point;
}

base::FixedBytes<48> compress(const blst_p1& point)
{
    base::FixedBytes<48> out;
    blst_p1_compress(out.data(), &point);
    return out;
}

void appendUint64(Bytes& out, std::uint64_t value)
{
    std::uint8_t bytes[8];
    base::storeBigEndian(bytes, value);
    base::append(out, bytes);
}

PlainFr hashToFr(ByteView message)
{
    const Uint256 number = Uint256::from(sha256(message)) % bls12::kGroupOrder;
    PlainFr plain;
    std::copy_n(number.words, 4, plain.words.l);
    return plain;
}

/// compute_challenge, of valid encodings.
PlainFr challengeOf(ByteView blob, const KzgCommitment& commitment)
{
    Bytes message;
    message.reserve(32 + kBlobSize + 48);
    base::append(message, base::asBytes("FSBLOBVERIFY_V1_"));
    appendUint64(message, 0); // the length is of 128 bits
    appendUint64(message, kBlobLength);
    base::append(message, blob);
    base::append(message, commitment);
    return hashToFr(message);
}

/// That a polynomial, committed to by a point, takes the value y at z. Everything is valid.
struct Opening {
    blst_p1_affine commitment;
    PlainFr z, y;
    blst_p1_affine proof;
};

/// points[i] * scalars[i] collected for one sum; infinity adds nothing.
class Terms {
public:
    void add(const blst_p1_affine& point, const PlainFr& scalar)
    {
        if (blst_p1_affine_is_inf(&point)) return;
        m_points.push_back(point);
        m_scalars.push_back(toScalar(toNumber(scalar)));
    }
    blst_p1_affine sum() const
    {
        const blst_p1 point = bls12::sumOfProducts<G1>(m_points, m_scalars);
        blst_p1_affine affine;
        blst_p1_to_affine(&affine, &point);
        return affine;
    }

private:
    std::vector<blst_p1_affine> m_points;
    std::vector<Scalar> m_scalars;
};

/// e(left, G2) = e(right, [tau]G2).
bool pairingsAgree(const blst_p1_affine& left, const blst_p1_affine& right)
{
    const VerifierSetup& setup = verifierSetup();
    blst_fp12 leftValue, rightValue;
    blst_miller_loop_lines(&leftValue, setup.generator.data(), &left);
    blst_miller_loop_lines(&rightValue, setup.tau.data(), &right);
    return blst_fp12_finalverify(&leftValue, &rightValue);
}

PlainFr product(const PlainFr& a, const PlainFr& b)
{
    const blst_fr factor = toFr(b);
    PlainFr out;
    blst_fr_mul(&out.words, &a.words, &factor);
    return out;
}

constexpr PlainFr kOne{{{1, 0, 0, 0}}};

/// verify_kzg_proof with its pairings turned so that both points of G2 are constants:
/// e(C - y G1 + z proof, G2) = e(proof, [tau]G2).
bool holds(const Opening& opening)
{
    blst_fr minusY{};
    blst_fr_sub(&minusY, &minusY, &opening.y.words);
    Terms left;
    left.add(opening.commitment, kOne);
    left.add(*blst_p1_affine_generator(), {minusY});
    left.add(opening.proof, opening.z);
    return pairingsAgree(left.sum(), opening.proof);
}

/// r of verify_kzg_proof_batch: all that is claimed, hashed.
PlainFr batchFactor(std::span<const Opening> openings)
{
    Bytes message;
    base::append(message, base::asBytes("RCKZGBATCH___V1_"));
    appendUint64(message, kBlobLength);
    appendUint64(message, openings.size());
    for (const Opening& opening : openings) {
        std::uint8_t point[48];
        blst_p1_affine_compress(point, &opening.commitment);
        base::append(message, point);
        base::append(message, toNumber(opening.z).toHash());
        base::append(message, toNumber(opening.y).toHash());
        blst_p1_affine_compress(point, &opening.proof);
        base::append(message, point);
    }
    return hashToFr(message);
}

/// The equations of all, each times a power of r, added up.
bool hold(std::span<const Opening> openings)
{
    const PlainFr r = batchFactor(openings);
    PlainFr power = kOne;
    blst_fr minusY{};
    Terms left, right;
    for (const Opening& opening : openings) {
        left.add(opening.commitment, power);
        left.add(opening.proof, product(power, opening.z));
        right.add(opening.proof, power);
        const PlainFr y = product(power, opening.y);
        blst_fr_sub(&minusY, &minusY, &y.words);
        power = product(power, r);
    }
    left.add(*blst_p1_affine_generator(), {minusY});
    return pairingsAgree(left.sum(), right.sum());
}

Result<Opening> openingOfBlob(ByteView blob, const KzgCommitment& commitment, const KzgProof& proof)
{
    Opening opening;
    opening.commitment = TRY(parseG1(commitment));
    const Polynomial polynomial = TRY(parseBlob(blob));
    opening.proof = TRY(parseG1(proof));
    opening.z = challengeOf(blob, commitment);
    opening.y = evaluate(polynomial, opening.z);
    return opening;
}

base::FixedBytes<48> commit(const Polynomial& polynomial)
{
    std::vector<Scalar> scalars;
    scalars.reserve(polynomial.size());
    for (const PlainFr& value : polynomial)
        scalars.push_back(toScalar(toNumber(value)));
    return compress(bls12::sumOfProducts<G1>(proverSetup().lagrange, scalars));
}

} // namespace

base::Hash versionedHash(const KzgCommitment& commitment)
{
    base::Hash hash = sha256(commitment);
    hash[0] = 0x01;
    return hash;
}

Result<bool> verifyKzgProof(
    const KzgCommitment& commitment, const FieldElement& z, const FieldElement& y, const KzgProof& proof)
{
    Opening opening;
    opening.commitment = TRY(parseG1(commitment));
    opening.z = TRY(parseFr(z));
    opening.y = TRY(parseFr(y));
    opening.proof = TRY(parseG1(proof));
    return holds(opening);
}

Result<bool> verifyBlobKzgProof(ByteView blob, const KzgCommitment& commitment, const KzgProof& proof)
{
    return holds(TRY(openingOfBlob(blob, commitment, proof)));
}

Result<bool> verifyBlobKzgProofBatch(std::span<const ByteView> blobs,
    std::span<const KzgCommitment> commitments, std::span<const KzgProof> proofs)
{
    if (blobs.size() != commitments.size() || blobs.size() != proofs.size())
        return base::fail(Fault::BadData, "KZG: blobs, commitments and proofs differ in number");
    std::vector<Opening> openings;
    openings.reserve(blobs.size());
    for (std::size_t i = 0; i < blobs.size(); ++i)
        openings.push_back(TRY(openingOfBlob(blobs[i], commitments[i], proofs[i])));
    if (openings.empty()) return true;
    return openings.size() == 1 ? holds(openings.front()) : hold(openings);
}

Result<FieldElement> computeChallenge(ByteView blob, const KzgCommitment& commitment)
{
    if (const auto point = parseG1(commitment); !point) return std::unexpected(point.error());
    if (const auto polynomial = parseBlob(blob); !polynomial) return std::unexpected(polynomial.error());
    return toNumber(challengeOf(blob, commitment)).toHash();
}

Result<FieldElement> evaluateBlob(ByteView blob, const FieldElement& z)
{
    const Polynomial polynomial = TRY(parseBlob(blob));
    const PlainFr point = TRY(parseFr(z));
    return toNumber(evaluate(polynomial, point)).toHash();
}

Result<KzgCommitment> blobToKzgCommitment(ByteView blob)
{
    const Polynomial polynomial = TRY(parseBlob(blob));
    return commit(polynomial);
}

Result<KzgOpening> computeKzgProof(ByteView blob, const FieldElement& z)
{
    const Polynomial polynomial = TRY(parseBlob(blob));
    const PlainFr point = TRY(parseFr(z));
    const PlainFr y = evaluate(polynomial, point);
    return KzgOpening{commit(quotient(polynomial, point, y)), toNumber(y).toHash()};
}

Result<KzgProof> computeBlobKzgProof(ByteView blob, const KzgCommitment& commitment)
{
    if (const auto point = parseG1(commitment); !point) return std::unexpected(point.error());
    const Polynomial polynomial = TRY(parseBlob(blob));
    const PlainFr z = challengeOf(blob, commitment);
    return commit(quotient(polynomial, z, evaluate(polynomial, z)));
}

} // namespace crypto
