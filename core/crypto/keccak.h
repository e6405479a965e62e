#pragma once

#include "core/base/bytes.h"

#include <array>
#include <span>

namespace crypto {

/// keccak-256 with the original padding (not SHA3-256's), as Ethereum uses it. Source: the Keccak reference,
/// 2011.
base::Hash keccak256(base::ByteView message);

/// Hashes four messages at once, by AVX2 where the processor has it. Lengths may differ; close lengths are
/// fastest.
std::array<base::Hash, 4> keccak256x4(const std::array<base::ByteView, 4>& messages);

/// Hashes every message into the place of the same index, four at a time. The order of work is the callee's
/// choice.
void keccak256Batch(std::span<const base::ByteView> messages, std::span<base::Hash> hashes);

} // namespace crypto
