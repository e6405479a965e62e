#include "core/base/file.h"
#include "core/base/uint256.h"
#include "core/crypto/kzg.h"
#include "tests/core/crypto/precompile_vectors.h"

#include <QTest>

using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;
using crypto::KzgCommitment;
using crypto::KzgProof;

namespace {

constexpr Uint256 kOrder{0x73eda753299d7d48, 0x3339d80809a1d805, 0x53bda402fffe5bfe, 0xffffffff00000001};
/// 7^((order - 1) / 4096), and the place of its first power in a blob's order.
constexpr Uint256 kRoot{0x564c0a11a0f704f4, 0xfc3e8acfe0f8245f, 0x0ad1347b378fbf96, 0xe206da11a5d36306};
constexpr std::size_t kRootPlace = 2048;

/// The blob whose numbers are seed, seed^2, seed^4 ... modulo the order.
Bytes blobOf(std::uint64_t seed)
{
    Bytes blob;
    Uint256 value{seed};
    for (int i = 0; i < 4096; ++i) {
        base::append(blob, value.toHash());
        value = base::addmod(base::mulmod(value, value, kOrder), 11, kOrder);
    }
    return blob;
}

/// The fields below "input:" and the lines below "output:" of a data.yaml: flat, all values hex, true, false
/// or null.
struct Case {
    std::map<std::string, Bytes> input;
    std::vector<std::string> output;
};

std::string unquoted(const std::string& text)
{
    const auto first = text.find_first_not_of(" '\"-"), last = text.find_last_not_of(" '\"");
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

Case parseCase(const std::string& yaml)
{
    Case parsed;
    std::istringstream lines(yaml);
    bool inOutput = false;
    for (std::string line; std::getline(lines, line);) {
        const auto colon = line.find(':');
        if (line.starts_with("input:")) continue;
        if (line.starts_with("output:")) {
            inOutput = true;
            if (const std::string value = unquoted(line.substr(7)); !value.empty())
                parsed.output.push_back(value);
        } else if (inOutput) {
            if (const std::string value = unquoted(line); !value.empty()) parsed.output.push_back(value);
        } else if (colon != std::string::npos) {
            parsed.input[unquoted(line.substr(0, colon))] = tests::hexBytes(unquoted(line.substr(colon + 1)));
        }
    }
    return parsed;
}

template <typename Fixed>
std::optional<Fixed> fixed(const Bytes& bytes)
{
    if (bytes.size() != Fixed::kSize) return std::nullopt;
    return Fixed::from(bytes);
}

using Output = std::vector<std::string>;
const Output kNull{"null"};

Output text(const base::Result<bool>& result)
{
    if (!result) return kNull;
    return {*result ? "true" : "false"};
}
template <typename Fixed>
Output text(const base::Result<Fixed>& result)
{
    if (!result) return kNull;
    return {base::toHex0x(*result)};
}
Output text(const base::Result<crypto::KzgOpening>& result)
{
    if (!result) return kNull;
    return {base::toHex0x(result->proof), base::toHex0x(result->y)};
}

/// One function of the set on one case's input. A field of the wrong length cannot be passed at all: that is
/// a refusal.
using Run = Output (*)(std::map<std::string, Bytes>& input);

const std::map<std::string, Run> kFunctions = {
    {"blob_to_kzg_commitment", [](auto& in) { return text(crypto::blobToKzgCommitment(in["blob"])); }},
    {"compute_kzg_proof",
        [](auto& in) {
            const auto z = fixed<Hash>(in["z"]);
            return z ? text(crypto::computeKzgProof(in["blob"], *z)) : kNull;
        }},
    {"compute_blob_kzg_proof",
        [](auto& in) {
            const auto commitment = fixed<KzgCommitment>(in["commitment"]);
            return commitment ? text(crypto::computeBlobKzgProof(in["blob"], *commitment)) : kNull;
        }},
    {"compute_challenge",
        [](auto& in) {
            const auto commitment = fixed<KzgCommitment>(in["commitment"]);
            return commitment ? text(crypto::computeChallenge(in["blob"], *commitment)) : kNull;
        }},
    {"verify_kzg_proof",
        [](auto& in) {
            const auto commitment = fixed<KzgCommitment>(in["commitment"]);
            const auto proof = fixed<KzgProof>(in["proof"]);
            const auto z = fixed<Hash>(in["z"]), y = fixed<Hash>(in["y"]);
            return commitment && proof && z && y ? text(crypto::verifyKzgProof(*commitment, *z, *y, *proof))
                                                 : kNull;
        }},
    {"verify_blob_kzg_proof",
        [](auto& in) {
            const auto commitment = fixed<KzgCommitment>(in["commitment"]);
            const auto proof = fixed<KzgProof>(in["proof"]);
            return commitment && proof ? text(crypto::verifyBlobKzgProof(in["blob"], *commitment, *proof))
                                       : kNull;
        }},
};

/// EIP-4844, "Point evaluation precompile".
std::optional<Bytes> pointEvaluation(ByteView input)
{
    if (input.size() != 192) return std::nullopt;
    const auto commitment = KzgCommitment::from(input.subspan(96, 48));
    if (crypto::versionedHash(commitment) != Hash::from(input.first(32))) return std::nullopt;
    const auto right = crypto::verifyKzgProof(commitment, Hash::from(input.subspan(32, 32)),
        Hash::from(input.subspan(64, 32)), KzgProof::from(input.subspan(144)));
    if (!right || !*right) return std::nullopt;
    Bytes output = base::toBytes(Uint256{4096}.toHash());
    base::append(output, kOrder.toHash());
    return output;
}

} // namespace

class KzgTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void proofOfABlob()
    {
        const Bytes blob = blobOf(3), other = blobOf(4);
        const auto commitment = crypto::blobToKzgCommitment(blob);
        QVERIFY(commitment.has_value());
        const auto proof = crypto::computeBlobKzgProof(blob, *commitment);
        QVERIFY(proof.has_value());
        QCOMPARE(text(crypto::verifyBlobKzgProof(blob, *commitment, *proof)), Output{"true"});
        QCOMPARE(text(crypto::verifyBlobKzgProof(other, *commitment, *proof)), Output{"false"});
        QCOMPARE(crypto::versionedHash(*commitment)[0], std::uint8_t{1});
    }
    void batchOfBlobs()
    {
        std::vector<Bytes> blobs = {blobOf(3), blobOf(5), blobOf(0)};
        std::vector<KzgCommitment> commitments;
        std::vector<KzgProof> proofs;
        for (const Bytes& blob : blobs) {
            commitments.push_back(*crypto::blobToKzgCommitment(blob));
            proofs.push_back(*crypto::computeBlobKzgProof(blob, commitments.back()));
        }
        std::vector<ByteView> views(blobs.begin(), blobs.end());
        QCOMPARE(text(crypto::verifyBlobKzgProofBatch(views, commitments, proofs)), Output{"true"});
        QCOMPARE(text(crypto::verifyBlobKzgProofBatch({}, {}, {})), Output{"true"});
        std::swap(proofs[0], proofs[1]);
        QCOMPARE(text(crypto::verifyBlobKzgProofBatch(views, commitments, proofs)), Output{"false"});
        proofs.pop_back();
        QCOMPARE(text(crypto::verifyBlobKzgProofBatch(views, commitments, proofs)), kNull);
    }
    /// At a root of unity the value is the blob's own number.
    void valueAtARoot()
    {
        const Bytes blob = blobOf(9);
        const Hash expected = Hash::from(ByteView(blob).subspan(32 * kRootPlace, 32));
        QCOMPARE(*crypto::evaluateBlob(blob, kRoot.toHash()), expected);
        const auto opening = crypto::computeKzgProof(blob, kRoot.toHash());
        QCOMPARE(opening->y, expected);
        const auto commitment = *crypto::blobToKzgCommitment(blob);
        QCOMPARE(text(crypto::verifyKzgProof(commitment, kRoot.toHash(), expected, opening->proof)),
            Output{"true"});
        QCOMPARE(
            text(crypto::verifyKzgProof(commitment, kRoot.toHash(), Uint256{1}.toHash(), opening->proof)),
            Output{"false"});
    }
    void invalidEncodings()
    {
        Bytes blob = blobOf(3);
        const auto commitment = *crypto::blobToKzgCommitment(blob);
        QVERIFY(!crypto::verifyBlobKzgProof(ByteView(blob).first(131071), commitment, commitment));
        QVERIFY(!crypto::verifyBlobKzgProof(blob, KzgCommitment{}, commitment));
        const Hash order = kOrder.toHash();
        std::copy(order.begin(), order.end(), blob.begin() + 64);
        QVERIFY(!crypto::verifyBlobKzgProof(blob, commitment, commitment));
        QVERIFY(!crypto::blobToKzgCommitment(blob));
        QVERIFY(!crypto::verifyKzgProof(commitment, order, Hash{}, commitment));
        QVERIFY(!crypto::verifyKzgProof(commitment, Hash{}, order, commitment));
    }
    void officialVectors()
    {
        const auto set = tests::vectorSet("kzg");
        if (!set) QSKIP(tests::noVectors());
        std::map<std::string, tests::Tally> tallies;
        for (const auto& file : tests::filesBelow(*set, ".yaml")) {
            // <function>/<setup>/<case>/data.yaml
            const std::string function = file.parent_path().parent_path().parent_path().filename().string();
            const auto found = kFunctions.find(function);
            QVERIFY2(found != kFunctions.end(), file.c_str());
            Case vector = parseCase(std::string(base::asText(*base::readFile(file, 1u << 20))));
            const bool right = found->second(vector.input) == vector.output;
            ++(right ? tallies[function].passed : tallies[function].failed);
            if (!right) qWarning("%s", file.c_str());
        }
        tests::Tally all;
        for (const auto& [function, tally] : tallies) {
            qInfo("%s: %d passed, %d failed", function.c_str(), tally.passed, tally.failed);
            all.passed += tally.passed;
            all.failed += tally.failed;
        }
        qInfo("KZG: %d passed, %d failed", all.passed, all.failed);
        if (all.passed + all.failed == 0) QSKIP("vectors absent: none in kzg");
        QCOMPARE(all.failed, 0);
    }
    void pointEvaluationVectors()
    {
        const auto set = tests::vectorSet("precompiles");
        if (!set) QSKIP(tests::noVectors());
        const tests::Tally tally = tests::runPrecompileFiles(*set, {{"pointEvaluation", pointEvaluation}});
        QCOMPARE(tally.failed, 0);
        if (tally.passed + tally.failed == 0) QSKIP("vectors absent: none of these in precompiles");
    }
};

QTEST_APPLESS_MAIN(KzgTest)
#include "kzg_test.moc"
