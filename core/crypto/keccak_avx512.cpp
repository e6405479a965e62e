#include "core/crypto/keccak_avx512.h"

#include "core/crypto/keccak_round.h"

#include <immintrin.h>

// This file alone is compiled for AVX-512: it includes nothing that could leave a function behind which other
// files share, and is called only where the processor has these instructions.

namespace crypto::detail {
namespace {

constexpr int kXor3 = 0x96, kXorAndNot = 0xd2; // truth tables of a ^ b ^ c and a ^ (~b & c)

/// One message: a lane is the low word of a register. There are 32 registers of these, enough for the whole
/// state, and three words combine in one instruction: a third fewer operations than with general registers.
struct One {
    __m128i word;

    template <int kBy>
    [[gnu::always_inline]] One turned() const
    {
        return {_mm_rol_epi64(word, kBy)};
    }
    template <int kTable>
    [[gnu::always_inline]] static One combined(const One& a, const One& b, const One& c)
    {
        return {_mm_ternarylogic_epi64(a.word, b.word, c.word, kTable)};
    }
    [[gnu::always_inline]] One& operator^=(std::uint64_t other)
    {
        word = _mm_xor_si128(word, _mm_cvtsi64_si128(static_cast<long long>(other)));
        return *this;
    }
};

/// Four messages.
struct Four {
    __m256i word;

    template <int kBy>
    [[gnu::always_inline]] Four turned() const
    {
        return {_mm256_rol_epi64(word, kBy)};
    }
    template <int kTable>
    [[gnu::always_inline]] static Four combined(const Four& a, const Four& b, const Four& c)
    {
        return {_mm256_ternarylogic_epi64(a.word, b.word, c.word, kTable)};
    }
    [[gnu::always_inline]] Four& operator^=(std::uint64_t other)
    {
        word = _mm256_xor_si256(word, _mm256_set1_epi64x(static_cast<long long>(other)));
        return *this;
    }
};

template <typename Lane>
struct TernaryLogic {
    template <int kBy>
    [[gnu::always_inline]] static void turnLeft(Lane& lane)
    {
        if constexpr (kBy != 0) lane = lane.template turned<kBy>();
    }
    [[gnu::always_inline]] static void chi(Lane& e, const Lane& a, const Lane& b, const Lane& c)
    {
        e = Lane::template combined<kXorAndNot>(a, b, c);
    }

    /// Theta's two words of a column are not put together: adding both costs no more than adding one.
    struct Theta {
        Lane parity[5], turnedParity[5];

        [[gnu::always_inline]] explicit Theta(const Lane* a)
        {
            for (int x = 0; x < 5; ++x) {
                const Lane upper = Lane::template combined<kXor3>(a[x], a[x + 5], a[x + 10]);
                parity[x] = Lane::template combined<kXor3>(upper, a[x + 15], a[x + 20]);
            }
            for (int x = 0; x < 5; ++x)
                turnedParity[x] = parity[x].template turned<1>();
        }
        template <int kColumn>
        [[gnu::always_inline]] void add(Lane& b, const Lane& a) const
        {
            b = Lane::template combined<kXor3>(a, parity[(kColumn + 4) % 5], turnedParity[(kColumn + 1) % 5]);
        }
    };
};

} // namespace

template <>
struct KeccakLogic<One> : TernaryLogic<One> {
};
template <>
struct KeccakLogic<Four> : TernaryLogic<Four> {
};

void permuteAvx512(std::uint64_t* state)
{
    One lanes[25];
    for (std::size_t i = 0; i < 25; ++i)
        lanes[i].word = _mm_loadu_si64(state + i);
    keccakPermute(lanes);
    for (std::size_t i = 0; i < 25; ++i)
        _mm_storeu_si64(state + i, lanes[i].word);
}

void permute4Avx512(std::uint64_t* state)
{
    Four lanes[25];
    for (std::size_t i = 0; i < 25; ++i)
        lanes[i].word = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(state + 4 * i));
    keccakPermute(lanes);
    for (std::size_t i = 0; i < 25; ++i)
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(state + 4 * i), lanes[i].word);
}

} // namespace crypto::detail
