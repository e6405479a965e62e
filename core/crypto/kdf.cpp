#include "core/crypto/kdf.h"

#include <openssl/evp.h>

#include <string>

namespace crypto {
namespace {

constexpr std::size_t kInputLimit = 1u << 30; ///< bytes of a password or a salt; scrypt's last salt is long

/// Null means something else to OpenSSL than empty.
template <typename T>
const T* notNull(base::ByteView bytes)
{
    return bytes.empty() ? reinterpret_cast<const T*>("") : reinterpret_cast<const T*>(bytes.data());
}

base::Result<base::Secret> pbkdf2(const EVP_MD* algorithm, base::ByteView password, base::ByteView salt,
    std::uint32_t iterations, std::size_t dkLen)
{
    if (dkLen == 0 || iterations == 0)
        return base::fail(base::Fault::BadData, "PBKDF2 with no output or no iteration");
    const std::size_t blockSize = static_cast<std::size_t>(EVP_MD_get_size(algorithm));
    if (dkLen / blockSize + 1 > kPbkdf2WorkLimit / iterations || password.size() > kInputLimit ||
        salt.size() > kInputLimit)
        return base::fail(
            base::Fault::Unsupported, "PBKDF2 would cost too much: " + std::to_string(iterations) +
                                          " iterations for " + std::to_string(dkLen) + " bytes");
    base::Secret key = base::Secret::ofSize(dkLen);
    CHECK(PKCS5_PBKDF2_HMAC(notNull<char>(password), static_cast<int>(password.size()),
              notNull<unsigned char>(salt), static_cast<int>(salt.size()), static_cast<int>(iterations),
              algorithm, static_cast<int>(dkLen), key.data()) == 1);
    return key;
}

} // namespace

base::Result<base::Secret> pbkdf2HmacSha256(
    base::ByteView password, base::ByteView salt, std::uint32_t iterations, std::size_t dkLen)
{
    return pbkdf2(EVP_sha256(), password, salt, iterations, dkLen);
}

base::Result<base::Secret> pbkdf2HmacSha512(
    base::ByteView password, base::ByteView salt, std::uint32_t iterations, std::size_t dkLen)
{
    return pbkdf2(EVP_sha512(), password, salt, iterations, dkLen);
}

} // namespace crypto
