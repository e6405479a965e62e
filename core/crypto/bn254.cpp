#include "core/crypto/bn254.h"

#include "core/crypto/bn254_curve.h"

namespace crypto {

namespace {

using base::ByteView;
using base::Uint256;
using namespace bn254;

/// The first bytes of the input; what is missing is zero (EIP-196: "virtually extended").
template <std::size_t N>
base::FixedBytes<N> extended(ByteView input)
{
    base::FixedBytes<N> out;
    std::copy_n(input.begin(), std::min(N, input.size()), out.data());
    return out;
}

std::optional<Fp> parseFp(ByteView word)
{
    return checkedFp(Uint256::fromBigEndian(word));
}

std::optional<G1> parseG1(ByteView bytes)
{
    const auto x = parseFp(bytes.first(32)), y = parseFp(bytes.subspan(32, 32));
    if (!x || !y) return std::nullopt;
    const G1 point{*x, *y};
    if (!isOnCurve(point)) return std::nullopt;
    return point;
}

/// The imaginary part of each coordinate comes first (EIP-197, "Encoding").
std::optional<G2> parseG2(ByteView bytes)
{
    const auto x1 = parseFp(bytes.first(32)), x0 = parseFp(bytes.subspan(32, 32));
    const auto y1 = parseFp(bytes.subspan(64, 32)), y0 = parseFp(bytes.subspan(96, 32));
    if (!x1 || !x0 || !y1 || !y0) return std::nullopt;
    const G2 point{{*x0, *x1}, {*y0, *y1}};
    if (!isInSubgroup(point)) return std::nullopt;
    return point;
}

base::FixedBytes<64> encodeG1(const G1& point)
{
    const base::Hash x = fromFp(point.x).toHash(), y = fromFp(point.y).toHash();
    base::FixedBytes<64> out;
    std::copy(y.begin(), y.end(), std::copy(x.begin(), x.end(), out.data()));
    return out;
}

constexpr std::size_t kPairSize = 192;

} // namespace

std::optional<base::FixedBytes<64>> bn254Add(ByteView input)
{
    const auto bytes = extended<128>(input);
    const auto a = parseG1(ByteView(bytes).first(64)), b = parseG1(ByteView(bytes).subspan(64));
    if (!a || !b) return std::nullopt;
    return encodeG1(add(*a, *b));
}

std::optional<base::FixedBytes<64>> bn254Mul(ByteView input)
{
    const auto bytes = extended<96>(input);
    const auto point = parseG1(ByteView(bytes).first(64));
    if (!point) return std::nullopt;
    return encodeG1(multiply(*point, Uint256::fromBigEndian(ByteView(bytes).subspan(64))));
}

std::optional<bool> bn254Pairing(ByteView input)
{
    if (input.size() % kPairSize != 0) return std::nullopt;
    std::vector<std::pair<G1, G2>> pairs;
    pairs.reserve(input.size() / kPairSize);
    for (; !input.empty(); input = input.subspan(kPairSize)) {
        const auto p = parseG1(input.first(64));
        if (!p) return std::nullopt;
        const auto q = parseG2(input.subspan(64, 128));
        if (!q) return std::nullopt;
        pairs.emplace_back(*p, *q);
    }
    return pairingProductIsOne(pairs);
}

} // namespace crypto
