#include "core/crypto/modexp.h"

#include "core/crypto/modexp_256.h"

#include <openssl/bn.h>

#include <algorithm>
#include <memory>

namespace crypto {
namespace {

using base::Hash;
using base::Uint256;

constexpr std::size_t kOperandLimit = 1u << 26; ///< bytes

using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
using Workspace = std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)>;

Number toNumber(base::ByteView bytes)
{
    CHECK(bytes.size() <= kOperandLimit);
    Number number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr), &BN_free);
    CHECK(number != nullptr);
    return number;
}

Number small(BN_ULONG value)
{
    Number number(BN_new(), &BN_free);
    CHECK(number != nullptr && BN_set_word(number.get(), value) == 1);
    return number;
}

base::ByteView withoutLeadingZeros(base::ByteView bytes)
{
    while (!bytes.empty() && bytes.front() == 0)
        bytes = bytes.subspan(1);
    return bytes;
}

/// number = number mod 2^bits, not negative.
void reduce(BIGNUM* number, int bits)
{
    BN_mask_bits(number, bits); // of the magnitude; says no when there is nothing to cut
    if (!BN_is_negative(number)) return;
    const Number power = small(1);
    CHECK(BN_lshift(power.get(), power.get(), bits) == 1 && BN_add(number, number, power.get()) == 1);
}

/// a = a * b mod 2^bits.
void multiply(BIGNUM* a, const BIGNUM* b, int bits, BN_CTX* workspace)
{
    CHECK(BN_mul(a, a, b, workspace) == 1);
    reduce(a, bits);
}

/// base^exponent mod 2^bits, four bits of the exponent at a time.
Number powerModTwoPower(const BIGNUM* base, const BIGNUM* exponent, int bits, BN_CTX* workspace)
{
    std::vector<Number> powers;
    powers.push_back(small(1));
    for (std::size_t i = 1; i < 16; ++i) {
        powers.emplace_back(BN_dup(i == 1 ? base : powers[i - 1].get()), &BN_free);
        if (i == 1)
            reduce(powers[1].get(), bits);
        else
            multiply(powers[i].get(), powers[1].get(), bits, workspace);
    }
    Number result = small(1);
    for (int nibble = (BN_num_bits(exponent) + 3) / 4; nibble-- > 0;) {
        std::size_t digit = 0;
        for (int bit = 4; bit-- > 0;) {
            multiply(result.get(), result.get(), bits, workspace);
            digit = 2 * digit + static_cast<std::size_t>(BN_is_bit_set(exponent, 4 * nibble + bit));
        }
        if (digit != 0) multiply(result.get(), powers[digit].get(), bits, workspace);
    }
    return result;
}

/// The inverse of an odd number modulo 2^bits by Newton's iteration: every step doubles the number of right
/// bits.
Number inverseModTwoPower(const BIGNUM* odd, int bits, BN_CTX* workspace)
{
    Number inverse = small(1);
    for (int right = 1; right < bits;) {
        right = std::min(2 * right, bits);
        Number correction(BN_dup(odd), &BN_free);
        reduce(correction.get(), right);
        multiply(correction.get(), inverse.get(), right, workspace);
        const Number two = small(2);
        CHECK(BN_sub(correction.get(), two.get(), correction.get()) == 1);
        multiply(inverse.get(), correction.get(), right, workspace);
    }
    return inverse;
}

/// base^exponent mod `odd` by Montgomery's multiplication, which needs an odd modulus.
Number powerModOdd(const BIGNUM* base, const BIGNUM* exponent, const BIGNUM* odd, BN_CTX* workspace)
{
    Number result = small(0);
    CHECK(BN_mod_exp_mont(result.get(), base, exponent, odd, workspace, nullptr) == 1);
    return result;
}

/// The modulus is 2^bits times an odd number. The powers modulo the two parts are put together by Garner's
/// formula: a + odd * ((b - a) / odd mod 2^bits), where a is the power modulo the odd part and b the other.
Number power(const BIGNUM* base, const BIGNUM* exponent, const BIGNUM* modulus, BN_CTX* workspace)
{
    if (BN_is_odd(modulus)) return powerModOdd(base, exponent, modulus, workspace);
    int bits = 1;
    while (!BN_is_bit_set(modulus, bits))
        ++bits;
    Number b = powerModTwoPower(base, exponent, bits, workspace);
    const Number odd = small(0);
    CHECK(BN_rshift(odd.get(), modulus, bits) == 1);
    if (BN_is_one(odd.get())) return b;

    const Number a = powerModOdd(base, exponent, odd.get(), workspace);
    CHECK(BN_sub(b.get(), b.get(), a.get()) == 1);
    multiply(b.get(), inverseModTwoPower(odd.get(), bits, workspace).get(), bits, workspace);
    CHECK(BN_mul(b.get(), b.get(), odd.get(), workspace) == 1);
    CHECK(BN_add(b.get(), b.get(), a.get()) == 1);
    return b;
}

} // namespace

base::Bytes modexp(base::ByteView base, base::ByteView exponent, base::ByteView modulus)
{
    base::Bytes result(modulus.size());
    const base::ByteView digits = withoutLeadingZeros(modulus);
    if (digits.empty() || (digits.size() == 1 && digits[0] == 1)) return result;
    if (digits.size() <= 32) {
        const Hash value = detail::modexp256(base, exponent, Uint256::fromBigEndian(digits)).toHash();
        std::copy_n(value.end() - static_cast<std::ptrdiff_t>(digits.size()), digits.size(),
            result.end() - static_cast<std::ptrdiff_t>(digits.size()));
        return result;
    }

    const Number m = toNumber(digits);
    const Workspace workspace(BN_CTX_new(), &BN_CTX_free);
    const Number value = power(toNumber(base).get(), toNumber(exponent).get(), m.get(), workspace.get());
    CHECK(BN_bn2binpad(value.get(), result.data(), static_cast<int>(result.size())) >= 0);
    return result;
}

} // namespace crypto
