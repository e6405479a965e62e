#include "core/base/file.h"
#include "core/base/uint256.h"
#include "core/crypto/bn254.h"
#include "core/crypto/kzg.h"
#include "tests/support/vectors.h"

#include <benchmark/benchmark.h>
#include <ckzg.h>

#include <cstdio>
#include <memory>

// Ours beside c-kzg with its whole setup loaded, and the precompiled contracts of bn254.

namespace {

using base::Bytes;
using base::ByteView;
using base::Uint256;

Bytes sampleBlob(std::uint64_t seed)
{
    Bytes blob;
    Uint256 value{seed};
    for (int i = 0; i < 4096; ++i) {
        value = value * Uint256{6364136223846793005u, 1442695040888963407u, 0x9e3779b97f4a7c15u,
                            0xd6e8feb86659fd93u} +
                1;
        base::append(blob, (value >> 2).toHash());
    }
    return blob;
}

struct Sample {
    Bytes blob;
    crypto::KzgCommitment commitment;
    crypto::KzgProof proof;
};

const std::vector<Sample>& samples()
{
    static const std::vector<Sample> made = [] {
        std::vector<Sample> out;
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            Bytes blob = sampleBlob(seed);
            const auto commitment = crypto::blobToKzgCommitment(blob).value();
            const auto proof = crypto::computeBlobKzgProof(blob, commitment).value();
            out.push_back({std::move(blob), commitment, proof});
        }
        return out;
    }();
    return made;
}

/// c-kzg's settings, or nothing when there is no trusted setup beside the vectors.
const KZGSettings* peerSettings()
{
    static KZGSettings settings;
    static const bool loaded = [] {
        const auto path = tests::vectorFile("kzg-trusted-setup.txt");
        if (!path) return false;
        const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path->c_str(), "r"), std::fclose);
        return file && load_trusted_setup_file(&settings, file.get(), 0) == C_KZG_OK;
    }();
    return loaded ? &settings : nullptr;
}

template <typename Peer>
const Peer* asPeer(ByteView bytes)
{
    static_assert(alignof(Peer) == 1);
    return reinterpret_cast<const Peer*>(bytes.data());
}

/// The setup is made by the first proof that is checked: of the empty polynomial, so that little else is in
/// this time. Has meaning only when it runs before the others, as it does.
void firstProofOurs(benchmark::State& state)
{
    crypto::KzgCommitment infinity;
    infinity[0] = 0xc0;
    for (auto _ : state)
        if (!crypto::verifyKzgProof(infinity, {}, {}, infinity).value()) state.SkipWithError("wrong");
}
BENCHMARK(firstProofOurs)->Name("kzg/first_proof/ours")->Unit(benchmark::kMicrosecond)->Iterations(1);

void verifyBlobOurs(benchmark::State& state)
{
    const Sample& sample = samples().front();
    for (auto _ : state)
        if (!crypto::verifyBlobKzgProof(sample.blob, sample.commitment, sample.proof).value())
            state.SkipWithError("wrong");
}
BENCHMARK(verifyBlobOurs)->Name("kzg/verify_blob/ours")->Unit(benchmark::kMicrosecond);

void verifyBlobPeer(benchmark::State& state)
{
    const KZGSettings* settings = peerSettings();
    if (settings == nullptr) return state.SkipWithError(tests::noVectors());
    const Sample& sample = samples().front();
    for (auto _ : state) {
        bool right = false;
        if (verify_blob_kzg_proof(&right, asPeer<Blob>(sample.blob), asPeer<Bytes48>(sample.commitment),
                asPeer<Bytes48>(sample.proof), settings) != C_KZG_OK ||
            !right)
            state.SkipWithError("wrong");
    }
}
BENCHMARK(verifyBlobPeer)->Name("kzg/verify_blob/c-kzg")->Unit(benchmark::kMicrosecond);

