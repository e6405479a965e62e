#include "core/crypto/modexp.h"

#include <openssl/bn.h>

#include <algorithm>
#include <memory>

namespace {

using base::Bytes;
using base::ByteView;

/// Long enough for every way that the lengths are treated, short enough for thousands of runs a second.
constexpr std::size_t kLongest = 1'100;
constexpr std::size_t kLongestExponent = 40;

struct FreeNumber {
    void operator()(BIGNUM* number) const { BN_free(number); }
};
using Number = std::unique_ptr<BIGNUM, FreeNumber>;

Number numberOf(ByteView bytes)
{
    return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

/// OpenSSL's power, as many bytes as the modulus has.
Bytes powerByOpenSsl(ByteView base, ByteView exponent, ByteView modulus)
{
    static BN_CTX* const workspace = BN_CTX_new();
    const Number b = numberOf(base), e = numberOf(exponent), m = numberOf(modulus), power(BN_new());
    Bytes out(modulus.size(), 0);
    if (BN_is_zero(m.get()) || BN_is_one(m.get())) return out; // EIP-198's choice, on which OpenSSL fails
    CHECK(BN_mod_exp(power.get(), b.get(), e.get(), m.get(), workspace) == 1);
    CHECK(
        BN_bn2binpad(power.get(), out.data(), static_cast<int>(out.size())) == static_cast<int>(out.size()));
    return out;
}

} // namespace

/// Two bytes for each length, then the operands; what is missing is zero. The power is the one that OpenSSL
/// computes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    ByteView rest(data, size);
    const auto number = [&](std::size_t limit) {
        std::size_t value = 0;
        for (int i = 0; i < 2 && !rest.empty(); ++i, rest = rest.subspan(1))
            value = value << 8 | rest[0];
        return value % (limit + 1);
    };
    const std::size_t baseSize = number(kLongest), exponentSize = number(kLongestExponent),
                      modulusSize = number(kLongest);
    const auto take = [&](std::size_t count) {
        const ByteView there = rest.first(std::min(count, rest.size()));
        Bytes out(there.begin(), there.end());
        out.resize(count, 0);
        rest = rest.subspan(there.size());
        return out;
    };
    const Bytes base = take(baseSize), exponent = take(exponentSize), modulus = take(modulusSize);
    CHECK(crypto::modexp(base, exponent, modulus) == powerByOpenSsl(base, exponent, modulus));
    return 0;
}
