#include "core/evm/precompile_modexp.h"

#include "core/crypto/modexp.h"

#include <algorithm>
#include <limits>

namespace evm::modexp {
namespace {

using base::words::Uint128;

constexpr std::int64_t kUnaffordable = std::numeric_limits<std::int64_t>::max();
/// A longer number cannot be paid for by any block's gas.
constexpr std::uint64_t kLengthLimit = std::uint64_t{1} << 30;
constexpr std::size_t kHeader = 96;

/// `size` bytes of the input from `offset`, zeros where it is shorter.
Bytes part(ByteView input, std::size_t offset, std::size_t size)
{
    Bytes bytes(size, 0);
    if (offset >= input.size()) return bytes;
    const ByteView present = input.subspan(offset, std::min(size, input.size() - offset));
    std::ranges::copy(present, bytes.begin());
    return bytes;
}

struct Lengths {
    std::uint64_t base, exponent, modulus;

    std::uint64_t longest() const { return std::max(base, modulus); }
};

/// Lengths beyond the limit all look like one just above it.
Lengths lengthsOf(ByteView input)
{
    const Bytes header = part(input, 0, kHeader);
    const auto length = [&](std::size_t offset) {
        const Uint256 value = Uint256::fromBigEndian(ByteView(header).subspan(offset, 32));
        return value > Uint256{kLengthLimit} ? kLengthLimit + 1 : value.low64();
    };
    return {length(0), length(32), length(64)};
}

/// The number of squarings that the exponent costs: its bits but one, or an estimate from its first 32 bytes.
std::uint64_t iterations(ByteView input, const Lengths& lengths, std::uint64_t perByte)
{
    const std::size_t headSize = std::min<std::uint64_t>(lengths.exponent, 32);
    const Bytes head = part(input, kHeader + lengths.base, headSize);
    const unsigned bits = Uint256::fromBigEndian(head).bitWidth();
    const std::uint64_t tail = perByte * (lengths.exponent - headSize);
    return std::max<std::uint64_t>(tail + (bits == 0 ? 0 : bits - 1), 1);
}

std::int64_t affordable(Uint128 gas)
{
    return gas > static_cast<Uint128>(kUnaffordable) ? kUnaffordable : static_cast<std::int64_t>(gas);
}

/// A number too long to be paid for, unless there is nothing to compute with it.
bool isTooLong(const Lengths& lengths)
{
    return lengths.longest() > kLengthLimit || (lengths.exponent > kLengthLimit && lengths.longest() != 0);
}

Uint128 square(std::uint64_t value)
{
    return Uint128{value} * value;
}

Uint128 complexityByzantium(std::uint64_t length)
{
    if (length <= 64) return square(length);
    if (length <= 1024) return square(length) / 4 + 96 * Uint128{length} - 3072;
    return square(length) / 16 + 480 * Uint128{length} - 199680;
}

} // namespace

std::int64_t gasByzantium(ByteView input)
{
    const Lengths lengths = lengthsOf(input);
    if (isTooLong(lengths)) return kUnaffordable;
    return affordable(complexityByzantium(lengths.longest()) * iterations(input, lengths, 8) / 20);
}

/// EIP-2565.
std::int64_t gasBerlin(ByteView input)
{
    const Lengths lengths = lengthsOf(input);
    if (isTooLong(lengths)) return kUnaffordable;
    const Uint128 complexity = square((lengths.longest() + 7) / 8);
    return std::max<std::int64_t>(200, affordable(complexity * iterations(input, lengths, 8) / 3));
}

/// EIP-7883.
std::int64_t gasOsaka(ByteView input)
{
    const Lengths lengths = lengthsOf(input);
    if (isTooLong(lengths)) return kUnaffordable;
    const Uint128 complexity = lengths.longest() <= 32 ? 16 : 2 * square((lengths.longest() + 7) / 8);
    return std::max<std::int64_t>(500, affordable(complexity * iterations(input, lengths, 16)));
}

bool run(ByteView input, Bytes& output)
{
    const Lengths lengths = lengthsOf(input);
    if (lengths.modulus == 0 || lengths.modulus > kLengthLimit) return true;
    const Bytes base = part(input, kHeader, lengths.base);
    const Bytes exponent = part(input, kHeader + lengths.base, lengths.exponent);
    const Bytes modulus = part(input, kHeader + lengths.base + lengths.exponent, lengths.modulus);
    output = crypto::modexp(base, exponent, modulus);
    return true;
}

/// EIP-7823.
bool runOsaka(ByteView input, Bytes& output)
{
    constexpr std::uint64_t kLimit = 1024;
    const Lengths lengths = lengthsOf(input);
    if (std::max(lengths.longest(), lengths.exponent) > kLimit) return false;
    return run(input, output);
}

} // namespace evm::modexp
