#include "core/wallet/envelope.h"

#include "core/crypto/aes.h"
#include "core/crypto/kdf.h"
#include "core/crypto/keccak.h"
#include "core/crypto/random.h"
#include "core/wallet/json_member.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace wallet {

using base::Bytes;
using base::ByteView;
using base::fail;
using base::Fault;
using base::Hash;
using base::Result;
using base::Secret;
using nlohmann::json;

namespace {

using Counter = base::FixedBytes<16>;

constexpr std::size_t kDerivedSize = 32; ///< 16 bytes of AES key, then 16 bytes for the check value
constexpr std::size_t kSaltLimit = 256;

/// The check value: keccak-256 of the second half of the derived key, then the ciphertext.
Hash checkValue(const Secret& derived, ByteView ciphertext)
{
    Bytes message = base::toBytes(derived.view().subspan(16, 16));
    base::append(message, ciphertext);
    const base::Wiped wiped(message);
    return crypto::keccak256(message);
}

Secret crypt(const Secret& derived, const Counter& counter, ByteView input)
{
    return crypto::aes128Ctr(derived.view().first(16), counter, input);
}

Result<std::uint32_t> number32At(const json& object, std::string_view name)
{
    const std::uint64_t number = TRY(numberAt(object, name));
    if (number > std::numeric_limits<std::uint32_t>::max())
        return fail(Fault::Unsupported, "\"" + std::string(name) + "\" is too large");
    return static_cast<std::uint32_t>(number);
}

/// Divisions, since the product of three hostile numbers overflows.
bool isTooCostly(const ScryptCost& cost)
{
    const std::uint64_t blocks = kEnvelopeMemoryLimit / 128;
    const std::uint64_t r = std::max(cost.r, 1u);
    const std::uint64_t p = std::max(cost.p, 1u);
    return cost.n > blocks || p > blocks || r > blocks / (cost.n + p) ||
           p > kEnvelopeWorkLimit / r / std::max<std::uint64_t>(cost.n, 1);
}

Result<Secret> deriveByScrypt(
    const json& parameters, const Secret& password, ByteView salt, std::size_t dkLen)
{
    ScryptCost cost;
    cost.n = TRY(numberAt(parameters, "n"));
    cost.r = TRY(number32At(parameters, "r"));
    cost.p = TRY(number32At(parameters, "p"));
    if (isTooCostly(cost))
        return fail(Fault::Unsupported,
            "the file asks for more memory or time to try a password than Postern grants");
    return crypto::scrypt(password.view(), salt, cost.n, cost.r, cost.p, dkLen);
}

Result<Secret> deriveByPbkdf2(
    const json& parameters, const Secret& password, ByteView salt, std::size_t dkLen)
{
    const std::string prf = TRY(textAt(parameters, "prf"));
    if (prf != "hmac-sha256") return fail(Fault::Unsupported, "an unknown pseudo-random function of PBKDF2");
    const std::uint32_t iterations = TRY(number32At(parameters, "c"));
    if (iterations > kEnvelopeIterationLimit)
        return fail(Fault::Unsupported, "the file asks for more time to try a password than Postern grants");
    return crypto::pbkdf2HmacSha256(password.view(), salt, iterations, dkLen);
}

Result<Secret> deriveKey(const json& envelope, const Secret& password)
{
    const std::string kdf = TRY(textAt(envelope, "kdf"));
    const json* parameters = memberOf(envelope, "kdfparams");
    if (parameters == nullptr) return fail(Fault::BadData, "\"kdfparams\" is missing");
    const Bytes salt = TRY(hexAt(*parameters, "salt", kSaltLimit));
    const std::uint64_t dkLen = TRY(numberAt(*parameters, "dklen"));
    if (dkLen < kDerivedSize || dkLen > 2 * kDerivedSize)
        return fail(Fault::Unsupported, "\"dklen\" is not 32");
    if (kdf == "scrypt") return deriveByScrypt(*parameters, password, salt, dkLen);
    if (kdf == "pbkdf2") return deriveByPbkdf2(*parameters, password, salt, dkLen);
    return fail(Fault::Unsupported, "an unknown key derivation");
}

/// Some programs write the counter as a number, without its leading zeros.
Result<Counter> counterOf(const json& envelope)
{
    const json* parameters = memberOf(envelope, "cipherparams");
    if (parameters == nullptr) return fail(Fault::BadData, "\"cipherparams\" is missing");
    const Bytes iv = TRY(hexAt(*parameters, "iv", Counter::kSize));
    Counter counter;
    std::ranges::copy(iv, counter.bytes.end() - static_cast<std::ptrdiff_t>(iv.size()));
    return counter;
}

} // namespace

Result<json> seal(const Secret& content, const Secret& password, const ScryptCost& cost)
{
    CHECK(!content.empty() && content.size() <= kEnvelopeContentLimit);
    const auto salt = crypto::randomFixed<Hash>();
    const auto counter = crypto::randomFixed<Counter>();
    const Secret derived = TRY(crypto::scrypt(password.view(), salt, cost.n, cost.r, cost.p, kDerivedSize));
    const Secret ciphertext = crypt(derived, counter, content.view());
    return json{
        {"cipher", "aes-128-ctr"},
        {"cipherparams", {{"iv", base::toHex(counter)}}},
        {"ciphertext", base::toHex(ciphertext.view())},
        {"kdf", "scrypt"},
        {"kdfparams", {{"dklen", kDerivedSize}, {"n", cost.n}, {"r", cost.r}, {"p", cost.p},
                          {"salt", base::toHex(salt)}}},
        {"mac", base::toHex(checkValue(derived, ciphertext.view()))},
    };
}

Result<Secret> unseal(const json& envelope, const Secret& password)
{
    // Everything is looked at before the key is derived: that is what costs.
    const std::string cipher = TRY(textAt(envelope, "cipher"));
    if (cipher != "aes-128-ctr") return fail(Fault::Unsupported, "an unknown cipher");
    const Bytes ciphertext = TRY(hexAt(envelope, "ciphertext", kEnvelopeContentLimit));
    if (ciphertext.empty()) return fail(Fault::BadData, "\"ciphertext\" is empty");
    const Bytes mac = TRY(hexAt(envelope, "mac", Hash::kSize));
    const Counter counter = TRY(counterOf(envelope));

    const Secret derived = TRY(deriveKey(envelope, password));
    if (!Secret(checkValue(derived, ciphertext)).equals(Secret(mac)))
        return fail(Fault::Locked, "wrong password");
    return crypt(derived, counter, ciphertext);
}

} // namespace wallet
