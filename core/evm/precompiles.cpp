#include "core/evm/precompiles.h"

#include "core/crypto/bls12_381.h"
#include "core/crypto/bn254.h"
#include "core/crypto/hash.h"
#include "core/crypto/kzg.h"
#include "core/crypto/p256.h"
#include "core/crypto/secp256k1.h"
#include "core/evm/precompile_gas.h"
#include "core/evm/precompile_modexp.h"

#include <algorithm>
#include <array>

namespace evm {
namespace {

using base::FixedBytes;

/// The first N bytes of the input, zeros where it is shorter.
template <std::size_t N>
FixedBytes<N> padded(ByteView input)
{
    FixedBytes<N> bytes;
    std::copy_n(input.begin(), std::min(N, input.size()), bytes.bytes.begin());
    return bytes;
}

template <std::size_t N>
Uint256 wordAt(const FixedBytes<N>& bytes, std::size_t offset)
{
    return Uint256::fromBigEndian(ByteView(bytes).subspan(offset, 32));
}

void outputPadded(ByteView bytes, Bytes& output)
{
    output.assign(32, 0);
    std::copy(bytes.begin(), bytes.end(), output.end() - static_cast<std::ptrdiff_t>(bytes.size()));
}

/// An invalid signature is no failure: the output is empty. Yellow Paper, appendix E.
bool runEcrecover(ByteView raw, Bytes& output)
{
    const auto input = padded<128>(raw);
    const Uint256 v = wordAt(input, 32);
    const crypto::Signature signature{
        wordAt(input, 64), wordAt(input, 96), static_cast<std::uint8_t>(v.low64() - 27)};
    if (v != Uint256{27} && v != Uint256{28}) return true;
    const Hash hash = Hash::from(ByteView(input).first(32));
    if (const auto key = crypto::recover(hash, signature)) outputPadded(crypto::addressOf(*key), output);
    return true;
}

bool runSha256(ByteView input, Bytes& output)
{
    output = base::toBytes(crypto::sha256(input));
    return true;
}

bool runRipemd160(ByteView input, Bytes& output)
{
    outputPadded(crypto::ripemd160(input), output);
    return true;
}

bool runIdentity(ByteView input, Bytes& output)
{
    output.assign(input.begin(), input.end());
    return true;
}

/// The arithmetic of core/crypto answers with bytes or nothing.
template <auto function>
bool runOptional(ByteView input, Bytes& output)
{
    const auto result = function(input);
    if (!result) return false;
    output.assign(result->begin(), result->end());
    return true;
}

bool runBn254Pairing(ByteView input, Bytes& output)
{
    const auto isOne = crypto::bn254Pairing(input);
    if (!isOne) return false;
    output = base::toBytes(Uint256{*isOne}.toHash());
    return true;
}

std::uint64_t littleEndian(const std::uint8_t* bytes)
{
    std::uint64_t value = 0;
    for (unsigned i = 8; i-- > 0;)
        value = value << 8 | bytes[i];
    return value;
}

/// EIP-152: rounds ‖ h ‖ m ‖ t ‖ f.
bool runBlake2f(ByteView input, Bytes& output)
{
    if (input.size() != 213 || input[212] > 1) return false;
    std::uint64_t h[8], m[16], t[2];
    for (std::size_t i = 0; i < 8; ++i)
        h[i] = littleEndian(input.data() + 4 + 8 * i);
    for (std::size_t i = 0; i < 16; ++i)
        m[i] = littleEndian(input.data() + 68 + 8 * i);
    for (std::size_t i = 0; i < 2; ++i)
        t[i] = littleEndian(input.data() + 196 + 8 * i);
    crypto::blake2bCompress(base::loadBigEndian<std::uint32_t>(input.data()), h, m, t, input[212] == 1);
    output.resize(64);
    for (std::size_t i = 0; i < 64; ++i)
        output[i] = static_cast<std::uint8_t>(h[i / 8] >> (8 * (i % 8)));
    return true;
}

/// EIP-4844: versioned hash ‖ z ‖ y ‖ commitment ‖ proof.
bool runPointEvaluation(ByteView input, Bytes& output)
{
    if (input.size() != 192) return false;
    const auto commitment = crypto::KzgCommitment::from(input.subspan(96, 48));
    if (crypto::versionedHash(commitment) != Hash::from(input.first(32))) return false;
    const auto proof = crypto::KzgProof::from(input.subspan(144, 48));
    const auto z = crypto::FieldElement::from(input.subspan(32, 32));
    const auto y = crypto::FieldElement::from(input.subspan(64, 32));
    if (!crypto::verifyKzgProof(commitment, z, y, proof).value_or(false)) return false;
    constexpr Uint256 kBlsModulus{
        0x73eda753299d7d48, 0x3339d80809a1d805, 0x53bda402fffe5bfe, 0xffffffff00000001};
    output = base::toBytes(Uint256{4096}.toHash());
    base::append(output, kBlsModulus.toHash());
    return true;
}

/// EIP-7951, RIP-7212: one as a word, or no output.
bool runP256Verify(ByteView input, Bytes& output)
{
    if (input.size() != 160) return true;
    const auto word = [&](std::size_t offset) { return Uint256::fromBigEndian(input.subspan(offset, 32)); };
    if (crypto::verifyP256(Hash::from(input.first(32)), word(32), word(64), word(96), word(128)))
        output = base::toBytes(Uint256{1}.toHash());
    return true;
}

struct Since {
    Revision revision;
    Precompile precompile;
};

/// In order: a later row takes the place of an earlier one of its address.
constexpr std::array kPrecompiles{
    Since{Revision::Frontier, {1, price::fixed<3000>, runEcrecover}},
    Since{Revision::Frontier, {2, price::perWord<60, 12>, runSha256}},
    Since{Revision::Frontier, {3, price::perWord<600, 120>, runRipemd160}},
    Since{Revision::Frontier, {4, price::perWord<15, 3>, runIdentity}},
    Since{Revision::Byzantium, {5, modexp::gasByzantium, modexp::run}},
    Since{Revision::Byzantium, {6, price::fixed<500>, runOptional<crypto::bn254Add>}},
    Since{Revision::Byzantium, {7, price::fixed<40000>, runOptional<crypto::bn254Mul>}},
    Since{Revision::Byzantium, {8, price::perItem<100000, 80000, 192>, runBn254Pairing}},
    Since{Revision::Istanbul, {6, price::fixed<150>, runOptional<crypto::bn254Add>}},
    Since{Revision::Istanbul, {7, price::fixed<6000>, runOptional<crypto::bn254Mul>}},
    Since{Revision::Istanbul, {8, price::perItem<45000, 34000, 192>, runBn254Pairing}},
    Since{Revision::Istanbul, {9, price::blake2f, runBlake2f}},
    Since{Revision::Berlin, {5, modexp::gasBerlin, modexp::run}},
    Since{Revision::Cancun, {0x0a, price::fixed<50000>, runPointEvaluation}},
    Since{Revision::Prague, {0x0b, price::fixed<375>, runOptional<crypto::blsG1Add>}},
    Since{Revision::Prague, {0x0c, price::blsG1Msm, runOptional<crypto::blsG1Msm>}},
    Since{Revision::Prague, {0x0d, price::fixed<600>, runOptional<crypto::blsG2Add>}},
    Since{Revision::Prague, {0x0e, price::blsG2Msm, runOptional<crypto::blsG2Msm>}},
    Since{Revision::Prague, {0x0f, price::perItem<37700, 32600, 384>, runOptional<crypto::blsPairing>}},
    Since{Revision::Prague, {0x10, price::fixed<5500>, runOptional<crypto::blsMapFpToG1>}},
    Since{Revision::Prague, {0x11, price::fixed<23800>, runOptional<crypto::blsMapFp2ToG2>}},
    Since{Revision::Osaka, {5, modexp::gasOsaka, modexp::runOsaka}},
    Since{Revision::Osaka, {0x100, price::fixed<6900>, runP256Verify}},
};

constexpr std::int64_t kRip7212Gas = 3450;

} // namespace

const Precompile* PrecompileRules::find(const Address& address) const
{
    if (std::any_of(address.begin(), address.begin() + 18, [](std::uint8_t byte) { return byte != 0; }))
        return nullptr;
    const auto number = static_cast<std::uint16_t>(address[18] << 8 | address[19]);
    const auto found = std::ranges::find(m_precompiles, number, &Precompile::address);
    return found == m_precompiles.end() ? nullptr : &*found;
}

void PrecompileRules::set(const Precompile& precompile)
{
    const auto found = std::ranges::find(m_precompiles, precompile.address, &Precompile::address);
    if (found == m_precompiles.end())
        m_precompiles.push_back(precompile);
    else
        *found = precompile;
}

void PrecompileRules::limitInput(std::uint16_t address, std::size_t limit)
{
    const auto found = std::ranges::find(m_precompiles, address, &Precompile::address);
    if (found != m_precompiles.end()) found->inputLimit = limit;
}

PrecompileRules precompilesOf(Revision revision, const PrecompileChanges& changes)
{
    PrecompileRules rules;
    for (const Since& row : kPrecompiles)
        if (revision >= row.revision) rules.set(row.precompile);
    if (changes.p256VerifyGas == kRip7212Gas) rules.set({0x100, price::fixed<kRip7212Gas>, runP256Verify});
    rules.limitInput(8, changes.bn254PairingLimit);
    rules.limitInput(0x0c, changes.blsG1MsmLimit);
    rules.limitInput(0x0e, changes.blsG2MsmLimit);
    rules.limitInput(0x0f, changes.blsPairingLimit);
    return rules;
}

} // namespace evm
