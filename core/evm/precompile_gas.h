#pragma once

#include "core/evm/state_view.h"

#include <cstdint>

/// What precompiles cost by their input. modexp has a page of its own.
namespace evm::price {

template <std::int64_t gas>
std::int64_t fixed(ByteView)
{
    return gas;
}

/// A base and so much for each word of 32 bytes, begun ones too.
template <std::int64_t base, std::int64_t word>
std::int64_t perWord(ByteView input)
{
    return base + word * static_cast<std::int64_t>((input.size() + 31) / 32);
}

/// A base and so much for each whole item of `size` bytes.
template <std::int64_t base, std::int64_t item, std::size_t size>
std::int64_t perItem(ByteView input)
{
    return base + item * static_cast<std::int64_t>(input.size() / size);
}

/// EIP-152: one for each round.
std::int64_t blake2f(ByteView input);
/// EIP-2537: the discount grows with the number of pairs.
std::int64_t blsG1Msm(ByteView input);
std::int64_t blsG2Msm(ByteView input);

} // namespace evm::price
