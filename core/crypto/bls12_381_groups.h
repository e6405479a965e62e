#pragma once

#include "core/base/uint256.h"

#include <blst.h>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

/// blst's two groups under common names. Internal to bls12_381.cpp and the KZG sources.
namespace crypto::bls12 {

/// The order of both groups.
inline constexpr base::Uint256 kGroupOrder{
    0x73eda753299d7d48, 0x3339d80809a1d805, 0x53bda402fffe5bfe, 0xffffffff00000001};
inline constexpr unsigned kOrderBits = 255;

/// A number below the order, little-endian as blst wants it.
using Scalar = std::array<std::uint8_t, 32>;

inline Scalar toScalar(const base::Uint256& value)
{
    const base::Hash bigEndian = value.toHash();
    Scalar scalar;
    std::reverse_copy(bigEndian.begin(), bigEndian.end(), scalar.begin());
    return scalar;
}

/// What the two groups differ in: the sizes, and the names that blst gives to the same operations.
struct G1 {
    using Affine = blst_p1_affine;
    using Point = blst_p1;
    static constexpr auto isOnCurve = blst_p1_affine_on_curve;
    static constexpr auto isInSubgroup = blst_p1_affine_in_g1;
    static constexpr auto isInfinity = blst_p1_affine_is_inf;
    static constexpr auto toAffine = blst_p1_to_affine;
    static constexpr auto fromAffine = blst_p1_from_affine;
    static constexpr auto add = blst_p1_add_or_double_affine;
    static constexpr auto multiply = blst_p1_mult;
    static constexpr auto pippenger = blst_p1s_mult_pippenger;
    static constexpr auto scratchSize = blst_p1s_mult_pippenger_scratch_sizeof;
};
struct G2 {
    using Affine = blst_p2_affine;
    using Point = blst_p2;
    static constexpr auto isOnCurve = blst_p2_affine_on_curve;
    static constexpr auto isInSubgroup = blst_p2_affine_in_g2;
    static constexpr auto isInfinity = blst_p2_affine_is_inf;
    static constexpr auto toAffine = blst_p2_to_affine;
    static constexpr auto fromAffine = blst_p2_from_affine;
    static constexpr auto add = blst_p2_add_or_double_affine;
    static constexpr auto multiply = blst_p2_mult;
    static constexpr auto pippenger = blst_p2s_mult_pippenger;
    static constexpr auto scratchSize = blst_p2s_mult_pippenger_scratch_sizeof;
};

/// The sum of points times scalars. No point is at infinity: blst's buckets do not know it.
template <typename Group>
typename Group::Point sumOfProducts(
    std::span<const typename Group::Affine> points, std::span<const Scalar> scalars)
{
    typename Group::Point sum{};
    if (points.empty()) return sum;
    if (points.size() == 1) {
        Group::fromAffine(&sum, points.data());
        Group::multiply(&sum, &sum, scalars.front().data(), kOrderBits);
        return sum;
    }
    std::vector<limb_t> scratch(Group::scratchSize(points.size()) / sizeof(limb_t));
    // One pointer and then null: the points lie one after the other.
    const typename Group::Affine* const firstPoint[] = {points.data(), nullptr};
    const std::uint8_t* const firstScalar[] = {scalars.front().data(), nullptr};
    Group::pippenger(&sum, firstPoint, points.size(), firstScalar, kOrderBits, scratch.data());
    return sum;
}

} // namespace crypto::bls12
