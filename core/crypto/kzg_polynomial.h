#pragma once

#include "core/crypto/kzg_setup.h"

/// Polynomials given by their values at the 4096th roots of unity. Internal to kzg.cpp.
namespace crypto::kzg {

/// A number below the order as it is, not in Montgomery's form as blst keeps its own: sums need no
/// conversion, and blst_fr_mul() of one such and one of blst's own gives such a one again.
struct PlainFr {
    blst_fr words;
};

/// The values in the order of a blob.
using Polynomial = std::vector<PlainFr>;

/// BadData when the number is not below the order.
base::Result<PlainFr> parseFr(base::ByteView bigEndian);
/// BadData when the blob has another size or a number in it is not below the order.
base::Result<Polynomial> parseBlob(base::ByteView blob);

base::Uint256 toNumber(const PlainFr& value);
/// In blst's form.
blst_fr toFr(const PlainFr& value);

/// The polynomial's value at z.
PlainFr evaluate(const Polynomial& polynomial, const PlainFr& z);

/// (polynomial - y) / (X - z), where y is the value at z.
Polynomial quotient(const Polynomial& polynomial, const PlainFr& z, const PlainFr& y);

} // namespace crypto::kzg
