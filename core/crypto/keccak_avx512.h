#pragma once

#include <cstdint>

namespace crypto::detail {

// Only where hasAvx512() of keccak_kernels.h; x86-64 has them alone.

/// Permutes 25 lanes.
void permuteAvx512(std::uint64_t* state);
/// Permutes four states: 25 times a lane of each.
void permute4Avx512(std::uint64_t* state);

} // namespace crypto::detail
