#pragma once

#include "core/base/secret.h"

namespace crypto {

/// Bytes of the cryptographic generator, seeded by the operating system. A machine without randomness must
/// not make keys or salts: the program stops.
base::Secret randomSecret(std::size_t size);
base::Bytes randomBytes(std::size_t size);

template <typename Fixed>
Fixed randomFixed()
{
    return Fixed::from(randomBytes(Fixed::kSize));
}

} // namespace crypto
