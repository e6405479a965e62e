#include "core/crypto/keccak.h"

#include "core/crypto/keccak_kernels.h"

#include <algorithm>
#include <numeric>

namespace crypto {
namespace {

using detail::kKeccakRate;

/// The places of the messages in an order that keeps those of equally many blocks together: lanes that end
/// early idle.
std::vector<std::size_t> byBlockCount(std::span<const base::ByteView> messages)
{
    constexpr std::size_t kMany = 255; // so many that one more does not matter
    const auto blocks = [&](std::size_t i) { return std::min(messages[i].size() / kKeccakRate, kMany); };
    std::array<std::size_t, kMany + 2> next = {}; // where the next message of so many blocks goes
    for (std::size_t i = 0; i < messages.size(); ++i)
        ++next[blocks(i) + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<std::size_t> order(messages.size());
    for (std::size_t i = 0; i < messages.size(); ++i)
        order[next[blocks(i)]++] = i;
    return order;
}

/// From how many messages on four lanes are faster than one after the other: by AVX2 they take the time of
/// two, by AVX-512 little more than that of one.
std::size_t fewestForFourLanes()
{
    switch (detail::bestFourLanes()) {
    case detail::FourLanes::Avx512:
        return 2;
    case detail::FourLanes::Avx2:
        return 3;
    case detail::FourLanes::None:
        break;
    }
    return 4;
}

/// The state of a message that one block takes: most that a chain hashes are short. Lane by lane, as they are
/// read again at once: a load of 8 bytes waits for what wider stores have written.
void beginWith(detail::KeccakState& state, base::ByteView message)
{
    const std::size_t whole = message.size() / 8;
    for (std::size_t lane = 0; lane < whole; ++lane)
        state.lanes[lane] = detail::loadLane(message.data() + 8 * lane);
    state.lanes[whole] = detail::lastLane(message, whole);
    for (std::size_t lane = whole + 1; lane < 25; ++lane) {
        state.lanes[lane] = 0;
        asm("" : "+m"(state.lanes[lane]));
    }
    state.lanes[detail::kKeccakRateLanes - 1] ^= detail::kLastBitOfPadding;
}

} // namespace

base::Hash keccak256(base::ByteView message)
{
    const detail::KeccakKernel& kernel = detail::keccakKernel();
    detail::KeccakState state;
    const std::size_t whole = message.size() / kKeccakRate;
    if (whole == 0) {
        beginWith(state, message);
    } else {
        std::fill_n(state.lanes, 25, 0);
        kernel.absorb(state, message.data(), whole);
        detail::absorbBlock<1>(state.lanes, message.subspan(whole * kKeccakRate));
    }
    kernel.permute(state);

    base::Hash hash;
    for (std::size_t i = 0; i < 4; ++i)
        detail::storeLane(hash.data() + 8 * i, state.lanes[i]);
    return hash;
}

std::array<base::Hash, 4> keccak256x4(const std::array<base::ByteView, 4>& messages)
{
    const detail::FourLanes lanes = detail::bestFourLanes();
    if (lanes != detail::FourLanes::None) return detail::keccak256x4Lanes(messages, lanes);
    return {keccak256(messages[0]), keccak256(messages[1]), keccak256(messages[2]), keccak256(messages[3])};
}

void keccak256Batch(std::span<const base::ByteView> messages, std::span<base::Hash> hashes)
{
    CHECK(messages.size() == hashes.size());
    const std::vector<std::size_t> order = byBlockCount(messages);
    std::size_t at = 0;
    for (; at + 4 <= order.size(); at += 4) {
        const auto four = keccak256x4(
            {messages[order[at]], messages[order[at + 1]], messages[order[at + 2]], messages[order[at + 3]]});
        for (std::size_t i = 0; i < 4; ++i)
            hashes[order[at + i]] = four[i];
    }
    const std::size_t rest = order.size() - at;
    if (rest < fewestForFourLanes()) {
        for (; at < order.size(); ++at)
            hashes[order[at]] = keccak256(messages[order[at]]);
        return;
    }
    const auto last = [&](std::size_t i) { return messages[order[at + std::min(i, rest - 1)]]; };
    const auto four = keccak256x4({last(0), last(1), last(2), last(3)});
    for (std::size_t i = 0; i < rest; ++i)
        hashes[order[at + i]] = four[i];
}

} // namespace crypto
