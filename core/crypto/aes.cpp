#include "core/crypto/aes.h"

#include <openssl/evp.h>

#include <memory>

namespace crypto {

base::Secret aes128Ctr(base::ByteView key, const base::FixedBytes<16>& iv, base::ByteView input)
{
    CHECK(key.size() == 16 && input.size() <= 0x7fffffff);
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    base::Secret output = base::Secret::ofSize(input.size());
    int written = 0;
    CHECK(EVP_EncryptInit_ex(context.get(), EVP_aes_128_ctr(), nullptr, key.data(), iv.data()) == 1);
    if (input.empty()) return output;
    CHECK(EVP_EncryptUpdate(
              context.get(), output.data(), &written, input.data(), static_cast<int>(input.size())) == 1);
    CHECK(static_cast<std::size_t>(written) == input.size()); // a stream mode keeps nothing back
    return output;
}

base::Result<base::Secret> aes128CbcDecrypt(
    base::ByteView key, const base::FixedBytes<16>& iv, base::ByteView input)
{
    constexpr std::size_t kBlock = 16;
    CHECK(key.size() == kBlock && input.size() <= 0x7fffffff);
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    base::Secret output = base::Secret::ofSize(input.size() + kBlock);
    int written = 0, last = 0;
    CHECK(EVP_DecryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, key.data(), iv.data()) == 1);
    CHECK(EVP_DecryptUpdate(
              context.get(), output.data(), &written, input.data(), static_cast<int>(input.size())) == 1);
    if (EVP_DecryptFinal_ex(context.get(), output.data() + written, &last) != 1)
        return base::fail(base::Fault::BadData, "wrong padding");
    return base::Secret(output.view().first(static_cast<std::size_t>(written + last)));
}

} // namespace crypto
