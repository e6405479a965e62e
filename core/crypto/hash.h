#pragma once

#include "core/base/bytes.h"
#include "core/base/secret.h"

namespace crypto {

/// FIPS 180-4.
base::Hash sha256(base::ByteView message);
base::FixedBytes<64> sha512(base::ByteView message);
base::FixedBytes<20> ripemd160(base::ByteView message);

/// RFC 2104.
base::Hash hmacSha256(base::ByteView key, base::ByteView message);
base::FixedBytes<64> hmacSha512(base::ByteView key, base::ByteView message);

/// The compression function F of BLAKE2b (RFC 7693, section 3.2) with any number of rounds, on the state in
/// place. Source of its use: EIP-152.
void blake2bCompress(std::uint32_t rounds, std::uint64_t (&h)[8], const std::uint64_t (&m)[16],
    const std::uint64_t (&t)[2], bool last);

} // namespace crypto