void verifyBatchOurs(benchmark::State& state)
{
    std::vector<ByteView> blobs;
    std::vector<crypto::KzgCommitment> commitments;
    std::vector<crypto::KzgProof> proofs;
    for (const Sample& sample : samples()) {
        blobs.emplace_back(sample.blob);
        commitments.push_back(sample.commitment);
        proofs.push_back(sample.proof);
    }
    for (auto _ : state)
        if (!crypto::verifyBlobKzgProofBatch(blobs, commitments, proofs).value())
            state.SkipWithError("wrong");
}
BENCHMARK(verifyBatchOurs)->Name("kzg/verify_batch_of_6/ours")->Unit(benchmark::kMicrosecond);

void verifyBatchPeer(benchmark::State& state)
{
    const KZGSettings* settings = peerSettings();
    if (settings == nullptr) return state.SkipWithError(tests::noVectors());
    Bytes blobs, commitments, proofs;
    for (const Sample& sample : samples()) {
        base::append(blobs, sample.blob);
        base::append(commitments, sample.commitment);
        base::append(proofs, sample.proof);
    }
    for (auto _ : state) {
        bool right = false;
        if (verify_blob_kzg_proof_batch(&right, asPeer<Blob>(blobs), asPeer<Bytes48>(commitments),
                asPeer<Bytes48>(proofs), samples().size(), settings) != C_KZG_OK ||
            !right)
            state.SkipWithError("wrong");
    }
}
BENCHMARK(verifyBatchPeer)->Name("kzg/verify_batch_of_6/c-kzg")->Unit(benchmark::kMicrosecond);

void commitOurs(benchmark::State& state)
{
    const Sample& sample = samples().front();
    for (auto _ : state)
        benchmark::DoNotOptimize(crypto::blobToKzgCommitment(sample.blob));
}
BENCHMARK(commitOurs)->Name("kzg/commit/ours")->Unit(benchmark::kMicrosecond);

void commitPeer(benchmark::State& state)
{
    const KZGSettings* settings = peerSettings();
    if (settings == nullptr) return state.SkipWithError(tests::noVectors());
    const Sample& sample = samples().front();
    KZGCommitment commitment;
    for (auto _ : state)
        benchmark::DoNotOptimize(blob_to_kzg_commitment(&commitment, asPeer<Blob>(sample.blob), settings));
}
BENCHMARK(commitPeer)->Name("kzg/commit/c-kzg")->Unit(benchmark::kMicrosecond);

/// e(G1, G2) twice with opposite signs: the contract's input of two pairs (EIP-197's generators).
Bytes pairingInput()
{
    return base::parseHex("0000000000000000000000000000000000000000000000000000000000000001"
                          "0000000000000000000000000000000000000000000000000000000000000002"
                          "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
                          "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
                          "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
                          "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa"
                          "0000000000000000000000000000000000000000000000000000000000000001"
                          "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd45"
                          "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
                          "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
                          "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
                          "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa")
        .value();
}

void bn254PairingOfTwo(benchmark::State& state)
{
    const Bytes input = pairingInput();
    for (auto _ : state)
        if (!crypto::bn254Pairing(input).value_or(false)) state.SkipWithError("wrong");
}
BENCHMARK(bn254PairingOfTwo)->Name("bn254/pairing_of_2/ours")->Unit(benchmark::kMicrosecond);

void bn254AddOurs(benchmark::State& state)
{
    const Bytes three = base::toBytes(
        *crypto::bn254Mul(base::parseHex("0000000000000000000000000000000000000000000000000000000000000001"
                                         "0000000000000000000000000000000000000000000000000000000000000002"
                                         "0000000000000000000000000000000000000000000000000000000000000003")
                              .value()));
    Bytes input = pairingInput();
    input.resize(64);
    base::append(input, three);
    for (auto _ : state)
        benchmark::DoNotOptimize(crypto::bn254Add(input));
}
BENCHMARK(bn254AddOurs)->Name("bn254/add/ours")->Unit(benchmark::kMicrosecond);

void bn254MulOurs(benchmark::State& state)
{
    Bytes input = pairingInput();
    input.resize(96);
    for (auto _ : state)
        benchmark::DoNotOptimize(crypto::bn254Mul(input));
}
BENCHMARK(bn254MulOurs)->Name("bn254/mul/ours")->Unit(benchmark::kMicrosecond);

} // namespace
