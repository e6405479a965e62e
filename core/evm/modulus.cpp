#include "core/evm/modulus.h"

namespace evm {
namespace {

using base::Uint256;
using base::words::high;
using base::words::low;
using base::words::Uint128;

/// sum += a * b, from the word `at` on; the carry that goes out of the last of `count` words.
template <unsigned count>
[[gnu::always_inline]] inline std::uint64_t addProduct(
    std::uint64_t* sum, const std::uint64_t* a, std::uint64_t b)
{
    std::uint64_t carry = 0;
#pragma GCC unroll 8
    for (unsigned i = 0; i < count; ++i) {
        const Uint128 t = Uint128{a[i]} * b + sum[i] + carry;
        sum[i] = low(t);
        carry = high(t);
    }
    return carry;
}

void multiplyWords(const Uint256& a, const Uint256& b, std::uint64_t (&product)[8])
{
    product[0] = product[1] = product[2] = product[3] = 0;
#pragma GCC unroll 4
    for (unsigned i = 0; i < 4; ++i)
        product[i + 4] = addProduct<4>(product + i, a.words, b.words[i]);
}

} // namespace

void Modulus::multiply(Uint256& result, const Uint256& a, const Uint256& b, const Uint256& m)
{
    if (m != m_modulus || m.words[3] == 0) {
        m_modulus = m;
        m_isReady = false;
        result = base::mulmod(a, b, m);
        return;
    }
    if (!m_isReady) prepare(m);
    std::uint64_t product[8];
    multiplyWords(a, b, product);
    result = reduce(product);
}

/// 2^512 does not fit the words that divideWords() takes; 2^512 - 1 does, and its quotient differs only for a
/// power of two, by one: the estimate is then one less, which reduce() makes good.
void Modulus::prepare(const Uint256& m)
{
    const std::uint64_t power[8] = {~0ull, ~0ull, ~0ull, ~0ull, ~0ull, ~0ull, ~0ull, ~0ull};
    std::uint64_t quotient[8] = {};
    base::divideWords(power, 8, m, quotient);
    for (unsigned i = 0; i < 5; ++i)
        m_reciprocal[i] = quotient[i];
    m_isReady = true;
}

Uint256 Modulus::reduce(const std::uint64_t (&product)[8]) const
{
    // The upper five words of (product / 2^192) * reciprocal are the quotient, or up to two less.
    std::uint64_t estimate[10] = {};
#pragma GCC unroll 5
    for (unsigned i = 0; i < 5; ++i)
        estimate[i + 5] = addProduct<5>(estimate + i, m_reciprocal, product[3 + i]);
    // What is left fits five words.
    std::uint64_t back[5] = {};
    back[4] = addProduct<4>(back, m_modulus.words, estimate[5]);
    back[4] += addProduct<3>(back + 1, m_modulus.words, estimate[6]) + m_modulus.words[3] * estimate[6];
    back[4] += addProduct<2>(back + 2, m_modulus.words, estimate[7]) + m_modulus.words[2] * estimate[7];
    back[4] += addProduct<1>(back + 3, m_modulus.words, estimate[8]) + m_modulus.words[1] * estimate[8];
    back[4] += m_modulus.words[0] * estimate[9];
    auto [rest, borrow] = base::subOverflow(
        {product[3], product[2], product[1], product[0]}, {back[3], back[2], back[1], back[0]});
    std::uint64_t top = product[4] - back[4] - (borrow ? 1 : 0);
    while (top != 0 || rest >= m_modulus) {
        const auto less = base::subOverflow(rest, m_modulus);
        rest = less.value;
        top -= less.overflow ? 1 : 0;
    }
    return rest;
}

} // namespace evm
