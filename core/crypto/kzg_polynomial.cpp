#include "core/crypto/kzg_polynomial.h"

namespace crypto::kzg {

namespace {

using base::ByteView;
using base::Fault;
using base::Uint256;

constexpr std::size_t kElementSize = 32;

PlainFr toPlain(const Uint256& value)
{
    PlainFr plain;
    std::copy_n(value.words, 4, plain.words.l);
    return plain;
}

/// One step down: from f on the roots of order 2m to g on those of order m, with f(z) = g(z^2) / 2. At a root
/// w, g(w^2) = f(w) + f(-w) + z / w (f(w) - f(-w)); w and -w are neighbours in a blob's order.
void fold(Polynomial& values, const blst_fr& z)
{
    const auto& inverseRoots = verifierSetup().inverseRoots;
    for (std::size_t i = 0; 2 * i < values.size(); ++i) {
        const blst_fr& even = values[2 * i].words;
        const blst_fr& odd = values[2 * i + 1].words;
        blst_fr sum, difference, factor;
        blst_fr_add(&sum, &even, &odd);
        blst_fr_sub(&difference, &even, &odd);
        blst_fr_mul(&factor, &z, &inverseRoots[i]);
        blst_fr_mul(&difference, &difference, &factor);
        blst_fr_add(&values[i].words, &sum, &difference);
    }
    values.resize(values.size() / 2);
}

/// 1/4096 modulo the order.
constexpr Uint256 kInverseLength{
    0x73e66878b46ae370, 0x5eb6a46a89213de7, 0xd3686828bfce5c19, 0x400fffff00100001};

/// Inverts all of them by one division (Montgomery's trick). None is zero.
void invertAll(std::span<blst_fr> values)
{
    std::vector<blst_fr> before(values.size());
    blst_fr product = toFr(toPlain(1));
    for (std::size_t i = 0; i < values.size(); ++i) {
        before[i] = product;
        blst_fr_mul(&product, &product, &values[i]);
    }
    blst_fr inverse;
    blst_fr_eucl_inverse(&inverse, &product);
    for (std::size_t i = values.size(); i-- > 0;) {
        const blst_fr value = values[i];
        blst_fr_mul(&values[i], &inverse, &before[i]);
        blst_fr_mul(&inverse, &inverse, &value);
    }
}

bool isZero(const blst_fr& value)
{
    return (value.l[0] | value.l[1] | value.l[2] | value.l[3]) == 0;
}

} // namespace

base::Result<PlainFr> parseFr(ByteView bigEndian)
{
    const Uint256 value = Uint256::from(base::Hash::from(bigEndian));
    if (value >= bls12::kGroupOrder)
        return base::fail(Fault::BadData, "KZG: a field element is not below the group's order");
    return toPlain(value);
}

base::Result<Polynomial> parseBlob(ByteView blob)
{
    if (blob.size() != kBlobLength * kElementSize)
        return base::fail(Fault::BadData, "KZG: a blob of " + std::to_string(blob.size()) + " bytes");
    Polynomial values;
    values.reserve(kBlobLength);
    for (; !blob.empty(); blob = blob.subspan(kElementSize))
        values.push_back(TRY(parseFr(blob.first(kElementSize))));
    return values;
}

Uint256 toNumber(const PlainFr& value)
{
    const auto& words = value.words.l;
    return {words[3], words[2], words[1], words[0]};
}

blst_fr toFr(const PlainFr& value)
{
    blst_fr fr;
    blst_fr_from_uint64(&fr, value.words.l);
    return fr;
}

PlainFr evaluate(const Polynomial& polynomial, const PlainFr& z)
{
    Polynomial values = polynomial;
    for (blst_fr power = toFr(z); values.size() > 1; blst_fr_sqr(&power, &power))
        fold(values, power);
    const blst_fr scale = toFr(toPlain(kInverseLength));
    PlainFr value;
    blst_fr_mul(&value.words, &values.front().words, &scale);
    return value;
}

/// Where z is itself a root of unity w_m, the value there is the sum over the other roots of
/// (f_i - y) w_i / (z (z - w_i)): consensus specification, compute_quotient_eval_within_domain.
Polynomial quotient(const Polynomial& polynomial, const PlainFr& z, const PlainFr& y)
{
    const auto& roots = proverSetup().roots;
    const blst_fr point = toFr(z), one = toFr(toPlain(1));
    std::vector<blst_fr> inverses(kBlobLength);
    std::size_t atRoot = kBlobLength;
    for (std::size_t i = 0; i < kBlobLength; ++i) {
        blst_fr_sub(&inverses[i], &roots[i], &point);
        if (!isZero(inverses[i])) continue;
        inverses[i] = one;
        atRoot = i;
    }
    invertAll(inverses);

    Polynomial out(kBlobLength);
    for (std::size_t i = 0; i < kBlobLength; ++i) {
        blst_fr_sub(&out[i].words, &polynomial[i].words, &y.words);
        blst_fr_mul(&out[i].words, &out[i].words, &inverses[i]);
    }
    if (atRoot == kBlobLength) return out;

    blst_fr sum{}, term, inverseZ;
    for (std::size_t i = 0; i < kBlobLength; ++i) {
        if (i == atRoot) continue;
        blst_fr_mul(&term, &out[i].words, &roots[i]);
        blst_fr_sub(&sum, &sum, &term);
    }
    blst_fr_eucl_inverse(&inverseZ, &point);
    blst_fr_mul(&out[atRoot].words, &sum, &inverseZ);
    return out;
}

} // namespace crypto::kzg
