#include "core/crypto/bls12_381.h"

#include "core/crypto/bls12_381_groups.h"

#include <algorithm>

namespace crypto {

namespace {

using base::Bytes;
using base::ByteView;
using base::Uint256;
using namespace bls12;

constexpr std::size_t kFpSize = 64; // 16 zero bytes and 48 big-endian bytes

/// blst reduces silently: what is not below the modulus comes back changed.
std::optional<blst_fp> parseFp(ByteView bytes)
{
    const ByteView padding = bytes.first(16), digits = bytes.subspan(16, 48);
    if (std::any_of(padding.begin(), padding.end(), [](std::uint8_t byte) { return byte != 0; }))
        return std::nullopt;
    blst_fp value;
    std::array<std::uint8_t, 48> back;
    blst_fp_from_bendian(&value, digits.data());
    blst_bendian_from_fp(back.data(), &value);
    if (!std::equal(back.begin(), back.end(), digits.begin())) return std::nullopt;
    return value;
}

std::optional<blst_fp2> parseFp2(ByteView bytes)
{
    const auto c0 = parseFp(bytes), c1 = parseFp(bytes.subspan(kFpSize));
    if (!c0 || !c1) return std::nullopt;
    return blst_fp2{{*c0, *c1}};
}

void encodeFp(std::uint8_t* to, const blst_fp& value)
{
    blst_bendian_from_fp(to + 16, &value);
}
void encodeFp2(std::uint8_t* to, const blst_fp2& value)
{
    encodeFp(to, value.fp[0]);
    encodeFp(to + kFpSize, value.fp[1]);
}

/// How a group's coordinates are written.
template <typename Group>
struct Coordinates;
template <>
struct Coordinates<G1> {
    static constexpr std::size_t kPointSize = 2 * kFpSize;
    static constexpr auto parse = parseFp;
    static constexpr auto encode = encodeFp;
};
template <>
struct Coordinates<G2> {
    static constexpr std::size_t kPointSize = 4 * kFpSize;
    static constexpr auto parse = parseFp2;
    static constexpr auto encode = encodeFp2;
};
template <typename Group>
constexpr std::size_t kPointSize = Coordinates<Group>::kPointSize;

/// A point of the curve; all zeros is infinity, in blst's affine form too.
template <typename Group>
std::optional<typename Group::Affine> parsePoint(ByteView bytes)
{
    const auto x = Coordinates<Group>::parse(bytes),
               y = Coordinates<Group>::parse(bytes.subspan(kPointSize<Group> / 2));
    if (!x || !y) return std::nullopt;
    const typename Group::Affine point{*x, *y};
    if (!Group::isInfinity(&point) && !Group::isOnCurve(&point)) return std::nullopt;
    return point;
}

template <typename Group>
std::optional<typename Group::Affine> parseSubgroupPoint(ByteView bytes)
{
    const auto point = parsePoint<Group>(bytes);
    if (!point || !Group::isInSubgroup(&*point)) return std::nullopt;
    return point;
}

template <typename Group>
Bytes encodePoint(const typename Group::Point& point)
{
    typename Group::Affine affine;
    Group::toAffine(&affine, &point);
    Bytes out(kPointSize<Group>);
    Coordinates<Group>::encode(out.data(), affine.x);
    Coordinates<Group>::encode(out.data() + kPointSize<Group> / 2, affine.y);
    return out;
}

template <typename Group>
std::optional<Bytes> addPoints(ByteView input)
{
    if (input.size() != 2 * kPointSize<Group>) return std::nullopt;
    const auto a = parsePoint<Group>(input), b = parsePoint<Group>(input.subspan(kPointSize<Group>));
    if (!a || !b) return std::nullopt;
    typename Group::Point sum;
    Group::fromAffine(&sum, &*a);
    Group::add(&sum, &sum, &*b);
    return encodePoint<Group>(sum);
}

template <typename Group>
std::optional<Bytes> multiplyPoints(ByteView input)
{
    constexpr std::size_t kPairSize = kPointSize<Group> + 32;
    if (input.empty() || input.size() % kPairSize != 0) return std::nullopt;
    std::vector<typename Group::Affine> points;
    std::vector<Scalar> scalars;
    points.reserve(input.size() / kPairSize);
    scalars.reserve(input.size() / kPairSize);
    for (; !input.empty(); input = input.subspan(kPairSize)) {
        const auto point = parseSubgroupPoint<Group>(input);
        if (!point) return std::nullopt;
        if (Group::isInfinity(&*point)) continue;
        points.push_back(*point);
        scalars.push_back(
            toScalar(Uint256::fromBigEndian(input.subspan(kPointSize<Group>, 32)) % kGroupOrder));
    }
    return encodePoint<Group>(sumOfProducts<Group>(points, scalars));
}

} // namespace

std::optional<Bytes> blsG1Add(ByteView input)
{
    return addPoints<G1>(input);
}
std::optional<Bytes> blsG1Msm(ByteView input)
{
    return multiplyPoints<G1>(input);
}
std::optional<Bytes> blsG2Add(ByteView input)
{
    return addPoints<G2>(input);
}
std::optional<Bytes> blsG2Msm(ByteView input)
{
    return multiplyPoints<G2>(input);
}

std::optional<Bytes> blsPairing(ByteView input)
{
    constexpr std::size_t kPairSize = kPointSize<G1> + kPointSize<G2>;
    if (input.empty() || input.size() % kPairSize != 0) return std::nullopt;
    std::vector<blst_p1_affine> ps;
    std::vector<blst_p2_affine> qs;
    for (; !input.empty(); input = input.subspan(kPairSize)) {
        const auto p = parseSubgroupPoint<G1>(input);
        if (!p) return std::nullopt;
        const auto q = parseSubgroupPoint<G2>(input.subspan(kPointSize<G1>));
        if (!q) return std::nullopt;
        if (G1::isInfinity(&*p) || G2::isInfinity(&*q)) continue; // the pairing is one
        ps.push_back(*p);
        qs.push_back(*q);
    }
    Bytes word(32);
    word[31] = 1;
    if (ps.empty()) return word;

    blst_fp12 product;
    const blst_p1_affine* const firstP[] = {ps.data(), nullptr};
    const blst_p2_affine* const firstQ[] = {qs.data(), nullptr};
    blst_miller_loop_n(&product, firstQ, firstP, ps.size());
    blst_final_exp(&product, &product);
    word[31] = blst_fp12_is_one(&product) ? 1 : 0;
    return word;
}

std::optional<Bytes> blsMapFpToG1(ByteView input)
{
    if (input.size() != kFpSize) return std::nullopt;
    const auto element = parseFp(input);
    if (!element) return std::nullopt;
    blst_p1 point;
    blst_map_to_g1(&point, &*element, nullptr);
    return encodePoint<G1>(point);
}

std::optional<Bytes> blsMapFp2ToG2(ByteView input)
{
    if (input.size() != 2 * kFpSize) return std::nullopt;
    const auto element = parseFp2(input);
    if (!element) return std::nullopt;
    blst_p2 point;
    blst_map_to_g2(&point, &*element, nullptr);
    return encodePoint<G2>(point);
}

} // namespace crypto
