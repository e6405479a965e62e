#include "core/crypto/hash.h"
#include "core/crypto/kdf.h"
#include "core/crypto/keccak.h"
#include "core/crypto/modexp.h"
#include "core/crypto/p256.h"
#include "core/crypto/secp256k1.h"

#include <benchmark/benchmark.h>
#include <openssl/evp.h>
#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <algorithm>
#include <memory>

namespace {

base::Bytes pattern(std::size_t size)
{
    base::Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::uint8_t>(7 * i + 3);
    return bytes;
}

void messageSizes(benchmark::internal::Benchmark* benchmark)
{
    benchmark->Arg(32)->Arg(136)->Arg(1024)->Arg(1 << 20);
}

void setBytes(benchmark::State& state, std::int64_t messages)
{
    state.SetBytesProcessed(state.iterations() * state.range(0) * messages);
    state.SetItemsProcessed(state.iterations() * messages);
}

void keccak256(benchmark::State& state)
{
    const base::Bytes message = pattern(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(crypto::keccak256(message));
    setBytes(state, 1);
}
BENCHMARK(keccak256)->Apply(messageSizes);

/// The same permutation and rate with another padding. The algorithm is looked up and the context made
/// beforehand.
void keccak256_openssl_sha3(benchmark::State& state)
{
    const base::Bytes message = pattern(static_cast<std::size_t>(state.range(0)));
    const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> sha3(
        EVP_MD_fetch(nullptr, "SHA3-256", nullptr), &EVP_MD_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    base::Hash hash;
    for (auto _ : state) {
        EVP_DigestInit_ex2(context.get(), sha3.get(), nullptr);
        EVP_DigestUpdate(context.get(), message.data(), message.size());
        EVP_DigestFinal_ex(context.get(), hash.data(), nullptr);
        benchmark::DoNotOptimize(hash);
    }
    setBytes(state, 1);
}
BENCHMARK(keccak256_openssl_sha3)->Apply(messageSizes);

/// Time is of four messages: a quarter of it compares with keccak256.
void keccak256x4(benchmark::State& state)
{
    const base::Bytes message = pattern(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(crypto::keccak256x4({message, message, message, message}));
    setBytes(state, 4);
}
BENCHMARK(keccak256x4)->Apply(messageSizes);

base::Secret privateKey()
{
    return base::Secret(base::Uint256{0x1234567, 2, 3, 4}.toHash());
}
base::Hash signedHash()
{
    return crypto::keccak256(pattern(100));
}

void secp256k1_sign(benchmark::State& state)
{
    const base::Secret key = privateKey();
    const base::Hash hash = signedHash();
    for (auto _ : state)
        benchmark::DoNotOptimize(crypto::sign(key, hash));
}
BENCHMARK(secp256k1_sign);

void secp256k1_sign_library(benchmark::State& state)
{
    const base::Secret key = privateKey();
    const base::Hash hash = signedHash();
    secp256k1_context* const context = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
    for (auto _ : state) {
        secp256k1_ecdsa_recoverable_signature signature;
        std::uint8_t compact[64];
        int recovery = 0;
        if (secp256k1_ecdsa_sign_recoverable(
                context, &signature, hash.data(), key.view().data(), nullptr, nullptr) != 1)
            state.SkipWithError("not signed");
        secp256k1_ecdsa_recoverable_signature_serialize_compact(context, compact, &recovery, &signature);
        benchmark::DoNotOptimize(compact);
    }
    secp256k1_context_destroy(context);
}
BENCHMARK(secp256k1_sign_library);

void secp256k1_recover(benchmark::State& state)
{
    const base::Hash hash = signedHash();
    const crypto::Signature signature = *crypto::sign(privateKey(), hash);
    for (auto _ : state)
        benchmark::DoNotOptimize(crypto::recover(hash, signature));
}
BENCHMARK(secp256k1_recover);

void secp256k1_recover_library(benchmark::State& state)
{
    const base::Hash hash = signedHash();
    const crypto::Signature known = *crypto::sign(privateKey(), hash);
    std::uint8_t compact[64];
    std::copy_n(known.r.toHash().begin(), 32, compact);
    std::copy_n(known.s.toHash().begin(), 32, compact + 32);
    for (auto _ : state) {
        secp256k1_ecdsa_recoverable_signature signature;
        secp256k1_pubkey key;
        std::uint8_t encoded[65];
        std::size_t size = sizeof encoded;
        secp256k1_ecdsa_recoverable_signature_parse_compact(
            secp256k1_context_static, &signature, compact, known.yParity);
        if (secp256k1_ecdsa_recover(secp256k1_context_static, &key, &signature, hash.data()) != 1)
            state.SkipWithError("not recovered");
        secp256k1_ec_pubkey_serialize(
            secp256k1_context_static, encoded, &size, &key, SECP256K1_EC_UNCOMPRESSED);
        benchmark::DoNotOptimize(encoded);
    }
}
BENCHMARK(secp256k1_recover_library);

void secp256r1_verify(benchmark::State& state)
{
    using namespace base::literals;
    // RFC 6979, appendix A.2.5: SHA-256 of "sample".
    const base::Hash hash = "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf"_hash;
    const auto r =
        base::Uint256::from("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"_hash);
    const auto s =
        base::Uint256::from("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"_hash);
    const auto x =
        base::Uint256::from("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"_hash);
    const auto y =
        base::Uint256::from("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"_hash);
    for (auto _ : state)
        if (!crypto::verifyP256(hash, r, s, x, y)) state.SkipWithError("not verified");
}
BENCHMARK(secp256r1_verify);

/// Operands of this many bytes; an odd modulus, and one whose lower half is zero.
void modexp(benchmark::State& state, bool odd)
{
    base::Bytes modulus = pattern(static_cast<std::size_t>(state.range(0)));
    modulus[0] |= 0x80;
    if (odd)
        modulus.back() |= 1;
    else
        std::fill(modulus.begin() + state.range(0) / 2, modulus.end(), 0);
    const base::Bytes operand(static_cast<std::size_t>(state.range(0)), 0xab), exponent(32, 0xff);
    for (auto _ : state)
        benchmark::DoNotOptimize(crypto::modexp(operand, exponent, modulus));
}
BENCHMARK_CAPTURE(modexp, odd, true)->Arg(32)->Arg(256)->Arg(1024);
BENCHMARK_CAPTURE(modexp, even, false)->Arg(32)->Arg(256)->Arg(1024);

void sha256(benchmark::State& state)
{
    const base::Bytes message = pattern(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(crypto::sha256(message));
    setBytes(state, 1);
}
BENCHMARK(sha256)->Arg(32)->Arg(1024);

/// go-ethereum's cost: N = 2^18, r = 8, p = 1.
void scrypt_keystore(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(crypto::scrypt({}, {}, 1u << 18, 8, 1, 32));
}
BENCHMARK(scrypt_keystore)->Unit(benchmark::kMillisecond);

void scrypt_keystore_openssl(benchmark::State& state)
{
    base::Bytes key(32);
    for (auto _ : state)
        if (EVP_PBE_scrypt("", 0, key.data(), 0, 1u << 18, 8, 1, 1u << 30, key.data(), key.size()) != 1)
            state.SkipWithError("refused");
}
BENCHMARK(scrypt_keystore_openssl)->Unit(benchmark::kMillisecond);

} // namespace
