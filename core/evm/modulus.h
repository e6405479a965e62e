#pragma once

#include "core/base/uint256.h"

namespace evm {

/// Products modulo a number that stays the same, as the field arithmetic of contracts has it: from the second
/// time on, a division is replaced by two multiplications with a reciprocal (Barrett; Handbook of Applied
/// Cryptography, 14.42).
class Modulus {
public:
    /// (a * b) mod m over the full product; zero when m is zero. The result may be one of the operands.
    void multiply(
        base::Uint256& result, const base::Uint256& a, const base::Uint256& b, const base::Uint256& m);

private:
    void prepare(const base::Uint256& m);
    base::Uint256 reduce(const std::uint64_t (&product)[8]) const;

    base::Uint256 m_modulus;
    std::uint64_t m_reciprocal[5] = {}; ///< floor(2^512 / modulus)
    bool m_isReady = false;
};

} // namespace evm
