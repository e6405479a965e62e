#include "core/crypto/p256.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include <memory>

namespace crypto {
namespace {

using base::Uint256;

/// The field's prime p and the group's order n. SEC 2, section 2.7.2.
constexpr Uint256 kP256Prime{0xffffffff00000001, 0x0000000000000000, 0x00000000ffffffff, 0xffffffffffffffff};
constexpr Uint256 kP256Order{0xffffffff00000000, 0xffffffffffffffff, 0xbce6faada7179e84, 0xf3b9cac2fc632551};

const EC_GROUP* group()
{
    static const EC_GROUP* const shared = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    return shared;
}

using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
using Point = std::unique_ptr<EC_POINT, decltype(&EC_POINT_free)>;
using Workspace = std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)>;

Number toNumber(const Uint256& value)
{
    const base::Hash bytes = value.toHash();
    return Number(BN_bin2bn(bytes.data(), 32, nullptr), &BN_free);
}

Uint256 toUint256(const BIGNUM* number)
{
    base::Hash bytes;
    CHECK(BN_bn2binpad(number, bytes.data(), 32) == 32);
    return Uint256::from(bytes);
}

/// OpenSSL refuses a point off the curve, (0, 0) among them, but reduces a coordinate that is not below p,
/// which EIP-7951 refuses.
bool setPoint(EC_POINT* point, const Uint256& x, const Uint256& y, BN_CTX* workspace)
{
    if (x >= kP256Prime || y >= kP256Prime) return false;
    return EC_POINT_set_affine_coordinates(group(), point, toNumber(x).get(), toNumber(y).get(), workspace) ==
           1;
}

bool isScalar(const Uint256& value)
{
    return !value.isZero() && value < kP256Order;
}

} // namespace

bool verifyP256(
    const base::Hash& hash, const Uint256& r, const Uint256& s, const Uint256& x, const Uint256& y)
{
    if (!isScalar(r) || !isScalar(s)) return false;
    const Workspace workspace(BN_CTX_new(), &BN_CTX_free);
    const Point key(EC_POINT_new(group()), &EC_POINT_free);
    if (!setPoint(key.get(), x, y, workspace.get())) return false;

    // FIPS 186-5, section 6.4.2: with w = 1/s, the x coordinate of (hash w) G + (r w) key must be r modulo n.
    const BIGNUM* const order = EC_GROUP_get0_order(group());
    const Number w(BN_mod_inverse(nullptr, toNumber(s).get(), order, workspace.get()), &BN_free);
    CHECK(w != nullptr); // n is prime
    const Number u1 = toNumber(base::mulmod(Uint256::from(hash), toUint256(w.get()), kP256Order));
    const Number u2 = toNumber(base::mulmod(r, toUint256(w.get()), kP256Order));
    const Point sum(EC_POINT_new(group()), &EC_POINT_free);
    CHECK(EC_POINT_mul(group(), sum.get(), u1.get(), key.get(), u2.get(), workspace.get()) == 1);
    if (EC_POINT_is_at_infinity(group(), sum.get()) == 1) return false;
    const Number sumX(BN_new(), &BN_free);
    CHECK(EC_POINT_get_affine_coordinates(group(), sum.get(), sumX.get(), nullptr, workspace.get()) == 1);
    return toUint256(sumX.get()) % kP256Order == r;
}

} // namespace crypto
