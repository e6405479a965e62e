#include "core/evm/seeded_hash.h"

#include "core/crypto/random.h"

#include <cstring>

namespace evm {
namespace {

using Seed = base::FixedBytes<32>;

std::uint64_t word(const std::uint8_t* bytes)
{
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, 8);
    return value;
}

struct Seeds {
    std::uint64_t a, b, c, d;
    explicit Seeds(const Seed& seed)
        : a(word(seed.data()))
        , b(word(seed.data() + 8))
        , c(word(seed.data() + 16))
        , d(word(seed.data() + 24))
    {
    }
};
const Seeds kSeeds{crypto::randomFixed<Seed>()};

/// Both halves of a 128-bit product: every bit of either factor reaches the low bits of the result.
std::uint64_t fold(std::uint64_t x, std::uint64_t y)
{
    const auto product = base::words::Uint128{x} * y;
    return base::words::low(product) ^ base::words::high(product);
}

} // namespace

std::size_t hashSlot(const base::Uint256& key)
{
    const std::uint64_t first = fold(key.words[0] ^ kSeeds.a, key.words[1] ^ kSeeds.b);
    const std::uint64_t second = fold(key.words[2] ^ kSeeds.c, key.words[3] ^ kSeeds.d);
    return fold(first ^ kSeeds.d, second ^ kSeeds.a);
}

std::size_t hashAddress(const base::Address& address)
{
    const std::uint64_t first = fold(word(address.data()) ^ kSeeds.a, word(address.data() + 8) ^ kSeeds.b);
    return fold(first ^ kSeeds.c, word(address.data() + 12) ^ kSeeds.d);
}

} // namespace evm
