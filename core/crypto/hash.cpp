#include "core/crypto/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <memory>

namespace crypto {
namespace {

/// Looking an algorithm up costs several times a short hash: done once, and never freed because hashing may
/// go on in other threads while the program ends.
const EVP_MD* fetch(const char* name)
{
    const EVP_MD* algorithm = EVP_MD_fetch(nullptr, name, nullptr);
    CHECK(algorithm != nullptr);
    return algorithm;
}
const EVP_MD* sha256Algorithm()
{
    static const EVP_MD* const algorithm = fetch("SHA256");
    return algorithm;
}
const EVP_MD* sha512Algorithm()
{
    static const EVP_MD* const algorithm = fetch("SHA512");
    return algorithm;
}
const EVP_MD* ripemd160Algorithm()
{
    static const EVP_MD* const algorithm = fetch("RIPEMD160");
    return algorithm;
}

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

/// A context for each algorithm and thread: a context that keeps its algorithm starts again without
/// allocation.
template <typename Digest, const EVP_MD* (*algorithm)()>
Digest digest(base::ByteView message)
{
    thread_local const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    Digest out;
    const bool done = EVP_DigestInit_ex2(context.get(), algorithm(), nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), message.data(), message.size()) == 1 &&
                      EVP_DigestFinal_ex(context.get(), out.data(), nullptr) == 1;
    CHECK(done);
    return out;
}

template <typename Digest>
Digest hmac(const EVP_MD* algorithm, base::ByteView key, base::ByteView message)
{
    CHECK(key.size() <= 0x7fffffff);
    static constexpr std::uint8_t kEmpty = 0; // a null key means "as before" to OpenSSL
    const std::uint8_t* const keyBytes = key.empty() ? &kEmpty : key.data();
    Digest out;
    CHECK(HMAC(algorithm, keyBytes, static_cast<int>(key.size()), message.data(), message.size(), out.data(),
              nullptr) != nullptr);
    return out;
}

} // namespace

base::Hash sha256(base::ByteView message)
{
    return digest<base::Hash, sha256Algorithm>(message);
}

base::FixedBytes<64> sha512(base::ByteView message)
{
    return digest<base::FixedBytes<64>, sha512Algorithm>(message);
}

base::FixedBytes<20> ripemd160(base::ByteView message)
{
    return digest<base::FixedBytes<20>, ripemd160Algorithm>(message);
}

base::Hash hmacSha256(base::ByteView key, base::ByteView message)
{
    return hmac<base::Hash>(sha256Algorithm(), key, message);
}

base::FixedBytes<64> hmacSha512(base::ByteView key, base::ByteView message)
{
    return hmac<base::FixedBytes<64>>(sha512Algorithm(), key, message);
}

} // namespace crypto
