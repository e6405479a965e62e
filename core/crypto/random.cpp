#include "core/crypto/random.h"

#include <openssl/rand.h>

namespace crypto {

base::Secret randomSecret(std::size_t size)
{
    base::Secret secret = base::Secret::ofSize(size);
    // The private generator: what it gives is never shown, unlike salts and identifiers of the public one.
    if (size != 0) CHECK(size <= 0x7fffffff && RAND_priv_bytes(secret.data(), static_cast<int>(size)) == 1);
    return secret;
}

base::Bytes randomBytes(std::size_t size)
{
    base::Bytes bytes(size);
    if (size != 0) CHECK(size <= 0x7fffffff && RAND_bytes(bytes.data(), static_cast<int>(size)) == 1);
    return bytes;
}

} // namespace crypto
